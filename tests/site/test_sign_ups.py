"""Offers that are sign-ups by e-mail, and the proof beside calls to action, on built pages."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup

from support.content import post
from support.page_walks import nodes_of, structured_data
from support.sites import TemporarySite, make_site

ACTION = "https://letters.example/subscribe?list=7"
OTHER = """
course:
  heading: A course
  text: Five letters.
  button: Send it
  sign_up:
    action: https://other.example/a;b
    attribution: fields[*]
    privacy: "[How we treat addresses](../docs/about.md#us)."
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    """A site whose home page and C# posts offer a letter; tests may look, but not change it."""
    site = make_site(tmp_path_factory.mktemp("sign-ups") / "site-under-test")
    site.edit("posts/tags.yml", "label: C#", "label: C#\n  offer: letter")
    site.edit("docs/index.md", "title: Home", "title: Home\ncta: letter")
    site.edit("docs/about.md", "Us.", "## Us\n\nUs.")
    body = (
        "[Now](cta:), [letter](cta:letter), [course](cta:course).\n\n<!-- cta: course -->\n\nEnd."
    )
    site.write(
        {
            "posts/offers.yml": (site.root / "posts/offers.yml").read_text() + OTHER,
            "posts/own.md": post(tags="c-sharp", body=body),
            "posts/call.md": post(tags="cpp", body=body),
            "posts/none.md": post(
                tags="c-sharp", more="cta: false\n", body=body.partition("\n")[0]
            ),
        }
    )
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    return site


def _forms(page: BeautifulSoup) -> list[tuple[str, str]]:
    return [(form.parent["id"], form["action"]) for form in page.select("form.sign-up")]


def _fields(form: BeautifulSoup) -> dict[str, str]:
    return {field["name"]: field["value"] for field in form.select("input[type=hidden]")}


def _allowed(page: BeautifulSoup) -> list[str]:
    policy = page.select_one("meta[http-equiv]")["content"]
    return re.search(r"form-action ([^;]+)", policy)[1].split()


@pytest.mark.parametrize(
    ("address", "forms", "allowed"),
    [
        ("", [("offer:end", ACTION)], ["https://letters.example/subscribe"]),
        ("tags/c-sharp", [("offer:end", ACTION)], ["https://letters.example/subscribe"]),
        ("sign-up/letter", [("offer:end", ACTION)], ["https://letters.example/subscribe"]),
        (
            "blog/own",
            [("offer:body", "https://other.example/a;b"), ("offer:end", ACTION)],
            ["https://letters.example/subscribe", "https://other.example/a%3Bb"],
        ),
        (
            "blog/call",
            [("offer:body", "https://other.example/a;b")],
            ["https://other.example/a%3Bb"],
        ),
        ("blog/none", [], []),
        ("about", [], []),
    ],
)
def test_form_is_allowed_on_pages_that_show_it_alone(
    address: str, forms: list[tuple[str, str]], allowed: list[str], built: TemporarySite
) -> None:
    page = built.page(address)
    assert _forms(page) == forms
    assert _allowed(page) == ["'self'", *allowed]


def test_form_is_labelled_and_says_what_happens_to_the_address(built: TemporarySite) -> None:
    form = built.page("blog/own").select_one("section.invitation:not(.invitation--compact) form")
    field = form.select_one("input[type=email]")
    assert form["method"] == "post"
    assert (field["name"], field["autocomplete"]) == ("EMAIL", "email")
    assert field.has_attr("required")
    assert field.parent.name == "label"
    assert field.parent.get_text(strip=True) == "Email address"
    assert form.button["type"] == "submit"
    assert form.button.get_text() == "Send me the letter"
    privacy = form.find(id=field["aria-describedby"])
    assert privacy.get_text().startswith("We send the letter and nothing else.")
    assert privacy.a["href"] == "../../about/"
    assert not form.select("script, img, iframe, link")


def test_form_carries_what_a_booking_link_does_and_the_fields_of_its_service(
    built: TemporarySite,
) -> None:
    course, letter = map(_fields, built.page("blog/own").select("form.sign-up"))
    shared = {"utm_source": "website", "utm_medium": "cta", "utm_campaign": "own"}
    of_letter = {"utm_term": "letter", "utm_content": "end", "list": "7", "trap": ""}
    assert letter == shared | of_letter
    of_course = shared | {"utm_term": "course", "utm_content": "body"}
    assert course == {f"fields[{key}]": value for key, value in of_course.items()}


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("blog/own", ["#offer:end", "#offer:end", "../../sign-up/course/"]),
        ("blog/call", [None, "../../sign-up/letter/", "../../sign-up/course/"]),
        ("blog/none", [None, "../../sign-up/letter/", "../../sign-up/course/"]),
    ],
)
def test_links_lead_to_the_form_of_the_page_else_to_the_sign_ups_own_page(
    address: str, links: list[str | None], built: TemporarySite
) -> None:
    found = [a["href"] for a in built.page(address).select(".body > p:first-child a")]
    for expected, href in zip(links, found, strict=True):
        assert href == expected if expected else href.startswith("https://book.example/call?")


