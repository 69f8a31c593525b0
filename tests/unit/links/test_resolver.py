"""Links are resolved as editors follow them; each without a target has a message that helps."""

from __future__ import annotations

import pytest

from sitekit.links.resolver import LinkError, LinkResolver, nearest_file
from sitekit.links.urls import Target
from support.content import post
from support.sites import TemporarySite


@pytest.fixture
def links(site: TemporarySite) -> LinkResolver:
    """The links of the base site with a draft, a draft's picture, and a page in docs/."""
    site.write(
        {
            "posts/draft/index.md": post(more="draft: true\n", body="## In a draft"),
            "posts/draft/p.png": b"",
            "docs/we/ä b.md": "---\ntitle: T\ndescription: D\n---\n## Part\n",
        }
    )
    return site.read().links


@pytest.mark.parametrize(
    ("path", "url", "target"),
    [
        ("posts/first.md", "second/index.md", Target("blog/second/", "", "posts/second/index.md")),
        ("posts/first.md", "second", Target("blog/second/", "", "posts/second")),
        ("posts/first.md", "second/", Target("blog/second/", "", "posts/second")),
        ("posts/second/index.md", "../first.md", Target("blog/first/", "", "posts/first.md")),
        (
            "posts/second/index.md",
            "dot.svg",
            Target("blog/second/dot.svg", "", "posts/second/dot.svg"),
        ),
        ("posts/first.md", "#a-section", Target("blog/first/", "a-section", "posts/first.md")),
        (
            "posts/first.md",
            "?a=b#a-section",
            Target("blog/first/", "a-section", "posts/first.md", "a=b"),
        ),
        (
            "docs/index.md",
            "../posts/first.md?a=b",
            Target("blog/first/", "", "posts/first.md", "a=b"),
        ),
        ("docs/index.md", "we/%C3%A4%20b.md#part", Target("we/ä b/", "part", "docs/we/ä b.md")),
        ("docs/index.md", "about.md", Target("about/", "", "docs/about.md")),
        ("docs/about.md", "../posts", Target("blog/", "", "posts")),
        ("docs/about.md", "../faq/", Target("faq/", "", "faq")),
        ("docs/about.md", "../docs/", Target("", "", "docs")),
        ("posts/first.md", "/", Target("", "", "docs/index.md")),
        ("posts/first.md", "/about/", Target("about/", "", "docs/about.md")),
        ("posts/first.md", "/about#x", None),
        ("posts/first.md", "/tags/cpp/", Target("tags/cpp/", "", "/tags/cpp/")),
        (
            "posts/first.md",
            "/blog/second/dot.svg",
            Target("blog/second/dot.svg", "", "posts/second/dot.svg"),
        ),
        (
            "posts/draft/index.md",
            "#in-a-draft",
            Target("blog/draft/", "in-a-draft", "posts/draft/index.md"),
        ),
        ("posts/draft/index.md", "p.png", Target("blog/draft/p.png", "", "posts/draft/p.png")),
    ],
)
def test_link_is_resolved(path: str, url: str, target: Target | None, links: LinkResolver) -> None:
    assert links.find(path, url) == target


def test_link_to_a_set_leads_to_its_home(links: LinkResolver) -> None:
    def address(url: str) -> str:
        target = links.resolve("docs/index.md", url)
        return f"{target.address}#{target.fragment}"

    assert address("../faq/alone.md") == "blog/first/#faq"
    assert address("../faq/alone.md#whole") == "blog/first/#whole"
    assert address("../faq/shared.md") == "faq/shared/#"
    assert address("../faq/shared.md#what-is-not") == "faq/shared/#what-is-not"
    assert address("../posts/first.md#faq") == "blog/first/#faq"
    assert address("../posts/first.md#whole") == "blog/first/#whole"


def test_link_to_a_heading_within_an_answer_has_its_published_id(site: TemporarySite) -> None:
    site.edit("faq/shared.md", "The rest.", "The rest.\n\n### In detail\n\nAll.")
    links = site.read().links
    target = links.resolve("docs/index.md", "../faq/shared.md#in-detail")
    assert target.fragment == "what-is-not--in-detail"


