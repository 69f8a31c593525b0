"""Judge one page of each kind with Lighthouse, as a phone sees it, and hold it to the goals.

`python tests/lighthouse.py [--site FOLDER] [--runs 3] [page …]`, where a page is an address such as
`blog/build-or-buy/`. Exit status 1 if a goal is missed, 2 if the pages cannot be measured. Loopback
speaks HTTP/1.1 without TLS: on GitHub Pages a first visit has one more round trip before it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from math import inf
from pathlib import Path
from statistics import median
from typing import Any

from support.page_kinds import NoSuchPageError, page_of_kind
from support.server import serving

_ROOT = Path(__file__).parent.parent
_LIGHTHOUSE = _ROOT / ".cache/npm/node_modules/lighthouse/cli/index.js"
_KINDS = ("home", "listing", "text post", "tag", "FAQ hub", "FAQ set", "author")
_CHROMIUM_FLAGS = "--headless=new --no-sandbox"
_LIMIT = 180  # seconds for one run; it takes about 10
Report = dict[str, Any]


class MeasurementError(Exception):
    """The pages cannot be measured; says why, and what to do."""


@dataclass(frozen=True)
class Column:
    """A figure of the table, its goal, and what explains a miss."""

    head: str
    decimals: int
    value: Callable[[Report], float]
    explain: Callable[[Report], Iterator[str]]
    least: float = 0
    most: float = inf

    def misses(self, value: float) -> bool:
        """Tell whether a value misses the goal."""
        return not self.least <= value <= self.most


def _score(category: str) -> Callable[[Report], float]:
    return lambda report: 100 * (report["categories"][category]["score"] or 0)


def _metric(audit: str, unit: float = 1) -> Callable[[Report], float]:
    return lambda report: report["audits"][audit]["numericValue"] / unit


def _requests(report: Report) -> list[dict[str, Any]]:
    """Return what was loaded, the manifest too, which Chromium itself asks for only to install."""
    return report["audits"]["network-requests"]["details"]["items"]


def _kilobytes(report: Report) -> float:
    return sum(item.get("transferSize", 0) for item in _requests(report)) / 1000


def _sizes(report: Report) -> Iterator[str]:
    for item in _requests(report):
        yield f"    {item.get('transferSize', 0):>8,}  {item['url']}"


def _audits(category: str, *metrics: str) -> Callable[[Report], Iterator[str]]:
    """Explain by the audits that cost a category points, or that name what slows metrics down."""

    def concerned(audit: dict[str, Any], group: str) -> bool:
        if not metrics:
            return audit["score"] not in (None, 1)
        savings = audit.get("metricSavings") or {}
        names = audit["scoreDisplayMode"] == "informative"  # it shows the elements concerned
        return group == "diagnostics" and any(
            m in savings and (names or savings[m] > 0) for m in metrics
        )

    def explain(report: Report) -> Iterator[str]:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if concerned(audit, reference.get("group", "")):
                yield from _lines(audit)

    return explain


def _lines(audit: dict[str, Any]) -> Iterator[str]:
    value = f" ({audit['displayValue']})" if audit.get("displayValue") else ""
    yield f"    {audit['id']}: {audit['title']}{value}"
    yield from (f"      {place}" for place in _places(audit.get("details")))


def _places(details: Any) -> list[str]:
    """Return where an audit's details point, however deep, each place once."""
    if isinstance(details, list):
        return list(dict.fromkeys(place for item in details for place in _places(item)))
    if not isinstance(details, dict):
        return []
    if details.get("type") == "node":
        return [f"{details.get('selector', '')}  {details.get('snippet', '')}"]
    here = [details[key] for key in ("url", "description") if isinstance(details.get(key), str)]
    # Sub-items are what surrounds the element or file concerned.
    inner = [value for key, value in details.items() if key not in ("subItems", "headings")]
    return list(dict.fromkeys([*here, *_places(inner)]))


