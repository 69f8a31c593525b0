"""A small site that a state machine of Hypothesis edits in any order."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import yaml
from hypothesis import note
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import integers, lists, sampled_from

from support.builds import Files, RebuiltSite, make_editable, make_linked_copy, wait_for_the_clock
from support.edits import png
from support.sites import TemporarySite

_MAX_STEPS_WITH_MISTAKES = 2
"""Steps after which mistakes are undone: steps of a site without mistakes find more."""
_WORDS = integers(0, 99).map("Words, *{}* of them.".format)
_HEADINGS = ("A part", "Another part", "An *odd* part {#a-part}")
_POSTS = sampled_from(("first", "second", "third", "fourth"))
_SETS = sampled_from(("alone", "shared", "spare"))
_TARGETS = (
    "",
    *("first.md", "first.md#a-part", "second/index.md", "third.md#another-part", "fourth.md"),
    *("../faq/alone.md", "../faq/shared.md#what-is-shared", "../faq/spare.md#question"),
    *("../docs/about.md", "/tags/cpp/", "/authors/ada/", "cta:", "second/pic.png"),
)
_FIELDS: tuple[tuple[str, object], ...] = (
    *(("title", "A title"), ("title", "Another <b>title</b> & more")),
    *(("description", "A description."), ("description", "Another description.")),
    *(("date", "2026-03-03"), ("date", "2026-05-05")),
    *(("date", "2026-06-10"), ("date", "2027-01-01")),
    *(("expires", None), ("expires", "2026-06-15"), ("updated", None), ("updated", "2026-05-30")),
    *(("tags", ["cpp"]), ("tags", ["ai-strategy", "cpp"]), ("tags", ["c-sharp"])),
    *(("draft", True), ("draft", None), ("noindex", True), ("noindex", None)),
    *(("slug", "moved"), ("slug", None), ("aliases", ["/old/post/"]), ("aliases", None)),
    *(("faq", None), ("faq", "alone")),
    *(("faq", ["alone", "shared"]), ("faq", "shared#what-is-shared")),
    *(("related", None), ("related", ["first"]), ("related", ["moved"])),
    *(("series", None), ("series", "engines"), ("series", "motors"), ("part", 1), ("part", None)),
    *(("cta", None), ("cta", False), ("cta", "workshop")),
    *(("canonical", None), ("canonical", "https://other.example/x/")),
)
"""Front matter of posts: keys and values; None removes the key."""
_SET_FIELDS: tuple[tuple[str, object], ...] = (
    *(("title", "A set"), ("title", "Another set"), ("description", "A description.")),
    *(("tags", ["cpp"]), ("tags", None), ("order", 1), ("order", None)),
    *(("draft", True), ("draft", None), ("updated", "2026-05-05"), ("updated", None)),
    *(("question_pages", True), ("question_pages", None)),
    *(("expires", "2026-06-15"), ("expires", None), ("noindex", True), ("noindex", None)),
)
_DATES = ("date", "updated", "expires")
_TOGGLES: dict[str, tuple[str, str, str]] = {
    "site_name": ("mkdocs.yml", "site_name: Engine Works", "site_name: Another"),
    "copyright": ("mkdocs.yml", "copyright: ©", "copyright: (c)"),
    "navigation": ("mkdocs.yml", "  - docs/about.md\n", "  - pages/tags/index.md\n"),
    "label in the navigation": ("docs/about.md", "title: About", "nav_title: We\ntitle: About us"),
    "style sheet": ("overrides/site.css", "--gap: 1.5rem", "--gap: 1.4rem"),
    "option of Markdown": ("mkdocs.yml", "permalink: true", "permalink: false"),
    "time zone": ("mkdocs.yml", "Europe/Berlin", "Asia/Tokyo"),
    "hook": ("mkdocs.yml", "  - hooks/structured_data.py\n", "  # - hooks/structured_data.py\n"),
    "missing page in the navigation": ("mkdocs.yml", "- docs/index.md", "- docs/idnex.md"),
    "label of a tag": ("posts/tags.yml", "label: C++", "label: C plus plus"),
    "alias of a tag": ("posts/tags.yml", "aliases: [strategy]", "aliases: [strategies]"),
    "offer of a tag": ("posts/tags.yml", "offer: workshop", "offer: summer"),
    "tags that cannot be read": ("posts/tags.yml", "cpp:", "cpp: ["),
    "tag": ("posts/tags.yml", "c-sharp:", "d-sharp:"),
    "title of a series": ("posts/series.yml", "Engines from", "Motors from"),
    "alias of a series": ("posts/series.yml", "[motors]", "[motors, trains]"),
    "bio": ("posts/authors.yml", "Writes about", "Wrote about"),
    "author": ("posts/authors.yml", "ada:", "ida:"),
    "button": ("posts/offers.yml", "button: Book a call", "button: Call us"),
    "line of an offer": ("posts/offers.yml", "If this is your problem", "If this is yours"),
    "end of an offer": ("posts/offers.yml", "until: 2026-06-19", "until: 2026-06-12"),
    "employer of an author": ("posts/authors.yml", "role: Engineer", "works_for: Engines"),
    "address": (
        "mkdocs.yml",
        "training_",
        "address: {street: A, city: B, country: DE}\n  training_",
    ),
    "page in docs": ("docs/about.md", "Us.", "All of us, see [first](../posts/first.md)."),
    "noindex in docs": ("docs/about.md", "---\nUs", "noindex: true\n---\nUs"),
    "headline": ("docs/index.md", "title: Home", "headline: Hello\ntitle: Home"),
    "template of posts": ("overrides/post.html", "words.newer ", "words.older "),
    "template of Markdown versions": ("overrides/formats/markdown.html", "{{", "{{ '' }}{{"),
    "template of search entries": ("overrides/formats/search-entry.html", "{{", "found {{"),
    "macro": ("overrides/partials/macros.html", "Copy the address", "Copy this address"),
    "mistake in a template": ("overrides/post.html", "{% extends", "{% extend"),
}
"""Edits that are made and undone in turn: a file, and its two texts."""
_PICTURES = {"red": png("red"), "blue": png("blue"), "none": b"no picture"}
_SUMMER = """summer:
  from: 2026-06-05
  until: 2026-06-19
  heading: Come
  text: Now.
  button: Come
  url: https://book.example/summer
