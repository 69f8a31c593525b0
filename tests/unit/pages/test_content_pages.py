"""Pages made from one file each: posts, FAQ sets, pages of docs/."""

from __future__ import annotations

from sitekit.pages.spec import PageSpec
from support.content import post
from support.images import encoded, photo
from support.sites import TemporarySite


def _pages(site: TemporarySite, **settings) -> dict[str, PageSpec]:
    return {page.address: page for page in site.read(**settings).content_pages}


def test_pages_are_those_of_files_that_have_one(site: TemporarySite) -> None:
    site.write({"posts/draft.md": post(more="draft: true\n")})
    site.edit("faq/shared.md", "title:", "draft: true\ntitle:")
    published = {"", "about/", "blog/first/", "blog/second/"}
    published |= {"faq/paged/", "faq/paged/begun/", "faq/paged/how-is-an-engine-ended/"}
    assert _pages(site).keys() == published  # the set `alone` is at home on the first post
    assert _pages(site, preview=True).keys() == published | {"blog/draft/", "faq/shared/"}


def test_pages_of_files_with_problems_are_in_a_preview_alone(site: TemporarySite) -> None:
    site.write({"posts/x.md": "no front matter", "posts/y.md": post(more="cta: nonsense\n")})
    assert not {"blog/x/", "blog/y/"} & _pages(site).keys()
    pages = _pages(site, preview=True)
    assert pages["blog/x/"].template == pages["blog/y/"].template == "problems.html"
    assert pages["blog/x/"].source == "posts/x.md"


def test_post_page_has_what_its_template_shows(site: TemporarySite) -> None:
    more = "updated: 2026-05-20\nimage: p.png\nimage_alt: A field\nfaq: shared\nrelated: [first]\n"
    site.write(
        {
            "posts/p.png": encoded(photo(900, 600), "PNG"),
            "posts/q.png": encoded(photo(80, 60), "PNG"),
            "posts/x.md": post("X", more=more, body="![A](second/dot.svg) ![A](q.png) ![A](p.png)"),
        }
    )
    page = _pages(site)["blog/x/"]
    view = page.view
    assert [link.label for link in view.tags] == ["C++"]
    assert [author.name for author in view.authors] == ["Ada Byron"]
    assert (view.date.text, view.updated.text) == ("May 1, 2026", "May 20, 2026")
    assert view.related[0].title == "The first post"
    assert view.newer is None
    assert view.older.title == "The second post"
    assert (page.own_picture.address, page.own_picture.alt) == ("blog/p.png", "A field")
    assert page.social_picture.address.endswith("-social.jpg")
    assert page.shared_picture == page.social_picture
    assert page.pictures == ("blog/p.png", "blog/second/dot.svg", "blog/q.png")
    assert page.last_modified.isoformat().startswith("2026-05-20")
    assert page.questions_heading == "Common questions"
    assert page.contents[-1]["id"] == "faq"
    assert (page.campaign, page.badge) == ("x", "")


def test_post_page_follows_its_front_matter(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(more="noindex: true\ncanonical: https://other.example/x\n")})
    page = _pages(site)["blog/x/"]
    assert (page.indexed, page.canonical) == (False, "https://other.example/x")
    assert not page.questions_heading
    assert page.contents == ()


def test_set_page_has_the_posts_that_show_the_set(site: TemporarySite) -> None:
    site.edit("faq/shared.md", "title:", "updated: 2026-05-20\ntitle:")
    for name in "ab":
        site.write({f"posts/{name}.md": post(name, more="faq: shared\n")})
    page = _pages(site)["faq/shared/"]
    assert [card.title for card in page.view.shown_in] == ["a", "b"]
    assert page.view.updated.text == "May 20, 2026"
    assert page.campaign == "faq-shared"


def test_home_page_has_the_three_newest_posts_and_other_pages_none(site: TemporarySite) -> None:
    site.write({f"posts/p{n}.md": post(f"P{n}", f"2026-05-0{n + 1}") for n in range(4)})
    pages = _pages(site)
    assert [card.title for card in pages[""].view.newest] == ["P3", "P2", "P1"]
    assert pages["about/"].view.newest == ()
    assert pages[""].last_modified.isoformat().startswith("2026-05-04")
    assert (pages[""].campaign, pages["about/"].campaign) == ("home", "about")
    assert (pages[""].breadcrumbs, len(pages["about/"].breadcrumbs)) == ((), 2)
