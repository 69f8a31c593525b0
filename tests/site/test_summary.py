"""The line at a build's end: what was built, what was up to date, and how long it took."""

from __future__ import annotations

import re

from support.content import post
from support.sites import TemporarySite


def _summary(output: str) -> str:
    (line,) = [line for line in output.splitlines() if re.search(r"\d files: ", line)]
    return line


def test_summary_has_counts_and_the_seconds_of_each_stage(site: TemporarySite) -> None:
    first = _summary(site.build().stdout)
    files, written = map(int, re.search(r"(\d+) files: (\d+) written", first).groups())
    assert files == written == len(site.built())
    assert not re.search(r"\b0 (texts|cards|pictures)", first)
    assert re.search(r"1 search index\b", first)
    assert re.search(r"[\d.]+ s: reading [\d.]+, keys [\d.]+, pages [\d.]+, .* writing", first)

    again = _summary(site.build().stdout)
    assert f"{files} files: 0 written, {files} up to date." in again
    assert ": 0 texts, 0 cards, 0 pictures, 0 search indexes." in again

    site.write({"posts/new.md": post(title="Brand new")})
    edited = _summary(site.build().stdout)
    assert ": 1 text, 1 card, 0 pictures, 1 search index." in edited


def test_quiet_build_prints_nothing(site: TemporarySite) -> None:
    result = site.build("--quiet")
    assert (result.returncode, result.stdout) == (0, "")