"""

_State = tuple[Files, dict, dict]


class SiteModel:
    """Posts and FAQ sets as data, and the site that they are written to."""

    def __init__(self, rebuilt: RebuiltSite) -> None:
        self.rebuilt, self.site = rebuilt, rebuilt.site
        self.posts: dict[str, dict] = {}
        self.sets: dict[str, dict] = {}

    def lay_out(self) -> None:
        """Replace the base site's posts and sets by those of the model."""
        for folder in ("posts", "faq"):
            for text in (self.site.root / folder).rglob("*.md"):
                text.unlink()
        with (self.site.root / "posts/offers.yml").open("a") as offers:
            offers.write(_SUMMER)
        self.site.edit("docs/index.md", "[first](../posts/first.md#a-section), ", "")
        for name in ("alone", "shared"):
            self.write_set(name)
        self.write_post("first", {"faq": "alone"})
        self.write_post("second", {"faq": "shared#what-is-shared"})
        self.site.write({"posts/second/pic.png": _PICTURES["red"]})

    def state(self) -> _State:
        """Return the state of model and site, for `return_to`."""
        return self.rebuilt.sources(), deepcopy(self.posts), deepcopy(self.sets)

    def return_to(self, state: _State) -> None:
        """Undo all edits since a state."""
        sources, posts, sets = state
        self.rebuilt.restore(sources)
        self.posts, self.sets = deepcopy(posts), deepcopy(sets)

    @staticmethod
    def post_file(name: str) -> str:
        """Return the file of a post; the second one has a folder."""
        return "posts/second/index.md" if name == "second" else f"posts/{name}.md"

    def write_post(self, name: str, meta: dict | None = None, **changes: str) -> None:
        """Change a post's front matter, words, heading or link, and write it; it may be new."""
        meta_of_new = {"title": name.title(), "description": "D."}
        meta_of_new |= {"date": "2026-04-04", "tags": ["cpp"]}
        new = {"meta": meta_of_new, "words": "Words.", "heading": _HEADINGS[0], "link": ""}
        post = self.posts.setdefault(name, new)
        post |= changes
        post["meta"] |= meta or {}
        target = post["link"]
        if name == "second" and target and not target.startswith(("/", "cta:")):
            target = f"../{target}"
        link = f"\n\n[A link]({target}) leads on." if target else ""
        picture = "\n\n![A picture](pic.png)" if name == "second" else ""
        body = f"{post['words']}\n\n## {post['heading']}\n\nMore.{link}{picture}"
        self._write(self.post_file(name), post["meta"], body)

    def write_set(self, name: str, meta: dict | None = None, **changes: str) -> None:
        """Change a FAQ set's front matter, first question or answer, and write it."""
        question = {"shared": "What is shared?", "alone": "Who is alone?"}.get(name, "Question")
        meta_of_new = {"title": name.title(), "description": "D."}
        new = {"meta": meta_of_new, "question": question, "words": "Words."}
        faq_set = self.sets.setdefault(name, new)
        faq_set |= changes
        faq_set["meta"] |= meta or {}
        question, words = faq_set["question"], faq_set["words"]
        body = f"## {question}\n\n{words}\n\n## Why is {name} second?\n\nSo.\n"
        self._write(f"faq/{name}.md", faq_set["meta"], body)

    def delete_post(self, name: str) -> dict | None:
        """Delete a post, and return what it was; None if there is none."""
        post = self.posts.pop(name, None)
        if post:
            self.site.write({self.post_file(name): None})
        return post

    def delete_set(self, name: str) -> None:
        """Delete a FAQ set, if there is one."""
        if self.sets.pop(name, None):
            self.site.write({f"faq/{name}.md": None})

    def _write(self, file: str, meta: dict, body: str) -> None:
        given = {key: value for key, value in meta.items() if value is not None}
        self.site.write({file: f"---\n{_front_matter(given)}---\n{body}\n"})


