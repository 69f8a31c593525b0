"""Builds of a site that was built before: they make what changed alone, and the same site."""

from __future__ import annotations

import importlib.metadata
import io
import logging
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import mkdocs.commands.build
import pytest
from jinja2 import TemplateError
from PIL import Image

from sitekit.build.output import OutputTree
from sitekit.runtime.store import STORE_FILE
from support.builds import (
    Files,
    Rebuilt,
    different,
    files_of,
    make_editable,
    stamps_of,
    wait_for_the_clock,
)
from support.content import post
from support.sites import ROOT, TemporarySite


def picture(color: str, width: int = 420) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, 200), color).save(stream, "PNG")
    return stream.getvalue()


def lay_out(warm: Rebuilt) -> None:
    """Give the base site one of everything that pages are made of, and ten published posts."""
    site = warm.site
    pictured = "image: pictured/front.png\nimage_alt: A field\nrelated: [second]\n"
    body = "Words of MTL.\n\n![A screen](pictured/screen.png)\n\n[Up](first.md#a-section), "
    body += "[set](../faq/alone.md).\n\n*[MTL]: Martin Tech Labs"
    site.write(
        {
            "posts/pictured.md": post("With pictures", "2026-05-10", more=pictured, body=body),
            "posts/pictured/front.png": picture("red"),
            "posts/pictured/screen.png": picture("green"),
            "posts/ada.png": picture("blue"),
            "posts/draft.md": post("A draft", "2026-05-11", "c-sharp", more="draft: true\n"),
            "posts/ending.md": post("Ending", "2026-05-12", more="expires: 2026-06-05\n"),
            "posts/coming.md": post("Coming", "2026-06-10", "c-sharp"),
        }
    )
    for n in range(6):
        site.write({f"posts/small-{n}.md": post(f"Small {n}", f"2026-02-0{n + 1}", "cpp")})
    site.edit("posts/authors.yml", "  role:", "  picture: ada.png\n  role:")
    site.edit("posts/tags.yml", "label: C#", "label: C#\n  offer: summer")
    summer = "summer:\n  from: 2026-06-15\n  until: 2026-06-19\n  heading: Come in summer\n"
    summer += "  text: Now.\n  button: Come\n  url: https://book.example/summer\n"
    with (site.root / "posts/offers.yml").open("a") as offers:
        offers.write(summer)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rebuilt, Files, Files]:
    """A built site with its sources and what it is when it is built from nothing."""
    made = make_editable(tmp_path_factory.mktemp("warm") / "site-under-test")
    lay_out(made)
    made.build()
    base = made.fresh()
    assert files_of(made.built) == base
    return made, made.sources(), base


@pytest.fixture
def base(shared: tuple[Rebuilt, Files, Files]) -> Files:
    return shared[2]


@pytest.fixture
def warm(shared: tuple[Rebuilt, Files, Files]) -> Iterator[Rebuilt]:
    """The shared site; when the test is done with it, it must again become what it was."""
    made, sources, base = shared
    url, now = made.site.url, made.site.now
    yield made
    made.site.url, made.site.now = url, now
    made.restore(sources)
    made.build()
    assert_equal(files_of(made.built), base)


def assert_equal(now: Files, wanted: Files) -> None:
    """Two sites are the same; where they are not, say so with names before bytes."""
    assert sorted(different(now, wanted)) == []


