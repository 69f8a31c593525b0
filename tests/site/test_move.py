"""The command `sitekit move`: everything about a move, in one step or not at all."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from sitekit.content.discovery import ADDRESSES
from sitekit.moving.move import move
from sitekit.moving.paths import MoveError
from sitekit.runtime.transaction import recover
from support.content import post
from support.sites import TemporarySite

LINKS = """[a](first.md#a-section), `[a](first.md)`, [b](/blog/first/#a-section), [c](<first.md>).
[q](../faq/shared.md#what-is-shared) [s][r] ![dot](second/dot.svg)

[r]: first.md

    [code](first.md)

```md
[code](first.md)
```

<a href="first.md">x</a> [full](https://example.org/blog/first/?n=1#a-section)
[md](/blog/first/index.md)

Bare: https://example.org/blog/first/. In brackets: <http://www.example.org/blog/first/#a-section>
"""


@pytest.fixture
def linked(site: TemporarySite) -> TemporarySite:
    """A site with links of every kind, and with a history."""
    more = "related: [first]\nfaq: [shared#what-is-shared]\n"
    site.write({"posts/links.md": post(more=more, body=LINKS)})
    result = site.run("sitekit", "addresses")
    assert result.returncode == 0, result.stdout
    return site


def _files(root: Path) -> dict[str, bytes]:
    """Return the sources of a site."""
    names = ("posts", "faq", "docs", "mkdocs.yml")
    paths = [p for name in names for p in [root / name, *(root / name).rglob("*")]]
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in paths if p.is_file()}


def _move(site: TemporarySite, old: str, new: str) -> dict[str, tuple[str, str]]:
    """Move, check the site, and return what was removed from and added to each text's lines."""
    before = _files(site.root)
    move(site.read(), old, new)
    after = _files(site.root)
    assert site.messages() == []
    assert [a for a in site.read().advice() if a.path == ADDRESSES] == []
    assert [p.name for p in site.root.iterdir() if p.name.startswith(".sitekit")] == []
    changed = {}
    for path, content in after.items():
        inside = path.startswith(f"{new}/") or path == new
        was = before.get(old + path[len(new) :] if inside else path, b"").decode("utf-8", "replace")
        now = content.decode("utf-8", "replace")
        if was != now:
            lost, gained = was.splitlines(), now.splitlines()
            changed[path] = (
                "\n".join(x for x in lost if x not in gained),
                "\n".join(x for x in gained if x not in lost),
            )
    return changed


def test_post_moves_with_links_alias_and_history(linked: TemporarySite) -> None:
    changed = _move(linked, "posts/first.md", "posts/2026-03-01-opening.md")
    edited = {"posts/2026-03-01-opening.md", "posts/links.md", "docs/index.md", "faq/shared.md"}
    assert {*changed} == {ADDRESSES, *edited}
    old, new = changed["posts/2026-03-01-opening.md"]
    assert (old, new) == ("aliases: [/old/first/]", "aliases: [/old/first/, /blog/first/]")
    old, new = changed["posts/links.md"]
    file = "2026-03-01-opening.md"
    assert new.splitlines() == [
        "related: [opening]",
        f"[a]({file}#a-section), `[a](first.md)`, [b](/blog/opening/#a-section), [c](<{file}>).",
        f"[r]: {file}",
        f'<a href="{file}">x</a> [full](https://example.org/blog/opening/?n=1#a-section)',
        "[md](/blog/opening/index.md)",
        "Bare: https://example.org/blog/opening/. "
        "In brackets: <http://www.example.org/blog/opening/#a-section>",
    ]
    assert changed[ADDRESSES] == ("", "/blog/opening/\n/blog/opening/#whole")
    assert linked.build("--strict").returncode == 0
    assert linked.page("blog/first").a["href"] == "../opening/"


def test_folder_moves_with_its_files(linked: TemporarySite) -> None:
    changed = _move(linked, "posts/second", "posts/other")
    assert "![dot](other/dot.svg)" in changed["posts/links.md"][1]
    assert "other/index.md" in changed["posts/first.md"][1]
    assert not (linked.root / "posts/second").exists()
    assert (linked.root / "posts/other/dot.svg").exists()
    assert linked.run("sitekit", "move", "posts/other/index.md", "posts/third/index.md")
    assert (linked.root / "posts/third/dot.svg").exists()


def test_set_moves_with_the_front_matter_that_names_it(linked: TemporarySite) -> None:
    changed = _move(linked, "faq/shared.md", "faq/common.md")
    assert changed["faq/common.md"] == ("", "aliases: [/faq/shared/]")
    assert "faq: [common#what-is-shared]" in changed["posts/links.md"][1]
    assert "../faq/common.md#what-is-shared" in changed["posts/links.md"][1]


def test_set_at_home_on_a_post_moves(linked: TemporarySite) -> None:
    changed = _move(linked, "faq/alone.md", "faq/lonely.md")
    assert changed["posts/first.md"] == ("faq: alone", "faq: lonely")
    assert changed["faq/lonely.md"] == ("", "aliases: [/faq/alone/]")


def test_page_moves_with_the_navigation(linked: TemporarySite) -> None:
    result = linked.run("sitekit", "move", "docs/about.md", "docs/us/who.md")
    assert result.returncode == 0, result.stdout
    config = (linked.root / "mkdocs.yml").read_text()
    assert "  - docs/us/who.md\n" in config
    assert "docs/about.md" not in config
    assert "(../docs/us/who.md)" in (linked.root / "posts/offers.yml").read_text()
    assert "\naliases: [/about/]\n---\n" in (linked.root / "docs/us/who.md").read_text()
    assert linked.build("--strict").returncode == 0


def test_move_back_leaves_no_alias_at_the_own_address(linked: TemporarySite) -> None:
    before = _files(linked.root)["docs/about.md"]
    _move(linked, "docs/about.md", "docs/us/who.md")
    _move(linked, "docs/us/who.md", "docs/about.md")
    assert not (linked.root / "docs/us").exists()
    text = (linked.root / "docs/about.md").read_bytes()
    assert text == before.replace(b"\n---\n", b"\naliases: [/us/who/]\n---\n", 1)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("slug: special\n", "aliases: [/blog/special/]"),
        ("aliases:\n  - /x/  # mine\n  - /y/\n", "  - /blog/moving/"),
        ("aliases: /x/\n", "aliases: [/x/, /blog/moving/]"),
    ],
)
def test_alias_is_added_however_they_are_written(
    more: str, expected: str, linked: TemporarySite
) -> None:
    linked.write({"posts/moving.md": post(more=more)})
    linked.run("sitekit", "addresses")
    assert _move(linked, "posts/moving.md", "posts/moved.md")["posts/moved.md"][1] == expected


def test_slug_outlives_another_date_in_the_name(linked: TemporarySite) -> None:
    linked.write({"posts/2026-01-01-name.md": post(more="slug: special\n")})
    linked.run("sitekit", "addresses")
    changed = _move(linked, "posts/2026-01-01-name.md", "posts/2026-02-02-name.md")
    assert changed == {}
    assert linked.read().library.post_by_slug["special"]


def test_draft_that_was_never_public_gets_no_alias(linked: TemporarySite) -> None:
    linked.write({"posts/idea.md": post(more="draft: true\n")})
    assert _move(linked, "posts/idea.md", "posts/plan.md") == {}


def test_line_ends_and_byte_order_mark_remain(linked: TemporarySite) -> None:
    text = post(body="[a](first.md)")
    linked.write({"posts/w.md": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()})
    linked.run("sitekit", "addresses")
    _move(linked, "posts/first.md", "posts/1st.md")
    expected = text.replace("first.md", "1st.md").replace("\n", "\r\n").encode()
    assert (linked.root / "posts/w.md").read_bytes() == b"\xef\xbb\xbf" + expected


IDS = "[q](../faq/shared.md#what-is-shared) [q](/faq/shared/#what-is-shared) [a](first.md#whole)"


@pytest.mark.parametrize(
    ("path", "old", "new", "heading"),
    [
        ("faq/shared.md", "what-is-shared", "what", "## What is *shared*?"),
        ("faq/alone.md", "whole", "all", "## And whole?"),
        ("faq/alone.md", "who-shows-this", "who", "## Who shows this?"),
        ("posts/first.md", "a-section", "part", "## A section"),
    ],
)
def test_section_moves_with_links_and_leaves_its_old_id(
    path: str, old: str, new: str, heading: str, linked: TemporarySite
) -> None:
    linked.write({"posts/ids.md": post(body=IDS)})
    linked.run("sitekit", "addresses")
    move(linked.read(), f"{path}#{old}", f"{path}#{new}")
    assert linked.messages() == []
    assert [a for a in linked.read().advice() if a.path == ADDRESSES] == []
    assert f"\n{heading} {{#{new} aliases={old}}}\n" in (linked.root / path).read_text()
    assert IDS.replace(f"#{old})", f"#{new})") in (linked.root / "posts/ids.md").read_text()
    assert linked.build("--strict").returncode == 0
    library = linked.read().library
    [entry] = [e for e in library.all_entries if e.source.path == path]
    page = library.home(entry) if path.startswith("faq/") else entry
    assert linked.page(page.address).select_one(f"#{new} #{old}")
    move(linked.read(), f"{path}#{new}", "#third")
    assert f'\n{heading} {{#third aliases="{old} {new}"}}\n' in (linked.root / path).read_text()


def test_section_moves_with_bare_addresses(linked: TemporarySite) -> None:
    bare = (
        "See <http://www.example.org/blog/first/#a-section>, [c]( https://example.org/blog/first/"
        "#a-section ) and https://example.org/blog/first/#a-section.\n"
    )
    linked.write({"posts/bare.md": post(body=bare)})
    linked.run("sitekit", "addresses")
    move(linked.read(), "posts/first.md#a-section", "#chapter")
    assert linked.messages() == []
    moved = bare.replace("#a-section", "#chapter")
    assert moved in (linked.root / "posts/bare.md").read_text()


def test_section_that_is_a_service_moves_in_the_front_matter_too(site: TemporarySite) -> None:
    more = "services: [audit, audit-of-data]\ncta: workshop"
    site.edit("docs/about.md", "title: About", f"title: About\n{more}")
    site.edit("docs/about.md", "Us.", "## Audit\n\nOne.\n\n## Audit of data\n\nTwo.")
    move(site.read(), "docs/about.md#audit", "#check")
    assert site.messages() == []
    text = (site.root / "docs/about.md").read_text()
    assert "\nservices: [check, audit-of-data]\ncta: workshop\n" in text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("faq/shared.md#what", "#x", 'faq/shared.md has no section "#what".'),
        ("faq/none.md#what", "#x", '"faq/none.md" is no post, FAQ set or page.'),
        ("faq/shared.md#what-is-shared", "faq/alone.md#x", "A section stays in its file."),
        ("faq/shared.md#what-is-shared", "faq/x.md", "A section stays in its file."),
        ("faq/shared.md#what-is-shared", "#X y", '"X y" is no id.'),
        ("faq/shared.md#what-is-shared", "#what-is-not", 'has "#what-is-not" already.'),
        ("posts/frist.md", "posts/x.md", '"posts/frist.md" does not exist. Did you mean "posts'),
        ("posts/first.md", "posts/links.md", '"posts/links.md" is there already.'),
        ("posts/first.md", "faq/x.md", '"faq/x.md" is not in posts/.'),
        ("posts/first.md", "posts/x", '"posts/x" is not a name for what is moved. Write "posts/x.'),
        ("posts/second", "posts/x.md", '"posts/x.md" is not a name for what is moved.'),
        ("posts/first.md", "posts/a/b.md", '"posts/a/b.md" is no place for what is moved.'),
        ("posts/first.md", "posts/.x.md", '"posts/.x.md" is no place for what is moved.'),
        ("posts/first.md", "../x.md", '"../x.md" is not in posts/.'),
        ("posts/tags.yml", "posts/t.yml", '"posts/tags.yml" is no post, FAQ set or page'),
        ("docs/index.md", "docs/home.md", "docs/index.md is the home page, which cannot move."),
        ("posts/first.md", "posts/Über uns.md", "because of what would be wrong: posts/Über"),
        ("docs/about.md", "docs/blog.md", "because of what would be wrong: docs/blog.md"),
        ("docs/about.md", "docs/old/first.md", "because of what would be wrong:"),
    ],
)
def test_move_that_is_not_possible_changes_nothing(
    old: str, new: str, message: str, linked: TemporarySite
) -> None:
    before = _files(linked.root)
    with pytest.raises(MoveError) as error:
        move(linked.read(), old, new)
    assert message in str(error.value)
    assert _files(linked.root) == before
    assert [p.name for p in linked.root.iterdir() if p.name.startswith(".sitekit")] == []


