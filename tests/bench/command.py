"""What `python tests/bench` does: lays out the sites, runs the rounds, returns the report."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench import report
from bench.corpus import corpus
from bench.rivals import MAKERS, BenchError, Contender, Plan, hugo_binary
from bench.rounds import Case, Result, case_of_rival, cases_of_ours, run_rounds
from bench.serving import serve

_OURS = "ours"


@dataclass(frozen=True)
class Options:
    """What to measure."""

    project: Path
    """The folder of mkdocs.yml."""
    posts: int
    words: int
    rounds: int
    contenders: tuple[str, ...]
    search: bool
    serve: bool
    scaling: tuple[int, ...]
    """Sizes of our site to compare, in place of the contenders."""
    keep: Path | None
    """A folder to work in and to leave; by default one that goes away."""


def run(options: Options, tell: Callable[[str], None]) -> str:
    """Measure and return the report; `tell` hears of each run. Raises BenchError."""
    if unknown := [name for name in options.contenders if name not in MAKERS]:
        raise BenchError(f"There is no contender {unknown[0]}: {', '.join(MAKERS)}.")
    load = psutil.getloadavg()[0]
    with _workplace(options.keep) as place:
        told = _scaling(options, place, tell) if options.scaling else _rivals(options, place, tell)
    end = report.footer(options.rounds, options.words, load, search=options.search)
    return f"{told}\n\n{end}"


@contextmanager
def _workplace(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="sitekit-bench-") as folder:
            yield Path(folder)
    elif keep.exists() and any(keep.iterdir()):
        raise BenchError(f"{keep} is not empty. Name a new folder for --keep.")
    else:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()


def _site(options: Options, name: str, root: Path, posts: int) -> Contender:
    plan = Plan(options.project, options.search)
    return MAKERS[name](root, plan, corpus(posts, options.words))


def _rivals(options: Options, place: Path, tell: Callable[[str], None]) -> str:
    if "hugo" in options.contenders:
        hugo_binary()  # before anything else takes its time
    cases: list[Case] = []
    sites: dict[str, Contender] = {}
    for name in dict.fromkeys(options.contenders):
        site = sites[name] = _site(options, name, place / name, options.posts)
        if name == _OURS:
            cases += cases_of_ours(site, options.posts)
        else:
            cases.append(case_of_rival(name.capitalize(), site, options.posts))
    results = {r.case.name: r for r in run_rounds(cases, options.rounds, tell)}
    serving = options.serve and _OURS in sites
    served = serve(sites[_OURS], options.rounds) if serving else None
    return f"{options.posts:,} posts\n\n{report.comparison(results, served)}"


def _scaling(options: Options, place: Path, tell: Callable[[str], None]) -> str:
    cases: list[Case] = []
    for size in options.scaling:
        site = _site(options, _OURS, place / f"{_OURS}-{size}", size)
        cases += cases_of_ours(site, size)
    by_size: dict[int, dict[str, Result]] = {size: {} for size in options.scaling}
    for result in run_rounds(cases, options.rounds, tell):
        by_size[result.case.posts][result.case.name] = result
    return report.scaling(by_size)
