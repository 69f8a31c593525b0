"""Every address that was public leads somewhere, or a problem says what to write."""

from __future__ import annotations

import subprocess

import pytest

from sitekit.content.address_history import escaped, public_address, read_history, serialize
from sitekit.content.discovery import ADDRESSES
from sitekit.links.public_addresses import public_addresses
from support.content import post
from support.sites import ROOT, TemporarySite

LET_GO = "or remove this line, if nothing shall be there any more."
SET = "---\ntitle: Set\ndescription: D\n{more}---\n## Which? {{#which}}\n\nThis.\n"
DOC = "---\ntitle: Team\ndescription: D\n{more}---\nWords.\n\n## People {{#people}}\n\nWords.\n"
PAGES = {
    "posts/new.md": post("Pilots that stall", more="", body="Words.\n\n## Why {#why}\n\nSo."),
    "faq/new.md": SET.format(more=""),
    "docs/team.md": DOC.format(more=""),
}


@pytest.fixture
def recorded(site: TemporarySite) -> TemporarySite:
    """A site whose addresses are recorded."""
    site.write(PAGES)
    result = site.run("sitekit", "addresses")
    assert result.returncode == 0, result.stdout
    assert site.messages() == []
    return site


def _problems(site: TemporarySite) -> list[str]:
    """Return what is said of each address that leads nowhere, without file and line."""
    found = [message.partition(": address: ") for message in site.messages()]
    assert all(path.startswith(ADDRESSES) for path, _, _ in found), found
    return [message for _, _, message in found]


def _advice(site: TemporarySite) -> list[str]:
    return [a.message for a in site.read().advice() if a.path == ADDRESSES]


def test_addresses_are_those_of_the_built_site(base_built: TemporarySite) -> None:
    """Every page is recorded: what is left out is named here."""
    built = {
        f"/{path.removesuffix('index.html')}"
        for path in base_built.built()
        if path.endswith((".html", "feed.xml", "feed.json")) and not path.startswith("search/")
    }
    left_out = {"/404.html", "/old/first.html", "/tags/strategy.html", "/tags/strategy/feed.xml"}
    left_out |= {"/series/motors.html", "/faq/paged/started.html"}
    left_out |= {"/sign-up/letter/"}  # which goes with the offer
    found = {escaped(a) for a in public_addresses(base_built.read().library)}
    assert {a for a in found if "#" not in a} == built - left_out
    assert {a for a in found if "#" in a} == {
        "/blog/first/#whole",
        "/faq/paged/#begun",
        "/faq/paged/#started",
        "/faq/shared/#what-is-shared",
    }


def test_command_adds_what_is_new_and_removes_nothing(recorded: TemporarySite) -> None:
    before = (recorded.root / ADDRESSES).read_text()
    assert recorded.run("sitekit", "addresses").stdout.endswith(", 0 of them new.\n")
    assert (recorded.root / ADDRESSES).read_text() == before
    recorded.write({"posts/more.md": post(), ADDRESSES: f"{before}/long/gone/\n"})
    recorded.edit("docs/team.md", "title:", "aliases: [/long/gone/]\ntitle:")
    assert recorded.run("sitekit", "addresses").stdout.endswith(", 1 of them new.\n")
    lines = (recorded.root / ADDRESSES).read_text().splitlines()
    assert lines == sorted({*before.splitlines(), "/blog/more/", "/long/gone/"})


def test_command_records_nothing_of_a_site_with_problems(recorded: TemporarySite) -> None:
    before = (recorded.root / ADDRESSES).read_text()
    recorded.write({"posts/more.md": post(tags="nonsense"), "posts/other.md": post()})
    result = recorded.run("sitekit", "addresses")
    assert result.returncode == 1
    assert "posts/more.md:5: tags:" in result.stdout
    assert "1 problem: nothing was recorded." in result.stdout
    assert (recorded.root / ADDRESSES).read_text() == before


def test_nothing_is_checked_without_the_file(site: TemporarySite) -> None:
    site.write(PAGES)
    site.write(dict.fromkeys(PAGES))
    assert site.messages() == _advice(site) == []


@pytest.mark.parametrize("text", ["", "# A comment.\n\n", "\n/blog/first/  \r\n/blog/first/\n"])
def test_file_may_be_edited_by_hand(text: str, site: TemporarySite) -> None:
    site.write({ADDRESSES: text})
    assert site.messages() == []


@pytest.mark.parametrize("line", ["blog/first/", "https://example.org/blog/", "<<<<<<< HEAD"])
def test_line_that_is_no_address_is_reported(line: str, site: TemporarySite) -> None:
    site.write({ADDRESSES: f"/blog/\n{line}\n"})
    [message] = site.messages()
    assert message.startswith(f"{ADDRESSES}:2: ")


def _add_to(address: str, file: str) -> str:
    was = "was public, and leads nowhere now."
    return f'"{address}" {was} Add "{address}" to `aliases` in {file}, {LET_GO}'