def test_buttons_of_header_and_hero_lead_to_the_form(built: TemporarySite) -> None:
    home = built.page("")
    assert home.select_one(".site-header__book")["href"] == "#offer:end"
    assert home.select_one(".hero a.button")["href"] == "#offer:end"
    assert home.select_one(".hero a.button")["data-print"] == "example.org/sign-up/letter"
    assert home.find(id="offer:end").h2.get_text() == "One letter a month"


def test_page_of_a_sign_up_is_for_readers_that_come_by_a_link_alone(built: TemporarySite) -> None:
    page = built.page("sign-up/letter")
    assert page.h1.get_text() == "One letter a month"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.select_one(".printed").get_text().endswith("example.org/sign-up/letter")
    for name in ("sitemap.xml", "llms.txt"):
        assert "sign-up/letter" not in (built.root / "site" / name).read_text()
    assert not (built.root / "site/sign-up/letter/index.md").exists()


def test_feeds_and_markdown_versions_link_to_the_form(built: TemporarySite) -> None:
    feed = json.loads((built.root / "site/feed.json").read_text())
    (own,) = [item for item in feed["items"] if item["url"].endswith("/own/")]
    content = BeautifulSoup(own["content_html"], "html5lib")
    assert content.select_one("p:last-child a")["href"] == "https://example.org/blog/own/#offer:end"
    assert not content.select("form")
    text = (built.root / "site/blog/own/index.md").read_text()
    assert "[letter](https://example.org/blog/own/#offer:end)" in text
    assert "[course](https://example.org/sign-up/course/)" in text
    assert text.endswith("[Send me the letter](https://example.org/blog/own/#offer:end)\n")


def test_structured_data_has_the_sign_up_as_an_action_and_no_review(built: TemporarySite) -> None:
    (graph,) = structured_data(built.page(""))
    (home,) = nodes_of(graph, "WebPage")
    target = {"@type": "EntryPoint", "urlTemplate": "https://example.org/sign-up/letter/"}
    action = {"@type": "SubscribeAction", "name": "One letter a month", "target": target}
    assert home["potentialAction"] == action
    assert not nodes_of(graph, "Service")
    (of_tag,) = structured_data(built.page("tags/c-sharp"))
    assert "Review" not in json.dumps(of_tag)
    assert "Somerville" not in json.dumps(of_tag)


def test_proof_stands_beside_the_closing_call_of_its_tag(built: TemporarySite) -> None:
    proof = built.page("blog/own").select_one("figure.proof")
    assert proof.blockquote.get_text() == "They found in a day what we had looked for in a month."
    caption = "Mary Somerville, CTO, Example Mills, March 30, 2026"
    assert proof.figcaption.get_text() == caption
    assert proof.find_next_sibling()["id"] == "offer:end"
    assert built.page("tags/c-sharp").select("figure.proof")
    assert not built.page("blog/call").select("figure.proof")  # another tag
    assert not built.page("blog/none").select("figure.proof")  # no call to action
    assert "> They found in a day" in (built.root / "site/blog/own/index.md").read_text()


def test_permission_is_published_nowhere(built: TemporarySite) -> None:
    site = built.root / "site"
    files = [path for path in site.rglob("*") if path.suffix in (".html", ".md", ".json", ".xml")]
    assert len(files) > 20
    assert [path for path in files if "2026-04-02" in path.read_text()] == []


def test_sign_up_that_has_ended_has_no_page(site: TemporarySite) -> None:
    site.edit("posts/offers.yml", "  sign_up:", "  until: 2026-05-31\n  sign_up:")
    site.write({"posts/x.md": post(body="[Page](/sign-up/letter/), [letter](cta:letter).")})
    read = site.read()
    assert read.problems == ()
    assert "sign-up/letter/" not in {page.address for page in read.pages}
    (page,) = (page for page in read.content_pages if page.source == "posts/x.md")
    html = read.composer(page).texts().html
    assert html.startswith('<p>Page, <a href="https://book.example/call?')


def test_default_offer_may_be_a_sign_up(site: TemporarySite) -> None:
    site.edit("posts/offers.yml", "  default: true\n", "")
    site.edit("posts/offers.yml", "letter:\n", "letter:\n  default: true\n")
    site.write({"posts/x.md": post(tags="cpp", more="cta: false\n")})
    read = site.read()
    assert read.problems == ()
    pages = {page.address: page for page in read.pages}
    declined = read.composer(pages["blog/x/"]).calls_to_action()
    assert declined.keys() == {"header"}
    assert declined["header"].url == "../../sign-up/letter/"
    nowhere = read.composer(pages["404.html"]).calls_to_action()
    assert nowhere["header"].url == "#offer:end"
    assert 'href="https://example.org/about/"' in nowhere["end"].form.privacy
