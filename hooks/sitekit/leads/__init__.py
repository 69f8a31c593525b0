"""Which page, placement and offer won how many calls: what `sitekit leads` shows.

It reads the booking tool's export and a site (`sitekit.site`), sends nothing and changes nothing.
`bookings` reads the file, `attribution` finds the page of each booking, `counts` adds them up,
`printing` and `chart` show the result; start with `counts`.
"""