def test_nothing_moves_while_the_links_of_a_file_are_unknown(linked: TemporarySite) -> None:
    linked.write({"posts/broken.md": "[a](first.md)"})
    before = _files(linked.root)
    with pytest.raises(MoveError, match=r"posts/broken\.md cannot be read"):
        move(linked.read(), "posts/first.md", "posts/x.md")
    assert _files(linked.root) == before


def test_broken_link_of_a_moved_file_leads_where_it_led(linked: TemporarySite) -> None:
    linked.write({"posts/w.md": post(body="[gone](gone.md)")})
    move(linked.read(), "posts/w.md", "posts/w/index.md")
    assert "[gone](../gone.md)" in (linked.root / "posts/w/index.md").read_text()


def test_command_reports_in_lines(linked: TemporarySite) -> None:
    result = linked.run("sitekit", "move", "docs/about.md", "docs/us.md")
    assert (result.returncode, result.stdout.splitlines()[:2]) == (
        0,
        ["docs/about.md is docs/us.md now.", "/about/ is /us/ now, which redirects there."],
    )
    result = linked.run("sitekit", "move", "docs/about.md", "docs/us.md")
    assert result.returncode == 1
    assert result.stdout.startswith('Error: "docs/about.md" does not exist.')
    assert len(result.stdout.splitlines()) == 1


