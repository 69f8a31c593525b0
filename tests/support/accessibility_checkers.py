"""HTML_CodeSniffer and IBM's checker, which judge a page in its window, beside axe."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from support.sites import ROOT, not_here

_MODULES = ROOT / ".cache/npm/node_modules"
_RUN_SNIFFER = """() => new Promise((done) => HTMLCS.process("WCAG2AA", document, () => done(
  HTMLCS.getMessages().filter(({ type }) => type === HTMLCS.ERROR).map(({ code, msg, element }) =>
    [code, `${msg} ${element.outerHTML?.slice(0, 120)}`]))))"""
_RUN_IBM = """async () => {
  const { results } = await new ace.Checker().check(document, ["WCAG_2_2"]);
  return results.filter(({ value }) => value[1] === "FAIL").map(({ ruleId, message, snippet }) =>
    [ruleId, `${message} ${snippet.slice(0, 120)}`]);
}"""


def sniffer_errors(page: Page) -> list[tuple[str, str]]:
    """Return what breaks WCAG 2 AA on a page for HTML_CodeSniffer: its code, and what and where."""
    return _run(page, "html_codesniffer/build/HTMLCS.js", "html_codesniffer@2", _RUN_SNIFFER)


def ibm_failures(page: Page) -> list[tuple[str, str]]:
    """Return what fails a rule of IBM's checker: its name, and what and where.

    What the checker leaves to a person to judge, such as words about places, is not among it.
    """
    package = "accessibility-checker-engine"
    return _run(page, f"{package}/ace.js", f"{package}@4", _RUN_IBM)


def _run(page: Page, file: str, package: str, script: str) -> list[tuple[str, str]]:
    path = _MODULES / file
    if not path.exists():
        not_here(f"a checker is not here (npm install --prefix .cache/npm {package})")
    page.evaluate(path.read_text())
    return [(rule, what) for rule, what in page.evaluate(script)]


CHECKERS: dict[str, Callable[[Page], list[tuple[str, str]]]] = {
    "HTML_CodeSniffer": sniffer_errors,
    "IBM": ibm_failures,
}