def build_and_compare(warm: Rebuilt, before: Files) -> Files:
    """Build again: it is a site from nothing, and what changed is what was written."""
    stamps = stamps_of(warm.built)
    warm.build()
    wanted = warm.fresh()
    assert_equal(files_of(warm.built), wanted)
    changed = different(before, wanted)
    assert changed
    assert different(stamps, stamps_of(warm.built)) == changed
    return wanted


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The pages that were rendered, by their files."""
    pages, render = set(), mkdocs.commands.build._build_page

    def note_and_render(page, *rest, **named):
        pages.add(page.file.dest_uri)
        return render(page, *rest, **named)

    monkeypatch.setattr(mkdocs.commands.build, "_build_page", note_and_render)
    return pages


def test_an_unchanged_site_is_not_touched(warm: Rebuilt, rendered: set[str]) -> None:
    before = stamps_of(warm.built)
    warm.build()
    assert stamps_of(warm.built) == before
    assert rendered == set()


def test_an_edit_makes_the_pages_that_show_it_and_no_others(warm: Rebuilt, rendered) -> None:
    warm.site.edit("posts/small-0.md", "\nWords.", "\nOther words.")
    warm.build()
    page = "blog/small-0/"
    assert rendered == {
        *(f"{page}index.html", f"{page}index.md"),
        *("feed.xml", "feed.json", "tags/cpp/feed.xml"),
    }
    assert b"Other words" in (warm.built / page / "index.html").read_bytes()


def test_a_page_of_docs_does_not_depend_on_posts_that_it_does_not_show(
    warm: Rebuilt, rendered: set[str]
) -> None:
    warm.site.edit("posts/ending.md", "title: Ending", "title: Ending soon")  # the newest post
    warm.build()
    assert "index.html" in rendered
    assert not [name for name in rendered if name.startswith("about/")]


def test_a_build_from_nothing_renders_everything(warm: Rebuilt, rendered, base) -> None:
    warm.build(SITEKIT_FRESH="1")
    pages = {name for name in base if name.endswith(("index.html", "index.md"))}
    assert pages <= rendered


def test_keys_are_the_same_in_every_process(site: TemporarySite, monkeypatch) -> None:
    for seed in "12":
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        result = site.build()
        assert result.returncode == 0, result.stdout
    assert re.search(r"\D0 written", result.stdout), result.stdout


Edit = Callable[[TemporarySite], object]


def edit(name: str, old: str, new: str) -> Edit:
    return lambda site: site.edit(name, old, new)


def lay(name: str, content: str | bytes | None) -> Edit:
    return lambda site: site.write({name: content})


def both(*edits: Edit) -> Edit:
    return lambda site: [one(site) for one in edits]


def nav(new: str) -> Edit:
    """Give mkdocs.yml another navigation."""

    def change(site: TemporarySite) -> None:
        text = (site.root / "mkdocs.yml").read_text()
        site.write({"mkdocs.yml": re.sub(r"(?m)^nav:\n(  .*\n)+", new, text)})

    return change


def front(name: str, line: str) -> Edit:
    """Add a line to a file's front matter."""
    return edit(name, "---\ntitle", f"---\n{line}\ntitle")


def move_site(site: TemporarySite) -> None:
    site.url = "https://example.org/below/"