@pytest.mark.parametrize(
    ("path", "url", "message"),
    [
        (
            "posts/first.md",
            "secnd/index.md",
            '"secnd/index.md" does not exist on this site. Did you mean "second/index.md"?',
        ),
        (
            "posts/second/index.md",
            "first.md",
            '"first.md" does not exist on this site. Did you mean "../first.md"?',
        ),
        (
            "posts/first.md",
            "#a-sectoin",
            '"#a-sectoin": posts/first.md has no anchor "#a-sectoin". Did you mean "a-section"?',
        ),
        (
            "posts/second/index.md",
            "dot.svg#x",
            '"dot.svg#x": posts/second/dot.svg has no anchor "#x".',
        ),
        (
            "docs/index.md",
            "../faq/alone.md#wole",
            '"../faq/alone.md#wole": faq/alone.md has no anchor "#wole". Did you mean "whole"?',
        ),
        (
            "posts/first.md",
            "/abuot/",
            '"/abuot/" is not a page of this site. Did you mean "/about/"?',
        ),
        ("posts/first.md", "../docs/nope.md", '"../docs/nope.md" does not exist on this site.'),
        (
            "posts/first.md",
            "secnd.md",
            '"secnd.md" does not exist on this site. Did you mean "second/index.md"?',
        ),
        ("posts/first.md", "/blog/frame/", '"/blog/frame/" is not a page of this site.'),
        (
            "posts/first.md",
            "/blog/first/index.html",
            '"/blog/first/index.html" is not a page of this site. Did you mean "/blog/first/"?',
        ),
        (
            "posts/first.md",
            "/posts/first.md",
            '"/posts/first.md" is not a page of this site. Did you mean "/blog/first/"?',
        ),
        (
            "posts/first.md",
            "/blog/frist/index.md",
            '"/blog/frist/index.md" is not a page of this site. '
            'Did you mean "/blog/first/index.md"?',
        ),
        ("posts/first.md", "http://[", '"http://[" is not a valid address. Correct it.'),
        (
            "posts/first.md",
            "draft/index.md",
            '"draft/index.md" leads to a page that is not published (draft). '
            "Publish it, or remove the link.",
        ),
        (
            "posts/first.md",
            "draft/p.png",
            '"draft/p.png" leads to a page that is not published (draft). '
            "Publish it, or remove the link.",
        ),
    ],
)
def test_link_without_a_target_has_a_message(
    path: str, url: str, message: str, links: LinkResolver
) -> None:
    with pytest.raises(LinkError) as caught:
        links.resolve(path, url)
    assert str(caught.value) == message
    assert links.find(path, url) is None


def test_link_finds_a_file_whose_letters_are_composed_otherwise(site: TemporarySite) -> None:
    decomposed, composed = "posts/u\u0308.pdf", "posts/ü.txt"
    site.write({decomposed: b"x", composed: b"x"})
    links = site.read().links
    assert links.resolve("posts/first.md", "ü.pdf").file == decomposed
    assert links.resolve("posts/first.md", "u%CC%88.txt").file == composed


def test_links_to_missing_files_get_a_bounded_number_of_suggestions(
    site: TemporarySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    monkeypatch.setattr(
        "sitekit.links.resolver.nearest_file", lambda _, file, __: compared.append(file) or ""
    )
    body = "\n\n".join(f"[a](nowhere-{n}.md)" for n in range(500))
    site.write({"posts/x.md": post(body=body)})
    assert len(site.messages()) == 500
    assert len(compared) == 200


def test_link_below_a_broken_data_file_is_not_checked(site: TemporarySite) -> None:
    site.edit("posts/tags.yml", "label: C++", "lable: C++")
    links = site.read().links
    assert links.resolve("posts/first.md", "/tags/any/#x") == Target("tags/any/", "x")
    assert links.find("posts/first.md", "/authors/any/") is None


def test_link_to_a_file_that_cannot_be_read_is_valid_with_any_anchor(site: TemporarySite) -> None:
    site.write({"posts/broken.md": "no front matter"})
    links = site.read().links
    target = Target("blog/broken/", "any", "posts/broken.md")
    assert links.resolve("posts/first.md", "broken.md#any") == target


def test_reason_of_a_broken_link_is_looked_for_once(
    links: LinkResolver, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested = []
    monkeypatch.setattr("sitekit.links.resolver.nearest_file", lambda *a: suggested.append(a) or "")
    for _ in range(3):
        with pytest.raises(LinkError, match=r'"gone\.md" does not exist'):
            links.resolve("posts/first.md", "gone.md")
    assert len(suggested) == 1


@pytest.mark.parametrize(
    ("missing", "near"), [("nots.png", "note.svg"), ("nots.css", "notes.css"), ("nots", "note.svg")]
)
def test_style_sheet_is_suggested_for_a_style_sheet_alone(missing: str, near: str) -> None:
    files = ["docs/assets/notes.css", "docs/assets/note.svg"]
    suggested = nearest_file("posts/x.md", f"docs/assets/{missing}", files)
    assert suggested == f' Did you mean "../docs/assets/{near}"?'
