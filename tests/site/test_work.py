"""The work grows as texts and their number do; calls of functions are counted, not time."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from sitekit.checks.links_to_add import links_to_add
from sitekit.formats.markdown import markdown_version
from support.content import post
from support.sites import TemporarySite

_FAQ = "---\ntitle: T\ndescription: D\n---\n"


def _lines(line: str) -> Callable[[int], dict[str, str]]:
    return lambda count: {
        "posts/x.md": post(body="\n".join(line.format(n=n) for n in range(count)))
    }


def _pages(count: int) -> dict[str, str]:
    return {f"docs/p{n}.md": _FAQ for n in range(count)}


KINDS: dict[str, Callable[[int], dict[str, str]]] = {
    "headings": _lines("## Head {n}\n"),
    "equal headings": _lines("## Head\n"),
    "links to headings": _lines("## Head {n}\n\n[a](#head-{n})\n"),
    "links elsewhere": _lines("[a](https://example.net/{n})\n"),
    "definitions": _lines("[a{n}]\n\n[a{n}]: https://example.net/{n}\n"),
    "rows": lambda n: {"posts/x.md": post(body="| a | b |\n|---|---|\n" + "| c | d |\n" * n)},
    "comments": _lines("Words. <!-- {n} -->\n"),
    "emphasis": lambda n: {"posts/x.md": post(body="*a _b **c " * n)},
    "questions": lambda n: {
        "faq/x.md": _FAQ + "".join(f"## Is it {k}?\n\n[Yes](#is-it-{k}).\n\n" for k in range(n))
    },
    "links to pages": lambda n: _lines("[a](../docs/p{n}.md)\n")(n) | _pages(n),
    "broken tags": lambda n: {"posts/x.md": post(tags=", ".join(f"t{k}" for k in range(n)))},
}


@contextmanager
def _counted_calls() -> Iterator[Counter[str]]:
    """Count the calls of functions, by the kind of event."""
    count: Counter[str] = Counter()

    def counted(frame: FrameType, event: str, argument: object) -> None:
        count[event] += 1

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        yield count
    finally:
        sys.setprofile(before)


def _calls(site: TemporarySite) -> int:
    """Return how many functions are called to read a site and to compose its texts."""
    with _counted_calls() as count:
        read = site.read()
        for page in read.content_pages:
            read.composer(page).texts()
            markdown_version(read.library, read.links, page)
        read.advice()
    return count["call"] + count["c_call"]


@pytest.mark.parametrize("kind", KINDS)
def test_work_doubles_with_a_text_that_doubles(kind: str, site: TemporarySite) -> None:
    calls = []
    for count in (50, 100, 200, 400):  # the first time, more is imported and compiled
        site.write(KINDS[kind](count))
        calls.append(_calls(site))
    assert calls[3] - calls[2] < 2.6 * (calls[2] - calls[1])


def test_work_for_links_to_add_doubles_with_texts_whose_titles_share_words(
    site: TemporarySite,
) -> None:
    words, calls = "Ways and " + " ".join(f"alpha{k} beta{k}" for k in range(20)), []
    for count in (50, 100, 200, 400):
        titles = (f"Ways alpha{k % 20} and beta{k // 20}" for k in range(count))
        texts = {f"posts/p{k}.md": post(title=t, body=words) for k, t in enumerate(titles)}
        site.write(texts)
        read = site.read()
        with _counted_calls() as counted:
            assert list(links_to_add(read.library, read.links, read.context)) == []
        calls.append(counted["call"] + counted["c_call"])
    assert calls[3] - calls[2] < 2.6 * (calls[2] - calls[1])
