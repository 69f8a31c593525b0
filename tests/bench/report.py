"""The benchmark's tables, in Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib import metadata
from statistics import median

from bench.rounds import COLD, Result
from bench.serving import Served

_MEGABYTE = 1_000_000
_NONE = "–"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median over rounds of one's value ÷ the other's in the same round."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def seconds(result: Result) -> list[float]:
    """Return the seconds of each round."""
    return [run.seconds for run in result.runs]


def comparison(results: Mapping[str, Result], served: Served | None) -> str:
    """Return the table of all builds, and the lines below it."""
    rivals = [name for name in ("Material", "Hugo") if name in results]
    heads = ["build", "seconds", "posts/s", *(f"÷ {rival}" for rival in rivals)]
    heads += ["peak MB", "of it Python", "HTML files"]
    rows = []
    for name, result in results.items():
        took = seconds(result)
        row = [name, spread(took), f"{result.case.posts / median(took):,.0f}"]
        row += [f"{ratio(took, seconds(results[rival])):.2f}" for rival in rivals]
        row += [_megabytes(run.peak for run in result.runs)]
        row += [_megabytes(run.python_peak for run in result.runs), f"{result.pages:,}"]
        rows.append(row)
    lines = [_table(heads, rows), ""]
    cold = results.get(COLD)
    if cold and "Material" in results:
        memory = ratio(_python(cold), _python(results["Material"]))
        lines.append(f"- Peak memory of the Python processes, ours cold ÷ Material: {memory:.2f}")
    if served:
        lines.append(f"- Saved file to new page under `mkdocs serve`: {spread(served.edits)} s, ")
        lines[-1] += f"{len(served.edits)} edits; first page after {served.first:.1f} s"
    return "\n".join(lines).rstrip()


def scaling(by_size: Mapping[int, Mapping[str, Result]]) -> str:
    """Return the table of our builds at each size, and what a post costs at the last ÷ first."""
    kinds = list(next(iter(by_size.values())))
    heads = ["posts"]
    for kind in kinds:
        heads += [f"{kind}: seconds", "ms a post"]
    heads += ["peak MB, cold"]
    rows = []
    for size, results in by_size.items():
        row = [f"{size:,}"]
        for kind in kinds:
            took = seconds(results[kind])
            row += [spread(took), f"{1000 * median(took) / size:.2f}"]
        rows.append([*row, _megabytes(run.peak for run in results[kinds[0]].runs)])
    (small, few), *_, (large, many) = by_size.items()
    lines = [_table(heads, rows), ""]
    for kind in kinds:
        cost = ratio(seconds(many[kind]), seconds(few[kind])) * small / large
        lines.append(f"- Cost a post at {large:,} ÷ at {small:,}, {kind}: {cost:.2f}")
    return "\n".join(lines)


def footer(rounds: int, words: int, load: float, *, search: bool) -> str:
    """Return what the numbers are, and what they were measured with.

    `load` is how many processes wanted to run, on average of the minute before.
    """
    versions = ["mkdocs", "mkdocs-material", "hugo"]
    told = ", ".join(f"{name} {_version(name)}" for name in versions)
    searching = "with search (Hugo has none)" if search else "without search"
    machine = f"{os.cpu_count()} cores, load {load:.1f} at the start"
    return (
        f"Posts of about {words:,} words, {searching}; Python {platform.python_version()}, {told}; "
        f"{machine}. Medians over {rounds} round{'s' * (rounds > 1)}, the builds in turn in each "
        "(in brackets: least and most); a ratio is the median of the rounds' ratios. Memory is "
        "the sum over the process tree, sampled: of proportional set sizes on Linux, of unique "
        "set sizes elsewhere."
    )


def spread(values: Sequence[float]) -> str:
    """Return a median with the least and the most, where there is more than one value."""
    middle = f"{median(values):.2f}"
    return f"{middle} ({min(values):.2f}–{max(values):.2f})" if len(values) > 1 else middle


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return _NONE


def _python(result: Result) -> list[float]:
    return [run.python_peak for run in result.runs]


def _megabytes(sizes: Iterable[int]) -> str:
    middle = median(sizes)
    return f"{middle / _MEGABYTE:,.0f}" if middle else _NONE


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *("--:" for _ in heads[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, rule, *rows])
