"""Which generator a folder is of."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitekit.importer.generators import GENERATORS, read_folder
from sitekit.importer.models import ForeignSiteError, Options
from support.foreign_blogs import write_files

POST = "---\ntitle: A\n---\nWords.\n"
MARKS: dict[str, dict[str, str | bytes]] = {
    "hugo": {"config.toml": "", "content/posts/a.md": POST},
    "jekyll": {"_config.yml": "", "_posts/2024-01-02-a.md": POST},
    "material": {"mkdocs.yml": "plugins: [blog]", "docs/blog/posts/a.md": POST},
    "astro": {"astro.config.mjs": "", "src/content/blog/a.md": POST},
    "eleventy": {".eleventy.js": "", "posts/a.md": POST},
    "ghost": {"x.json": '{"data": {"posts": [{"slug": "a", "html": ""}]}}'},
    "obsidian": {".obsidian/app.json": "{}", "a.md": POST},
}


@pytest.mark.parametrize("name", GENERATORS)
def test_generator_is_detected(name: str, tmp_path: Path) -> None:
    site = read_folder(write_files(tmp_path, MARKS[name]), Options())
    assert (site.generator, [post.name for post in site.posts]) == (name, ["a"])


def test_vault_that_holds_a_blog_is_that_blog(tmp_path: Path) -> None:
    write_files(tmp_path, MARKS["obsidian"] | MARKS["hugo"])
    assert read_folder(tmp_path, Options()).generator == "hugo"


def test_folder_of_several_generators_needs_an_answer(tmp_path: Path) -> None:
    write_files(tmp_path, MARKS["hugo"] | MARKS["eleventy"])
    with pytest.raises(
        ForeignSiteError, match=r"hugo and eleventy\. Say which: --generator hugo or"
    ):
        read_folder(tmp_path, Options())
    assert read_folder(tmp_path, Options(generator="eleventy")).generator == "eleventy"


def test_folder_of_no_generator_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ForeignSiteError, match="is of no generator that is read here"):
        read_folder(tmp_path, Options())
    with pytest.raises(ForeignSiteError, match="is no folder"):
        read_folder(tmp_path / "none", Options())


def test_mkdocs_site_without_a_blog_is_of_no_generator(tmp_path: Path) -> None:
    write_files(tmp_path, {"mkdocs.yml": "plugins: [search]", "docs/index.md": "# X"})
    with pytest.raises(ForeignSiteError, match="no generator"):
        read_folder(tmp_path, Options())


def test_folder_without_posts_is_refused(tmp_path: Path) -> None:
    write_files(tmp_path, {"astro.config.mjs": "", "src/content/news/a.md": POST})
    with pytest.raises(
        ForeignSiteError, match=r"has no posts of Astro\. Name their folder: --posts"
    ):
        read_folder(tmp_path, Options())
    assert len(read_folder(tmp_path, Options(posts="src/content/news")).posts) == 1


def test_broken_configuration_is_refused(tmp_path: Path) -> None:
    write_files(tmp_path, MARKS["hugo"] | {"config.toml": "a = ["})
    with pytest.raises(ForeignSiteError, match=r"config\.toml cannot be read \(.*\)\. Fix it\."):
        read_folder(tmp_path, Options())


def test_old_site_must_be_a_whole_address(tmp_path: Path) -> None:
    write_files(tmp_path, MARKS["hugo"])
    site = read_folder(tmp_path, Options(old_site="https://old.example/blog/"))
    assert (site.url, site.base) == ("https://old.example", "/blog")
    with pytest.raises(ForeignSiteError, match="--old-site must be a whole address"):
        read_folder(tmp_path, Options(old_site="old.example"))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("jekyll", "_posts/2024-01-03-b.html"),
        ("jekyll", "_drafts/b.textile"),
        ("hugo", "content/posts/b.org"),
        ("eleventy", "posts/b.njk"),
    ],
)
def test_post_that_is_no_markdown_is_reported(name: str, path: str, tmp_path: Path) -> None:
    write_files(tmp_path, MARKS[name] | {path: POST, "other/b.html": POST})
    assert [str(problem) for problem in read_folder(tmp_path, Options()).problems] == [
        f"{path}:1: file: is no Markdown, and is left out. Convert it first, if it is a post."
    ]


def test_page_beside_a_post_belongs_to_it(tmp_path: Path) -> None:
    files = {"content/posts/b/index.md": POST, "content/posts/b/demo.html": "x"}
    write_files(tmp_path, MARKS["hugo"] | files)
    assert read_folder(tmp_path, Options()).problems == ()
