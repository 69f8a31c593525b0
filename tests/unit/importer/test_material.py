"""A blog made with Material's plugin: titles in the text, links between files, authors."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.foreign_blogs import PNG, Blog

CONFIG = """site_url: https://old.example/
plugins:
  - search
  - blog:
      post_url_date_format: yyyy/MM
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""
POST = """---
date: {created: 2024-01-31, updated: 2024-02-01}
authors: [ada]
categories: [Writing]
description: What it says.
---

# Hello, *World*!

Words.

<!-- more -->

![a pixel](dot.png#only-light), [other](2023-02-02-other.md#x), [guide](../../guide/index.md).

!!! note "Kept"
    As it is.
"""
OTHER = "---\ndate: 2023-02-02\ntitle: Other\nslug: why\n---\nWords.\n"
AUTHORS = "authors:\n  ada: {name: Ada Byron, description: Writes, avatar: /a.png}\n"
BLOG = {
    "mkdocs.yml": CONFIG,
    "docs/blog/posts/hello.md": POST,
    "docs/blog/posts/2023-02-02-other.md": OTHER,
    "docs/blog/posts/dot.png": PNG,
    "docs/blog/.authors.yml": AUTHORS,
    "docs/guide/index.md": "# Guide\n",
}


def test_material_blog_is_imported_whole(tmp_path: Path) -> None:
    blog = Blog(tmp_path, BLOG)
    report = blog.import_()
    assert blog.files() == {
        "posts/authors.yml": "ada-byron:\n  name: Ada Byron\n  bio: Writes\n",
        "posts/hello/dot.png": PNG,
        "posts/hello/index.md": (
            "---\ntitle: Hello, World!\ndescription: What it says.\ndate: 2024-01-31\n"
            "updated: 2024-02-01\nauthor: ada-byron\ntags: [writing]\n"
            "aliases: [/blog/2024/01/hello-world/]\n---\n\n"
            "Words.\n\n\n"
            "![a pixel](dot.png), [other](../why.md#x), [guide](https://old.example/guide/).\n\n"
            '!!! note "Kept"\n    As it is.\n'
        ),
        "posts/tags.yml": "writing:\n  label: Writing\n  description: Posts on Writing.\n",
        "posts/why.md": (
            "---\ntitle: Other\ndate: 2023-02-02\naliases: [/blog/2023/02/why/]\n"
            "draft: true\n---\n\nWords.\n"
        ),
    }
    assert report.by_hand == []


@pytest.mark.parametrize(
    ("settings", "alias"),
    [
        ("[blog]", "/blog/2023/02/02/why/"),
        ("{material/blog: {post_url_format: '{slug}'}}", "/blog/why/"),
        ("[blog: {post_url_format: '{file}', blog_dir: .}]", "/2023-02-02-other/"),
        ("[blog: {post_url_date_format: 'EEE'}]", ""),
    ],
)
def test_material_addresses(settings: str, alias: str, tmp_path: Path) -> None:
    folder = "docs/posts" if "blog_dir" in settings else "docs/blog/posts"
    files = {"mkdocs.yml": f"plugins: {settings}", f"{folder}/2023-02-02-other.md": OTHER}
    blog = Blog(tmp_path, files)
    blog.import_()
    expected = f"aliases: [{alias}]\n" if alias and alias != "/blog/why/" else ""
    assert expected in blog.post("why.md")
    assert ("aliases" in blog.post("why.md")) == bool(expected)


def test_material_title_is_the_first_heading_even_if_front_matter_has_another(
    tmp_path: Path,
) -> None:
    post = "---\ntitle: Short\nslug: s\n---\n# The long title\n\n## Section\n"
    blog = Blog(tmp_path, {"mkdocs.yml": "plugins: [blog]", "docs/blog/posts/x.md": post})
    blog.import_()
    assert blog.post("s.md") == "---\ntitle: The long title\ndraft: true\n---\n\n## Section\n"
