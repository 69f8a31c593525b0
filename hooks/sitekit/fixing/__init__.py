"""Fixes of mistakes that can only be meant in one way: planned from problems, tried on a copy.

May import `trial`, `site` and everything below; only the command uses it. Start at `plan_fixes`.
"""
