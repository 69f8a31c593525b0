"""Addresses and links: who wants which address, and where a link leads."""
