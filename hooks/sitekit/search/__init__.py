"""The site's search: which texts it finds, and the index that browsers search.

May import `pages` and what is below it, but not the formats, the structured data or the checks.
Start reading with `index`.
"""
