"""Every mistake is told with file, line, key and cure; see cases/mistakes.yml."""

from __future__ import annotations

import pytest
import yaml

from support.sites import ROOT, TemporarySite

CASES = yaml.safe_load((ROOT / "tests/cases/mistakes.yml").read_text())
BUILT = [
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
    "ended offer",
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
BY_NAME = {case["name"]: case for case in CASES}
NOT_UTF8 = {"posts/post.md": "---\ntitle: Caf\xe9\n---\n".encode("latin-1")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_all_problems_of_a_case(case: dict, site: TemporarySite) -> None:
    site.write(case["files"])
    assert site.messages() == case["problems"]


def test_base_site_has_no_problem(site: TemporarySite) -> None:
    assert site.messages() == []


def test_not_utf8(site: TemporarySite) -> None:
    site.write(NOT_UTF8)
    assert site.messages() == ["posts/post.md:2: file: is not UTF-8. Save it in that encoding."]


def test_windows_line_ends_and_byte_order_mark_are_no_mistakes(site: TemporarySite) -> None:
    text = (site.root / "posts/first.md").read_text()
    site.write({"posts/first.md": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()})
    assert site.messages() == []
    assert site.read().library.all_posts[-1].meta.title == "The first post"


def _assert_fails_and_keeps_site(site: TemporarySite, problems: list[str]) -> None:
    before = {"index.html": b"the last good build", "deep/page.html": b"\x00bytes"}
    site.write({f"site/{name}": content for name, content in before.items()})
    result = site.build()
    output = result.stdout
    assert result.returncode == 1, output
    for problem in problems:
        assert problem in output
    assert "Traceback" not in output
    assert "site/ is unchanged." in output
    assert site.built() == before
    assert not list(site.root.glob(".site*"))


@pytest.mark.parametrize("name", BUILT)
def test_a_mistake_alone_fails_the_build(name: str, site: TemporarySite) -> None:
    case = BY_NAME[name]
    site.write(case["files"])
    _assert_fails_and_keeps_site(site, case["problems"])


def test_not_utf8_fails_the_build(site: TemporarySite) -> None:
    site.write(NOT_UTF8)
    _assert_fails_and_keeps_site(site, ["posts/post.md:2: file: is not UTF-8."])


def test_all_mistakes_at_once_fail_the_build(site: TemporarySite) -> None:
    """Each mistake in a file of its own, all told in one run."""
    files: dict[str, str | bytes] = {"posts/mistake-0.md": NOT_UTF8["posts/post.md"]}
    expected = ["posts/mistake-0.md:2: file: is not UTF-8."]
    for n, name in enumerate(BUILT, start=1):
        new = {"posts/post.md": f"posts/mistake-{n}.md", "faq/new.md": f"faq/new-{n}.md"}
        case = BY_NAME[name]
        files |= {new[path]: text for path, text in case["files"].items() if path in new}
        for line in case["problems"]:
            path, _, rest = line.partition(":")
            expected.append(f"{new[path]}:{rest}")
    site.write(files)
    site.edit("posts/offers.yml", "workshop:", _OLD_OFFER + "workshop:")
    _assert_fails_and_keeps_site(site, expected)


_OLD_OFFER = """old:
  heading: H
  text: T
  button: B
  url: https://book.example/
  until: 2026-05-01
"""
