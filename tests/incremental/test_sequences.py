"""Whatever is edited, in whatever order, the site is what it would be if it were made from nothing.

Hypothesis makes up the steps. By default they are the same in every run, so that a change does not
land or fail by chance; `EDIT_SEQUENCES=200 pytest tests/test_edit_sequences.py` tries so many
others, and makes what fails short.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import yaml
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import integers, lists, sampled_from
from jinja2 import TemplateError
from PIL import Image

from sitekit.build.session import Session
from support.builds import (
    Files,
    WhenAsked,
    different,
    elsewhere,
    files_of,
    make_editable,
    stamps_of,
    wait_for_the_clock,
)
from support.content import post
from support.preview import Preview
from support.sites import TemporarySite

_LONG = int(os.environ.get("EDIT_SEQUENCES", "0"))
_SETTINGS = settings(
    max_examples=_LONG or 9,
    stateful_step_count=30 if _LONG else 14,
    deadline=None,
    derandomize=not _LONG,
    database=None,
    phases=(Phase.generate, Phase.shrink) if _LONG else (Phase.generate,),
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
_PATIENCE = 2
"""Steps after which mistakes are taken back: what is right is worth more steps."""

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
_FRONT: tuple[tuple[str, object], ...] = (
    *(("title", "A title"), ("title", "Another <b>title</b> & more")),
    *(("description", "A description."), ("description", "Another description.")),
    *(
        ("date", "2026-03-03"),
        ("date", "2026-05-05"),
        ("date", "2026-06-10"),
        ("date", "2027-01-01"),
    ),
    *(("expires", None), ("expires", "2026-06-15"), ("updated", None), ("updated", "2026-05-30")),
    *(("tags", ["cpp"]), ("tags", ["ai-strategy", "cpp"]), ("tags", ["c-sharp"])),
    *(("draft", True), ("draft", None), ("noindex", True), ("noindex", None)),
    *(("slug", "moved"), ("slug", None), ("aliases", ["/old/post/"]), ("aliases", None)),
    *(
        ("faq", None),
        ("faq", "alone"),
        ("faq", ["alone", "shared"]),
        ("faq", "shared#what-is-shared"),
    ),
    *(("related", None), ("related", ["first"]), ("related", ["moved"])),
    *(("cta", None), ("cta", False), ("cta", "workshop")),
    *(("canonical", None), ("canonical", "https://other.example/x/")),
)
_SET_FRONT: tuple[tuple[str, object], ...] = (
    *(("title", "A set"), ("title", "Another set"), ("description", "A description.")),
    *(("tags", ["cpp"]), ("tags", None), ("order", 1), ("order", None)),
    *(("draft", True), ("draft", None), ("updated", "2026-05-05"), ("updated", None)),
)
_TOGGLES: dict[str, tuple[str, str, str]] = {
    "site_name": ("mkdocs.yml", "site_name: Martin Tech Labs", "site_name: Another"),
    "copyright": ("mkdocs.yml", "copyright: ©", "copyright: (c)"),
    "navigation": ("mkdocs.yml", "  - docs/about.md\n", "  - pages/tags/index.md\n"),
    "label in the navigation": ("docs/about.md", "title: About", "nav_title: We\ntitle: About us"),
    "style sheet": ("mkdocs.yml", "- assets/site.css", "- assets/other.css"),
    "option of Markdown": ("mkdocs.yml", "Link to this section", "Link here"),
    "time zone": ("mkdocs.yml", "Europe/Berlin", "Asia/Tokyo"),
    "hook": ("mkdocs.yml", "  - hooks/structured_data.py\n", "  # - hooks/structured_data.py\n"),
    "no such page in the navigation": ("mkdocs.yml", "- docs/index.md", "- docs/idnex.md"),
    "label of a tag": ("posts/tags.yml", "label: C++", "label: C plus plus"),
    "alias of a tag": ("posts/tags.yml", "aliases: [strategy]", "aliases: [strategies]"),
    "offer of a tag": ("posts/tags.yml", "offer: workshop", "offer: summer"),
    "tags that cannot be read": ("posts/tags.yml", "cpp:", "cpp: ["),
    "tag": ("posts/tags.yml", "c-sharp:", "d-sharp:"),
    "bio": ("posts/authors.yml", "Writes about", "Wrote about"),
    "author": ("posts/authors.yml", "ada:", "ida:"),
    "button": ("posts/offers.yml", "button: Book a call", "button: Call us"),
    "sentence": ("posts/offers.yml", "If this is your problem", "If this is yours"),
    "end of an offer": ("posts/offers.yml", "until: 2026-06-19", "until: 2026-06-12"),
    "page in docs": ("docs/about.md", "Us.", "All of us, see [first](../posts/first.md)."),
    "noindex in docs": ("docs/about.md", "---\nUs", "noindex: true\n---\nUs"),
    "headline": ("docs/index.md", "title: Home", "headline: Hello\ntitle: Home"),
    "template of posts": ("overrides/post.html", "min read", "minutes to read"),
    "template of twins": ("overrides/formats/markdown.html", "{{", "{{ '' }}{{"),
    "template of what is found": ("overrides/formats/search-entry.html", "{{", "found {{"),
    "macro": ("overrides/partials/macros.html", "Copy the address", "Copy this address"),
    "mistake in a template": ("overrides/post.html", "{% extends", "{% extend"),
}


def _picture(color: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), color).save(stream, "PNG")
    return stream.getvalue()


_PICTURES = {"red": _picture("red"), "blue": _picture("blue"), "none": b"no picture"}


class _Edits(RuleBasedStateMachine):
    """Edits of a small site, as builds and previews share them."""

    counted: ClassVar[Counter[str]]
    build_and_compare: Callable[[], bool]
    """Each machine's own: builds, compares, and tells whether the site has no mistakes."""

    @initialize()
    def lay_out(self) -> None:
        self.work = TemporaryDirectory(prefix="edits-")
        root = Path(self.work.name)
        self.made = make_editable(root / "site-under-test")
        self.other = elsewhere(self.made.site, root / "other")
        self.site, self.last, self.broken = self.made.site, dict[str, bytes](), 0
        shutil.rmtree(self.site.root / "docs/assets/fonts")
        for folder in ("posts", "faq"):
            for text in (self.site.root / folder).rglob("*.md"):
                text.unlink()
        summer = "summer:\n  from: 2026-06-05\n  until: 2026-06-19\n  heading: Come\n  text: Now.\n"
        with (self.site.root / "posts/offers.yml").open("a") as offers:
            offers.write(f"{summer}  button: Come\n  url: https://book.example/summer\n")
        self.site.edit("docs/index.md", "[first](../posts/first.md#a-section), ", "")
        self.posts: dict[str, dict] = {}
        self.sets: dict[str, dict] = {}
        for name in ("alone", "shared"):
            self._write_set(name)
        for name, faq in {"first": "alone", "second": "shared#what-is-shared"}.items():
            self._write_post(name, meta={"faq": faq})
        self.site.write({"posts/second/pic.png": _PICTURES["red"]})
        self.good = self.start = self._state()

    def teardown(self) -> None:
        if hasattr(self, "work"):
            self.work.cleanup()

    def _state(self) -> tuple[Files, dict, dict]:
        return self.made.sources(), deepcopy(self.posts), deepcopy(self.sets)

    def _return_to(self, state: tuple[Files, dict, dict]) -> None:
        sources, posts, sets = state
        self.made.restore(sources)
        self.posts, self.sets = deepcopy(posts), deepcopy(sets)

    @staticmethod
    def _place(name: str) -> str:
        return "posts/second/index.md" if name == "second" else f"posts/{name}.md"

    def _write_post(self, name: str, meta: dict | None = None, **changes: str) -> None:
        post = self.posts.setdefault(
            name,
            {
                "meta": {
                    "title": name.title(),
                    "description": "D.",
                    "date": "2026-04-04",
                    "tags": ["cpp"],
                },
                "words": "Words.",
                "heading": _HEADINGS[0],
                "link": "",
            },
        )
        post |= changes
        post["meta"] |= meta or {}
        target = post["link"]
        if name == "second" and target and not target.startswith(("/", "cta:")):
            target = f"../{target}"
        link = f"\n\n[A link]({target}) leads on." if target else ""
        shown = "\n\n![A picture](pic.png)" if name == "second" else ""
        self._write(
            self._place(name),
            post["meta"],
            f"{post['words']}\n\n## {post['heading']}\n\nMore.{link}{shown}",
        )

    def _write_set(self, name: str, meta: dict | None = None, **changes: str) -> None:
        first = {"shared": "What is shared?", "alone": "Who is alone?"}.get(name, "Question")
        given = {"title": name.title(), "description": "D."}
        faq_set = self.sets.setdefault(name, {"meta": given, "question": first, "words": "Words."})
        faq_set |= changes
        faq_set["meta"] |= meta or {}
        body = (
            f"## {faq_set['question']}\n\n{faq_set['words']}\n\n## Why is {name} second?\n\nSo.\n"
        )
        self._write(f"faq/{name}.md", faq_set["meta"], body)

    def _write(self, place: str, meta: dict, body: str) -> None:
        told = {key: value for key, value in meta.items() if value is not None}
        self.site.write({place: f"---\n{_front(told)}---\n{body}\n"})

    @rule(post=_POSTS, words=_WORDS)
    def write_a_post(self, post: str, words: str) -> None:
        self._write_post(post, words=words)

    @rule(post=_POSTS, front=lists(sampled_from(_FRONT), min_size=1, max_size=3))
    def change_its_front_matter(self, post: str, front: list[tuple[str, object]]) -> None:
        self._write_post(post, meta=dict(front))

    @rule(post=_POSTS, heading=sampled_from(_HEADINGS))
    def rename_its_heading(self, post: str, heading: str) -> None:
        self._write_post(post, heading=heading)

    @rule(post=_POSTS, to=sampled_from(_TARGETS))
    def link(self, post: str, to: str) -> None:
        self._write_post(post, link=to)

    @rule(post=_POSTS, name=_POSTS)
    def rename_or_delete_a_post(self, post: str, name: str) -> None:
        """A post that is renamed to its own name is deleted."""
        told = self.posts.pop(post, None)
        if told:
            self.site.write({self._place(post): None})
            if name != post:
                self.posts[name] = told
                self._write_post(name)

    @rule(faq_set=_SETS, words=_WORDS)
    def write_an_answer(self, faq_set: str, words: str) -> None:
        self._write_set(faq_set, words=words)

    @rule(faq_set=_SETS, front=sampled_from(_SET_FRONT))
    def change_the_front_matter_of_a_set(self, faq_set: str, front: tuple[str, object]) -> None:
        self._write_set(faq_set, meta=dict([front]))

    @rule(faq_set=_SETS, question=sampled_from(("What is shared?", "Question", "What *else*?")))
    def ask_otherwise(self, faq_set: str, question: str) -> None:
        self._write_set(faq_set, question=question)

    @rule(faq_set=_SETS)
    def delete_a_set(self, faq_set: str) -> None:
        if self.sets.pop(faq_set, None):
            self.site.write({f"faq/{faq_set}.md": None})

    @rule(what=sampled_from(sorted(_TOGGLES)))
    def change(self, what: str) -> None:
        name, one, other = _TOGGLES[what]
        text = (self.site.root / name).read_text()
        old, new = (one, other) if one in text else (other, one)
        self.site.write({name: text.replace(old, new, 1)})

    @rule(what=sampled_from(sorted(_TOGGLES)))
    def change_another(self, what: str) -> None:
        self.change(what)

    @rule(color=sampled_from(sorted(_PICTURES)))
    def replace_the_picture(self, color: str) -> None:
        self.site.write({"posts/second/pic.png": _PICTURES[color]})

    @rule(what=sampled_from(("a day", "save", "forget", "forget all", "take back")))
    def let(self, what: str) -> None:
        """Let time pass, save all files as they are, delete what is kept, take all edits back."""
        kept = self.site.root / ".cache"
        if what == "a day":
            self.site.now += timedelta(days=5)
        elif what == "save":
            self.site.write(dict(self.made.sources()))
        elif what == "forget":
            for file in kept.glob("store.sqlite*"):
                file.unlink()
        elif what == "forget all":
            shutil.rmtree(kept, ignore_errors=True)
        else:
            self._return_to(self.start)

    @invariant()
    def the_site_is_as_from_nothing(self) -> None:
        self.other.site.now = self.site.now
        wait_for_the_clock(self.site.root)
        right = self.build_and_compare()
        self.broken = 0 if right else self.broken + 1
        if right:
            self.good = self._state()
        elif self.broken > _PATIENCE:
            note("# The mistakes are taken back.")
            self._return_to(self.good)
            self.broken = 0

    def count(self, what: str, shown: Files) -> None:
        self.counted[what] += 1
        self.counted["changed"] += shown != self.last
        self.last = shown