_KILLED = """
import os, signal, sys
from sitekit.cli import main
seen, limit = 0, int(sys.argv[1])
def count(event, arguments):
    global seen
    if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link"):
        if ".sitekit-changes" in str(arguments) or seen:
            seen += 1
            if seen == limit:
                os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
try:
    main(["move", "posts/second", "posts/other"])
finally:
    print(seen)
"""


def _run_killed(site: TemporarySite, limit: int) -> subprocess.CompletedProcess[str]:
    """Run a move that is killed at an access to files, counted from its first change on."""
    return site.run("-c", _KILLED, str(limit))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_move_that_is_killed_has_happened_or_not(linked: TemporarySite, tmp_path: Path) -> None:
    before = _files(linked.root)

    def run(limit: int) -> subprocess.CompletedProcess[str]:
        for name in ("posts", "faq", "docs"):
            shutil.rmtree(linked.root / name)
        linked.write(before)
        return _run_killed(linked, limit)

    run(0)  # fills the caches
    whole = run(0)
    assert whole.returncode == 0, whole.stdout
    accesses, after = int(whole.stdout.splitlines()[-1]), _files(linked.root)
    last = range(accesses - 45, accesses - 5)  # where the real files are changed
    chance, outcomes = random.Random(12), []
    for limit in [*chance.sample(range(1, accesses - 5), 10), *chance.sample(last, 30)]:
        if run(limit).returncode != -signal.SIGKILL:
            continue
        recover(linked.root)
        found = _files(linked.root)
        assert found in (before, after), limit
        outcomes.append(found == after)
        assert not (linked.root / ".sitekit-changes").exists()
    assert len(outcomes) >= 30
    assert {*outcomes} == {True, False}
    for folder in linked.root.glob(".sitekit-changes-*"):
        os.utime(folder, (0, 0))
    recover(linked.root)
    assert not [*linked.root.glob(".sitekit-*")]
