"""Pages as values (`spec`), and what each shows.

`content_pages`, `listing_pages` and `special_pages` make them from `inputs`, which knows how they
are remembered; `composer` and `slot_filler` fill their texts; `views`, `texts` and `view_builders`
are what templates show. May import `links`, `content` and what is below them. Start reading with
`spec` and `content_pages`.
"""
