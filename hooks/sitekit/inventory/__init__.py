"""All content in one table: what `sitekit list` shows.

It reads a site (`sitekit.site`) and changes nothing. `rows` says what is in the table, `printing`
how it is shown; start with `rows`.
"""
