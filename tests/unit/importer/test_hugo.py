"""A Hugo blog: sections, bundles, permalinks, languages, shortcodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.foreign_blogs import PNG, Blog, import_one

CONFIG = """baseURL = "https://old.example/site/"
defaultContentLanguage = "en"
[params]
author = "Ada Byron"
"""
FIRST = """+++
title = "First: a start"
date = 2024-03-01T10:00:00+01:00
lastmod = 2024-04-02
draft = false
summary = "What the first post says."
tags = ["Go Lang", "ci"]
categories = ["Notes"]
aliases = ["/2024/first", "/first.html"]
[cover]
image = "loop.png"
alt = "A loop"
+++

Words before the break.

<!--more-->

# Section

See [the second]({{< ref "second.md#part" >}}), [about](/about/),
![a loop](loop.png) and [the old spelling](https://old.example/site/posts/another-second/?x=1#part).

## Sub

{{< figure src="/images/pic one.png" alt="A picture" caption="Its \\"caption\\"" width="300px" >}}

{{< highlight go "linenos=table" >}}
fmt.Println("[x](/about/)")
{{< /highlight >}}

```md
# not a heading {{< ref "second.md" >}} [x](/about/)
```

{{< youtube abc123 >}} and
{{< unknown thing >}} and `{{< youtube abc123 >}}`.
"""
SECOND = """---
title: Second
date: 2024-03-02 08:30:00
description: What the second post says.
tags: [go-lang, Go Lang, CI]
draft: true
slug: another-second
---
Back to [the first](../first/) and [the page](../about.md).
"""
BLOG = {
    "hugo.toml": CONFIG,
    "content/posts/first/index.md": FIRST,
    "content/posts/first/index.de.md": "---\ntitle: Erster\n---\nWorte.\n",
    "content/posts/first/loop.png": PNG,
    "content/posts/_index.md": "---\ntitle: Posts\n---\n",
    "content/posts/second.md": SECOND,
    "content/about.md": "---\ntitle: About\n---\nUs.\n",
    "static/images/pic one.png": PNG + b"1",
}
FIRST_IMPORTED = """---
title: 'First: a start'
description: What the first post says.
date: 2024-03-01T10:00:00+01:00
updated: 2024-04-02
tags: [go-lang, ci, notes]
aliases: [/site/posts/first/, /2024/first, /first.html]
image: loop.png
image_alt: A loop
---

Words before the break.


## Section

See [the second](../another-second.md#part), [about](https://old.example/site/about/),
![a loop](loop.png) and [the old spelling](../another-second.md?x=1#part).

### Sub

![A picture](<pic%20one.png> "Its 'caption'"){ width=300 }

```go
fmt.Println("[x](/about/)")
```

```md
# not a heading {{< ref "second.md" >}} [x](/about/)
```

[Video on YouTube](https://www.youtube.com/watch?v=abc123) and
{{< unknown thing >}} and `{{< youtube abc123 >}}`.
"""
SECOND_IMPORTED = """---
title: Second
description: What the second post says.
date: 2024-03-02T08:30:00+00:00
tags: [go-lang, ci]
aliases: [/site/posts/another-second/]
draft: true
---

Back to [the first](first/index.md) and [the page](https://old.example/site/about/).
"""


def test_hugo_blog_is_imported_whole(tmp_path: Path) -> None:
    blog = Blog(tmp_path, BLOG)
    report = blog.import_()
    assert blog.files() == {
        "posts/another-second.md": SECOND_IMPORTED,
        "posts/authors.yml": "ada-byron:\n  name: Ada Byron\n",
        "posts/first/index.md": FIRST_IMPORTED,
        "posts/first/loop.png": PNG,
        "posts/first/pic one.png": PNG + b"1",
        "posts/tags.yml": (
            "ci:\n  label: CI\n  description: Posts on CI.\n\n"
            "go-lang:\n  label: Go Lang\n  description: Posts on Go Lang.\n\n"
            "notes:\n  label: Notes\n  description: Posts on Notes.\n"
        ),
    }
    assert report.by_hand == []
    assert report.done == [
        "Hugo: 2 of 2 posts imported, 6 files written.",
        "Files in other languages than en, left out: 1.",
        "Sections whose pages are posts: posts.",
        "Pictures and other files copied beside their posts: 2.",
        "Old addresses that redirect to posts (aliases): 4.",
        "Links that lead to imported posts: 3.",
        "Links that lead to the old site, since their pages did not come along: 2.",
        "Posts whose sections started with #, now one level lower: 1.",
        "Entries added to posts/tags.yml, which you should read: 3.",
        'The tags "CI", "ci" are one: ci.',
        'The tags "Go Lang", "go-lang" are one: go-lang.',
        "Entries added to posts/authors.yml, which you should read: 1.",
    ]


def _post(front: str = "title: X\ndate: 2024-03-05") -> str:
    return f"---\n{front}\n---\nWords.\n"


@pytest.mark.parametrize(
    ("config", "path", "front", "address"),
    [
        ("", "posts/Some Name.md", "title: X", "/posts/some-name/"),
        ("", "posts/2024-01-02-x.md", "title: X", "/posts/2024-01-02-x/"),
        ("", "posts/deep/x.md", "slug: why", "/posts/deep/why/"),
        ("", "posts/x.en.md", "title: X", "/posts/x/"),
        ("", "posts/x.md", "url: /own/x.html", "/own/x.html"),
        ("permalinks: {posts: '/:year/:month/:slug/'}", "posts/x.md",
         "title: Big Ünit\ndate: 2024-03-05", None),
        ("permalinks: {posts: '/:year/:slug/'}", "posts/x.md", "title: A B\ndate: 2024-03-05",
         "/2024/a-b/"),
        ("permalinks: {page: {posts: '/:section/:contentbasename/'}}", "posts/x.md", "title: Y",
         "/posts/x/"),
        ("permalinks: {posts: '/:unheard/'}", "posts/x.md", "title: Y", ""),
    ],
)  # fmt: skip
def test_hugo_addresses(
    config: str, path: str, front: str, address: str | None, tmp_path: Path
) -> None:
    blog = Blog(tmp_path, {"hugo.yaml": config, f"content/{path}": _post(front)})
    report = blog.import_()
    [post] = report.posts
    text = (blog.site / post).read_text()
    if address == "":
        assert "aliases" not in text
        assert "Posts whose old address is unknown: 1. --permalink gives a pattern." in report.done
    else:
        assert f"aliases: [{address or '/2024/03/big-ünit/'}]" in text


@pytest.mark.parametrize(
    ("config", "sections"),
    [
        ("params: {mainSections: [news]}", {"n"}),
        ("mainSections: [docs]", {"d1", "d2", "d3"}),
        ("", {"b"}),
    ],
)
def test_hugo_posts_are_those_of_the_main_sections(
    config: str, sections: set[str], tmp_path: Path
) -> None:
    names = ("news/n", "docs/d1", "docs/d2", "docs/d3", "blog/b")
    files = {f"content/{name}.md": _post() for name in names}
    blog = Blog(tmp_path, {"hugo.yaml": config, **files})
    assert {Path(path).stem for path in blog.import_().posts} == sections


def test_hugo_posts_are_those_of_the_largest_section_if_none_has_a_usual_name(
    tmp_path: Path,
) -> None:
    files = {f"content/{name}.md": _post() for name in ("a/x", "b/y", "b/z", "w")}
    blog = Blog(tmp_path, {"hugo.yaml": "", **files})
    assert blog.import_().posts == ["posts/y.md", "posts/z.md"]


def test_hugo_posts_are_those_of_the_given_folder(tmp_path: Path) -> None:
    files = {f"content/{name}.md": _post() for name in ("posts/x", "b/y")}
    blog = Blog(tmp_path, {"hugo.yaml": "", **files})
    assert blog.import_(posts="content/b").posts == ["posts/y.md"]


def test_hugo_reference_to_what_is_not_there_stays(tmp_path: Path) -> None:
    text = _post() + '[x]({{< ref "none.md" >}})'
    body = import_one(tmp_path, {"hugo.yaml": "", "content/posts/x.md": text}, "x.md")
    assert '[x]({{< ref "none.md" >}})' in body


def test_hugo_configuration_may_be_in_parts(tmp_path: Path) -> None:
    files = {
        "config/_default/hugo.toml": 'baseURL = "https://old.example/"',
        "config/_default/permalinks.toml": 'blog = "/:slug/"',
        "config/_default/params.yaml": "mainSections: [blog]\nauthor: Ada",
        "content/blog/x.md": _post(),
        "content/posts/y.md": _post(),
    }
    blog = Blog(tmp_path, files)
    assert blog.import_().posts == ["posts/x.md"]
    assert "aliases: [/x/]" in blog.post("x.md")
    assert "ada:" in blog.files()["posts/authors.yml"]