UNKNOWN = "the file that has its content now; which one is not known"


@pytest.mark.parametrize(
    ("gone", "new", "address", "file"),
    [
        ("posts/new.md", {"posts/newer.md": PAGES["posts/new.md"]}, "/blog/new/", "posts/newer.md"),
        (
            "posts/new.md",
            {"posts/new.md": post(more="slug: else\n")},
            "/blog/new/",
            "posts/new.md",
        ),
        ("posts/new.md", {"posts/x/index.md": post("New!")}, "/blog/new/", "posts/x/index.md"),
        ("posts/new.md", {"posts/zzz.md": post("Unlike")}, "/blog/new/", "posts/zzz.md"),
        ("posts/new.md", {}, "/blog/new/", UNKNOWN),
        ("faq/new.md", {"faq/newer.md": PAGES["faq/new.md"]}, "/faq/new/", "faq/newer.md"),
        ("docs/team.md", {"docs/our-team.md": PAGES["docs/team.md"]}, "/team/", "docs/our-team.md"),
        ("docs/team.md", {"docs/a/team.md": PAGES["docs/team.md"]}, "/team/", "docs/a/team.md"),
        ("docs/team.md", {}, "/team/", UNKNOWN),
    ],
)
def test_address_that_leads_nowhere_is_a_problem(
    gone: str, new: dict[str, str | None], address: str, file: str, recorded: TemporarySite
) -> None:
    recorded.write({gone: None})
    recorded.write(new)
    assert _problems(recorded) == [_add_to(address, file)]
    if file == UNKNOWN:
        file = "docs/about.md"
    recorded.edit(file, "title:", f"aliases: [{address}]\ntitle:")
    # a section moves along with its page: the redirect keeps the fragment
    assert [m for m in _problems(recorded) if "leads nowhere" in m] == []


def test_removing_the_line_lets_an_address_go(recorded: TemporarySite) -> None:
    recorded.write({"faq/new.md": None})
    assert len(_problems(recorded)) == 1
    text = (recorded.root / ADDRESSES).read_text()
    recorded.write({ADDRESSES: "".join(x for x in text.splitlines(True) if "/faq/new/" not in x)})
    assert _problems(recorded) == []


def test_alias_that_is_removed_is_a_problem(recorded: TemporarySite) -> None:
    recorded.edit("posts/first.md", "aliases: [/old/first/]\n", "")
    assert _problems(recorded) == [_add_to("/old/first/", "posts/first.md")]


def test_tag_that_is_renamed_needs_an_alias_which_its_feed_has_too(
    recorded: TemporarySite,
) -> None:
    recorded.edit("posts/tags.yml", "c-sharp:", "csharp:")
    recorded.edit("posts/second/index.md", "c-sharp", "csharp")
    recorded.edit("posts/proof.yml", "c-sharp", "csharp")
    tag = 'Add "c-sharp" to the `aliases` of "csharp", or another tag, in posts/tags.yml'
    addresses = ["/tags/c-sharp/", "/tags/c-sharp/feed.xml"]
    was = "was public, and leads nowhere now."
    assert _problems(recorded) == [f'"{a}" {was} {tag}, {LET_GO}' for a in addresses]
    recorded.edit("posts/tags.yml", "label: C#", "label: C#\n  aliases: [c-sharp]")
    assert _problems(recorded) == []
    result = recorded.build("--strict")
    assert result.returncode == 0, result.stdout
    built = recorded.built()
    assert built["tags/c-sharp/feed.xml"] == built["tags/csharp/feed.xml"]


@pytest.mark.parametrize(
    ("file", "given", "address"),
    [
        ("posts/new.md", "{#why}", "/blog/new/#why"),
        ("faq/new.md", "{#which}", "/faq/new/#which"),
        ("docs/team.md", "{#people}", "/team/#people"),
    ],
)
def test_section_that_is_gone_is_a_problem(
    file: str, given: str, address: str, recorded: TemporarySite
) -> None:
    recorded.edit(file, given, "{#another-one}")
    [message] = _problems(recorded)
    assert message.startswith(f'"{address}" was public, and {file} has no such section now.')
    name = given.strip("{#}")
    assert message.endswith(f"Write {{#id aliases={name}}} behind its heading, {LET_GO}")
    recorded.edit(file, "{#another-one}", f"{{#another-one aliases={name}}}")
    assert _problems(recorded) == []
    recorded.edit(file, f"aliases={name}", f'aliases="older {name}"')
    assert _problems(recorded) == []
    result = recorded.build("--strict")
    assert result.returncode == 0, result.stdout
    heading = recorded.page(address.partition("#")[0].strip("/")).select_one("#another-one")
    assert [e["id"] for e in heading.select("[id]")] == ["older", name]


def test_section_without_an_id_of_its_own_is_not_recorded(recorded: TemporarySite) -> None:
    assert "/blog/first/#a-section\n" not in (recorded.root / ADDRESSES).read_text()


