"""A real `mkdocs serve`: what a writer sees while writing."""

from __future__ import annotations

import re
import shutil

import pytest

from support.content import post
from support.sites import ROOT, TemporarySite


def test_a_writers_day(start, site: TemporarySite) -> None:
    preview = start()
    assert preview.get("blog/first/").h1.get_text() == "The first post"

    first = (site.root / "posts/first.md").read_text()
    preview.change({"posts/first.md": first.replace("Opening words", "Better words")})
    assert "Better words" in preview.get("blog/first/").article.get_text()

    preview.change({"posts/new.md": post(title="Brand new")})
    assert preview.get("blog/new/").h1.get_text() == "Brand new"
    assert "Brand new" in preview.get("blog/").get_text()

    (site.root / "posts/new.md").rename(site.root / "posts/renamed.md")
    preview.wait_for("Reloading browsers")
    assert preview.get("blog/renamed/").h1.get_text() == "Brand new"
    assert preview.status("blog/new/") == 404

    preview.change({"posts/renamed.md": None})
    assert preview.status("blog/renamed/") == 404
    assert "Brand new" not in preview.get("blog/").get_text()

    faq = (site.root / "faq/shared.md").read_text()
    preview.change({"faq/shared.md": faq.replace("The rest.", "All the rest.")})
    assert "All the rest." in preview.get("faq/shared/").get_text()

    about = (site.root / "docs/about.md").read_text()
    preview.change({"docs/about.md": about.replace("Us.", "All of us.")})
    assert "All of us." in preview.get("about/").get_text()


