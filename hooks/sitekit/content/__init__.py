"""From files to a library of valid content: posts, FAQ sets, pages, authors, tags, offers.

May import `front_matter`, `markdown`, `images`, `social_cards`, `runtime`, `problems` and `text`.
Start at `models`, which defines the entries, then `library`; `loader` reads them from files.
"""
