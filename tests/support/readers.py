"""A reader in a real Chromium, who waits until a page can do all that it can."""

from __future__ import annotations

from playwright.sync_api import Page


def visit(page: Page, url: str) -> None:
    """Go to a page; its script is fetched after all else."""
    page.goto(url)
    page.wait_for_selector("[data-opens=search][aria-haspopup]")
