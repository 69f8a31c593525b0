"""The corpus as source files of each generator."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from textwrap import indent

import yaml

from bench.corpus import LINK, BenchPost, Note
from bench.prose import vocabulary

_OFFERS = {
    "call": {
        "default": True,
        "heading": "Talk it through",
        "text": "A direct conversation about the decision you face.",
        "button": "Book a call",
        "url": "https://book.example/call",
        "note": "Free, 30 minutes.",
        "line": "If you face this decision now, [talk it through](cta:).",
    },
    "review": {
        "heading": "A second pair of eyes",
        "text": "Half a day on your plan, your data and your contract.",
        "button": "Ask for a date",
        "url": "https://book.example/review",
        "line": "If a contract is on your desk, [ask us first](cta:).",
    },
}


def write_our_sources(root: Path, posts: Iterable[BenchPost]) -> None:
    """Write posts/ with its data files, and faq/."""
    for folder in ("posts", "faq"):
        (root / folder).mkdir()
    used_tags = set[str]()
    for post in posts:
        used_tags.update(post.tags)
        meta = {**_meta(post), "author": post.author, "tags": [*post.tags]}
        if post.questions:
            meta["faq"] = post.slug
            faq_meta = {"title": f"Questions on {post.title}", "description": post.description}
            _write(root / f"faq/{post.slug}.md", faq_meta, _questions(post, 2))
        _write(root / f"posts/{post.slug}.md", meta, _body(post, "{}.md", _admonition))
    authors = {key: {"name": name} for key, name in vocabulary()["authors"].items()}
    tags = {
        tag: {
            "label": label,
            "description": f"Articles on {label.lower()}: decisions, costs, mistakes.",
            "offer": list(_OFFERS)[len(label) % len(_OFFERS)],
        }
        for tag, label in vocabulary()["tags"].items()
        if tag in used_tags
    }
    for name, entries in (("authors", authors), ("tags", tags), ("offers", _OFFERS)):
        text = yaml.safe_dump(entries, sort_keys=False)
        (root / f"posts/{name}.yml").write_text(text, encoding="utf-8")


def write_material_sources(root: Path, posts: Iterable[BenchPost]) -> None:
    """Write docs/ for Material's blog and tags plugins."""
    folder = root / "docs/blog/posts"
    folder.mkdir(parents=True)
    for post in posts:
        meta = {**_meta(post), "authors": [post.author], "tags": _labels(post)}
        body = _body(post, "{}.md", _admonition, more="<!-- more -->") + _faq(post)
        _write(folder / f"{post.slug}.md", meta, f"# {post.title}\n\n{body}")
    authors = {
        key: {"name": name, "description": "Author", "avatar": "https://book.example/a.png"}
        for key, name in vocabulary()["authors"].items()
    }
    text = yaml.safe_dump({"authors": authors})
    (root / "docs/blog/.authors.yml").write_text(text, encoding="utf-8")
    pages = {"index": "Home", "blog/index": "Blog", "tags": "Tags"}
    for page, title in pages.items():
        listing = "\n\n<!-- material/tags -->\n" if page == "tags" else "\n"
        (root / f"docs/{page}.md").write_text(f"# {title}{listing}", encoding="utf-8")


def write_hugo_sources(root: Path, posts: Iterable[BenchPost]) -> None:
    """Write content/."""
    folder = root / "content/blog"
    folder.mkdir(parents=True)
    for name, title in (("", "Home"), ("blog/", "Blog")):
        _write(root / f"content/{name}_index.md", {"title": title}, "")
    for post in posts:
        author = vocabulary()["authors"][post.author]
        meta = {**_meta(post), "author": author, "tags": _labels(post)}
        _write(folder / f"{post.slug}.md", meta, _body(post, "../{}/", _quote) + _faq(post))


def _meta(post: BenchPost) -> dict[str, object]:
    return {"title": post.title, "description": post.description, "date": post.date}


def _labels(post: BenchPost) -> list[str]:
    return [vocabulary()["tags"][tag] for tag in post.tags]


def _write(path: Path, meta: Mapping[str, object], body: str) -> None:
    lines = [f"{key}: {_scalar(value)}" for key, value in meta.items()]
    path.write_text("\n".join(["---", *lines, "---", "", body]), encoding="utf-8")


def _scalar(value: object) -> str:
    """Return a value as YAML on one line. JSON is valid YAML, and faster to write."""
    return json.dumps(value) if isinstance(value, str | list) else str(value)


def _body(post: BenchPost, link: str, note: Callable[[Note], str], more: str = "") -> str:
    """Return a post's Markdown; `link` is the format of a link to another post's slug."""
    blocks = [note(block) if isinstance(block, Note) else block for block in post.blocks]
    if more:
        blocks.insert(1, more)
    first, *rest = "\n\n".join(blocks).split(f"]({LINK}")
    parts = [part.partition(")") for part in rest]
    return first + "".join(f"]({link.format(slug)}){after}" for slug, _, after in parts) + "\n"


def _admonition(note: Note) -> str:
    return f'!!! note "{note.title}"\n{indent(note.text, "    ")}'


def _quote(note: Note) -> str:
    return f"> **{note.title}**\n>\n> {note.text}"


def _questions(post: BenchPost, level: int) -> str:
    return "\n".join(f"{'#' * level} {q.question}\n\n{q.answer}\n" for q in post.questions)


def _faq(post: BenchPost) -> str:
    """Return the questions as the last section of a post."""
    return f"\n## Common questions\n\n{_questions(post, 3)}" if post.questions else ""
