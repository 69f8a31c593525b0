"""A reader's window in a real Chromium, and axe-core, which judges what it shows."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page

from support.sites import ROOT, not_here

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1440, "height": 900}

_AXE = ROOT / ".cache/npm/node_modules/axe-core/axe.min.js"
_RUN_AXE = """async (rules) => {
  const all = { rules: { "target-size": { enabled: true } } };  // WCAG 2.2's own, off by default
  const only = rules.length ? { runOnly: rules } : all;
  const { violations } = await axe.run(document, { resultTypes: ["violations"], ...only });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, any }) =>
    `${id}: ${target.join(" ")}: ${any.length ? any[0].message : help}`));
}"""


def visit(page: Page, url: str) -> None:
    """Go to a page, and wait until its script has run, which is fetched after all else."""
    page.goto(url)
    page.wait_for_selector("[data-opens=search][aria-haspopup]")


def axe_violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Return what is not accessible on a page as it is shown now: rule, element, reason.

    Judges by all of axe's rules unless some are named.
    """
    if not _AXE.exists():
        not_here("axe-core is not here (npm install --prefix .cache/npm axe-core@4)")
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_AXE.read_text())
    return page.evaluate(_RUN_AXE, list(rules))
