"""Checks that need the whole content: problems that fail a build, and advice.

May import everything below it: `pages`, `links`, `content` and what those use; never `formats`,
`structured_data` or `search`. Start at `cross_checks.check`, then `advice.advise`; checks of one
file alone are in `front_matter` and `content.body_checks`.
"""
