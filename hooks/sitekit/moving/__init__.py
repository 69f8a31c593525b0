"""Moves of pages to other addresses: files, links, aliases and the history in one step.

May import `site` and everything below it; only the command uses it. Start at `move`, which plans,
checks the plan on a copy of the content, and makes it real.
"""
