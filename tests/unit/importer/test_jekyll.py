"""A Jekyll blog: addresses, drafts, Liquid, kramdown; and Hexo, which has the same form."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.foreign_blogs import PNG, Blog, import_one

CONFIG = """url: https://old.example
baseurl: /blog2
author: {name: Ada Byron}
defaults:
  - scope: {path: "", type: posts}
    values: {layout: post, tags: [general]}
"""
FIRST = """---
layout: post
title: "The first"
excerpt: What the *first* post says.
categories: Code Notes
redirect_from: /early/first
last_modified_at: 2020-01-01
author: ada
---
* TOC
{:toc}

See [the second]({% post_url 2021-02-03-second %}),
[it again]({{ site.baseurl }}/2021/02/03/second.html#a)
and ![a pixel]({{ "/assets/dot.png" | relative_url }}){: .center width="30" target="_blank"}

{: .notice}
A paragraph.

> Mind this.
{: .prompt-tip }

{% highlight ruby linenos %}
puts "{{ site.baseurl }}" # {% post_url 2021-02-03-second %}
{% endhighlight %}

{% raw %}
```liquid
{{ page.title }}
```
{% endraw %}

{% include video.html id="x" %}
"""
SECOND = """---
title: Second
date: 2021-02-03 10:00 -0500
published: false
description: What the second post says.
tags: one Two
---
Words, and [a page](/about.html), [a feed]({{ site.url }}/feed.xml), [its file](/assets/paper.pdf).
"""
BLOG = {
    "_config.yml": CONFIG,
    "_posts/2021-01-02-the-first.md": FIRST,
    "_posts/2021-02-03-second.markdown": SECOND,
    "_data/authors.yml": "ada:\n  name: Ada Byron\n  bio: Writes.\n  url: https://ada.example\n",
    "about.md": "---\ntitle: About\n---\n",
    "README.md": "No page.\n",
    "assets/dot.png": PNG,
    "assets/paper.pdf": b"%PDF",
    "_site/copy/_posts/2021-01-02-the-first.md": FIRST,
}
FIRST_IMPORTED = """---
title: The first
description: What the first post says.
date: 2021-01-02
author: ada-byron
tags: [general, code, notes]
aliases: [/blog2/code/notes/2021/01/02/the-first.html, /early/first]
---

See [the second](../second/index.md),
[it again](../second/index.md#a)
and ![a pixel](dot.png){: width="30" }

A paragraph.

> [!TIP]
> Mind this.

```ruby
puts "{{ site.baseurl }}" # {% post_url 2021-02-03-second %}
```

```liquid
{{ page.title }}
```

{% include video.html id="x" %}
"""
SECOND_IMPORTED = """---
title: Second
description: What the second post says.
date: 2021-02-03T10:00:00-05:00
tags: [one, two]
aliases: [/blog2/2021/02/03/second.html]
draft: true
---

Words, and [a page](https://old.example/blog2/about.html), \
[a feed](https://old.example/blog2/feed.xml), [its file](paper.pdf).
"""


def test_jekyll_blog_is_imported_whole(tmp_path: Path) -> None:
    blog = Blog(tmp_path, BLOG)
    report = blog.import_()
    files = blog.files()
    assert files["posts/the-first/index.md"] == FIRST_IMPORTED
    assert files["posts/second/index.md"] == SECOND_IMPORTED
    assert files["posts/authors.yml"] == (
        "ada-byron:\n  name: Ada Byron\n  bio: Writes.\n  url: https://ada.example\n"
    )
    assert sorted(files) == [
        "posts/authors.yml",
        "posts/second/index.md",
        "posts/second/paper.pdf",
        "posts/tags.yml",
        "posts/the-first/dot.png",
        "posts/the-first/index.md",
    ]
    assert report.by_hand == []


def _address(tmp_path: Path, config: str, path: str, front: str = "") -> str:
    text = f"---\ntitle: X\n{front}\n---\nWords.\n"
    blog = Blog(tmp_path, {"_config.yml": config, path: text})
    [post] = blog.import_().posts
    front = (blog.site / post).read_text()
    return front.partition("aliases: [")[2].partition("]")[0]


@pytest.mark.parametrize(
    ("config", "front", "address"),
    [
        ("title: x", "", "/2021/03/04/A-name.html"),
        ("permalink: pretty", "category: Big News", "/big-news/2021/03/04/A-name/"),
        ("permalink: ordinal", "", "/2021/063/A-name.html"),
        ("permalink: none", "", "/A-name.html"),
        ("permalink: /:year/:i_month/:slug", "", "/2021/3/a-name"),
        ("permalink: /:year/:title/", "date: 2022-01-01", "/2022/A-name/"),
        ("permalink: /:year/:title/", "permalink: /own/", "/own/"),
        ("permalink: /:title/", "slug: other", "/other/"),
        ("permalink: /:nonsense/", "", ""),
    ],
)
def test_jekyll_addresses(config: str, front: str, address: str, tmp_path: Path) -> None:
    assert _address(tmp_path, config, "_posts/2021-03-04-A-name.md", front) == address


def test_jekyll_folders_above_posts_are_categories_of_the_address(tmp_path: Path) -> None:
    address = _address(tmp_path, "title: x", "news/_posts/2021-03-04-a.md")
    assert address == "/news/2021/03/04/a.html"


def test_hexo_blog_has_its_own_folder_and_pattern(tmp_path: Path) -> None:
    config = "url: https://old.example\npermalink: :year/:month/:day/:title/\n"
    post = "---\ntitle: X\ndate: 2020-07-29 15:44:00\ncategories: big canvas\n---\nOne.\n"
    files = {"_config.yml": config, "source/_posts/a.md": post, "source/img/dot.png": PNG}
    blog = Blog(tmp_path, files)
    blog.import_()
    assert blog.post("a.md") == (
        "---\ntitle: X\ndate: 2020-07-29T15:44:00+00:00\ntags: [big-canvas]\n"
        "aliases: [/2020/07/29/a/]\ndraft: true\n---\n\nOne.\n"
    )


def test_jekyll_posts_without_a_configuration_have_unknown_addresses(tmp_path: Path) -> None:
    blog = Blog(tmp_path, {"_posts/2021-03-04-a.md": "---\ntags: x\n---\nOne.\n"})
    report = blog.import_()
    assert "No _config.yml has a `permalink`." in report.done
    assert "title: A\n" in blog.post("a.md")
    assert "aliases" not in blog.post("a.md")


def test_jekyll_pattern_of_addresses_can_be_given(tmp_path: Path) -> None:
    blog = Blog(tmp_path, {"_posts/2021-03-04-a.md": "---\ntitle: A\n---\nOne.\n"})
    blog.import_(permalink="/:year/:title/")
    assert "aliases: [/2021/a/]" in blog.post("a.md")


def test_jekyll_drafts_are_drafts(tmp_path: Path) -> None:
    blog = Blog(tmp_path, {"_config.yml": "", "_drafts/a.md": "---\ntitle: A\n---\nOne.\n"})
    blog.import_()
    assert "draft: true\n" in blog.post("a.md")


def test_jekyll_post_tag_of_a_missing_post_stays(tmp_path: Path) -> None:
    text = "---\ntitle: A\n---\n[x]({% post_url 2020-01-01-none %})\n"
    body = import_one(tmp_path, {"_config.yml": "", "_posts/2021-03-04-a.md": text}, "a.md")
    assert body == "[x]({% post_url 2020-01-01-none %})\n"