MKDOCS, TAGS, AUTHORS, OFFERS = (
    "mkdocs.yml",
    "posts/tags.yml",
    "posts/authors.yml",
    "posts/offers.yml",
)
FIRST, SECOND, SMALL = "posts/first.md", "posts/second/index.md", "posts/small-3.md"
ALONE, SHARED = "faq/alone.md", "faq/shared.md"
EDITS: dict[str, Edit] = {
    "site_name": edit(MKDOCS, "site_name: Martin Tech Labs", "site_name: Another Name"),
    "site_description": edit(MKDOCS, "AI leadership", "Leadership"),
    "copyright": edit(MKDOCS, "copyright: ©", "copyright: Copyright"),
    "profiles": edit(MKDOCS, "label: LinkedIn", "label: Linked In"),
    "language": edit(MKDOCS, "  timezone:", "  language: de\n  timezone:"),
    "training_crawlers": edit(MKDOCS, "training_crawlers: true", "training_crawlers: false"),
    "feed_authority": edit(MKDOCS, ".com,2026", ".com,2025"),
    "search": edit(MKDOCS, "  timezone:", "  search: false\n  timezone:"),
    "order of the navigation": nav("nav:\n  - docs/about.md\n  - docs/index.md\n"),
    "section in the navigation": edit(MKDOCS, "- docs/about.md", "- More:\n    - docs/about.md"),
    "no navigation": nav(""),
    "extra_css": edit(MKDOCS, "- assets/site.css", "- assets/site.css\n  - assets/more.css"),
    "site_url": move_site,
    "time zone": edit(MKDOCS, "Europe/Berlin", "America/New_York"),
    "option of a Markdown extension": edit(MKDOCS, "Link to this section", "Link here"),
    "Markdown extension": edit(MKDOCS, "  - abbr\n", ""),
    "hook left out": edit(MKDOCS, "  - hooks/structured_data.py\n", ""),
    "label of a tag": edit(TAGS, "label: C++", "label: C plus plus"),
    "description of a tag": edit(TAGS, "The language.", "A language."),
    "alias of a tag": edit(TAGS, "aliases: [strategy]", "aliases: [strategies]"),
    "offer of a tag": edit(TAGS, "  offer: workshop", "  offer: call"),
    "tag added": edit(TAGS, "cpp:\n", "rust:\n  label: Rust\n  description: A third.\ncpp:\n"),
    "bio of an author": edit(AUTHORS, "Writes about engines.", "Wrote about engines."),
    "name of an author": edit(AUTHORS, "Ada Byron", "Ada Lovelace"),
    "picture of an author": lay("posts/ada.png", picture("navy")),
    "author without a picture": edit(AUTHORS, "  picture: ada.png\n", ""),
    "text of an offer": edit(OFFERS, "Thirty minutes, free.", "An hour, free."),
    "address of an offer": edit(OFFERS, "book.example/call", "book.example/talk"),
    "sentence of an offer": edit(OFFERS, "If this is your problem", "If this is yours"),
    "default offer": both(
        edit(OFFERS, "  default: true\n", ""),
        edit(OFFERS, "workshop:", "workshop:\n  default: true"),
    ),
    "template of posts": edit("overrides/post.html", "Common questions", "Questions"),
    "template of all pages": edit("overrides/main.html", "Skip to content", "To the content"),
    "template of feeds": edit("overrides/formats/atom.html", "<entry>", "<!-- x --><entry>"),
    "template of what is found": edit("overrides/formats/search-entry.html", "{{", "found {{"),
    "template of the sitemap": edit("overrides/formats/sitemap.html", "<url>", "<!-- x --><url>"),
    "macro": edit("overrides/partials/macros.html", "min read", "minutes"),
    "template that is new": both(
        lay("overrides/partials/new.html", "new"),
        edit("overrides/main.html", "Skip", '{% include "partials/new.html" %} Skip'),
    ),
    "icon in overrides": lay("overrides/.icons/material/menu.svg", "<svg></svg>"),
    "style sheet": lay("docs/assets/site.css", "body {}"),
    "file in docs": lay("docs/more/file.txt", "more"),
    "picture in a text": lay("posts/pictured/screen.png", picture("olive")),
    "size of a picture": lay("posts/pictured/screen.png", picture("green", 300)),
    "picture in front matter": lay("posts/pictured/front.png", picture("orange")),
    "text for a picture": edit("posts/pictured.md", "image_alt: A field", "image_alt: A meadow"),
    "drawing": edit("posts/second/dot.svg", "0 0 9 9", "0 0 9 8"),
    "body": edit(FIRST, "Opening words.", "Opening lines."),
    "answer shown on a post": edit(ALONE, "One post does.", "One post alone."),
    "answer of a set with its own page": edit(SHARED, "The rest.", "What is left."),
    "answer shown elsewhere": edit(SHARED, "This, see", "This one, see"),
    "introduction of a set": edit(SHARED, "A word before", "Words before"),
    "title of a set": edit(SHARED, "Questions of the site", "Questions of this site"),
    "title of a set on a post": edit(ALONE, "Questions of one post", "Questions of a post"),
    "question": edit(SHARED, "## What is not?", "## What is never shared?"),
    "order of sets": front(SHARED, "order: 1"),
    "tags of a set": edit(SHARED, "tags: [ai-strategy]", "tags: [cpp]"),
    "updated set": front(ALONE, "updated: 2026-05-20"),
    "set on a second post, so that it gets a home of its own": front(SMALL, "faq: alone"),
    "set that a post shows whole, so that its home goes": front(SMALL, "faq: shared"),
    "new set": lay("faq/new.md", "---\ntitle: T\ndescription: D\n---\n## Is this new?\n\nYes.\n"),
    "title": edit(SMALL, "title: Small 3", "title: Middling"),
    "title of a related post": edit(SECOND, "title: The second", "title: The other"),
    "description": edit(SECOND, "A description of", "Some words on"),
    "date, so that neighbors change": edit(SMALL, "2026-02-04", "2026-05-20"),
    "updated": front(SMALL, "updated: 2026-05-20"),
    "tags": edit(SECOND, "tags: [ai-strategy, c-sharp]", "tags: [c-sharp]"),
    "slug, so that links move": both(
        front(SECOND, "slug: moved"), edit("posts/pictured.md", "[second]", "[moved]")
    ),
    "folder, so that pictures move": both(
        lay("posts/third/index.md", post("Third", body="![A dot](dot.svg)")),
        lay("posts/third/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ),
    "alias added": front(SECOND, "aliases: [/old/second/]"),
    "alias removed": edit(FIRST, "aliases: [/old/first/]\n", ""),
    "draft set": front(SMALL, "draft: true"),
    "draft removed": edit("posts/draft.md", "draft: true\n", ""),
    "noindex": front(FIRST, "noindex: true"),
    "canonical": front(FIRST, "canonical: https://other.example/first/"),
    "no offer": front(FIRST, "cta: false"),
    "another offer": front(SMALL, "cta: workshop"),
    "related": front(FIRST, "related: [small-2]"),
    "expired by an edit": front(SMALL, "expires: 2026-05-20"),
    "new post, so that listings get a second page": lay("posts/new.md", post("New")),
    "post deleted": lay(SMALL, None),
    "posts deleted, so that a topic has none": both(
        lay("posts/small-0.md", None), edit(SECOND, ", c-sharp]", "]")
    ),
    "page in docs": edit("docs/about.md", "Us.", "All of us."),
    "title of a page in docs": edit("docs/about.md", "title: About", "title: About us"),
    "page in docs with a name in the navigation": front("docs/about.md", "nav_title: We"),
    "noindex in docs": front("docs/about.md", "noindex: true"),
    "new page in docs": lay("docs/more.md", "---\ntitle: More\ndescription: D\n---\nMore.\n"),
    "headline of the home page": front("docs/index.md", "headline: Another headline"),
    "heading renamed and its links mended": both(
        edit(FIRST, "## A section", "## A part"),
        edit("docs/index.md", "#a-section", "#a-part"),
        edit("posts/pictured.md", "#a-section", "#a-part"),
    ),
    "many files at once": both(
        edit(FIRST, "Opening words.", "Opening lines."),
        lay("posts/new.md", post("New", more="faq: alone\n")),
        lay("posts/small-1.md", None),
        edit(TAGS, "label: C++", "label: C plus plus"),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_the_site_is_as_from_nothing(name: str, warm: Rebuilt, base: Files) -> None:
    EDITS[name](warm.site)
    build_and_compare(warm, base)


def test_every_moment_that_decides_of_something_changes_it(warm: Rebuilt, base: Files) -> None:
    """A post expires, one comes, an offer begins: nothing but the clock moved."""
    shown = base
    for day in (5, 10, 15):
        before, warm.site.now = shown, datetime(2026, 6, day, 12, tzinfo=UTC)
        shown = build_and_compare(warm, before)
    assert shown.keys() ^ base.keys() >= {"blog/coming/index.html", "blog/ending/index.html"}


def test_a_site_without_navigation_is_not_touched(warm: Rebuilt) -> None:
    nav("")(warm.site)
    warm.build()
    before = stamps_of(warm.built)
    warm.build()
    assert stamps_of(warm.built) == before


def test_a_template_of_the_writers_own_is_rendered_in_every_build(warm: Rebuilt, base) -> None:
    warm.site.write({"docs/own.txt": "{{ config.site_name }} {{ nav|length }}"})
    warm.site.edit("mkdocs.yml", "extra_css:", "extra_templates: [docs/own.txt]\nextra_css:")
    shown = build_and_compare(warm, base)
    assert shown["own.txt"] == b"Martin Tech Labs 4"
    warm.site.edit("mkdocs.yml", "site_name: Martin Tech Labs", "site_name: Another")
    assert build_and_compare(warm, shown)["own.txt"] == b"Another 4"
    nav("nav:\n  - docs/index.md\n")(warm.site)
    assert build_and_compare(warm, files_of(warm.built))["own.txt"] == b"Another 1"


def test_cards_that_another_pillow_draws_are_named_on_every_page(
    warm: Rebuilt, base: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = importlib.metadata.version

    def version(name: str) -> str:
        return "99.0" if name.lower() == "pillow" else told(name)

    with monkeypatch.context() as newer:
        newer.setattr("sitekit.social_cards.layout.__version__", "99.0")
        newer.setattr(importlib.metadata, "version", version)
        shown = build_and_compare(warm, base)
    pages = [data.decode() for name, data in shown.items() if name.endswith(".html")]
    named = {name for page in pages for name in re.findall(r"assets/cards/[^\"]+\.png", page)}
    assert named <= shown.keys()


def test_an_anchor_that_went_is_told_where_a_text_that_nobody_edited_leads_to_it(
    warm: Rebuilt, base: Files, caplog: pytest.LogCaptureFixture
) -> None:
    before = stamps_of(warm.built)
    warm.site.edit(FIRST, "## A section", "## A part")
    with pytest.raises(SystemExit, match="site/ is unchanged"):
        warm.build()
    assert 'posts/pictured.md:14: link: "first.md#a-section"' in caplog.text
    assert stamps_of(warm.built) == before
    warm.site.edit("docs/index.md", "#a-section", "#a-part")
    warm.site.edit("posts/pictured.md", "#a-section", "#a-part")
    build_and_compare(warm, base)


PAGE = "blog/first/index.html"


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _edit_in_place(file: Path) -> None:
    told = file.stat()
    with file.open("r+b") as opened:
        opened.write(b"!")
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))


def _put_a_folder_there(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "more.html").write_text("")


def _put_a_link_there(file: Path) -> None:
    other = file.parents[1] / "other.html"
    file.rename(other)
    file.symlink_to(other)


def _put_a_file_there(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("")


def _link_the_folder(folder: Path) -> None:
    folder.rename(folder.parents[1] / "elsewhere")
    folder.symlink_to(folder.parents[1] / "elsewhere")


def _add_files(folder: Path) -> None:
    (folder / "more/deep").mkdir(parents=True)
    (folder / "more/deep/index.html").write_text("")
    (folder / "blog/more.html").write_text("")


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "page truncated": (_truncate, PAGE),
    "page deleted": (Path.unlink, PAGE),
    "page edited in place": (_edit_in_place, PAGE),
    "page that the navigation names edited": (_edit_in_place, "blog/index.html"),
    "feed edited": (_edit_in_place, "feed.xml"),
    "page for machines edited": (_edit_in_place, "blog/first/index.md"),
    "sitemap edited": (_edit_in_place, "sitemap.xml"),
    "packed sitemap edited": (_edit_in_place, "sitemap.xml.gz"),
    "page for dead addresses deleted": (Path.unlink, "404.html"),
    "picture truncated": (_truncate, "blog/pictured/screen.png"),
    "style sheet edited": (_edit_in_place, "assets/site.css"),
    "program of the search edited": (_edit_in_place, "pagefind/pagefind.js"),
    "redirect deleted": (Path.unlink, "old/first.html"),
    "folder in the place of a page": (_put_a_folder_there, PAGE),
    "link in the place of a page": (_put_a_link_there, PAGE),
    "file in the place of a folder": (_put_a_file_there, "blog/first"),
    "link in the place of a folder": (_link_the_folder, "blog"),
    "folder deleted": (shutil.rmtree, "blog"),
    "everything deleted": (shutil.rmtree, "."),
    "files added": (_add_files, "."),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_was_damaged_is_mended_and_nothing_else_is_written(
    name: str, warm: Rebuilt, base: Files
) -> None:
    damage, place = DAMAGE[name]
    wait_for_the_clock(warm.site.root)
    whole = stamps_of(warm.built)
    damage(warm.built / place)
    damaged = different(whole, stamps_of(warm.built))
    assert damaged
    warm.build()
    assert_equal(files_of(warm.built), base)
    assert different(whole, stamps_of(warm.built)) == damaged & base.keys()


HOOKS = {
    "on_page_content": (
        "def on_page_content(html, page, config, files):\n    return words() + html\n"
    ),
    "on_page_context": (
        "def on_page_context(context, page, config, nav):\n"
        "    context['spec'] = replace(context['spec'], title=words())\n"
        "    return context\n"
    ),
    "on_post_page": (
        "def on_post_page(output, page, config):\n"
        "    return output.replace('</body>', words() + '</body>')\n"
    ),
}
HEAD = """
from dataclasses import replace
from pathlib import Path

def words():
    return (Path(__file__).parent / "words.txt").read_text()

"""


def add_hook(warm: Rebuilt, name: str, code: str) -> None:
    warm.site.write({name: HEAD + code, str(Path(name).with_name("words.txt")): "Our own words"})
    last = "  - hooks/publishing.py\n"
    warm.site.edit("mkdocs.yml", last, f"{last}  - {name}\n")


@pytest.mark.parametrize("event", ["on_page_context", "on_post_page"])
@pytest.mark.parametrize("name", ["own/a.py", "own/search.py"])
def test_a_foreign_hook_has_its_say_in_every_build(
    name: str, event: str, warm: Rebuilt, base: Files, rendered: set[str], caplog
) -> None:
    caplog.set_level(logging.INFO, logger="mkdocs")
    name = name.replace("own/", f"{event}/")  # a hook stays loaded
    add_hook(warm, name, HOOKS[event])
    shown = build_and_compare(warm, base)
    assert b"Our own words" in shown[PAGE]
    assert f"Everything is rebuilt: {name} may change any page." in caplog.text
    rendered.clear()
    warm.site.write({f"{event}/words.txt": "Other words"})
    warm.build()
    assert rendered >= {name for name in base if name.endswith(("index.html", "index.md"))}
    assert b"Other words" in (warm.built / PAGE).read_bytes()


def test_a_foreign_hook_that_lies_among_ours_has_its_say(site: TemporarySite) -> None:
    (site.root / "hooks").unlink()
    shutil.copytree(ROOT / "hooks", site.root / "hooks")
    own = Rebuilt(site)
    add_hook(own, "hooks/own.py", HOOKS["on_page_content"])
    for words in ("Our own words", "Other words"):
        site.write({"hooks/words.txt": words})
        result = site.build()
        assert result.returncode == 0, result.stdout
        assert "Everything is rebuilt: hooks/own.py may change any page." in result.stdout
    site.edit("mkdocs.yml", "  - hooks/own.py\n", "")
    result = site.build()
    assert "Everything is rebuilt" not in result.stdout


def test_a_hook_that_has_no_hold_of_pages_lets_them_stand(
    warm: Rebuilt, base: Files, rendered: set[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="mkdocs")
    add_hook(warm, "bystander/a.py", "def on_shutdown():\n    pass\n")
    warm.build()
    rendered.clear()
    warm.build()
    assert "Everything is rebuilt" not in caplog.text
    assert rendered == set()
    assert_equal(files_of(warm.built), base)


def _delete(file: Path) -> None:
    for left in file.parent.glob(f"{STORE_FILE}*"):
        left.unlink()


def _corrupt(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[100:] = b"\xff" * (len(data) - 100)
    _delete(file)
    file.write_bytes(data)


def _halve(file: Path) -> None:
    data = file.read_bytes()
    _delete(file)
    file.write_bytes(data[: len(data) // 2])


def _replace_by_a_folder(file: Path) -> None:
    _delete(file)
    file.mkdir()


@pytest.mark.parametrize("harm", [_delete, _corrupt, _halve, _replace_by_a_folder])
def test_what_is_kept_may_be_of_no_use(
    harm: Callable[[Path], None], warm: Rebuilt, base: Files
) -> None:
    kept = warm.site.root / ".cache" / STORE_FILE
    harm(kept)
    _truncate(warm.built / PAGE)
    warm.build()
    assert_equal(files_of(warm.built), base)
    _truncate(warm.built / PAGE)
    warm.build()
    assert_equal(files_of(warm.built), base)
    _delete(kept) if kept.is_file() else shutil.rmtree(kept, ignore_errors=True)


def _lock(patch: pytest.MonkeyPatch, kept: Path) -> sqlite3.Connection:
    database = sqlite3.connect(kept, isolation_level=None)
    database.execute("BEGIN EXCLUSIVE")
    patch.setattr("sitekit.runtime.store.LOCK_TIMEOUT_S", 0.01)
    return database


def _allow_reading_alone(patch: pytest.MonkeyPatch, kept: Path) -> sqlite3.Connection:
    connect = sqlite3.connect

    def read_only(file: Path, **named: float) -> sqlite3.Connection:
        return connect(f"{file.as_uri()}?mode=ro", uri=True, **named)

    patch.setattr("sitekit.runtime.store.sqlite3.connect", read_only)
    return connect(kept)


@pytest.mark.parametrize("hold", [_lock, _allow_reading_alone])
def test_what_is_kept_may_be_locked_or_only_read(hold, warm: Rebuilt, base: Files) -> None:
    """What that build publishes is not written down: it must not stand later as what it was."""
    kept = warm.site.root / ".cache" / STORE_FILE
    warm.site.edit(FIRST, "Opening words.", "Opening lines.")
    wanted = warm.fresh()
    with pytest.MonkeyPatch.context() as patch:
        database = hold(patch, kept)
        warm.build()
        database.close()
    assert_equal(files_of(warm.built), wanted)
    warm.site.edit(FIRST, "Opening lines.", "Opening words.")
    warm.build()
    assert_equal(files_of(warm.built), base)


MISTAKES: dict[str, Edit] = {
    "front matter": front(FIRST, "drfat: true"),
    "link": edit(SECOND, "More words", "[More](nowhere.md) words"),
    "warning of MkDocs": edit(MKDOCS, "- docs/about.md", "- docs/abuot.md"),
    "template that cannot be read": edit("overrides/post.html", "{% extends", "{% extend"),
    "template that fails on one page": edit(
        "overrides/tags.html", "{% block list %}", "{% block list %}{{ spec.not_there.at_all }}"
    ),
    "picture": lay("posts/pictured/screen.png", b"no picture"),
    "setting": edit(MKDOCS, "timezone: Europe/Berlin", "timezone: Nowhere"),
    "setting that MkDocs checks": edit(MKDOCS, "docs_dir: docs", "docs_dir: dcos"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_build_that_fails_changes_nothing_and_the_next_is_right(
    name: str, warm: Rebuilt, base: Files
) -> None:
    sources, before = warm.sources(), stamps_of(warm.built)
    warm.site.edit("posts/small-1.md", "\nWords.", "\nNew words.")
    MISTAKES[name](warm.site)
    with pytest.raises((SystemExit, TemplateError)):
        warm.build()
    assert stamps_of(warm.built) == before
    warm.restore(sources)
    warm.site.edit("posts/small-1.md", "\nWords.", "\nNew words.")
    build_and_compare(warm, base)


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_site_that_cannot_be_written_is_mended_by_the_next_build(
    after: int, warm: Rebuilt, base: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, left = OutputTree._put, [None] * after

    def fail(self: OutputTree, address: str, file: Path) -> object:
        if not left:
            raise OSError("No space left")
        left.pop()
        return put(self, address, file)

    warm.site.edit(FIRST, "Opening words.", "Opening lines.")
    warm.site.write({"posts/small-1.md": None})
    with monkeypatch.context() as full:
        full.setattr(OutputTree, "_put", fail)
        with pytest.raises(SystemExit, match=r"could not be written: No space left\. Build again"):
            warm.build()
    warm.build()
    assert_equal(files_of(warm.built), warm.fresh())


def test_a_build_that_is_interrupted_changes_nothing(
    warm: Rebuilt, base: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    before = stamps_of(warm.built)
    warm.site.edit(FIRST, "Opening words.", "Opening lines.")
    with monkeypatch.context() as patch:
        patch.setattr(mkdocs.commands.build, "_build_page", interrupt)
        with pytest.raises(KeyboardInterrupt):
            warm.build()
    assert stamps_of(warm.built) == before
    build_and_compare(warm, base)


def start_build(site: TemporarySite) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=site.root,
        env=site.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for_builds(*running: subprocess.Popen[str]) -> bool:
    """Tell whether all builds ended well; one that did not says so."""
    for build in running:
        told, _ = build.communicate(timeout=60)
        assert "Traceback" not in told
        assert build.returncode == 0 or "Build again." in told, told
    return not any(build.returncode for build in running)


def test_two_builds_at_once_do_each_other_no_harm(site: TemporarySite) -> None:
    both = Rebuilt(site)
    if wait_for_builds(start_build(site), start_build(site)):
        assert_equal(files_of(both.built), both.fresh())
    first = start_build(site)
    site.edit(FIRST, "Opening words.", "Second words.")
    wait_for_builds(first, start_build(site))  # which of the two texts is there, nobody can tell
    result = site.build()
    assert result.returncode == 0, result.stdout
    assert_equal(files_of(both.built), both.fresh())


def test_properdocs_and_mkdocs_take_turns_in_one_site(site: TemporarySite, monkeypatch) -> None:
    assert site.build().returncode == 0
    for program in ("properdocs", "mkdocs"):
        result = site.run(program, "build")
        assert result.returncode == 0, result.stdout
        place = site.root.parent / program
        with monkeypatch.context() as fresh:
            fresh.setenv("SITEKIT_FRESH", "1")
            result = site.run(program, "build", "--site-dir", str(place))
        assert result.returncode == 0, result.stdout
        assert_equal(files_of(site.root / "site"), files_of(place))
