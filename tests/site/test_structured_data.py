"""The schema.org graph of each page."""

from __future__ import annotations

import re

from support.content import post
from support.format_walks import walk_feeds
from support.images import encoded, photo
from support.page_walks import nodes_of, structured_data
from support.sites import ROOT, TemporarySite


def _graph(site: TemporarySite, address: str) -> dict:
    (graph,) = structured_data(site.page(address))
    return graph


def test_types_of_pages(own_site: TemporarySite) -> None:
    expected = {
        "": "WebPage",
        "about": "AboutPage",
        "blog": "CollectionPage",
        "tags": "CollectionPage",
        "faq": "CollectionPage",
        "tags/ai-strategy": "CollectionPage",
        "authors/stephen-martin": "ProfilePage",
        "faq/working-with-us": ["WebPage", "FAQPage"],
        "blog/what-a-fractional-ai-cto-does": ["WebPage", "FAQPage"],
        "blog/why-ai-pilots-stall": "WebPage",
    }
    types = {address: _graph(own_site, address)["@graph"][0]["@type"] for address in expected}
    assert types == expected


def test_person_is_the_main_entity_of_their_page(own_site: TemporarySite) -> None:
    author = _graph(own_site, "authors/stephen-martin")
    (person,) = nodes_of(author, "Person")
    assert author["@graph"][0]["mainEntity"] == {"@id": person["@id"]}
    assert person["name"] == own_site.page("authors/stephen-martin").h1.get_text()


def test_service_is_on_the_pages_that_offer_it_alone(own_site: TemporarySite) -> None:
    addresses = ("", "services", "about", "blog", "authors/stephen-martin")
    assert [a for a in addresses if nodes_of(_graph(own_site, a), "Service")] == ["", "services"]
    (service,) = nodes_of(_graph(own_site, "services"), "Service")
    assert service["potentialAction"]["target"]["urlTemplate"].startswith("https://calendly.com/")
    assert service["name"] in own_site.page("services").get_text()


def test_service_is_the_offer_that_the_page_shows(site: TemporarySite) -> None:
    site.edit("docs/index.md", "title: Home", "title: Home\ncta: workshop")
    site.edit("docs/about.md", "title: About", "title: About\nkind: services\ncta: false")
    assert site.build().returncode == 0
    (service,) = nodes_of(_graph(site, ""), "Service")
    assert service["name"] == site.page("").select_one(".invitation h2").get_text()
    assert nodes_of(_graph(site, "about"), "Service") == []


def test_ids_survive_a_change_of_words_and_feed_ids_one_of_address(
    site: TemporarySite, base_built: TemporarySite
) -> None:
    ids = {n["@id"] for n in _graph(base_built, "blog/first")["@graph"]}
    feed = walk_feeds(base_built.root / "site", base_built.url)
    site.edit("posts/first.md", "title: The first post", "title: Another title")
    site.edit("posts/first.md", "description: A", "description: Quite a different")
    assert site.build().returncode == 0
    assert {n["@id"] for n in _graph(site, "blog/first")["@graph"]} == ids
    assert walk_feeds(site.root / "site", site.url) == feed
    site.edit("posts/first.md", "tags:", "slug: moved\ntags:")
    site.url = "https://other.example/"
    assert site.build().returncode == 0
    assert walk_feeds(site.root / "site", site.url) == feed


def test_picture_of_a_post_goes_before_its_card(site: TemporarySite) -> None:
    icon = (ROOT / "docs/assets/icon-192.png").read_bytes()
    view = encoded(photo(1300, 900), "PNG")
    more = "image: view.png\nimage_alt: A view\nupdated: 2026-05-02\n"
    site.write({"posts/x.md": post(more=more), "posts/icon.png": icon, "posts/view.png": view})
    site.edit("posts/authors.yml", "name: Ada Byron", "name: Ada Byron\n  picture: icon.png")
    assert site.build().returncode == 0
    page = site.page("blog/x")
    shared = page.select_one('meta[property="og:image"]')["content"]
    assert re.search(r"/blog/view\.[0-9a-f]{8}-social\.jpg$", shared)
    graph = _graph(site, "blog/x")
    image = next(n for n in graph["@graph"] if n["@id"].endswith("#primaryimage"))
    assert (image["width"], image["caption"]) == (1300, "A view")
    assert not list((site.root / "site/assets/cards").glob("blog-x*"))
    (article,) = nodes_of(graph, "BlogPosting")
    assert article["image"] == {"@id": image["@id"]}
    assert article["datePublished"] == "2026-05-01T00:00:00+02:00"
    assert article["dateModified"] == "2026-05-02T00:00:00+02:00"
    (person,) = nodes_of(graph, "Person")
    portrait = next(n for n in graph["@graph"] if n["@id"].endswith("#portrait"))
    assert person["image"] == {"@id": portrait["@id"]}
    assert (portrait["url"], portrait["caption"]) == (
        "https://example.org/blog/icon.png",
        "Ada Byron",
    )
