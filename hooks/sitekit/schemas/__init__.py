"""What editors and agents know of the content: JSON Schemas, types of a CMS, rules in words.

All is made from the models of `front_matter` and the tables of the README. May import `content`
and everything below; only the command uses it. Start at `editor_files`.
"""
