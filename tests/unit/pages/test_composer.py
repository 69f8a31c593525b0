"""What one page shows of the content: calls to action, texts, questions."""

from __future__ import annotations

import pytest

from sitekit.pages.booking_links import FEED
from sitekit.pages.composer import Composer
from sitekit.site import Site
from support.content import post
from support.sites import TemporarySite


def _composer(read: Site, address: str) -> Composer:
    return next(read.composer(page) for page in read.pages if page.address == address)


def _placed(url: str) -> tuple[str, str]:
    """Return the path of a booking link, and the placement that it names."""
    path, _, content = url.removeprefix("https://book.example").partition("utm_content=")
    return path.partition("?")[0], content


@pytest.mark.parametrize(
    ("address", "placed"),
    [
        ("", {"header": "/call", "end": "/call", "hero": "/call"}),
        ("about/", {"header": "/call", "end": "/call", "contents": "/call"}),
        (
            "blog/first/",
            {"header": "/workshop", "end": "/workshop", "contents": "/workshop"},
        ),
        ("blog/declined/", {"header": "/call"}),
        ("tags/ai-strategy/", {"header": "/workshop", "end": "/workshop"}),
        ("404.html", {"header": "/call", "end": "/call"}),
    ],
)
def test_calls_to_action_are_placed_on_each_kind_of_page(
    address: str, placed: dict[str, str], site: TemporarySite
) -> None:
    site.write({"posts/declined.md": post(more="cta: false\n")})
    composer = _composer(site.read(), address)
    actions = composer.calls_to_action()
    assert {key: _placed(action.url) for key, action in actions.items()} == {
        key: (path, key) for key, path in placed.items()
    }
    assert composer.calls_to_action() == actions


def test_closing_words_are_those_of_the_pages_offer(site: TemporarySite) -> None:
    site.write({"posts/declined.md": post(more="cta: false\n")})
    read = site.read()
    heading, button, url = _composer(read, "blog/second/").closing_words()
    assert (heading, button) == ("Come to the workshop", "Ask for a date")
    assert _placed(url) == ("/workshop", "end")
    assert _composer(read, "blog/declined/").closing_words() is None


def test_texts_are_equal_however_often_they_are_asked_for(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body="[a](cta:)\n\n<!-- cta -->\n\n[b](cta:)")})
    read = site.read()
    for page in read.content_pages:
        composer = read.composer(page)
        assert composer.texts() == composer.texts()


def test_texts_of_a_post_have_the_sets_that_it_shows(site: TemporarySite) -> None:
    site.edit("faq/alone.md", "## Who", "A word before.\n\n## Who")
    site.edit("faq/alone.md", "One post does.", "### Inside\n\nOne post does, [book](cta:).")
    site.write({"posts/x.md": post(more="faq: [alone#who-shows-this]\n")})
    read = site.read()
    texts = _composer(read, "blog/first/").texts()
    assert texts.introductions == ("<p>A word before.</p>",)
    assert [(q.id, q.home, q.url) for q in texts.questions] == [
        ("who-shows-this", "", "https://example.org/blog/first/#who-shows-this"),
        ("whole", "", "https://example.org/blog/first/#whole"),
    ]
    assert "<h4" in texts.questions[0].answer
    assert "utm_content=faq&" not in texts.questions[0].answer
    assert 'utm_content=faq"' in texts.questions[0].answer
    (away,) = _composer(read, "blog/x/").texts().questions
    assert (away.home, away.home_title) == ("blog/first/", "The first post")
    assert away.url == "https://example.org/blog/first/#who-shows-this"


def test_texts_of_a_set_have_its_own_questions(site: TemporarySite) -> None:
    site.edit("faq/shared.md", "The rest.", "### Inside\n\nThe rest.")
    texts = _composer(site.read(), "faq/shared/").texts()
    assert [question.home for question in texts.questions] == ["", ""]
    assert "<h3" in texts.questions[1].answer
    assert "A word before the questions." in texts.html


def test_line_of_an_offer_is_on_posts_alone(site: TemporarySite) -> None:
    site.write({"docs/long.md": "---\ntitle: T\ndescription: D\n---\nOne.\n\n## Two\n\nThree.\n"})
    site.write({"posts/x.md": post(body="One.\n\n## Two\n\nThree.")})
    read = site.read()
    for address, shown in (("blog/x/", True), ("long/", False)):
        body = _composer(read, address).texts().body
        assert any(segment.line for segment in body) == shown


def test_texts_elsewhere_have_absolute_links_and_their_own_medium(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body="## A\n\n[a](first.md) [b](cta:) ![c](second/dot.svg)")})
    read = site.read()
    page = next(page for page in read.pages if page.address == "blog/x/")
    html = Composer.of_page(read.library, read.links, page, FEED).texts().html
    assert 'href="https://example.org/blog/first/"' in html
    assert "utm_medium=feed" in html
    assert 'src="https://example.org/blog/second/dot.svg"' in html
    assert "headerlink" not in html
    assert "headerlink" in read.composer(page).texts().html


@pytest.mark.parametrize(
    ("old", "new", "has_line"),
    [
        ("The rest.", "The rest.\n\n## And then?\n\nThis.", True),
        ("The rest.", "[Book](cta:).\n\n## And then?\n\nThis.", False),
        ("The rest.", "The rest.\n\n## And then?\n\n[Book](cta:).", True),
        ("A word before", "[Book](cta:) before", False),
        ("The rest.", "The rest.", False),
    ],
    ids=["three questions", "an early call", "a late call", "introduction", "two questions"],
)
def test_line_follows_the_second_question_of_a_set(
    old: str, new: str, has_line: bool, site: TemporarySite
) -> None:
    site.edit("faq/shared.md", "ai-strategy", "cpp")
    site.edit("faq/shared.md", old, new)
    line = _composer(site.read(), "faq/shared/").texts().line
    assert ("utm_content=line" in line) == has_line


def test_block_that_closes_a_page_names_person_steps_and_host(site: TemporarySite) -> None:
    site.edit("posts/offers.yml", "  note: No pitch.\n", "  person: ada\n  steps: [One., Two.]\n")
    call = _composer(site.read(), "about/").calls_to_action()["end"]
    assert call.person is not None
    assert (call.person.name, call.steps, call.host) == (
        "Ada Byron",
        ("One.", "Two."),
        "book.example",
    )
    workshop = _composer(site.read(), "blog/first/").calls_to_action()["end"]
    assert (workshop.person, workshop.steps) == (None, ())
