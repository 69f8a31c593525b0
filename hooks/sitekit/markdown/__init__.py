"""Markdown → HTML with slots, and facts about each text. Nothing here depends on the site.

Imports `runtime`, `problems` and `text` only. Start with `slots` (what is left to the showing page)
and `document` (the result of a conversion). `renderer` converts one text, by means of
`slots_extension`, `tree`, `raw_html` and `fast_inline`; `converter` converts all texts of a build.
`html_text` reduces HTML for structured data.
"""
