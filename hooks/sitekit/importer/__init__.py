"""Posts of other generators become posts of this site: what `sitekit import` does.

May import everything below `cli`, but not `mkdocs_adapter`. Start at `importing`, which has the
steps in order; `models` defines what a generator's reader finds and what is written.
"""