def _front(told: dict) -> str:
    """Return front matter, its dates unquoted."""
    days = ("date", "updated", "expires")
    lines = (f"{k}: {v}\n" if k in days else yaml.safe_dump({k: v}) for k, v in told.items())
    return "".join(lines)


def _fails(build: Callable[[], object]) -> bool:
    try:
        build()
    except (SystemExit, TemplateError):
        return True
    return False


class Builds(_Edits):
    """`mkdocs build` after each step."""

    counted: ClassVar = Counter[str]()

    def build_and_compare(self) -> bool:
        fresh, before = self.site.root.parent / "fresh", stamps_of(self.made.built)
        shutil.rmtree(fresh, ignore_errors=True)
        failed = _fails(lambda: self.other.build(fresh, SITEKIT_FRESH="1"))
        assert _fails(self.made.build) == failed
        if failed:
            assert stamps_of(self.made.built) == before, "A build that failed changed the site."
            self.counted["failed"] += 1
            return False
        wanted = files_of(fresh)
        assert sorted(different(files_of(self.made.built), wanted)) == []
        self.count("built", wanted)
        return True

    @rule(
        what=sampled_from(("cut short", "deleted", "edited", "a folder", "all", "more")),
        place=sampled_from(("index.html", "blog/first/index.html", "feed.xml", "sitemap.xml")),
    )
    def damage_the_site(self, what: str, place: str) -> None:
        file = self.made.built / place
        if what == "all":
            shutil.rmtree(self.made.built, ignore_errors=True)
        elif what == "more":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.with_name("more.html").write_text("strange")
        if not file.is_file():
            return
        if what == "cut short":
            file.write_bytes(file.read_bytes()[:-1])
        elif what == "edited":
            with file.open("r+b") as opened:
                opened.write(b"!")
        else:
            file.unlink()
            if what == "a folder":
                file.mkdir()


