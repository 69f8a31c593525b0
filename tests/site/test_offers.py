"""Which call to action a page shows, where, and what its booking links say of the page."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from sitekit.content.offers import offer_for
from support.content import post
from support.page_walks import nodes_of, structured_data
from support.sites import NOW, TemporarySite, make_site

OFFERS = """
course:
  heading: Take the course
  text: T
  button: B
  url: https://www.book.example/course?day=&kind=a%20b#form
soon:
  heading: Soon
  text: T
  button: B
  url: https://book.example/soon
  from: 2026-06-02
  until: 2026-06-30
ending:
  heading: Last day
  text: T
  button: B
  url: https://book.example/ending
  from: 2026-05-01
  until: 2026-06-01
"""
BODY = """Opening.

## One

Words, [book](cta:) or [come](cta:workshop).

<!-- cta: workshop -->

More, [book](cta:) again.

<!-- cta -->
"""
SECTIONED = "Opening.\n\n## One\n\nWords."
LINE_AFTER = {
    "line": post(body=SECTIONED),
    "no-line-link": post(body="Opening.\n\n## One\n\n[book](cta:)"),
    "no-line-marker": post(body="Opening.\n\n<!-- cta -->\n\n## One\n\nWords."),
    "no-line-declined": post(body=SECTIONED, more="cta: false\n"),
    "no-line-of-offer": post(body=SECTIONED, more="cta: workshop\n"),
    "no-line-no-opening": post(body="## One\n\nWords."),
}
CHOICES = {
    "default": ("cpp", "", "/call"),
    "tag": ("ai-strategy", "", "/workshop"),
    "later-tag": ("cpp, ai-strategy", "", "/workshop"),
    "first-tag": ("ai-strategy, c-sharp", "", "/workshop"),
    "other-first-tag": ("c-sharp, ai-strategy", "", "/course"),
    "own": ("ai-strategy", "cta: call\n", "/call"),
    "declined": ("ai-strategy", "cta: false\n", None),
    "last-day": ("ai-strategy", "cta: ending\n", "/ending"),
    "not-begun": ("cpp", "cta: soon\n", "/call"),
    "not-begun-tag": ("ai-strategy", "cta: soon\n", "/workshop"),
}
"""Slug of a post → its tags, its front matter, the path of its booking link."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    """A site with posts for each way to choose an offer; tests may look, but not change it."""
    site = make_site(tmp_path_factory.mktemp("offers") / "site-under-test")
    offers = (site.root / "posts/offers.yml").read_text() + OFFERS
    offers = offers.replace("  button: Book a call\n", "  button: Book a call\n  short: Call\n")
    posts = {slug: post(tags=tags, more=more) for slug, (tags, more, _) in CHOICES.items()}
    posts |= {"placements": post(body=BODY)} | LINE_AFTER
    files = {f"posts/{slug}.md": text for slug, text in posts.items()}
    site.write(files | {"posts/offers.yml": offers})
    site.edit("posts/tags.yml", "label: C#", "label: C#\n  offer: course")
    site.edit("faq/shared.md", "tags: [ai-strategy]", "tags: [c-sharp, ai-strategy]")
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    return site


def _booking(link: Tag) -> tuple[str, str, str]:
    """Return the path, campaign and placement of a booking link."""
    parts = urlsplit(link["href"])
    query = parse_qs(parts.query)
    assert query["utm_source"] == ["website"]
    assert query["utm_medium"] == ["cta"]
    return parts.path, query["utm_campaign"][0], query["utm_content"][0]


def _bookings(site: TemporarySite, address: str) -> list[tuple[str, str, str]]:
    found = site.page(address).select("main a[href*='book.example']")
    links = [link for link in found if not link.find_parent(class_="contents")]
    return [_booking(link) for link in links]


@pytest.mark.parametrize("slug", CHOICES)
def test_offer_of_a_post(slug: str, built: TemporarySite) -> None:
    path = CHOICES[slug][2]
    assert _bookings(built, f"blog/{slug}") == ([(path, slug, "end")] if path else [])


def test_offer_of_a_faq_set_is_that_of_its_first_tag(built: TemporarySite) -> None:
    assert _bookings(built, "faq/shared") == [("/course", "faq-shared", "end")]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", [("/call", "home", "hero"), ("/call", "home", "end")]),
        ("about", [("/call", "about", "end")]),
        ("tags/ai-strategy", [("/workshop", "tag-ai-strategy", "end")]),
        ("tags/cpp", [("/call", "tag-cpp", "end")]),
        ("tags", [("/call", "tags", "end")]),
        ("faq", [("/call", "faq", "end")]),
        ("faq/shared", [("/workshop", "faq-shared", "end")]),
        ("blog", [("/call", "blog", "end")]),
        ("authors/ada", [("/call", "author-ada", "end")]),
    ],
)
def test_offer_of_other_pages(
    address: str, expected: list[tuple[str, str, str]], base_built: TemporarySite
) -> None:
    assert _bookings(base_built, address) == expected


def test_offer_of_a_page_in_docs_may_be_its_own(site: TemporarySite) -> None:
    site.edit("docs/about.md", "title: About", "title: About\ncta: workshop")
    site.edit("docs/index.md", "title: Home", "title: Home\ncta: false")
    read = site.read()
    chosen = {doc.address: offer_for(read.library, doc) for doc in read.library.docs}
    assert chosen["about/"].id == "workshop"


def test_offer_of_a_page_in_docs_may_be_declined(site: TemporarySite) -> None:
    site.edit("docs/about.md", "title: About", "title: About\ncta: false")
    site.edit("docs/about.md", "Us.", "Us, or [book a call](cta:workshop).")
    assert site.build("--strict").returncode == 0
    assert _bookings(site, "about") == [("/workshop", "about", "text")]
    assert not site.page("about").select(".invitation")


def test_booking_link_in_a_text_may_be_a_button(site: TemporarySite) -> None:
    button = "[Book a call](cta:workshop){ .button .button--quiet }"
    site.edit("docs/about.md", "Us.", f"Us.\n\n{button}")
    assert site.build("--strict").returncode == 0
    assert site.page("about").select_one(".body a.button.button--quiet")
    assert ("/workshop", "about", "text") in _bookings(site, "about")


@pytest.mark.parametrize(
    ("dates", "is_open"),
    [
        ("until: 2026-06-01T14:00:00+02:00", False),  # the moment of the build
        ("until: 2026-06-01T14:00:01+02:00", True),
        ("from: 2026-06-01T14:00:00+02:00", True),
        ("from: 2026-06-01T14:00:01+02:00", False),
        ("until: 2026-05-31", False),
        ("until: 2026-06-01", True),  # the last day counts
        ("from: 2026-06-01", True),
        ("from: 2026-06-02", False),
    ],
)
def test_offer_is_open_from_its_start_up_to_its_end(
    dates: str, is_open: bool, site: TemporarySite
) -> None:
    site.edit("posts/offers.yml", "kind=day", f"kind=day\n  {dates}")
    read = site.read()
    assert read.library.offers["workshop"].current(NOW) == is_open
    first = read.library.all_posts[-1]
    assert offer_for(read.library, first).id == ("workshop" if is_open else "call")
    assert read.problems == ()
    ended = [
        str(advice)
        for advice in read.advice()
        if "workshop" in str(advice) and advice.name == "calendar"
    ]
    assert bool(ended) == (not is_open and dates.startswith("until"))


def test_offer_named_by_a_page_is_advised_against_from_the_moment_it_ends(
    site: TemporarySite,
) -> None:
    site.edit("posts/offers.yml", "kind=day", "kind=day\n  until: 2026-06-01")
    midnight = NOW.replace(hour=22)  # in Berlin

    def ended(now: datetime) -> bool:
        return any("ended on 2026-06-01" in str(advice) for advice in site.read(now=now).advice())

    assert not ended(midnight - timedelta(seconds=1))
    assert ended(midnight)
    assert site.messages(now=midnight) == []


def test_offer_that_ends_is_one_edit_that_names_every_place_where_the_next_one_is_shown(
    site: TemporarySite,
) -> None:
    site.edit("posts/offers.yml", "kind=day", "kind=day\n  until: 2026-05-31")
    body = "[Words](cta:workshop).\n\n<!-- cta: workshop -->"
    site.write({"posts/x.md": post(more="cta: workshop\n", body=body)})
    ended = (
        'advice: the offer "workshop" ended on 2026-05-31, so the next one in line is shown. '
        "Choose another, or remove it here."
    )
    read = site.read()
    assert read.problems == ()
    assert [
        str(advice)
        for advice in read.advice()
        if "workshop.line" not in str(advice) and "workshop" in str(advice)
    ] == [
        f"posts/tags.yml:5: ai-strategy.offer: {ended}",
        f"posts/x.md:6: cta: {ended}",
        f"posts/x.md:8: cta: {ended}",
        f"posts/x.md:10: cta: {ended}",
    ]
    (page,) = (page for page in read.content_pages if page.source == "posts/x.md")
    shown = read.composer(page).texts().body
    assert [s.call_to_action.heading for s in shown if s.call_to_action] == ["Talk to us"]
    assert 'href="https://book.example/call?' in shown[0].html


def test_booking_links_name_their_placement(built: TemporarySite) -> None:
    assert _bookings(built, "blog/placements") == [
        ("/call", "placements", "text"),
        ("/workshop", "placements", "text-2"),
        ("/workshop", "placements", "body"),
        ("/call", "placements", "text-3"),
        ("/call", "placements", "body-2"),
        ("/call", "placements", "end"),
    ]


def test_booking_links_preserve_the_offers_own_query_and_fragment(built: TemporarySite) -> None:
    end = "utm_source=website&utm_medium=cta&utm_campaign=other-first-tag&utm_term=course"
    end += "&utm_content=end"
    link = built.page("blog/other-first-tag").select_one(".invitation a")
    assert link["href"] == f"https://www.book.example/course?day=&kind=a+b&{end}#form"
    assert link["data-print"] == "book.example/course"


def test_booking_links_are_the_same_however_often_they_are_asked_for(
    site: TemporarySite,
) -> None:
    site.write({"posts/x.md": post(body=BODY)})
    read = site.read()
    for page in read.content_pages:
        composer = read.composer(page)
        assert composer.calls_to_action() == composer.calls_to_action()
        assert composer.texts() == composer.texts()
        assert composer.calls_to_action()["header"].url.endswith("utm_content=header")


def test_booking_links_of_a_feed_are_numbered_as_on_the_page(site: TemporarySite) -> None:
    site.edit("faq/alone.md", "## Who shows this?", "[In](cta:).\n\n## Who [shows](cta:) this?")
    site.edit("faq/alone.md", "One post does.", "One [post](cta:) does.")
    assert site.build().returncode == 0
    page = site.page("blog/first").select(".questions a[href*='book.example']")
    feed = json.loads((site.root / "site/feed.json").read_text())
    (item,) = [item for item in feed["items"] if item["url"].endswith("/first/")]
    shown = BeautifulSoup(item["content_html"], "html5lib").select("a[href*='book.example']")
    queries = [parse_qs(urlsplit(a["href"]).query) for a in shown]
    placements = [query["utm_content"] for query in queries]
    assert placements == [["faq"], ["faq-2"], ["faq-3"], ["end"]]
    assert placements[:-1] == [parse_qs(urlsplit(a["href"]).query)["utm_content"] for a in page]
    assert {query["utm_medium"][0] for query in queries} == {"feed"}


def test_booking_link_in_an_answer_is_no_link_of_its_structured_data(site: TemporarySite) -> None:
    answer = "One, [book a call](cta:) or [come](cta:workshop) to [learn](#whole) which."
    site.edit("faq/alone.md", "One post does.", answer)
    assert site.build().returncode == 0
    page = site.page("blog/first")
    assert _booking(page.select_one(".answer a")) == ("/workshop", "first", "faq")
    (graph,) = structured_data(page)
    (text,) = [
        question["acceptedAnswer"]["text"]
        for question in nodes_of(graph, "Question")
        if question["name"] == "Who shows this?"
    ]
    linked = '<a href="https://example.org/blog/first/#whole">learn</a>'
    assert text.strip() == f"<p>One, book a call or come to {linked} which.</p>"
    assert "utm_" not in json.dumps(graph)


@pytest.mark.parametrize("slug", LINE_AFTER)
def test_line_follows_the_introduction_of_a_post_that_asks_for_no_call_itself(
    slug: str, built: TemporarySite
) -> None:
    line = built.page(f"blog/{slug}").select_one(".invitation-line")
    assert bool(line) == (slug == "line")
    if line:
        assert line.get_text() == "If this is your problem, talk to us."
        assert _booking(line.a) == ("/call", "line", "line")
        assert line.find_previous_sibling("p").get_text() == "Opening."
        assert line.find_next_sibling("h2")["id"] == "one"


@pytest.mark.parametrize(
    ("slug", "path", "button"),
    [
        ("default", "/call", "Call"),
        ("tag", "/workshop", "Ask for a date"),
        ("declined", "/call", "Call"),  # every page has the header
    ],
)
def test_button_of_the_header(slug: str, path: str, button: str, built: TemporarySite) -> None:
    (link,) = built.page(f"blog/{slug}").select("header.site-header a[href*='book.example']")
    assert _booking(link) == (path, slug, "header")
    assert link.get_text() == button


def test_block_is_a_landmark_with_a_heading_and_a_plain_link(base_built: TemporarySite) -> None:
    block = base_built.page("blog/second").select_one("section.invitation")
    assert block["aria-label"] == block.h2.get_text() == "Come to the workshop"
    assert block.select_one(".invitation__text").get_text() == "A day of work on your own case."
    assert [cell.dt.get_text() for cell in block.select(".title-block > div")] == ["Booked on"]
    assert block.a.get_text() == "Ask for a date"
    assert set(block.a.attrs) == {"class", "href", "rel", "data-print"}
    assert block.a["data-print"] == "book.example/workshop"
    assert not block.select("script, iframe, form")
    about = base_built.page("about").select_one("section.invitation")
    assert about.select_one(".title-block dd").get_text() == "No pitch."


def test_block_that_opens_the_home_page_has_a_button_and_a_note(base_built: TemporarySite) -> None:
    hero = base_built.page("").select_one(".hero__actions")
    assert hero.a.get_text() == "Book a call"
    assert hero.a["data-print"] == "book.example/call"
    assert hero.select_one(".hero__note").get_text() == "No pitch."
