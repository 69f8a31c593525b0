"""A folder of Obsidian's notes: which are posts, wiki links, pictures, callouts, comments."""

from __future__ import annotations

from pathlib import Path

from support.foreign_blogs import PNG, Blog

NOTE = """---
created: 2024-03-04
tags:
  - ideas/deep
---
#more-ideas #Ideas/Deep

See [[Other Note]], [[other note|words]], [[Other Note#A part]] and [[#Here]] and [[Nowhere]].

![[dot.png|200]] and ![[dot.png|A pixel]] and ![[Other Note]].

> [!question]- Why?
> Because. [[Other Note]]

> [!bug]
> A mistake.

Words %%hidden%% and ==marked==.

%%
Hidden.
%%

`[[Other Note]]`

```
[[Other Note]] %%shown%%
```

## Here
"""
NOTE_IMPORTED = """---
title: My note
date: 2024-03-04
tags: [ideas-deep, more-ideas]
draft: true
---

See [Other Note](../other-note.md), [words](../other-note.md), \
[Other Note › A part](../other-note.md#a-part) and [Here](#here) and [[Nowhere]].

![](dot.png){ width=200 } and ![A pixel](dot.png) and ![[Other Note]].

> [!IMPORTANT] Why?
> Because. [Other Note](../other-note.md)

> [!CAUTION] Bug
> A mistake.

Words and ==marked==.


`[[Other Note]]`

```
[[Other Note]] %%shown%%
```

## Here
"""
BLOG = {
    ".obsidian/app.json": "{}",
    "blog/My note.md": NOTE,
    "blog/2024-01-02 Other Note.md": "# A title of its own\n\nWords.\n",
    "files/dot.png": PNG,
    "Private.md": "---\npublish: false\n---\nSecret.\n",
}


def test_obsidian_notes_are_imported_whole(tmp_path: Path) -> None:
    files = {**BLOG, "blog/Other Note.md": BLOG["blog/2024-01-02 Other Note.md"]}
    del files["blog/2024-01-02 Other Note.md"]
    blog = Blog(tmp_path, files)
    report = blog.import_()
    assert blog.files() == {
        "posts/my-note/dot.png": PNG,
        "posts/my-note/index.md": NOTE_IMPORTED,
        "posts/other-note.md": "---\ntitle: A title of its own\ndraft: true\n---\n\nWords.\n",
        "posts/tags.yml": (
            "ideas-deep:\n  label: Ideas/Deep\n  description: Posts on Ideas/Deep.\n\n"
            "more-ideas:\n  label: more-ideas\n  description: Posts on more-ideas.\n"
        ),
    }
    assert report.by_hand == []
    assert "Notes that are not to be published, left out: 1." in report.done


def test_obsidian_notes_with_publish_are_the_only_ones_if_there_is_one(tmp_path: Path) -> None:
    blog = Blog(tmp_path, BLOG | {"Public.md": "---\npublish: true\n---\nWords.\n"})
    assert blog.import_().posts == ["posts/public.md"]


def test_obsidian_folder_may_lie_in_a_vault(tmp_path: Path) -> None:
    blog = Blog(tmp_path, BLOG)
    blog.folder /= "blog"
    assert blog.import_().posts == ["posts/other-note.md", "posts/my-note.md"]


def test_obsidian_date_may_be_in_the_name(tmp_path: Path) -> None:
    blog = Blog(tmp_path, BLOG)
    blog.import_()
    assert "date: 2024-01-02\n" in blog.post("other-note.md")
