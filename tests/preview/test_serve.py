"""A real `mkdocs serve`: what a writer sees while writing."""

from __future__ import annotations

import os
import re
import shutil
import signal
from http.client import HTTPConnection
from pathlib import Path

import pytest

from sitekit.search.index import INDEX
from support.content import post
from support.images import encoded, look, photo
from support.preview import Preview
from support.sites import ROOT, TemporarySite, with_digest


def test_preview_shows_each_change_of_a_writers_day(start, site: TemporarySite) -> None:
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


def test_edited_template_shows(start, site: TemporarySite) -> None:
    (site.root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", site.root / "overrides")
    preview = start()
    template = (site.root / "overrides/reading.html").read_text()
    preview.change(
        {"overrides/reading.html": template.replace("{{ spec.title }}", "Edited: {{ spec.title }}")}
    )
    assert preview.get("about/").h1.get_text() == "Edited: About"


def test_mistake_is_reported_on_its_page_until_it_is_fixed(start, site: TemporarySite) -> None:
    preview = start()
    good = (site.root / "posts/first.md").read_text()
    printed = preview.change({"posts/first.md": good.replace("tags: [", "tags: [ai-stratgy, ")})
    problem = 'posts/first.md:5: tags: "ai-stratgy" is not in posts/tags.yml.'
    assert problem in printed
    page = preview.get("blog/first/")
    assert "This page cannot be published" in page.get_text()
    assert problem in page.get_text()
    assert problem in preview.get("").get_text()

    printed = preview.change({"posts/first.md": good})
    assert "ERROR" not in printed
    assert preview.get("blog/first/").h1.get_text() == "The first post"
    assert "cannot be published" not in preview.get("blog/first/").get_text()

    printed = preview.change({"posts/first.md": good.replace("second/index.md", "scond/index.md")})
    assert "Did you mean" in printed
    page = preview.get("blog/first/")
    assert page.h1.get_text() == "The first post"
    problem = 'posts/first.md:14: link: "scond/index.md"'
    assert problem in page.get_text()
    assert problem in preview.get("tags/").get_text()  # current but for the problem
    preview.change({"posts/first.md": good})
    assert problem not in preview.get("tags/").get_text()


def test_folder_of_a_killed_preview_is_removed_by_the_next(
    start, site: TemporarySite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary/mkdocs_others").mkdir(parents=True)
    (tmp_path / "temporary/mkdocs_others/index.html").touch()
    (tmp_path / "temporary/mkdocs_empty").mkdir()
    for name in ("others", "empty"):
        os.utime(tmp_path / f"temporary/mkdocs_{name}", (0, 0))
    killed, running = start(), start()
    left = {*(tmp_path / "temporary").glob("mkdocs_*")}
    killed.process.kill()
    killed.process.wait()
    last = start()
    folders = {*(tmp_path / "temporary").glob("mkdocs_*")}
    assert len(left) == 5, "two folders with their marks, and another program's"
    assert len(folders & left) == 3, "all but the killed one's"
    assert (tmp_path / "temporary/mkdocs_others").exists()
    assert running.status("blog/first/") == last.status("blog/first/") == 200


def _end(preview: Preview, by: signal.Signals) -> None:
    preview.process.send_signal(by)
    preview.process.wait(60)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGKILL])
def test_preview_finds_the_pages_of_the_one_before(by, start, site: TemporarySite) -> None:
    before = start()
    before.wait_for("Search is up to date.")
    page, listing = before.bytes("blog/second/"), before.bytes("blog/")
    _end(before, by)
    again = start(before.port)
    assert re.search(r"\d+ files: 0 written", "".join(again.printed))
    again.wait_for("Search is up to date.")
    _end(again, by)

    site.edit("posts/first.md", "Opening words", "Better words")
    (site.root / ".cache/preview/blog/second/index.html").write_text("Damaged.")
    (site.root / ".cache/preview/blog/index.html").unlink()
    last = start(before.port)
    assert re.search(r"\d+ files: [1-9] written", "".join(last.printed))
    assert "Better words" in last.get("blog/first/").article.get_text()
    assert last.bytes("blog/second/").split(b"livereload(")[0] == page.split(b"livereload(")[0]
    assert last.bytes("blog/").split(b"livereload(")[0] == listing.split(b"livereload(")[0]


