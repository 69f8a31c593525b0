"""Questions with pages of their own, and the page of their set that leads to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitekit.moving.move import move
from sitekit.search.entries import search_entries
from support.content import post
from support.page_walks import nodes_of, structured_data, walk_questions
from support.sites import TemporarySite

SET, BEGUN, ENDED = "faq/paged/", "faq/paged/begun/", "faq/paged/how-is-an-engine-ended/"
NAME = "How is an engine begun?"


def _hrefs(site: TemporarySite, address: str, selector: str) -> list[str]:
    return [link["href"] for link in site.page(address).select(selector)]


def test_question_page_says_question_and_answer(base_built: TemporarySite) -> None:
    page = base_built.page(BEGUN)
    assert page.h1.get_text() == NAME
    description = page.select_one('meta[name="description"]')["content"]
    assert description.startswith("With a drawing. Before anything is cast")
    assert description.endswith("those who will stand beside it.")
    assert page.title.get_text() == f"{NAME} – Engine Works"
    assert page.select_one(".answer h2#begun--parts").get_text() == "Parts"
    assert page.select_one(".back-link").get_text() == "Questions with pages"
    assert "faq-paged-begun." in page.select_one('meta[property="og:image"]')["content"]
    assert page.select_one("link[rel=canonical]")["href"] == base_built.url + BEGUN
    assert "utm_campaign=faq-paged-begun&" in page.select_one(".invitation a")["href"]
    assert _hrefs(base_built, BEGUN, ".answer a") == ["../how-is-an-engine-ended/", "#begun--parts"]
    markdown = (base_built.root / "site" / BEGUN / "index.md").read_text()
    assert markdown.startswith(f"# {NAME}\n\n> With a drawing.")
    assert "\n## Parts\n" not in markdown.split("\n### Parts\n")[0]


def test_question_page_leads_to_its_set_and_the_other_questions(base_built: TemporarySite) -> None:
    assert _hrefs(base_built, BEGUN, ".more a") == ["../", "../how-is-an-engine-ended/"]
    order = base_built.page(BEGUN).select(".answer, .more, section.invitation")
    assert [block["class"][0] for block in order] == ["body", "more", "invitation"]


def test_question_page_says_the_start_of_its_answer_once(base_built: TemporarySite) -> None:
    text = base_built.page(BEGUN).main.get_text()
    assert text.count("With a drawing. Before anything is cast") == 1


def test_set_leads_to_the_pages_of_its_questions(base_built: TemporarySite) -> None:
    page = base_built.page(SET)
    assert _hrefs(base_built, SET, ".question-opening h2 a") == [
        "begun/",
        "how-is-an-engine-ended/",
    ]
    ids = {element["id"] for element in page.main.select("[id]")}
    assert {"begun", "started", "begun--parts", "how-is-an-engine-ended"} <= ids
    assert "A boiler" not in page.main.get_text()
    (graph,) = structured_data(page)
    assert nodes_of(graph, "Question") == []
    assert graph["@graph"][0]["@type"] == "WebPage"
    markdown = (base_built.root / "site" / SET / "index.md").read_text()
    assert f"- [{NAME}]({base_built.url}{BEGUN}): With a drawing." in markdown


def test_set_tells_more_of_an_answer_than_a_search_result(site: TemporarySite) -> None:
    words = "The task is quick to check, and a mistake does little harm. "
    site.edit("faq/paged.md", "With a drawing.", f"With a drawing. {words * 9}\n\n")
    assert site.build().returncode == 0
    description = site.page(BEGUN).select_one('meta[name="description"]')["content"]
    shown = site.page(SET).select_one(".question-opening p").get_text()
    assert description == f"With a drawing. {words * 2}".strip()
    assert shown == f"With a drawing. {words * 6}Read the full answer"


def test_set_leads_from_the_start_of_an_answer_to_the_rest(site: TemporarySite) -> None:
    text = (site.root / "faq/paged.md").read_text()
    begun, _, _ = text.partition("By letting the fire")
    site.write({"faq/paged.md": f"{begun}By letting the *fire* go out.\n"})
    assert site.build().returncode == 0
    long, whole = site.page(SET).select(".question-opening")
    assert long.p.a["href"] == "begun/"
    assert long.p.a["aria-describedby"] == long.h2["id"] == "begun"
    assert whole.p.get_text() == "By letting the fire go out."


def test_question_is_at_home_on_its_page_alone(base_built: TemporarySite) -> None:
    homes = walk_questions(base_built.root / "site", base_built.url)
    assert homes[NAME] == f"{BEGUN}index.html"
    assert homes["How is an engine ended?"] == f"{ENDED}index.html"
    (graph,) = structured_data(base_built.page(BEGUN))
    assert graph["@graph"][0]["@type"] == ["WebPage", "FAQPage"]


def test_question_page_is_found(base_built: TemporarySite) -> None:
    built = base_built.root / "site"
    assert f"<loc>{base_built.url}{BEGUN}</loc>" in (built / "sitemap.xml").read_text()
    assert f"- [{NAME}]({base_built.url}{BEGUN}index.md): With" in (built / "llms.txt").read_text()
    found = [e.url for e in search_entries(base_built.read().library) if "paged" in e.url]
    assert found == [BEGUN, ENDED]
    assert "paged/begun/" in "".join(_hrefs(base_built, "faq/", ".question-list a"))
    assert 'url=../begun/"' in (built / "faq/paged/started/index.html").read_text()
    result = base_built.run("sitekit", "list", "--kind", "faq", "--format", "json")
    [row] = [row for row in json.loads(result.stdout) if row["path"] == "faq/paged.md"]
    assert row["homes"] == [f"/{BEGUN}", f"/{ENDED}"]


def test_post_shows_a_question_that_is_at_home_on_its_own_page(site: TemporarySite) -> None:
    links = "[A](../faq/paged.md#begun) [B](../faq/paged.md#parts) [C](/faq/paged/#started)"
    site.write({"posts/x.md": post(more="faq: paged\n", body=f"{links} [D](/{BEGUN}).")})
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    assert _hrefs(site, "blog/x", ".body > p a[href*=faq]") == [
        *("../../faq/paged/begun/", "../../faq/paged/begun/#begun--parts"),
        *("../../faq/paged/begun/", "../../faq/paged/begun/"),
    ]
    assert _hrefs(site, "blog/x", ".question__home a") == [
        "../../faq/paged/#how-is-an-engine-ended"
    ]
    assert walk_questions(site.root / "site", site.url)[NAME] == f"{BEGUN}index.html"


def test_question_page_moves_with_its_set_and_its_id(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body=f"[A](../faq/paged.md#begun) and [B](/{BEGUN}).")})
    (site.root / "posts/addresses.txt").touch()
    assert site.run("sitekit", "addresses").returncode == 0
    assert f"/{BEGUN}\n" in (site.root / "posts/addresses.txt").read_text()
    move(site.read(), "faq/paged.md#begun", "faq/paged.md#start")
    move(site.read(), "faq/paged.md", "faq/engines.md")
    assert site.messages() == []
    text = (site.root / "posts/x.md").read_text()
    assert "[A](../faq/engines.md#start) and [B](/faq/engines/start/)." in text
    assert site.build("--strict").returncode == 0
    for old in (BEGUN, "faq/paged/start/", "faq/engines/begun/", "faq/engines/started/"):
        page = (site.root / "site" / old / "index.html").read_text()
        assert "/engines/start/" in page or 'url=../start/"' in page, old


def test_question_page_that_was_public_is_reported(site: TemporarySite) -> None:
    site.write({"posts/addresses.txt": f"/{BEGUN}\n/faq/paged/started/\n"})
    assert site.messages() == []
    site.edit("faq/paged.md", "{#begun aliases=started}", "{#start aliases=started}")
    site.edit("faq/paged.md", "(#begun)", "(#start)")
    assert site.messages() == [
        'posts/addresses.txt:1: address: "/faq/paged/begun/" was public, and leads nowhere now. '
        "Write {#id aliases=begun} behind the question that it is now in faq/paged.md, or remove "
        "this line, if nothing shall be there any more."
    ]


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("question_pages: true", "question_pages: false", []),
        ("question_pages: true", "question_pages: true\ndraft: true", []),
        ("question_pages: true", "question_pages: true\nexpires: 2026-05-01", []),
    ],
    ids=["switched off", "draft", "expired"],
)
def test_question_page_goes_with(old: str, new: str, left: list[str], site: TemporarySite) -> None:
    site.edit("faq/paged.md", old, new)
    read = site.read()
    assert read.problems == ()
    assert [page.address for page in read.pages if page.address.startswith(BEGUN)] == left


def test_question_page_of_a_set_that_is_hidden_is_hidden(site: TemporarySite) -> None:
    site.edit("faq/paged.md", "question_pages: true", "question_pages: true\nnoindex: true")
    [page] = [page for page in site.read().pages if page.address == BEGUN]
    assert not page.indexed
    assert not page.listed
    assert [e.url for e in search_entries(site.read().library) if "paged" in e.url] == []


def test_question_page_of_a_short_answer_brings_advice(site: TemporarySite) -> None:
    assert [a for a in site.read().advice() if a.name == "question-pages"] == []
    text = (site.root / "faq/paged.md").read_text()
    short = f"{text}\n## Is *this* long?\n\nNo, it is *not*.\n"
    (site.root / "faq/paged.md").write_text(short)
    line = short[: short.index("## Is")].count("\n") + 1
    assert [str(a) for a in site.read().advice() if a.name == "question-pages"] == [
        f'faq/paged.md:{line}: question: advice: "Is this long?" has a page of its own, with an '
        "answer of 4 words. Write 50 or more."
    ]


def test_question_pages_read_the_same_in_the_preview(site: TemporarySite, tmp_path: Path) -> None:
    site.edit("faq/paged.md", "question_pages: true", "question_pages: true\ndraft: true")
    shown = {page.address: page.badge for page in site.read(preview=True).pages}
    assert shown[BEGUN] == "Draft"