class Previews(_Edits):
    """A preview that rebuilds after each step."""

    counted: ClassVar = Counter[str]()

    @initialize()
    def start_the_preview(self) -> None:
        self.idle = WhenAsked()
        self.session = Session(preview=True, debouncer=self.idle)
        self.is_idle = False

    def build_and_compare(self) -> bool:
        served, fresh = self.site.root.parent / "served", self.site.root.parent / "fresh"
        before = stamps_of(served)
        with ExitStack() as open_until_compared:
            newest: list[WhenAsked] = []

            def serve_from_nothing() -> None:
                begun = self.other.served_fresh(fresh)
                newest.append(open_until_compared.enter_context(begun))

            failed = _fails(serve_from_nothing)
            assert _fails(lambda: self.made.serve(served, self.session)) == failed
            if failed:
                assert stamps_of(served) == before, "A rebuild that failed changed what is served."
                self.counted["failed"] += 1
                return False
            wanted, shown = _without_index(files_of(fresh)), _without_index(files_of(served))
            assert sorted(different(shown, wanted)) == []
            self.count("served", wanted)
            if self.is_idle:
                newest[0].do()
                self.idle.do()
                assert sorted(different(files_of(served), files_of(fresh))) == []
                self.counted["indexed"] += 1
                self.is_idle = False
        return b"preview-problems" not in wanted["404.html"]

    @rule()
    def do_nothing_for_a_moment(self) -> None:
        self.is_idle = True


