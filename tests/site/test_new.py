"""`sitekit new`: each kind in its place, valid at once, and never over anything."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest
import yaml

from sitekit.creation.create import create
from sitekit.creation.plans import CreationError, NewText, entry, faq_set, post
from support.sites import TemporarySite

LONG = "A description of the new text that is long enough to be shown in full by search engines."
TEXT = "Opening words.\n\n## A section\n\nMore."


def _snapshot(site: TemporarySite) -> dict[str, bytes]:
    folders = (site.root / name for name in ("posts", "faq", "docs"))
    return {str(p): p.read_bytes() for f in folders for p in f.rglob("*") if p.is_file()}


def _front(site: TemporarySite, path: str) -> dict:
    return yaml.safe_load((site.root / path).read_text().split("---\n")[1])


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Brand new", "posts/brand-new.md"),
        ('A: "quoted" # title', "posts/a-quoted-sharp-title.md"),
        ("- Größe & Maß", "posts/groesse-and-mass.md"),
        ("yes", "posts/yes.md"),
        ("2026-01-02 and on", "posts/2026-01-02-and-on.md"),
        ("word " * 60, f"posts/{'word-' * 19}word.md"),
    ],
)
def test_post_is_valid_at_once(title: str, path: str, site: TemporarySite) -> None:
    read = site.read()
    assert create(read, post(read.library, NewText(title, LONG, ["cpp"], TEXT), "")) == path
    assert site.messages() == []
    front = _front(site, path)
    assert (front["title"], str(front["date"])) == (title.strip(), "2026-06-01")
    assert "draft" not in front
    library = site.read().library
    new = next(each for each in library.all_posts if each.source.path == path)
    assert (new.status, new.slug) == ("published", front.get("slug", path[6:-3]))


def test_text_without_words_is_a_draft(site: TemporarySite) -> None:
    read = site.read()
    path = create(read, post(read.library, NewText("New", "", ["cpp"]), "ada"))
    assert list(_front(site, path)) == ["title", "tags", "date", "author", "draft"]
    path = create(read, faq_set(read.library, NewText("New questions", tags=["cpp"])))
    assert _front(site, path)["draft"] is True
    assert site.messages() == []


def test_day_is_that_of_the_sites_time_zone(site: TemporarySite) -> None:
    read = site.read(now=site.now.replace(hour=23))  # in Berlin, the next day
    path = create(read, post(read.library, NewText("Late", LONG, ["cpp"]), ""))
    assert str(_front(site, path)["date"]) == "2026-06-02"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_entry_leaves_the_rest_of_its_file(line_end: str, end: str, site: TemporarySite) -> None:
    path = site.root / "posts/tags.yml"
    text = f"# Ours\n{path.read_text().rstrip()}  # the other{end}".replace("\n", line_end)
    path.write_bytes(text.encode())
    read = site.read()
    values = {"label": "Go: fast", "description": LONG, "offer": "workshop"}
    assert create(read, entry(read.library, "tag", values)) == "posts/tags.yml"
    after = path.read_bytes().decode()
    assert after.startswith(text.rstrip())
    assert "\n" not in after.replace("\r\n", "") or line_end == "\n"
    assert site.read().library.tags["go-fast"].meta.label == "Go: fast"
    assert site.messages() == []


def test_offer_author_and_missing_file(site: TemporarySite) -> None:
    site.write({"posts/authors.yml": None, "posts/first.md": None, "posts/second/index.md": None})
    site.edit("docs/index.md", "[first](../posts/first.md#a-section), ", "")
    site.edit("faq/shared.md", ", see [the first post](../posts/first.md) and", ", see")
    read = site.read()
    create(read, entry(read.library, "author", {"name": "Ada Byron", "role": "Engineer"}))
    assert site.messages() == []
    values = {"heading": "Come by", "text": "T", "button": "B", "url": "https://book.example/"}
    read = site.read()
    create(read, entry(read.library, "offer", values))
    assert site.read().library.offers["come-by"].meta.url == "https://book.example/"


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (lambda lib: post(lib, NewText("First", LONG, ["cpp"]), ""), "posts/first.md exists"),
        (lambda lib: post(lib, NewText("Second", LONG, ["cpp"]), ""), "posts/second.md"),
        (lambda lib: post(lib, NewText("X", LONG, ["cp"]), ""), 'Did you mean "cpp"?'),
        (lambda lib: post(lib, NewText("X", LONG, ["cpp"]), "bob"), 'Write "ada".'),
        (lambda lib: post(lib, NewText("中文", LONG, ["cpp"]), ""), "Give one with --slug."),
        (lambda lib: post(lib, NewText("X", LONG, slug="../out"), ""), 'Write "out".'),
        (lambda lib: post(lib, NewText("\udce4", LONG), ""), "are no UTF-8."),
        (lambda lib: faq_set(lib, NewText("Alone", LONG)), "faq/alone.md exists"),
        (lambda lib: entry(lib, "tag", {"label": "C#", "description": LONG}), "already"),
        (lambda lib: entry(lib, "tag", {"label": "c.p.p", "description": LONG}), "Merge them"),
        (lambda lib: entry(lib, "author", {"name": "Bob"}), "author: is missing."),
        (
            lambda lib: entry(lib, "offer", {"heading": "H", "text": "T", "button": "B"}),
            "posts/offers.yml",
        ),
    ],
)
def test_what_would_be_wrong_is_refused(plan, message: str, site: TemporarySite) -> None:
    read, before = site.read(), _snapshot(site)
    with pytest.raises(CreationError) as refused:
        create(read, plan(read.library))
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    assert _snapshot(site) == before


def test_data_file_that_cannot_be_read_is_left_alone(site: TemporarySite) -> None:
    site.write({"posts/tags.yml": "a: [\n"})
    with pytest.raises(CreationError, match=r"posts/tags.yml cannot be read"):
        entry(site.read().library, "tag", {"label": "New", "description": LONG})


def test_command_says_what_is_missing_where_nothing_can_be_asked(site: TemporarySite) -> None:
    before = _snapshot(site)
    result = site.run("sitekit", "new", "post", "New", "--description", LONG)
    assert result.returncode == 2
    assert "give --tag (one of ai-strategy, cpp, c-sharp)" in result.stdout
    assert site.run("sitekit", "new", "post", "First", "--tag", "cpp").returncode == 2
    assert _snapshot(site) == before


def test_command_asks_on_a_terminal_and_opens_the_editor(site: TemporarySite) -> None:
    environment = site.environment() | {"VISUAL": "sed -i s/New/Seen/"}
    terminal, other_end = pty.openpty()
    command = [sys.executable, "-m", "sitekit", "new", "post", "New", "--edit"]
    options = {"stdin": other_end, "stderr": other_end, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=site.root, env=environment, **options) as process:
        os.write(terminal, f"{LONG}\ncp\ncpp\n".encode())  # "cp" is no tag: asked once more
        written = process.stdout.read().decode()
    assert process.returncode == 0
    assert written == "posts/new.md\n"
    front = _front(site, "posts/new.md")
    assert (front["title"], front["description"], front["tags"]) == ("Seen", LONG, ["cpp"])
