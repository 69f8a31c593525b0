"""The benchmark's tables, in Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib import metadata
from statistics import median

from bench.contenders import TITLES
from bench.preview import PreviewTimes
from bench.rounds import COLD, Result

_BYTES_PER_MB = 1_000_000
_NO_VALUE = "–"
OURS, SMALL, HUGO_SERVER = "ours", "ours, small", "hugo server"
"""The previews that are timed."""
SMALL_POSTS = 10


def ratio(numerators: Sequence[float], denominators: Sequence[float]) -> float:
    """Return the median over rounds of the ratio within a round."""
    return median(a / b for a, b in zip(numerators, denominators, strict=True))


def seconds(result: Result) -> list[float]:
    """Return the seconds of each round."""
    return [run.seconds for run in result.runs]


def comparison(results: Mapping[str, Result]) -> str:
    """Return the table of all builds, and the line below it."""
    baselines = [name for name in TITLES.values() if name in results]
    header = ["build", "seconds", "posts/s", *(f"÷ {name}" for name in baselines)]
    header += ["peak MB", "Python peak MB", "HTML files"]
    rows = []
    for name, result in results.items():
        times = seconds(result)
        row = [name, median_and_range(times), f"{result.case.posts / median(times):,.0f}"]
        row += [f"{ratio(times, seconds(results[baseline])):.2f}" for baseline in baselines]
        row += [_megabytes(run.peak for run in result.runs)]
        row += [_megabytes(run.python_peak for run in result.runs), f"{result.pages:,}"]
        rows.append(row)
    lines = [_table(header, rows), ""]
    cold = results.get(COLD)
    if cold and "Material" in results:
        memory_ratio = ratio(_python_peaks(cold), _python_peaks(results["Material"]))
        lines.append(f"- Peak memory of Python, ours cold ÷ Material: {memory_ratio:.2f}")
    return "\n".join(lines).rstrip()


def previews(times: Mapping[str, Sequence[PreviewTimes]]) -> str:
    """Return the table of previews: the seconds that a writer waits, by the names above."""

    def first_pages(name: str) -> list[float]:
        return [one.first_page for one in times.get(name, ())]

    def edits(name: str) -> list[float]:
        return [median(one.edits) for one in times.get(name, ())]

    photos = [one.photo for one in times[OURS] if one.photo is not None]
    rows = [
        ("first page, cache kept", first_pages(OURS), first_pages(HUGO_SERVER)),
        ("saved post → its page", edits(OURS), edits(HUGO_SERVER)),
        ("saved photo of 12 megapixels → its page", photos, []),
        (f"first page of {SMALL_POSTS} posts, cache kept", first_pages(SMALL), []),
    ]
    return _table(
        ["a writer waits for", "ours, seconds", "`hugo server`", "÷ `hugo server`"],
        [
            [
                what,
                median_and_range(ours),
                median_and_range(hugos) if hugos else _NO_VALUE,
                f"{ratio(ours, hugos):.2f}" if hugos else _NO_VALUE,
            ]
            for what, ours, hugos in rows
        ],
    )


def scaling(by_size: Mapping[int, Mapping[str, Result]]) -> str:
    """Return the table of our builds at each size, and the cost per post at the last ÷ first."""
    builds = list(next(iter(by_size.values())))
    header = ["posts"]
    for build in builds:
        header += [f"{build}: seconds", "ms/post"]
    header += ["peak MB, cold"]
    rows = []
    for size, results in by_size.items():
        row = [f"{size:,}"]
        for build in builds:
            times = seconds(results[build])
            row += [median_and_range(times), f"{1000 * median(times) / size:.2f}"]
        rows.append([*row, _megabytes(run.peak for run in results[builds[0]].runs)])
    (first, first_results), *_, (last, last_results) = by_size.items()
    lines = [_table(header, rows), ""]
    for build in builds:
        cost = ratio(seconds(last_results[build]), seconds(first_results[build])) * first / last
        lines.append(f"- Cost per post at {last:,} ÷ at {first:,}, {build}: {cost:.2f}")
    return "\n".join(lines)


def footer(rounds: int, words: int, load: float, *, search: bool) -> str:
    """Return the versions, the machine and the method; `load` is the load average at the start."""
    packages = ["mkdocs", "mkdocs-material", "hugo", "pagefind"]
    versions = ", ".join(f"{name} {_version(name)}" for name in packages)
    with_search = "with search (Hugo alone has none)" if search else "without search"
    return (
        f"Posts of about {words:,} words, {with_search}; Python {platform.python_version()}, "
        f"{versions}; {os.cpu_count()} cores, load {load:.1f} at the start. "
        f"Medians over {rounds} round{'s' * (rounds > 1)}, the builds in turn in each "
        "(in parentheses: minimum and maximum); a ratio is the median of the ratios within a "
        "round. Memory is the sum over the process tree, sampled: of proportional set sizes on "
        "Linux, of unique set sizes elsewhere."
    )


def median_and_range(values: Sequence[float]) -> str:
    """Return a median, with minimum and maximum if there is more than one value."""
    middle = f"{median(values):.2f}"
    return f"{middle} ({min(values):.2f}–{max(values):.2f})" if len(values) > 1 else middle


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return _NO_VALUE


def _python_peaks(result: Result) -> list[float]:
    return [run.python_peak for run in result.runs]


def _megabytes(sizes: Iterable[int]) -> str:
    middle = median(sizes)
    return f"{middle / _BYTES_PER_MB:,.0f}" if middle else _NO_VALUE


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *("--:" for _ in header[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in [header, rule, *rows])