def test_question_is_found_wherever_its_set_is_at_home(recorded: TemporarySite) -> None:
    recorded.write({"posts/more.md": post(more="faq: new\n")})
    assert _problems(recorded) == []
    assert recorded.run("sitekit", "addresses").returncode == 0
    recorded.write({"posts/again.md": post(more="faq: new\n")})
    assert _problems(recorded) == []


@pytest.mark.parametrize("file", [*PAGES])
def test_expired_page_is_no_problem(file: str, recorded: TemporarySite) -> None:
    recorded.edit(file, "title:", "expires: 2026-05-20\naliases: [/a/b/]\ntitle:")
    recorded.edit(ADDRESSES, "/about/\n", "/a/b/\n/about/\n")
    assert _problems(recorded) == _advice(recorded) == []


def test_expired_set_of_a_post_is_no_problem(recorded: TemporarySite) -> None:
    recorded.edit("faq/alone.md", "title:", "expires: 2026-05-20\ntitle:")
    assert _problems(recorded) == []


@pytest.mark.parametrize("file", [*PAGES])
def test_draft_of_what_was_public_is_a_problem(file: str, recorded: TemporarySite) -> None:
    recorded.edit(file, "title:", "draft: true\ntitle:")
    [message] = _problems(recorded)
    fix = "Publish it, let it expire by `expires`"
    assert message.endswith(f"was public, and {file} is a draft now. {fix}, {LET_GO}")


def test_scheduled_post_that_was_public_is_advice(recorded: TemporarySite) -> None:
    recorded.edit("posts/new.md", "date: 2026-05-01", "date: 2026-07-01")
    assert _problems(recorded) == []
    [advice] = _advice(recorded)
    assert "posts/new.md is scheduled: until then nothing is there." in advice


def test_noindex_page_is_as_public_as_any(recorded: TemporarySite) -> None:
    recorded.edit("posts/new.md", "title:", "noindex: true\ntitle:")
    assert _problems(recorded) == _advice(recorded) == []


def test_drafts_and_scheduled_posts_are_not_recorded(site: TemporarySite) -> None:
    site.write({"posts/d.md": post(more="draft: true\n"), "posts/s.md": post(date="2027-01-01")})
    assert site.run("sitekit", "addresses").returncode == 0
    text = (site.root / ADDRESSES).read_text()
    assert "/blog/d/" not in text
    assert "/blog/s/" not in text


def test_file_that_cannot_be_read_has_unknown_addresses(recorded: TemporarySite) -> None:
    recorded.write({"posts/first.md": "no front matter"})
    assert [m.partition(":")[0] for m in recorded.messages()] == ["posts/first.md"]
    recorded.edit("posts/tags.yml", "label: C++", "labell: C++")
    assert not any(m.startswith(ADDRESSES) for m in recorded.messages())


def test_check_and_build_advise_to_record_what_is_new(recorded: TemporarySite) -> None:
    recorded.write({"posts/more.md": post()})
    advice = "lacks 1 public address, such as /blog/more/. Run `sitekit addresses`"
    assert advice in recorded.run("sitekit", "check").stdout
    build = recorded.build()
    assert build.returncode == 0
    assert advice in build.stdout


def test_build_ends_at_a_dead_address(recorded: TemporarySite) -> None:
    recorded.write({"docs/team.md": None})
    result = recorded.build()
    assert result.returncode == 1
    assert '"/team/" was public, and leads nowhere now. Add "/team/" to' in result.stdout


@pytest.mark.parametrize(
    "address", [("ä ö/", ""), ("c#/", "a b"), ("e\u0301/", ""), ("x/", "häufig?"), ("100%/", "")]
)
def test_address_is_read_as_it_was_written(address: tuple[str, str], site: TemporarySite) -> None:
    site.write({ADDRESSES: serialize([public_address(*address)])})
    history, problems = read_history(site.root)
    assert problems == []
    assert history is not None
    assert [*history.lines] == [public_address(*address)]


def test_git_merges_the_lines_of_two_branches(recorded: TemporarySite) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=T", "-c", "user.email=t@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=recorded.root, check=True)

    recorded.write({".gitattributes": (ROOT / ".gitattributes").read_text()})
    git("init", "-q", "-b", "main")
    git("add", ADDRESSES, ".gitattributes")
    git("commit", "-qm", "One")
    for branch, name in (("main", "m"), ("other", "n")):
        git("checkout", "-q", "-B", branch, "main~0" if branch == "main" else "main~1")
        recorded.edit(ADDRESSES, "/blog/new/\n", f"/blog/new/\n/blog/new{name}/\n")
        git("commit", "-qam", branch)
    git("merge", "-q", "--no-edit", "main")
    text = (recorded.root / ADDRESSES).read_text()
    assert "/blog/newm/\n" in text
    assert "/blog/newn/\n" in text
    assert "<<<<" not in text
