"""What the site's search finds (`entries`), and the index that browsers search.

May import `pages` and what is below it, but not the formats, the structured data or the checks.
Start reading with `entries`.
"""
