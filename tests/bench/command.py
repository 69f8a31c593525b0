"""Runs the benchmark: lays out the sites, runs the rounds, returns the report."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench import report
from bench.contenders import (
    HUGO_WITH_PAGEFIND,
    MAKERS,
    TITLES,
    BenchError,
    Contender,
    SiteConfig,
    hugo_binary,
    pagefind_binary,
)
from bench.corpus import corpus
from bench.preview import PreviewTimes, free_port, time_preview
from bench.rounds import Case, Result, cases_of_ours, cold_build, run_rounds

_OURS, _HUGO = "ours", "hugo"


@dataclass(frozen=True)
class Options:
    """What to measure."""

    project: Path
    """The folder of mkdocs.yml."""
    posts: int
    words: int
    """Approximate number of words in a post."""
    rounds: int
    contenders: tuple[str, ...]
    search: bool
    serve: bool
    """Whether to time a preview of our site, too."""
    scaling: tuple[int, ...]
    """Numbers of posts at which to compare our site, instead of comparing contenders."""
    work_folder: Path | None
    """A new or empty folder that remains afterwards; by default a temporary one."""


def run(options: Options, log: Callable[[str], None]) -> str:
    """Measure and return the report; `log` gets a line for each build. Raises BenchError."""
    if unknown := [name for name in options.contenders if name not in MAKERS]:
        raise BenchError(f"There is no contender {unknown[0]}: {', '.join(MAKERS)}.")
    load = psutil.getloadavg()[0]
    with _work_folder(options.work_folder) as folder:
        compare = _compare_sizes if options.scaling else _compare_contenders
        tables = compare(options, folder, log)
    footer = report.footer(options.rounds, options.words, load, search=options.search)
    return f"{tables}\n\n{footer}"


@contextmanager
def _work_folder(folder: Path | None) -> Iterator[Path]:
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="sitekit-bench-") as temporary:
            yield Path(temporary)
    elif folder.exists() and any(folder.iterdir()):
        raise BenchError(f"{folder} is not empty. Give a new folder to --keep.")
    else:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder.resolve()


def _make_site(options: Options, name: str, root: Path, posts: int) -> Contender:
    config = SiteConfig(options.project, options.search)
    return MAKERS[name](root, config, corpus(posts, options.words))


def _contenders(options: Options) -> list[str]:
    """Return the names of the contenders, of which each can be built.

    Without search, Hugo and Pagefind would be Hugo alone. Raises BenchError for a missing program:
    before the first build, not after it.
    """
    names = [*dict.fromkeys(options.contenders)]
    if not options.search and HUGO_WITH_PAGEFIND in names:
        names.remove(HUGO_WITH_PAGEFIND)
    if {"hugo", HUGO_WITH_PAGEFIND} & {*names}:
        hugo_binary()
    if HUGO_WITH_PAGEFIND in names:
        pagefind_binary()
    if not names:
        raise BenchError("There is no contender to measure.")
    return names


def _compare_contenders(options: Options, folder: Path, log: Callable[[str], None]) -> str:
    names = _contenders(options)
    cases: list[Case] = []
    sites: dict[str, Contender] = {}
    for name in names:
        site = sites[name] = _make_site(options, name, folder / name, options.posts)
        if name == _OURS:
            cases += cases_of_ours(site, options.posts)
        else:
            cases.append(cold_build(TITLES[name], site, options.posts))
    results = {r.case.name: r for r in run_rounds(cases, options.rounds, log)}
    tables = [f"{options.posts:,} posts", report.comparison(results)]
    if options.serve and _OURS in sites:
        tables.append(report.previews(_time_previews(options, folder, sites, log)))
    return "\n\n".join(tables)


def _time_previews(
    options: Options, folder: Path, sites: Mapping[str, Contender], log: Callable[[str], None]
) -> dict[str, list[PreviewTimes]]:
    """Time previews of our site, of a small one and of Hugo's, in turn.

    The first round is not counted: it leaves what the first preview on a machine would make.
    """
    previewed = {report.OURS: sites[_OURS]}
    previewed[report.SMALL] = _make_site(options, _OURS, folder / "small", report.SMALL_POSTS)
    if _HUGO in sites:
        previewed[report.HUGO_SERVER] = sites[_HUGO]
    ports = {name: free_port() for name in previewed}
    times: dict[str, list[PreviewTimes]] = {name: [] for name in previewed}
    for number in range(options.rounds + 1):
        for name, site in previewed.items():
            edits = 0 if name == report.SMALL else 5
            first, photo = options.rounds + 5 * number, name == report.OURS
            taken = time_preview(site, ports[name], first, edits, photo)
            log(f"preview {number} of {name}: first page {taken.first_page:.2f} s")
            times[name] += [taken] if number else []
    return times


def _compare_sizes(options: Options, folder: Path, log: Callable[[str], None]) -> str:
    cases: list[Case] = []
    for size in options.scaling:
        site = _make_site(options, _OURS, folder / f"{_OURS}-{size}", size)
        cases += cases_of_ours(site, size)
    by_size: dict[int, dict[str, Result]] = {size: {} for size in options.scaling}
    for result in run_rounds(cases, options.rounds, log):
        by_size[result.case.posts][result.case.name] = result
    return report.scaling(by_size)