def _without_index(files: Files) -> Files:
    return {name: data for name, data in files.items() if not name.startswith("pagefind/")}


@pytest.mark.parametrize("machine", [Builds, Previews])
def test_after_any_edits_the_site_is_as_from_nothing(machine: type[_Edits]) -> None:
    machine.counted.clear()
    run_state_machine_as_test(machine, settings=_SETTINGS)
    done = machine.counted
    assert done["changed"] > done.total() / 4, done  # else the steps prove little


Step = Callable[[TemporarySite], object]


def _edit(name: str, old: str, new: str) -> Step:
    return lambda site: site.edit(name, old, new)


def _lay(name: str, content: str | bytes | None) -> Step:
    return lambda site: site.write({name: content})


def _rename(site: TemporarySite) -> None:
    (site.root / "posts/new.md").rename(site.root / "posts/renamed.md")


_NEW = post("New", more="faq: alone\n", body="See [the first](first.md#a-section).")
_DAY: dict[str, Step] = {
    "a text is edited": _edit("posts/first.md", "Opening words", "Better words"),
    "a post comes, and a set gets a home of its own": _lay("posts/new.md", _NEW),
    "a post is renamed": _rename,
    "a title is edited that other pages show": _edit("posts/second/index.md", "The second", "A"),
    "a heading goes that a link leads to": _edit("posts/first.md", "## A section", "## A part"),
    "its links are mended": lambda site: [
        site.edit(name, "#a-section", "#a-part") for name in ("docs/index.md", "posts/renamed.md")
    ],
    "a post becomes a draft": _edit("posts/renamed.md", "faq: alone", "draft: true"),
    "a post goes": _lay("posts/renamed.md", None),
    "an answer is edited": _edit("faq/shared.md", "This, see", "This one, see"),
    "a tag gets another label": _edit("posts/tags.yml", "label: C#", "label: C sharp"),
    "an address moves": _edit("posts/second/index.md", "date:", "slug: moved\ndate:"),
    "a template is edited": _edit("overrides/main.html", "Skip to content", "To the content"),
    "mkdocs.yml is edited": _edit("mkdocs.yml", "copyright: ©", "copyright: (c)"),
    "a drawing is replaced": _edit("posts/second/dot.svg", "0 0 9 9", "0 0 9 8"),
}
_RELOADS = re.compile(
    rb"<script>\nvar livereload = .*?\nlivereload\(\d+, \d+\);\n</script>(?=</body>)", re.S
)
_LIMIT = 20  # seconds until what is served must be right; a run that works takes about one


