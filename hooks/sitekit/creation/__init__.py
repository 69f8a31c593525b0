"""New texts and entries, each in its place, with what can be filled in, and valid at once.

May import `trial`, `site` and everything below; only the command uses it. Start at `create`.
"""
