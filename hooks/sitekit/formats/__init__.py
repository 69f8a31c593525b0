"""Output formats for programs, such as feeds and the sitemap; `files` lists them.

May import `pages` and what is below it, but not the structured data, the search or the checks.
Start reading with `files`.
"""
