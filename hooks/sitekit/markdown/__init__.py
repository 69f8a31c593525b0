"""Markdown becomes HTML with slots; nothing here knows the site."""