_hurts = partial(_audits, "performance")
_COLUMNS = (
    Column("perf", 0, _score("performance"), _hurts("FCP", "LCP", "TBT", "CLS"), least=99),
    Column("a11y", 0, _score("accessibility"), _audits("accessibility"), least=100),
    Column("best", 0, _score("best-practices"), _audits("best-practices"), least=100),
    Column("SEO", 0, _score("seo"), _audits("seo"), least=100),
    Column("LCP s", 2, _metric("largest-contentful-paint", 1000), _hurts("LCP"), most=1.2),
    Column("CLS", 4, _metric("cumulative-layout-shift"), _hurts("CLS"), most=0),
    Column("TBT ms", 0, _metric("total-blocking-time"), _hurts("TBT"), most=50),
    Column("requests", 0, lambda report: len(_requests(report)), _sizes),
    Column("KB", 3, _kilobytes, _sizes, most=30),
)
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def _build(folder: Path, url: str) -> None:
    """Build the site for the address it is judged at, so that its canonical addresses hold."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    environment = os.environ | {"SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    if subprocess.run(command, cwd=_ROOT, env=environment, check=False).returncode:
        raise MeasurementError("The site does not build.")


def _report(url: str, node: str, chromium: str) -> Report:
    """Return one run's report."""
    command = [node, str(_LIGHTHOUSE), url, "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(_CATEGORIES)}", "--no-enable-error-reporting"]
    command += [f"--chrome-flags={_CHROMIUM_FLAGS}"]
    environment = os.environ | {"CHROME_PATH": chromium}
    try:
        run = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=_LIMIT, check=True
        )
    except subprocess.CalledProcessError as error:
        raise MeasurementError(f"Lighthouse failed on {url}:\n{error.stderr}") from error
    except subprocess.TimeoutExpired as error:
        raise MeasurementError(f"Lighthouse took more than {_LIMIT} s on {url}.") from error
    report = json.loads(run.stdout)
    if error := report.get("runtimeError"):
        raise MeasurementError(f"Lighthouse failed on {url}: {error['message']}")
    return report


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Judge pages with Lighthouse, as a phone would.")
    parser.add_argument("--site", type=Path, help="a built site; default: build one")
    parser.add_argument("--runs", type=int, default=3, help="the table shows medians (default: 3)")
    parser.add_argument("pages", nargs="*", metavar="page", help="default: one of each kind")
    return parser.parse_args()


def _judge(reports: list[Report]) -> tuple[list[str], list[str]]:
    """Return a page's cells, each missed goal marked, and what explains the misses."""
    cells, misses = [], []
    for column in _COLUMNS:
        value = median(column.value(report) for report in reports)
        shown = f"{value:.{column.decimals}f}"
        missed = column.misses(value)
        cells.append(shown + ("✗" if missed else " "))
        if missed:
            one = next(report for report in reports if column.misses(column.value(report)))
            misses += [f"  {column.head} {shown}", *column.explain(one)]
    return cells, misses


def judge(site: Path | None, runs: int, pages: list[str]) -> bool:
    """Print the table and what failed; return whether all goals are met."""
    node, chromium = shutil.which("node"), shutil.which("chromium")
    if node is None or not _LIGHTHOUSE.exists():
        command = "npm install --prefix .cache/npm lighthouse@12"
        raise MeasurementError(f"Lighthouse is not here. Node.js 18.16 or newer and `{command}`.")
    if chromium is None:
        raise MeasurementError("Chromium is not here (Debian: apt-get install chromium).")
    with tempfile.TemporaryDirectory() as temporary, serving(site or Path(temporary)) as server:
        if site is None:
            _build(server.folder, server.url)
        elif not (site / "sitemap.xml").is_file():
            raise MeasurementError(f"{site} holds no built site.")
        addresses = pages or [page_of_kind(server.folder, kind) for kind in _KINDS]
        width = max(map(len, addresses), default=0) + 1
        print(" " * width, *(f"{column.head:>9} " for column in _COLUMNS), flush=True)
        explained: list[str] = []
        for address in (page.lstrip("/") for page in addresses):
            reports = [_report(server.url + address, node, chromium) for _ in range(runs)]
            cells, misses = _judge(reports)
            print(f"/{address:{width - 1}}", *(f"{cell:>10}" for cell in cells), flush=True)
            explained += [f"\n/{address}", *misses] if misses else []
    print(*explained or ["\nAll goals are met."], sep="\n")
    return not explained


if __name__ == "__main__":
    given = _arguments()
    try:
        sys.exit(0 if judge(given.site, given.runs, given.pages) else 1)
    except (MeasurementError, NoSuchPageError) as reason:
        print(reason, file=sys.stderr)
        sys.exit(2)
