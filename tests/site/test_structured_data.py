"""The schema.org graph of each page."""

from __future__ import annotations

import re

from support.content import post
from support.format_walks import walk_feeds, walk_graphs
from support.images import encoded, photo
from support.page_walks import nodes_of, structured_data
from support.sites import TemporarySite


def _graph(site: TemporarySite, address: str) -> dict:
    (graph,) = structured_data(site.page(address))
    return graph


def _booked(site: TemporarySite, address: str) -> list[dict]:
    """Return the services that a page's offer is for."""
    return [n for n in nodes_of(_graph(site, address), "Service") if "potentialAction" in n]


def test_types_of_pages(showcase: TemporarySite) -> None:
    expected = {
        "": "WebPage",
        "about": "AboutPage",
        "blog": "CollectionPage",
        "tags": "CollectionPage",
        "faq": "CollectionPage",
        "tags/vendors": "CollectionPage",
        "authors/ada": "ProfilePage",
        "faq/working-together": ["WebPage", "FAQPage"],
        "blog/long-read": ["WebPage", "FAQPage"],
        "blog/small-1": "WebPage",
    }
    types = {address: _graph(showcase, address)["@graph"][0]["@type"] for address in expected}
    assert types == expected


def test_person_is_the_main_entity_of_their_page(showcase: TemporarySite) -> None:
    author = _graph(showcase, "authors/ada")
    (person,) = nodes_of(author, "Person")
    assert author["@graph"][0]["mainEntity"] == {"@id": person["@id"]}
    assert person["name"] == showcase.page("authors/ada").h1.get_text()


def test_service_is_on_the_pages_that_offer_it_alone(showcase: TemporarySite) -> None:
    addresses = ("", "services", "about", "blog", "authors/ada")
    booked = {a: _booked(showcase, a) for a in addresses}
    assert [a for a in addresses if booked[a]] == ["", "services"]
    (service,) = booked["services"]
    assert service["potentialAction"]["target"]["urlTemplate"].startswith("https://book.example/")
    assert service["name"] in showcase.page("services").get_text()


def test_services_are_the_sections_that_the_page_names(showcase: TemporarySite) -> None:
    graph = _graph(showcase, "services")
    names = [by["name"] for by in nodes_of(graph, "Service") if "potentialAction" not in by]
    assert names == ["Advice", "A trial"]
    about = graph["@graph"][0]["about"]
    url = showcase.url + "services/#"
    ids = ("advice", "trial")
    assert about == [{"@id": url + name} for name in ids]
    trial = next(n for n in graph["@graph"] if n["@id"] == url + "trial")
    assert trial["provider"] == {"@id": f"{showcase.url}#organization"}
    assert trial["description"].startswith("Four weeks ")


def test_author_works_for_the_publisher(showcase: TemporarySite) -> None:
    (person,) = nodes_of(_graph(showcase, "authors/ada"), "Person")
    assert person["worksFor"] == {"@id": f"{showcase.url}#organization"}
    assert (person["jobTitle"], person["knowsAbout"][0]) == ("Engineer", "Engines")


BUSINESS = """  address:
    street: Sendlinger Straße 1
    postal_code: "80331"
    city: München
    country: DE
"""
SECTIONS = """Words.

## Audit *in* a week {#audit}

We [read](../posts/first.md) what **exists** & "judge" it[^1].

## Table

| a | b |
|---|---|
| 1 | 2 |

Later words.

### Deeper {#größer}

!!! note

    A note.

## Other

Not a service.

[^1]: Mostly.
"""


def test_business_employer_and_services_are_said_as_pages_show_them(site: TemporarySite) -> None:
    mkdocs = (site.root / "mkdocs.yml").read_text()
    site.write({"mkdocs.yml": f"{mkdocs.rstrip()}\n{BUSINESS}"})
    head = "title: About\nservices: [audit, table, größer]"
    site.edit("docs/about.md", "title: About", head)
    site.edit("docs/about.md", "Us.", SECTIONS)
    more = "  role: Engineer\n  works_for: Engines & Co.\n  knows_about: [Engines, A, B]"
    site.edit("posts/authors.yml", "  role: Engineer", more)
    result = site.build()
    assert result.returncode == 0, result.stdout
    assert walk_graphs(site.root / "site", site.url) > 5
    graph = _graph(site, "about")
    services = [n for n in graph["@graph"] if n["@type"] == "Service"]
    assert [n["name"] for n in services] == ["Audit in a week", "Table", "Deeper"]
    described = [n.get("description") for n in services]
    assert described == ["We read what exists & “judge” it1.", None, None]
    (address,) = nodes_of(graph, "PostalAddress")
    assert {key: value for key, value in address.items() if not key.startswith("@")} == {
        "streetAddress": "Sendlinger Straße 1",
        "postalCode": "80331",
        "addressLocality": "München",
        "addressCountry": "DE",
    }
    author = _graph(site, "blog/first")
    (person,) = nodes_of(author, "Person")
    (employer,) = nodes_of(author, "Organization")
    assert person["worksFor"] == {"@id": employer["@id"]}
    assert (employer["name"], person["knowsAbout"]) == ("Engines & Co.", ["Engines", "A", "B"])
    markdown = (site.root / "site/authors/ada/index.md").read_text()
    assert "\nEngineer, Engines & Co.\n\nKnows about: Engines, A, B\n" in markdown


def test_service_is_the_offer_that_the_page_shows(site: TemporarySite) -> None:
    site.edit("docs/index.md", "title: Home", "title: Home\ncta: workshop")
    site.edit("docs/about.md", "title: About", "title: About\nkind: services\ncta: false")
    assert site.build().returncode == 0
    (service,) = _booked(site, "")
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
    icon = encoded(photo(192, 192), "PNG")
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
