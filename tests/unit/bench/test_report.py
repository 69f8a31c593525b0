"""The benchmark's tables."""

from __future__ import annotations

from pathlib import Path

from bench import report
from bench.contenders import Contender
from bench.measure import Measurement
from bench.preview import PreviewTimes
from bench.rounds import Case, Result


def result(name: str, *runs: tuple[float, int], posts: int = 100, pages: int = 120) -> Result:
    case = Case(name, Contender(Path(), (), "", ()), posts, print)
    return Result(case, tuple(Measurement(s, m * 10**6, m * 10**6) for s, m in runs), pages)


def test_ratio_is_the_median_of_the_ratios_within_a_round() -> None:
    assert report.ratio([1, 2, 30], [10, 10, 10]) == 0.2
    assert report.ratio([10, 2], [10, 1]) == 1.5


def test_comparison_has_a_row_for_each_build() -> None:
    results = [
        result("ours, cold", (2.0, 50), (4.0, 60), (3.0, 70)),
        result("Material", (10.0, 100), (10.0, 100), (12.0, 100), pages=1300),
        result("Hugo", (1.0, 300), (1.0, 300), (2.0, 300)),
        result("Hugo + Pagefind", (4.0, 300), (4.0, 300), (4.0, 300)),
    ]
    lines = report.comparison({r.case.name: r for r in results}).splitlines()
    assert lines[0].startswith("| build | seconds | posts/s | ÷ Material | ÷ Hugo | ÷ Hugo + Page")
    assert lines[2] == "| ours, cold | 3.00 (2.00–4.00) | 33 | 0.25 | 2.00 | 0.75 | 60 | 60 | 120 |"
    assert lines[3].startswith(
        "| Material | 10.00 (10.00–12.00) | 10 | 1.00 | 10.00 | 2.50 | 100 |"
    )
    assert lines[3].endswith("| 1,300 |")
    assert lines[7] == "- Peak memory of Python, ours cold ÷ Material: 0.60"


def test_previews_are_compared_round_by_round() -> None:
    ours = [PreviewTimes(2.0, (0.5, 0.1, 0.3), 0.8), PreviewTimes(3.0, (0.4,), 0.6)]
    hugos = [PreviewTimes(1.0, (0.6,)), PreviewTimes(6.0, (0.4,))]
    small = [PreviewTimes(0.5, ()), PreviewTimes(0.7, ())]
    times = {report.OURS: ours, report.SMALL: small, report.HUGO_SERVER: hugos}
    assert report.previews(times).splitlines()[2:] == [
        "| first page, cache kept | 2.50 (2.00–3.00) | 3.50 (1.00–6.00) | 1.25 |",
        "| saved post → its page | 0.35 (0.30–0.40) | 0.50 (0.40–0.60) | 0.75 |",
        "| saved photo of 12 megapixels → its page | 0.70 (0.60–0.80) | – | – |",
        "| first page of 10 posts, cache kept | 0.60 (0.50–0.70) | – | – |",
    ]
    alone = report.previews({report.OURS: ours, report.SMALL: small}).splitlines()
    assert alone[2] == "| first page, cache kept | 2.50 (2.00–3.00) | – | – |"


def test_scaling_has_a_row_for_each_size() -> None:
    first = {"ours, cold": result("ours, cold", (1.0, 50), (3.0, 50), posts=500)}
    last = {"ours, cold": result("ours, cold", (11.0, 90), (30.0, 90), posts=5000)}
    lines = report.scaling({500: first, 5000: last}).splitlines()
    assert lines[2] == "| 500 | 2.00 (1.00–3.00) | 4.00 | 50 |"
    assert lines[3] == "| 5,000 | 20.50 (11.00–30.00) | 4.10 | 90 |"
    assert lines[5] == "- Cost per post at 5,000 ÷ at 500, ours, cold: 1.05"