def _served(preview: Preview, files: Files) -> Files:
    """Return what a preview serves at the addresses of files, without what MkDocs adds."""
    found = {}
    for name in files:
        address = name.removesuffix("index.html") if name.endswith("index.html") else name
        try:
            with urlopen(f"http://127.0.0.1:{preview.port}/{address}") as response:
                found[name] = _RELOADS.sub(b"", response.read(), count=1)
        except HTTPError as error:
            error.close()
    return found


def test_a_real_preview_serves_what_one_that_starts_now_would(tmp_path: Path) -> None:
    site = make_editable(tmp_path / "site-under-test").site
    preview = Preview(site)
    try:
        preview.wait_for("Serving on")
        other, known = elsewhere(site, tmp_path / "other"), set[str]()
        other.port = preview.port
        for name, step in {"it starts": lambda _: None, **_DAY}.items():
            step(site)
            with other.served_fresh(tmp_path / "fresh"):
                wanted = _without_index(files_of(tmp_path / "fresh"))
            end = time.monotonic() + _LIMIT
            while wrong := sorted(different(_served(preview, wanted), wanted)):
                assert time.monotonic() < end, f"When {name}: {wrong}"
            gone = known - wanted.keys()
            assert {preview.status(address) for address in gone} <= {404}, f"When {name}: {gone}"
            known |= wanted.keys()
        assert "blog/new/index.html" in known - wanted.keys()
    finally:
        preview.stop()
