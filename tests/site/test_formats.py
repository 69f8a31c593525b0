"""The files for programs: each as expected, all of them whole, and what they leave out."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support.content import post
from support.format_walks import (
    walk_feeds,
    walk_graphs,
    walk_heads,
    walk_sitemap,
    walk_texts,
)
from support.page_walks import structured_data, walk_questions
from support.sites import ROOT, TemporarySite

EXPECTED = ROOT / "tests/cases/formats"
"""Files of the base site as they are built; `graph.json` is the structured data of a page."""


def _normalized(text: str) -> str:
    """Leave out what depends on the version of Pillow."""
    return re.sub(r"(assets/cards/[\w-]+)\.[0-9a-f]{8}\.png", r"\1.DIGEST.png", text)


@pytest.mark.parametrize(
    "name", sorted(file.relative_to(EXPECTED).as_posix() for file in EXPECTED.rglob("*.*"))
)
def test_file_is_as_expected(name: str, base_built: TemporarySite) -> None:
    address, _, file = name.rpartition("/")
    if file == "graph.json":
        (graph,) = structured_data(base_built.page(address))
        text = json.dumps(graph, ensure_ascii=False)
    else:
        text = (base_built.root / "site" / name).read_text()
    expected = (EXPECTED / name).read_text()
    if name.endswith((".json", ".webmanifest")):
        assert json.loads(_normalized(text)) == json.loads(expected)
    else:
        assert _normalized(text).strip() == expected.strip()


def _walk_everything(site: Path, url: str) -> None:
    assert walk_graphs(site, url) > 5
    walk_heads(site, url)
    walk_feeds(site, url)
    walk_sitemap(site, url)
    walk_texts(site, url)


def test_formats_of_the_base_site_are_whole(base_built: TemporarySite) -> None:
    _walk_everything(base_built.root / "site", base_built.url)


def test_formats_are_whole_under_a_sub_path(site: TemporarySite) -> None:
    site.url = "https://example.org/repo/"
    assert site.build().returncode == 0
    _walk_everything(site.root / "site", site.url)


def test_formats_of_our_own_site_are_whole(own_site: TemporarySite) -> None:
    _walk_everything(own_site.root / "site", own_site.url)


def test_training_crawlers_can_be_turned_away(
    site: TemporarySite, base_built: TemporarySite
) -> None:
    assert "Disallow" not in (base_built.root / "site/robots.txt").read_text()
    site.edit("mkdocs.yml", "training_crawlers: true", "training_crawlers: false")
    assert site.build().returncode == 0
    robots = (site.root / "site/robots.txt").read_text()
    for training in ("GPTBot", "ClaudeBot", "CCBot", "Applebot-Extended", "Bytespider"):
        assert re.search(rf"^User-agent: {training}\nDisallow: /\n", robots, re.M), training
    for search in ("OAI-SearchBot", "Googlebot", "Bingbot", "PerplexityBot", "Claude-SearchBot"):
        assert search not in robots


def test_llms_lists_no_further_pages_of_listings(site: TemporarySite) -> None:
    site.write({f"posts/p{n}.md": post(title=f"N {n}") for n in range(12)})
    turner = "---\ntitle: Page turners\ndescription: D\n---\nWords.\n"
    site.write({"docs/turners.md": turner})
    assert site.build().returncode == 0
    llms = (site.root / "site/llms.txt").read_text()
    assert (site.root / "site/blog/page/2/index.md").is_file()
    assert "(https://example.org/blog/index.md)" in llms
    assert "page/2" not in llms
    assert "[Page turners](https://example.org/turners/index.md)" in llms
    assert llms.count("[N ") == 12


@pytest.mark.parametrize(
    ("name", "old", "new", "walk"),
    [
        ("blog/first/index.html", '/#website"}', '/#gone"}', walk_graphs),
        ("blog/first/index.html", "One post does.</p></div>", "Two.</p></div>", walk_questions),
        ("blog/first/index.html", '"headline": "The', '"headline": "That', walk_graphs),
        ("feed.xml", "https://example.org/blog/second/&#34;", "/blog/second/&#34;", walk_feeds),
        ("sitemap.xml", "/blog/first/<", "/blog/draft/<", walk_sitemap),
        ("blog/first/index.html", 'content="1200"', 'content="1201"', walk_heads),
        ("blog/first/index.md", "https://example.org/blog/second/", "../second/", walk_texts),
        ("llms.txt", "/blog/first/index.md", "/blog/fisrt/index.md", walk_texts),
    ],
)
def test_walks_notice_a_planted_error(
    name: str, old: str, new: str, walk: Callable, base_built: TemporarySite, tmp_path: Path
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(base_built.root / "site", copy)
    walk(copy, base_built.url)
    text = (copy / name).read_text()
    assert old in text
    (copy / name).write_text(text.replace(old, new))
    with pytest.raises(AssertionError):
        walk(copy, base_built.url)