def test_second_preview_at_a_time_has_a_folder_of_its_own(
    start, site: TemporarySite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    previews = [start(), start()]
    folders = [*(tmp_path / "temporary").glob("mkdocs_*/")]
    assert sorted(folder.is_symlink() for folder in folders) == [False, True]
    for preview in previews:
        _end(preview, signal.SIGINT)
    assert [*(tmp_path / "temporary").iterdir()] == []
    assert (site.root / ".cache/preview/index.html").exists()
    third = start()
    assert re.search(r"\d+ files: \d+ written", "".join(third.printed))
    assert [folder.is_symlink() for folder in (tmp_path / "temporary").glob("mkdocs_*/")] == [True]


@pytest.mark.parametrize("what", ["the link", "the pages"])
def test_preview_whose_folder_was_cleaned_is_whole_after_the_next_edit(
    what: str, start, site: TemporarySite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    preview = start()
    preview.wait_for("Search is up to date.")
    (folder,) = (tmp_path / "temporary").glob("mkdocs_*/")
    sheet = with_digest(folder, "assets/late.css")
    folder.unlink() if what == "the link" else shutil.rmtree(folder.resolve())
    assert preview.status("blog/second/") == 404
    preview.change({"posts/first.md": post(title="The first post", tags="ai-strategy")})
    preview.wait_for("Search is up to date.")
    script = f"{INDEX}pagefind.js"
    for address in ("blog/first/", "blog/second/", sheet, "feed.xml", script):
        assert preview.status(address) == 200, address


_HOSTS = {
    "localhost": 200,
    "127.0.0.1:8000": 200,
    "[::1]:8000": 200,
    "rebound.example": 403,
    "127.0.0.1.rebound.example:80": 403,
    "": 403,
}
"""The host of a request → the status of its answer."""


def test_preview_answers_for_its_own_host_alone(start) -> None:
    preview = start()
    for host, status in _HOSTS.items():
        connection = HTTPConnection("127.0.0.1", preview.port)
        connection.putrequest("GET", "/blog/first/", skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        response = connection.getresponse()
        assert response.status == status, host
        assert (b"The first post" in response.read()) == (status == 200)
        connection.close()


def test_preview_starts_with_mistakes(start, site: TemporarySite) -> None:
    site.write({"posts/first.md": "no front matter", "posts/tags.yml": "a: [", "faq/x.md": ""})
    preview = start()
    assert "posts/first.md:1: front matter: is missing." in preview.get("blog/first/").get_text()
    assert (
        "posts/tags.yml:1: file: opens a bracket that is not closed." in preview.get("").get_text()
    )
    assert "faq/x.md:1: file: is empty." in preview.get("faq/x/").get_text()


def test_advice_and_problems_are_links_that_open_the_file(start, site: TemporarySite) -> None:
    site.edit("posts/first.md", "title: The first post", "title: The 😀 post")
    site.write({"posts/a draft.md": "---\ntitle: Idea\nslug: idea\ndraft: true\n---\n[x](x.md)\n"})
    preview = start()
    page = preview.get("blog/first/")
    assert page.h1.get_text() == "The 😀 post"
    (advice,) = page.select(".preview-advice details:not([open]) a")
    assert advice.get_text().startswith("posts/first.md:2: title: advice: the cards' fonts have no")
    assert advice["href"] == f"vscode://file{site.root}/posts/first.md:2"
    assert not page.select(".preview-problems"), "what a draft lacks is nothing to others"

    page = preview.get("blog/idea/")
    assert page.h1.get_text() == "Idea"
    (problem,) = page.select(".preview-problems a")
    assert problem.get_text() == 'posts/a draft.md:6: link: "x.md" does not exist on this site.'
    assert problem["href"] == f"vscode://file{site.root}/posts/a%20draft.md:6"

    preview.change(
        {
            "posts/first.md": post(
                title="The first post", tags="ai-strategy", body="[x](second/index.md)"
            )
        }
    )
    assert not preview.get("blog/first/").select(".preview-advice")


def test_page_does_not_wait_for_the_widths_of_a_new_picture(start, site: TemporarySite) -> None:
    preview = start()
    picture = {"posts/pic.jpg": encoded(photo(1500, 900), "JPEG")}
    preview.change({"posts/x.md": post(body="![A photo](pic.jpg)"), **picture})
    shown = preview.get("blog/x/").select_one(".body picture")
    addresses = [shown.img["src"], *re.findall(r"\S+(?= \d+w)", shown.source["srcset"])]
    assert len(addresses) == 5
    (one,) = {preview.bytes(f"blog/x/{address}") for address in addresses}
    assert look(one).width == 1280
    preview.wait_for("Pictures are in all widths.")
    images = [look(preview.bytes(f"blog/x/{address}")) for address in addresses]
    assert [(image.format, image.width) for image in images] == [
        ("JPEG", 1500),
        *(("WEBP", width) for width in (400, 640, 960, 1280)),
    ]
    preview.change({"posts/x.md": post(body="![A photo](pic.jpg) Words.")})
    assert [look(preview.bytes(f"blog/x/{a}")) for a in addresses] == images


def test_damaged_picture_is_reported_in_a_running_preview(start, site: TemporarySite) -> None:
    preview = start()
    body = "Words.\n\nMore.\n\n![A](pic.png)"
    printed = preview.change({"posts/x.md": post(body=body), "posts/pic.png": b"Not a picture."})
    problem = 'posts/x.md:11: picture: "pic.png" is not a picture, or is damaged'
    assert problem in printed
    page = preview.get("blog/x/")
    assert problem in page.get_text()
    assert page.select_one(".body img")["src"] == "../pic.png"
    good = encoded(photo(512, 512), "PNG")
    assert "ERROR" not in preview.change({"posts/pic.png": good})
    page = preview.get("blog/x/")
    assert "cannot be published" not in page.get_text()
    assert page.select_one(".body picture img")["width"] == "512"
    assert preview.status("blog/pic.png") == 200


def test_preview_starts_without_any_valid_data_file(start, site: TemporarySite) -> None:
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
def test_unpublished_post_alone_has_a_badge(more, date, badge, start, site) -> None:
    site.write({"posts/later.md": post(title="Later", date=date, more=more)})
    preview = start()
    (shown,) = preview.get("blog/later/").select(".reading__head .badge")
    assert shown.get_text() == badge
    cards = [card for card in preview.get("blog/").select(".card") if card.select(".badge")]
    assert ["Later" in card.get_text() for card in cards] == [True]
    assert cards[0].select_one(".badge").get_text() == badge
    published = preview.get("blog/first/")
    assert published.select_one(".reading__head h1")
    assert not published.select(".reading__head .badge")


def test_saved_text_alone_is_read_and_rebuilt(start, site: TemporarySite) -> None:
    preview = start()
    first = (site.root / "posts/first.md").read_text()
    printed = preview.change({"posts/first.md": first.replace("Opening words", "Better words")})
    assert "Made: 1 text, 0 cards, 0 pictures, 0 search indexes." in printed
    (written,) = re.findall(r"files: (\d+) written", printed)
    # The page, its Markdown version, and what lists it; no other page.
    assert 2 <= int(written) < 12
    printed = preview.change({"posts/first.md": first.replace("Opening words", "Better words")})
    assert "files: 0 written" in printed


def test_search_index_is_published_when_the_preview_is_idle(start, site: TemporarySite) -> None:
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


def test_preview_without_cache_removes_the_page_of_a_deleted_post(
    start, site: TemporarySite, monkeypatch
) -> None:
    monkeypatch.setenv("SITEKIT_FRESH", "1")
    preview = start()
    printed = preview.change({"posts/new.md": post(title="Brand new")})
    (converted,) = re.findall(r"Made: (\d+) texts", printed)
    assert int(converted) > 4  # not the new post alone
    assert preview.status("blog/new/") == 200
    preview.change({"posts/new.md": None})
    assert preview.status("blog/new/") == 404
    assert not list(site.root.glob(".cache/*"))
