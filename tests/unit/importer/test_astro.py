"""An Astro blog: collections, routes, its keys, MDX and directives."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.foreign_blogs import PNG, Blog

CONFIG = """// site: 'https://commented.example'
export default defineConfig({ site: 'https://old.example', base: "/b" });
"""
POST = """---
title: "A post"
description: 'What it says.'
pubDate: 'Jul 08 2022'
updatedDate: 2022-07-09
heroImage: '../../assets/dot.png'
heroImageAlt: A pixel
tags: ["Astro"]
---
import Chart from '../Chart.astro';

# Start

:::tip[Do this]
Words with `:::`.

```js
const x = 1;
```
:::

:::unheard
Words.
:::

[other](/b/writing/deep/other/), [rss](/b/rss.xml), ![](/dot.png)
"""
BLOG = {
    "astro.config.mjs": CONFIG,
    "src/content/blog/post.mdx": POST,
    "src/content/blog/deep/Other.md": "---\ntitle: Other\npubDate: 2022-01-01\n---\nOne.\n",
    "src/pages/writing/[...slug].astro": "",
    "src/assets/dot.png": PNG,
    "public/dot.png": PNG + b"1",
}


def test_astro_blog_is_imported_whole(tmp_path: Path) -> None:
    blog = Blog(tmp_path, BLOG)
    report = blog.import_()
    files = blog.files()
    assert files.pop("posts/post/index.md") == (
        "---\ntitle: A post\ndescription: What it says.\ndate: 2022-07-08\nupdated: 2022-07-09\n"
        "tags: [astro]\naliases: [/b/writing/post/]\nimage: dot-2.png\nimage_alt: A pixel\n---\n\n"
        "import Chart from '../Chart.astro';\n\n## Start\n\n"
        "> [!TIP] Do this\n> Words with `:::`.\n>\n> ```js\n> const x = 1;\n> ```\n\n"
        ":::unheard\nWords.\n:::\n\n"
        "[other](../other.md), [rss](https://old.example/b/rss.xml), ![](dot.png)\n"
    )
    assert files == {
        "posts/other.md": (
            "---\ntitle: Other\ndate: 2022-01-01\naliases: [/b/writing/deep/other/]\ndraft: true\n"
            "---\n\nOne.\n"
        ),
        "posts/post/dot-2.png": PNG,
        "posts/post/dot.png": PNG + b"1",
        "posts/tags.yml": "astro:\n  label: Astro\n  description: Posts on Astro.\n",
    }
    assert report.by_hand == []


@pytest.mark.parametrize(
    ("page", "alias"),
    [
        ("src/pages/blog/[id].astro", ""),  # the address is the same here
        ("src/pages/posts/[slug]/index.astro", "/posts/x/"),
        ("src/pages/[...slug].astro", "/x/"),
        ("src/pages/index.astro", None),
    ],
)
def test_astro_addresses_follow_from_routes(page: str, alias: str | None, tmp_path: Path) -> None:
    post = "---\ntitle: X\n---\nOne.\n"
    blog = Blog(tmp_path, {"astro.config.ts": "", "src/content/blog/x.md": post, page: ""})
    report = blog.import_()
    assert (f"aliases: [{alias}]" in blog.post("x.md")) == bool(alias)
    assert ("No route of src/pages shows src/content/blog." in report.done) == (alias is None)


def test_astro_pages_of_a_blog_are_posts(tmp_path: Path) -> None:
    post = "---\ntitle: X\n---\nOne.\n"
    blog = Blog(tmp_path, {"astro.config.js": "", "src/pages/posts/x.md": post})
    blog.import_()
    assert "aliases: [/posts/x/]" in blog.post("x.md")


def test_astro_addresses_follow_from_a_given_pattern(tmp_path: Path) -> None:
    post = "---\ntitle: X\npubDate: 2021-02-03\n---\nOne.\n"
    blog = Blog(tmp_path, {"astro.config.js": "", "src/content/blog/x.md": post})
    blog.import_(permalink="/:year/:month/:slug/")
    assert "aliases: [/2021/02/x/]" in blog.post("x.md")
