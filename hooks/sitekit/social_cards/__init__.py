"""Social cards: the images of 1200×630 pixels that chats and other sites show for an address.

Imports `figures`, `runtime`, `problems` and `text` only: it gets the texts of cards, not the
library or pages.
Start with `layout` (what a card says, and whether it fits) and `files` (the cards of a site, and
their cache); `drawing` draws one card, with the fonts in `fonts/`, and `png` makes a file of it.
"""
