"""An export of Ghost: posts, tags and users in tables, HTML, pictures beside the export."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from sitekit.importer.models import ForeignSiteError
from support.foreign_blogs import PNG, Blog

HTML = """<p>Words with <strong>weight</strong> and <a href="__GHOST_URL__/second/">a link</a>,
<a href="__GHOST_URL__/about/">a page</a>.</p>
<h2 id="part">A part</h2>
<figure class="kg-card kg-image-card kg-card-hascaption">
<img src="__GHOST_URL__/content/images/2024/dot.png" alt="A pixel" loading="lazy">
<figcaption>The "caption"</figcaption></figure>
<pre><code class="language-js">let x = "&lt;a href='/second/'&gt;";
</code></pre>
<ul><li>one</li><li>two_three</li></ul>
<figure class="kg-card kg-embed-card"><iframe src="https://video.example/1"></iframe></figure>
"""
EXPORT = {
    "db": [
        {
            "meta": {"version": "5.0"},
            "data": {
                "posts": [
                    {
                        "id": "1",
                        "title": "First",
                        "slug": "first",
                        "html": HTML,
                        "type": "post",
                        "status": "published",
                        "custom_excerpt": "What it says.",
                        "published_at": "2024-01-02 03:04:05",
                        "updated_at": "2024-01-03T00:00:00.000Z",
                        "feature_image": "__GHOST_URL__/content/images/2024/dot.png",
                    },
                    {
                        "id": 2,
                        "title": "Second",
                        "slug": "second",
                        "html": "<p>Two.</p>",
                        "status": "draft",
                        "created_at": "2024-01-02T03:04:05.000Z",
                        "author_id": "7",
                    },
                    {"id": "3", "title": "About", "slug": "about", "type": "page", "html": ""},
                ],
                "posts_meta": [{"post_id": "1", "feature_image_alt": "The pixel"}],
                "tags": [
                    {
                        "id": "5",
                        "name": "Big News",
                        "slug": "big-news",
                        "description": "All of it.",
                    },
                    {"id": "6", "name": "#internal", "slug": "hash-internal"},
                ],
                "posts_tags": [
                    {"post_id": "1", "tag_id": "6", "sort_order": 1},
                    {"post_id": "1", "tag_id": "5", "sort_order": 0},
                ],
                "users": [
                    {"id": "7", "name": "Ada Byron", "slug": "ada", "bio": "Writes.\nWell."},
                    {"id": "8", "name": "Al", "slug": "al", "website": "https://al.example"},
                ],
                "posts_authors": [{"post_id": "1", "author_id": "8", "sort_order": 0}],
            },
        }
    ]
}
BLOG = {
    "blog.ghost.json": json.dumps(EXPORT),
    "content/images/2024/dot.png": PNG,
    "other.json": "{}",
}
FIRST_IMPORTED = """---
title: First
description: What it says.
date: 2024-01-02T03:04:05+00:00
updated: 2024-01-03T00:00:00+00:00
author: al
tags: [big-news]
aliases: [/first/]
image: dot.png
image_alt: The pixel
---

Words with **weight** and [a link](../second.md),
[a page](https://old.example/about/).

## A part

![A pixel](dot.png "The 'caption'")

```js
let x = "<a href='/second/'>";
```

- one
- two\\_three

<https://video.example/1>
"""


def test_ghost_export_is_imported_whole(tmp_path: Path) -> None:
    blog = Blog(tmp_path, BLOG)
    report = blog.import_(old_site="https://old.example")
    assert blog.files() == {
        "posts/authors.yml": (
            "ada-byron:\n  name: Ada Byron\n  bio: Writes. Well.\n\n"
            "al:\n  name: Al\n  url: https://al.example\n"
        ),
        "posts/first/dot.png": PNG,
        "posts/first/index.md": FIRST_IMPORTED,
        "posts/second.md": (
            "---\ntitle: Second\ndate: 2024-01-02T03:04:05+00:00\nauthor: ada-byron\n"
            "aliases: [/second/]\ndraft: true\n---\n\nTwo.\n"
        ),
        "posts/tags.yml": "big-news:\n  label: Big News\n  description: All of it.\n",
    }
    assert report.by_hand == []
    assert "Pages that are no posts, left out: 1." in report.done


def test_ghost_exports_must_be_one(tmp_path: Path) -> None:
    blog = Blog(tmp_path, BLOG | {"second.json": json.dumps(EXPORT)})
    with pytest.raises(
        ForeignSiteError, match=r"one export of Ghost, not blog\.ghost\.json, second"
    ):
        blog.import_()


def test_html_without_its_package_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "markdownify", None)
    with pytest.raises(ForeignSiteError, match="pip install markdownify"):
        Blog(tmp_path, BLOG).import_()
    assert not [*(tmp_path / "new").iterdir()]
