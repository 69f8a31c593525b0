"""Mistakes are reported with file, line, key and fix, and fail the build (cases/mistakes/)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from support.builds import RebuiltSite
from support.cases import CASES
from support.content import post
from support.sites import TemporarySite

FAILING = [
    "missing title",
    "empty description",
    "date that is no date",
    "updated before date",
    "unknown key",
    "unknown tag",
    "tags as text",
    "unknown author",
    "unknown FAQ set",
    "unknown question",
    "FAQ set without questions",
    "question without answer",
    "the same question twice in a set",
    "unknown offer",
    "two posts with one slug",
    "alias equal to a live page",
    "image without image_alt",
    "picture that is missing",
    "broken link to a post",
    "broken fragment",
    "YAML that does not parse",
    "front matter never closed",
    "no front matter",
    "empty file",
]
"""Cases of one file each, which can be together in one site."""
_BESIDE_EACH_OTHER = ("unlinked", "links-nowhere", "same-words")
"""Advice that nearly each small case would have, and that only cases about it state."""
NOT_UTF8 = {"posts/post.md": "---\ntitle: Caf\xe9\n---\n".encode("latin-1")}
GOOD = {"index.html": b"the last good build", "deep/page.html": b"\x00bytes"}


@pytest.mark.parametrize("name", CASES)
def test_problems_of_a_case(name: str, site: TemporarySite) -> None:
    case = CASES[name]
    site.write(case["files"])
    found = site.read()
    assert [str(problem) for problem in found.problems] == case["problems"]
    if "advice" in case:
        about = case.get("about")
        advice = [
            str(advice)
            for advice in found.advice()
            if advice.path in case["files"]
            and (advice.name in about if about else advice.name not in _BESIDE_EACH_OTHER)
        ]
        assert advice == case["advice"]


def test_base_site_has_no_problem(site: TemporarySite) -> None:
    assert site.messages() == []


def test_file_that_is_not_utf8_is_reported(site: TemporarySite) -> None:
    site.write(NOT_UTF8)
    assert site.messages() == ["posts/post.md:2: file: is not UTF-8. Save it in that encoding."]


def test_windows_line_ends_and_byte_order_mark_are_no_mistakes(site: TemporarySite) -> None:
    text = (site.root / "posts/first.md").read_text()
    site.write({"posts/first.md": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()})
    assert site.messages() == []
    assert site.read().library.all_posts[-1].meta.title == "The first post"


@pytest.mark.parametrize("name", FAILING)
def test_mistake_alone_fails_the_build(
    name: str, site: TemporarySite, caplog: pytest.LogCaptureFixture
) -> None:
    site.write(CASES[name]["files"] | {f"site/{path}": data for path, data in GOOD.items()})
    with pytest.raises(Abort) as failure:
        RebuiltSite(site).build()
    assert str(failure.value) == "1 problem. site/ is unchanged."
    assert [r.getMessage() for r in caplog.records if r.levelname == "ERROR"] == [
        f"site: {problem}" for problem in CASES[name]["problems"]
    ]
    assert site.built() == GOOD


def _assert_fails_and_leaves_the_site(site: TemporarySite, problems: list[str]) -> None:
    site.write({f"site/{path}": data for path, data in GOOD.items()})
    result = site.build()
    output = result.stdout
    assert result.returncode == 1, output
    for problem in problems:
        assert problem in output
    assert "Traceback" not in output
    assert "site/ is unchanged." in output
    assert site.built() == GOOD
    assert not list(site.root.glob(".site*"))


def test_file_that_is_not_utf8_fails_the_build(site: TemporarySite) -> None:
    site.write(NOT_UTF8)
    _assert_fails_and_leaves_the_site(site, ["posts/post.md:2: file: is not UTF-8."])


def test_mistakes_in_many_files_are_all_reported_in_one_build(site: TemporarySite) -> None:
    files: dict[str, str | bytes] = {"posts/mistake-0.md": NOT_UTF8["posts/post.md"]}
    expected = ["posts/mistake-0.md:2: file: is not UTF-8."]
    for n, name in enumerate(FAILING, start=1):
        new = {"posts/post.md": f"posts/mistake-{n}.md", "faq/new.md": f"faq/new-{n}.md"}
        case = CASES[name]
        files |= {new[path]: text for path, text in case["files"].items() if path in new}
        for line in case["problems"]:
            path, _, rest = line.partition(":")
            expected.append(f"{new[path]}:{rest}")
    site.write(files)
    _assert_fails_and_leaves_the_site(site, expected)


def test_file_name_that_is_not_utf8_is_reported(site: TemporarySite) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    Path(site.root / "posts" / name).write_text(post())
    (problem,) = site.messages()
    assert problem.endswith("has a name that is not printable UTF-8 text. Rename it.")
    result = site.build()
    assert result.returncode == 1
    assert "Traceback" not in result.stdout
