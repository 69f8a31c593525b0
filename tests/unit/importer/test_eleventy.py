"""An Eleventy blog: input folder, data files, permalinks, Liquid."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.foreign_blogs import PNG, Blog

CONFIG = """/* input: "nowhere" */
export const config = {
  dir: { input: "content", output: "_site" },
};
"""
FIRST = """---
title: First
date: 2024-01-02
description: What it says.
tags: [posts, Number Two]
---
{% highlight "js" %}
let x = "{{ y }}";
{% endhighlight %}

See [second]({{ "/blog/second/" | url }}), [its file](/blog/2024-05-06-second.md),
[about](/about/) and ![a pixel](dot.png).
"""
SECOND = """---
title: Second
---
Words.
"""
BLOG = {
    "eleventy.config.js": CONFIG,
    "content/blog/first/first.md": FIRST,
    "content/blog/first/dot.png": PNG,
    "content/blog/2024-05-06-second.md": SECOND,
    "content/blog/blog.json": '{"tags": ["posts", "notes"], "author": "Ada Byron"}',
    "content/blog/blog.11tydata.js": "module.exports = {};",
    "content/about.md": "---\ntitle: About\n---\n",
}


def test_eleventy_blog_is_imported_whole(tmp_path: Path) -> None:
    blog = Blog(tmp_path, BLOG)
    report = blog.import_(old_site="https://old.example/")
    assert blog.files() == {
        "posts/authors.yml": "ada-byron:\n  name: Ada Byron\n",
        "posts/first/dot.png": PNG,
        "posts/first/index.md": (
            "---\ntitle: First\ndescription: What it says.\ndate: 2024-01-02\n"
            "author: ada-byron\ntags: [notes, number-two]\n---\n\n"
            '```js\nlet x = "{{ y }}";\n```\n\n'
            "See [second](../second.md), [its file](../second.md),\n"
            "[about](https://old.example/about/) and ![a pixel](dot.png).\n"
        ),
        "posts/second.md": (
            "---\ntitle: Second\ndate: 2024-05-06\nauthor: ada-byron\ntags: [notes]\n"
            "draft: true\n---\n\nWords.\n"
        ),
        "posts/tags.yml": (
            "notes:\n  label: notes\n  description: Posts on notes.\n\n"
            "number-two:\n  label: Number Two\n  description: Posts on Number Two.\n"
        ),
    }
    assert report.by_hand == []
    script = "content/blog/blog.11tydata.js"
    assert f"Not run, so what it sets for posts is not imported: {script}." in report.done


@pytest.mark.parametrize(
    ("front", "alias"),
    [
        ("permalink: /own/", "aliases: [/own/]"),
        ("permalink: '/{{ page.date }}/'", ""),
        ("permalink: false", "draft: true"),
        ("", "aliases: [/posts/x/]"),
    ],
)
def test_eleventy_addresses(front: str, alias: str, tmp_path: Path) -> None:
    post = f"---\ntitle: X\n{front}\n---\nOne.\n"
    blog = Blog(tmp_path, {".eleventy.js": "", "posts/x.md": post})
    blog.import_()
    assert alias in blog.post("x.md")
    assert ("aliases" in blog.post("x.md")) == alias.startswith("aliases") or "draft" in alias


def test_eleventy_front_matter_in_javascript_is_reported(tmp_path: Path) -> None:
    files = {".eleventy.js": "", "posts/x.md": "---js\n{title: 1}\n---\n", "posts/y.md": SECOND}
    blog = Blog(tmp_path, files)
    report = blog.import_()
    assert [str(problem) for problem in report.by_hand] == [
        "posts/x.md:1: front matter: is not valid (---js is code, which is not run). The file is "
        "left out."
    ]
    assert report.posts == ["posts/y.md"]
