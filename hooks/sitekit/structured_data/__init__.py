"""The schema.org graph of each page, as JSON-LD.

May import `pages` and what is below it, but not the formats, the search or the checks. Start
reading with `graph`, which asks `nodes` for each node.
"""