def _front_matter(meta: dict) -> str:
    """Return front matter as YAML, with its dates unquoted."""
    lines = (
        f"{key}: {value}\n" if key in _DATES else yaml.safe_dump({key: value})
        for key, value in meta.items()
    )
    return "".join(lines)


class EditMachine(RuleBasedStateMachine):
    """Edits of a small site. Subclasses build it after each step, and compare."""

    counts: ClassVar[Counter[str]]
    """How many steps had which result."""
    build_and_compare: Callable[[], bool]
    """Builds, compares with a build from nothing, and tells whether the site has no mistakes."""

    @initialize()
    def lay_out(self) -> None:
        self.folder = TemporaryDirectory(prefix="edits-")
        root = Path(self.folder.name)
        self.rebuilt = make_editable(root / "site-under-test")
        self.copy = make_linked_copy(self.rebuilt.site, root / "copy")
        self.site: TemporarySite = self.rebuilt.site
        self.model = SiteModel(self.rebuilt)
        self.model.lay_out()
        self.files: Files = {}
        self.steps_with_mistakes = 0
        self.without_mistakes = self.start = self.model.state()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    @rule(post=_POSTS, words=_WORDS)
    def write_post(self, post: str, words: str) -> None:
        self.model.write_post(post, words=words)

    @rule(post=_POSTS, fields=lists(sampled_from(_FIELDS), min_size=1, max_size=3))
    def edit_front_matter(self, post: str, fields: list[tuple[str, object]]) -> None:
        self.model.write_post(post, meta=dict(fields))

    @rule(post=_POSTS, heading=sampled_from(_HEADINGS))
    def rename_heading(self, post: str, heading: str) -> None:
        self.model.write_post(post, heading=heading)

    @rule(post=_POSTS, link=sampled_from(_TARGETS))
    def edit_link(self, post: str, link: str) -> None:
        self.model.write_post(post, link=link)

    @rule(post=_POSTS, name=_POSTS)
    def rename_or_delete_post(self, post: str, name: str) -> None:
        """Rename a post; one that would be renamed to its own name is deleted."""
        renamed = self.model.delete_post(post)
        if renamed and name != post:
            self.model.posts[name] = renamed
            self.model.write_post(name)

    @rule(faq_set=_SETS, words=_WORDS)
    def write_answer(self, faq_set: str, words: str) -> None:
        self.model.write_set(faq_set, words=words)

    @rule(faq_set=_SETS, field=sampled_from(_SET_FIELDS))
    def edit_front_matter_of_set(self, faq_set: str, field: tuple[str, object]) -> None:
        self.model.write_set(faq_set, meta=dict([field]))

    @rule(faq_set=_SETS, question=sampled_from(("What is shared?", "Question", "What *else*?")))
    def edit_question(self, faq_set: str, question: str) -> None:
        self.model.write_set(faq_set, question=question)

    @rule(faq_set=_SETS)
    def delete_set(self, faq_set: str) -> None:
        self.model.delete_set(faq_set)

    @rule(name=sampled_from(sorted(_TOGGLES)))
    def toggle(self, name: str) -> None:
        file, one, other = _TOGGLES[name]
        text = (self.site.root / file).read_text()
        old, new = (one, other) if one in text else (other, one)
        self.site.write({file: text.replace(old, new, 1)})

    @rule(name=sampled_from(sorted(_TOGGLES)))
    def toggle_another(self, name: str) -> None:
        """Twice among the rules, so that it is chosen twice as often."""
        self.toggle(name)

    @rule(color=sampled_from(sorted(_PICTURES)))
    def replace_picture(self, color: str) -> None:
        self.site.write({"posts/second/pic.png": _PICTURES[color]})

    @rule(event=sampled_from(("days pass", "save", "delete store", "delete cache", "undo")))
    def change_no_text(self, event: str) -> None:
        """Let time pass, save all files unchanged, delete what is cached, undo all edits."""
        cache = self.site.root / ".cache"
        if event == "days pass":
            self.site.now += timedelta(days=5)
        elif event == "save":
            self.site.write(dict(self.rebuilt.sources()))
        elif event == "delete store":
            for file in cache.glob("store.sqlite*"):
                file.unlink()
        elif event == "delete cache":
            shutil.rmtree(cache, ignore_errors=True)
        else:
            self.model.return_to(self.start)

    @invariant()
    def site_equals_one_from_nothing(self) -> None:
        self.copy.site.now = self.site.now
        wait_for_the_clock(self.site.root)
        if self.build_and_compare():
            self.steps_with_mistakes = 0
            self.without_mistakes = self.model.state()
            return
        self.steps_with_mistakes += 1
        if self.steps_with_mistakes > _MAX_STEPS_WITH_MISTAKES:
            note("# The mistakes are undone.")
            self.model.return_to(self.without_mistakes)
            self.steps_with_mistakes = 0

    def count(self, result: str, files: Files) -> None:
        """Count a step without mistakes, and whether it changed the site."""
        self.counts[result] += 1
        self.counts["changed"] += files != self.files
        self.files = files