def test_an_edited_template_shows(start, site: TemporarySite) -> None:
    (site.root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", site.root / "overrides")
    preview = start()
    template = (site.root / "overrides/reading.html").read_text()
    preview.change({"overrides/reading.html": template.replace("<h1>", "<h1>Edited: ")})
    assert preview.get("about/").h1.get_text() == "Edited: About"


def test_a_mistake_is_told_and_mended(start, site: TemporarySite) -> None:
    preview = start()
    good = (site.root / "posts/first.md").read_text()
    said = preview.change({"posts/first.md": good.replace("tags: [", "tags: [ai-stratgy, ")})
    problem = 'posts/first.md:5: tags: "ai-stratgy" is not in posts/tags.yml.'
    assert problem in said
    page = preview.get("blog/first/")
    assert "This page cannot be published" in page.get_text()
    assert problem in page.get_text()
    assert problem in preview.get("").get_text()

    said = preview.change({"posts/first.md": good})
    assert "ERROR" not in said
    assert preview.get("blog/first/").h1.get_text() == "The first post"
    assert "cannot be published" not in preview.get("blog/first/").get_text()

    said = preview.change({"posts/first.md": good.replace("second/index.md", "scond/index.md")})
    assert "Did you mean" in said
    page = preview.get("blog/first/")
    assert page.h1.get_text() == "The first post"
    problem = 'posts/first.md:13: link: "scond/index.md"'
    assert problem in page.get_text()
    assert problem in preview.get("tags/").get_text()  # a page that stands but for the problem
    preview.change({"posts/first.md": good})
    assert problem not in preview.get("tags/").get_text()


def test_a_preview_starts_with_mistakes(start, site: TemporarySite) -> None:
    site.write({"posts/first.md": "no front matter", "posts/tags.yml": "a: [", "faq/x.md": ""})
    preview = start()
    assert "posts/first.md:1: front matter: is missing." in preview.get("blog/first/").get_text()
    assert "posts/tags.yml:1: file: is not valid YAML" in preview.get("").get_text()
    assert "faq/x.md:1: file: is empty." in preview.get("faq/x/").get_text()


def test_a_title_no_card_can_show_is_told_and_the_preview_goes_on(start, site) -> None:
    site.edit("posts/first.md", "title: The first post", "title: The 😀 post")
    preview = start()
    assert preview.get("blog/first/").h1.get_text() == "The 😀 post"
    assert "posts/first.md:2: title: the cards' fonts have no" in preview.get("404x/").get_text()


def test_a_bad_picture_is_told_and_the_preview_goes_on(start, site: TemporarySite) -> None:
    preview = start()
    body = "Words.\n\nMore.\n\n![A](pic.png)"
    said = preview.change({"posts/x.md": post(body=body), "posts/pic.png": b"Not a picture."})
    problem = 'posts/x.md:11: picture: "pic.png" is not a picture, or is damaged'
    assert problem in said
    page = preview.get("blog/x/")
    assert problem in page.get_text()
    assert page.select_one(".body img")["src"] == "../pic.png"
    good = (ROOT / "docs/assets/icon-512.png").read_bytes()
    assert "ERROR" not in preview.change({"posts/pic.png": good})
    page = preview.get("blog/x/")
    assert "cannot be published" not in page.get_text()
    assert page.select_one(".body picture img")["width"] == "512"
    assert preview.status("blog/pic.png") == 200


def test_a_preview_stands_without_any_data_file(start, site: TemporarySite) -> None:
    names = ("posts/authors.yml", "posts/tags.yml", "posts/offers.yml")
    site.write(dict.fromkeys(names, "]"))
    preview = start()
    assert preview.get("blog/first/").h1.get_text() == "The first post"
    for name in names:
        assert f"{name}:1: file: is not valid YAML" in preview.get("blog/").get_text()


@pytest.mark.parametrize(
    ("more", "date", "badge"),
    [
        ("draft: true\n", "2026-05-01", "Draft"),
        ("", "2026-07-01", "Scheduled for July 1, 2026"),
        ("expires: 2026-05-15\n", "2026-05-01", "Expired on May 15, 2026"),
    ],
)
def test_what_is_not_published_is_shown_with_a_badge(more, date, badge, start, site) -> None:
    site.write({"posts/later.md": post(title="Later", date=date, more=more)})
    preview = start()
    assert preview.get("blog/later/").select_one(".badge").get_text() == badge
    card = next(c for c in preview.get("blog/").select(".card") if "Later" in c.get_text())
    assert card.select_one(".badge").get_text() == badge
    assert not preview.get("blog/first/").select("h1 ~ .badge, .way-back ~ .badge")


def test_only_what_was_saved_is_read_and_made_anew(start, site: TemporarySite) -> None:
    preview = start()
    first = (site.root / "posts/first.md").read_text()
    told = preview.change({"posts/first.md": first.replace("Opening words", "Better words")})
    assert "Made: 1 text, 0 cards, 0 pictures, 0 search indexes." in told
    (written,) = re.findall(r"files: (\d+) written", told)
    assert 2 <= int(written) < 12  # the page, its twin, and what tells of it; no other page
    told = preview.change({"posts/first.md": first.replace("Opening words", "Better words")})
    assert "files: 0 written" in told


def test_the_search_is_made_when_nobody_waits_and_stays_until_then(
    start, site: TemporarySite
) -> None:
    preview = start()
    assert preview.status("pagefind/pagefind.js") == 404
    preview.wait_for("Search is up to date")
    assert preview.status("pagefind/pagefind.js") == 200
    before = preview.bytes("pagefind/entries.json")
    preview.change({"posts/new.md": post(title="Brand new")})
    assert preview.bytes("pagefind/entries.json") == before
    preview.wait_for("Search is up to date")
    assert b"blog/new/" in preview.bytes("pagefind/entries.json")
    assert b"blog/new/" not in before
    preview.change({"posts/new.md": None})
    preview.wait_for("Search is up to date")
    assert preview.bytes("pagefind/entries.json") == before


def test_a_preview_that_makes_everything_anew_forgets_no_page_that_is_gone(
    start, site: TemporarySite, monkeypatch
) -> None:
    monkeypatch.setenv("SITEKIT_FRESH", "1")
    preview = start()
    told = preview.change({"posts/new.md": post(title="Brand new")})
    (anew,) = re.findall(r"Made: (\d+) texts", told)
    assert int(anew) > 4  # not the new post alone
    assert preview.status("blog/new/") == 200
    preview.change({"posts/new.md": None})
    assert preview.status("blog/new/") == 404
    assert not list(site.root.glob(".cache/*"))
