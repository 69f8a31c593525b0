"""Folders of other generators, and what an import makes of them."""

from __future__ import annotations

import base64
from datetime import UTC
from pathlib import Path

from sitekit.importer.importing import import_posts
from sitekit.importer.models import Options, Report

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"
)
"""A picture of one pixel."""

_POST = """---
title: {title}
date: 2024-01-02
description: What the post says, in a line that is long enough for search engines.
tags: [Ada News, cpp]
author: Ada Byron
{more}---

# Section

See [a page](/gone/) and [a link to {link}]({link}).

```
[code](/gone/)
```
"""


def _posts(folder: str, link: str, more: str = "") -> dict[str, str | bytes]:
    return {
        f"{folder}/2024-01-02-a.md": _POST.format(title="A", link=link, more=more),
        f"{folder}/2024-01-03-b.md": _POST.format(title="B", link="dot.png", more=""),
        f"{folder}/dot.png": PNG,
    }


_EXPORT = """{"db": [{"data": {
"posts": [
  {"id": "1", "slug": "a", "title": "A", "status": "published", "custom_excerpt": "What A says.",
   "published_at": "2024-01-02 03:04:05", "html": "<p><a href='/b/'>b</a></p>"},
  {"id": "2", "slug": "b", "title": "B", "status": "published", "custom_excerpt": "What B says.",
   "published_at": "2024-01-03 03:04:05", "html": "<p><img src='/dot.png' alt='A pixel'></p>"}],
"tags": [{"id": "3", "slug": "ada-news", "name": "Ada News"}],
"posts_tags": [{"post_id": "1", "tag_id": "3"}, {"post_id": "2", "tag_id": "3"}],
"users": [{"id": "4", "slug": "ada", "name": "Ada Byron"}],
"posts_authors": [{"post_id": "1", "author_id": "4"}, {"post_id": "2", "author_id": "4"}]
}}]}"""
SMALL_BLOGS: dict[str, dict[str, str | bytes]] = {
    "hugo": {"hugo.toml": "", **_posts("content/posts", "../2024-01-03-b/", "aliases: [/x/]\n")},
    "jekyll": {"_config.yml": "title: x", **_posts("_posts", "{% post_url 2024-01-03-b %}")},
    "material": {"mkdocs.yml": "plugins: [blog]", **_posts("docs/blog/posts", "2024-01-03-b.md")},
    "astro": {"astro.config.mjs": "", **_posts("src/content/blog", "./2024-01-03-b.md")},
    "eleventy": {".eleventy.js": "", **_posts("posts", '{{ "/posts/b/" | url }}')},
    "ghost": {"export.json": _EXPORT, "dot.png": PNG},
    "obsidian": {".obsidian/app.json": "{}", **_posts("notes", "2024-01-03-b")},
}
"""A folder of each generator with two posts, `a` and `b`, the first with a link to the second."""


def write_files(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below a folder, and return the folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def files_below(root: Path) -> dict[str, str | bytes]:
    """Return the files below a folder; text as text."""
    found: dict[str, str | bytes] = {}
    for path in sorted(root.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            is_text = path.suffix in (".md", ".yml")
            found[path.relative_to(root).as_posix()] = data.decode() if is_text else data
    return found


class Blog:
    """A folder of another generator, and the folder of a site that it is imported into."""

    def __init__(self, tmp_path: Path, files: dict[str, str | bytes]) -> None:
        self.folder = write_files(tmp_path / "old", files)
        self.site = tmp_path / "new"
        self.site.mkdir(exist_ok=True)

    def import_(self, *, write: bool = True, **options) -> Report:
        """Import the posts; `options` are those of `Options`."""
        return import_posts(self.site, self.folder, UTC, Options(**options), write=write)

    def files(self) -> dict[str, str | bytes]:
        """Return the files of the site."""
        return files_below(self.site)

    def post(self, name: str) -> str:
        """Return the text of an imported post."""
        return (self.site / "posts" / name).read_text()

    def body(self, name: str) -> str:
        """Return the body of an imported post."""
        return self.post(name).partition("\n---\n\n")[2]


def import_one(tmp_path: Path, files: dict[str, str | bytes], name: str, **options) -> str:
    """Import a folder, and return the body of one post."""
    blog = Blog(tmp_path, files)
    blog.import_(**options)
    return blog.body(name)
