"""Addresses and links: the route of every page, and the target of every link.

May import `content` and what it uses. Start at `routes`, which assigns an address to every page;
`resolver` finds the targets of links, `urls` writes them as URLs, and `assets` decides which files
are published.
"""
