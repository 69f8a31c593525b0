"""Markdown → HTML with slots, and facts about each text. Nothing here depends on the site.

Imports `figures.outline`, `runtime`, `problems` and `text` only. Start with `slots` (what is left
to the showing page) and `document` (the result of a conversion). `renderer` converts one text;
`converter` converts all texts of a build. The way of a text: `source_blocks` reads its blocks
(CommonMark), `block_reader` and `tree_builder` make Python-Markdown's tree of them, `literal_text`
and `fast_inline` correct its inline passes, `slots_extension` inserts the slots, `outline` measures
the sections. `slips`, `tag_balance` and `foreign_markup` remark on what would not be shown as
meant. `html_text` reduces HTML for structured data.
"""
