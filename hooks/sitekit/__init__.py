"""A site's content and pages as plain values; the packages and their order are in CONTRIBUTING.

Imports run one way, from `cli` and `mkdocs_adapter` down to `text`; `lint-imports` checks it.
"""
