"""Output formats for programs: feeds, sitemap, robots.txt, llms.txt, manifest, Markdown versions.

May import `pages` and what is below it, but not the structured data, the search or the checks.
Start reading with `files`, which lists the formats.
"""
