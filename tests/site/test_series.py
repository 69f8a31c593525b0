"""Series as readers and programs find them: on their parts, on their page, in the formats."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from support.page_walks import nodes_of, structured_data
from support.sites import TemporarySite

TITLE = "Engines from the beginning"


def _graph(site: TemporarySite, address: str) -> dict:
    (graph,) = structured_data(site.page(address))
    return graph


def test_part_shows_its_number_and_all_parts(base_built: TemporarySite) -> None:
    box = base_built.page("blog/second").select_one(".reading__head details")
    assert box.summary.get_text() == f"Part 2 of 2: {TITLE}"
    parts = box.select("ol a")
    assert [part.get_text() for part in parts] == ["The first post", "The second post"]
    assert [part.get("aria-current") for part in parts] == [None, "page"]
    assert box.select_one("p a")["href"] == "../../series/engines/"
    assert base_built.page("blog/second").select_one(".back-link").get_text() == TITLE


def test_part_leads_to_the_next_one_first(base_built: TemporarySite) -> None:
    first = base_built.page("blog/first").select_one(".more .card")
    assert first.h3.get_text() == "The second post"
    assert first.select_one(".card__meta").get_text().startswith("Next part · ")
    last = base_built.page("blog/second").select_one(".more")
    assert "Next part" not in last.get_text()


def test_series_page_has_its_parts_in_order(base_built: TemporarySite) -> None:
    page = base_built.page("series/engines")
    assert page.h1.get_text() == TITLE
    assert [c.get_text() for c in page.select(".card__title")] == [
        "The first post",
        "The second post",
    ]
    numbers = [c.get_text().split(" · ")[0] for c in page.select(".card__meta")]
    assert numbers == ["Part 1", "Part 2"]
    assert page.select_one(".invitation h2").get_text() == "Talk to us"
    assert "utm_campaign=series-engines" in page.select_one(".invitation a")["href"]
    assert page.select_one('meta[property="og:image"]')["content"].count("series-engines.")
    assert 'url=engines/"' in (base_built.root / "site/series/motors.html").read_text()


def test_series_is_in_structured_data(base_built: TemporarySite) -> None:
    site = base_built.url
    name = f"{site}series/engines/#series"
    graph = _graph(base_built, "blog/second")
    (post,) = nodes_of(graph, "BlogPosting")
    assert post["isPartOf"] == [{"@id": f"{site}blog/second/"}, {"@id": name}]
    assert post["position"] == 2
    (series,) = nodes_of(graph, "CreativeWorkSeries")
    assert (series["@id"], series["name"]) == (name, TITLE)
    own = _graph(base_built, "series/engines")
    assert own["@graph"][0]["mainEntity"] == {"@id": name}
    (series,) = nodes_of(own, "CreativeWorkSeries")
    parts = [(part["@id"], part["position"]) for part in series["hasPart"]]
    assert parts == [(f"{site}blog/first/#article", 1), (f"{site}blog/second/#article", 2)]


def test_series_is_in_feeds_and_texts(base_built: TemporarySite) -> None:
    built = base_built.root / "site"
    atom = ElementTree.parse(built / "feed.xml").getroot()
    newest = atom.find("{*}entry")
    assert TITLE in [category.get("term") for category in newest.iterfind("{*}category")]
    link = f'<p>Part 2 of 2: <a href="{base_built.url}series/engines/">{TITLE}</a></p>'
    assert newest.findtext("{*}content").startswith(link)
    assert TITLE in json.loads((built / "feed.json").read_text())["items"][0]["tags"]
    version = f"{base_built.url}series/engines/index.md"
    assert f"## Series\n\n- [{TITLE}]({version}): " in (built / "llms.txt").read_text()
    assert f"\n- Series: [{TITLE}]({version}), Part 2 of 2\n" in (
        (built / "blog/second/index.md").read_text()
    )
    assert "## Parts\n\n- [The first post](" in (built / "series/engines/index.md").read_text()
    assert "/series/engines/<" in (built / "sitemap.xml").read_text()


def test_list_chooses_the_parts_of_a_series(base_built: TemporarySite) -> None:
    result = base_built.run("sitekit", "list", "--series", "engines", "--format", "json")
    assert [row["path"] for row in json.loads(result.stdout)] == [
        "posts/second/index.md",
        "posts/first.md",
    ]
