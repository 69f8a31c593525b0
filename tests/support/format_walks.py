"""What holds of structured data, heads and files for programs of any built site, asserted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import feedparser
from bs4 import BeautifulSoup
from PIL import Image

from support.page_walks import nodes_of, strict_json, structured_data, visible, words
from support.sites import pages_of

_ATOM = "{http://www.w3.org/2005/Atom}"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"


def file_at(site: Path, url: str, site_url: str) -> Path:
    """Return the file that a server gives for one of the site's own URLs."""
    assert url.startswith(site_url), f"{url} is not an address of {site_url}"
    path = unquote(urlsplit(url[len(site_url) :]).path)
    file = site / path / "index.html" if not path or path.endswith("/") else site / path
    assert file.is_file(), f"{url} leads to no file"
    return file


def _references(value: object) -> list[str]:
    """Return the ids of all nodes that a value refers to and does not define."""
    if isinstance(value, dict):
        if value.keys() == {"@id"}:
            return [value["@id"]]
        return [found for inner in value.values() for found in _references(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in _references(inner)]
    return []


def _one(graph: dict, kind: str) -> dict:
    (node,) = nodes_of(graph, kind)
    return node


def walk_graphs(site: Path, site_url: str) -> int:
    """Assert that each page's graph is whole and says what the page says; return their number."""
    count = 0
    for path, page in pages_of(site).items():
        if page.select('meta[http-equiv="refresh"]'):
            assert structured_data(page) == [], path
            continue
        (graph,) = structured_data(page)
        here = urljoin(site_url, path.removesuffix("index.html"))
        _whole(graph, path)
        _says_what_the_page_says(graph, page, here, site, site_url)
        count += 1
    return count


def _whole(graph: dict, path: str) -> None:
    assert graph.keys() == {"@context", "@graph"}
    ids = [node["@id"] for node in graph["@graph"]]
    assert len(ids) == len(set(ids)), f"{path}: an @id is defined twice"
    assert all(urlsplit(name).scheme for name in ids), f"{path}: an @id is not absolute"
    missing = set(_references(graph["@graph"])) - set(ids)
    assert not missing, f"{path}: {missing} is referred to and not there"
    for node in graph["@graph"]:
        empty = [key for key, value in node.items() if value in ("", None, [], {})]
        assert not empty, f"{path}: {node['@type']} has empty {empty}"


def _says_what_the_page_says(
    graph: dict, page: BeautifulSoup, here: str, site: Path, site_url: str
) -> None:
    by_id = {node["@id"]: node for node in graph["@graph"]}
    own = by_id[here]
    assert own["url"] == here
    assert own["description"] == page.select_one('meta[name="description"]')["content"]
    _one(graph, "WebSite")
    logo = by_id[by_id[f"{site_url}#organization"]["logo"]["@id"]]
    _place(by_id, page, site_url)
    _services(graph, page, here)
    _person(by_id, page, here)
    assert logo["width"] >= 112
    assert logo["height"] >= 112
    crumbs = nodes_of(graph, "BreadcrumbList")
    if back := page.select_one(".back-link a"):
        items = crumbs[0]["itemListElement"]
        assert items[-2]["name"] == back.get_text(strip=True)
        assert items[-2]["item"] == urljoin(here, back["href"])
        assert items[-1]["name"].lower() in page.h1.get_text(strip=True).lower()
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert "item" not in items[-1]
        linked = {urljoin(here, a["href"]) for a in page.select("a[href]")}
        assert {item["item"] for item in items[:-1]} <= linked
    else:
        assert crumbs == []
        assert here == site_url or here.endswith("404.html")
    for image in nodes_of(graph, "ImageObject"):
        with Image.open(file_at(site, image["url"], site_url)) as opened:
            assert opened.size == (image["width"], image["height"])
    for post in nodes_of(graph, "BlogPosting"):
        _post(post, page, by_id, here)
    for question in own.get("mainEntity", []) if "FAQPage" in own["@type"] else []:
        assert by_id[question["@id"]]["@type"] == "Question"
    if page.main.select(".question") and not page.main.select(".question__home"):
        shown = [h["id"] for h in page.select(".question__head > [id]")]
        asked = [urlsplit(q["@id"]).fragment for q in own["mainEntity"]]
        assert asked == [name for name in shown if name in asked]


def _place(by_id: dict, page: BeautifulSoup, site_url: str) -> None:
    """Assert that the publisher is a LocalBusiness where the footer has an address, as there."""
    publisher, shown = by_id[f"{site_url}#organization"], page.select_one("footer address")
    assert publisher["@type"] == ("LocalBusiness" if shown else "Organization")
    assert ("address" in publisher) == bool(shown)
    if shown:
        address = by_id[publisher["address"]["@id"]]
        parts = {value for key, value in address.items() if not key.startswith("@")}
        assert parts == set(shown.get_text().split(", "))


def _services(graph: dict, page: BeautifulSoup, here: str) -> None:
    """Assert that services have the words of the page: of a section, or of its offer."""
    for service in nodes_of(graph, "Service"):
        if "potentialAction" in service:
            offers = [visible(block) for block in page.select(".invitation")]
            action = service["potentialAction"]["name"]
            start = words(service["name"] + service["description"])
            found = [offer for offer in offers if offer.startswith(start)]
            assert any(words(action) in offer for offer in found), here
            continue
        assert service["url"] == service["@id"]
        heading = page.find(id=unquote(urlsplit(service["url"]).fragment))
        assert service["url"].startswith(f"{here}#")
        assert visible(heading) == words(service["name"])
        if "description" in service:
            assert visible(heading.find_next_sibling()) == words(service["description"])


def _person(by_id: dict, page: BeautifulSoup, here: str) -> None:
    """Assert that an author's page says what the node of the person does."""
    person = by_id.get(f"{here}#person")
    if person:
        text = visible(page.main)
        employer = [by_id[person["worksFor"]["@id"]]["name"]] if "worksFor" in person else []
        told = [person.get("jobTitle", ""), person.get("description", ""), *employer]
        assert all(words(part) in text for part in [*told, *person.get("knowsAbout", ())])


def _post(post: dict, page: BeautifulSoup, by_id: dict, here: str) -> None:
    cells = page.select(".reading__head .title-block > div")
    dates = {cell.dt.get_text(): cell.time["datetime"] for cell in cells if cell.time}
    assert post["headline"] == page.h1.get_text()
    assert post["datePublished"] == dates["Published"]
    assert post["dateModified"] == dates.get("Updated", dates["Published"])
    assert re.search(r"[+-]\d\d:\d\d$", post["datePublished"])
    own, *series = post["isPartOf"] if "position" in post else [post["isPartOf"]]
    assert post["mainEntityOfPage"] == own == {"@id": here}
    if series:
        name = by_id[series[0]["@id"]]["name"]
        said = page.select_one(".reading__head details summary").get_text()
        assert said.startswith(f"Part {post['position']} of ")
        assert said.endswith(f": {name}")
    assert post["keywords"] == [a.get_text() for a in page.select(".reading__head .chips a")]
    names = [by_id[author["@id"]]["name"] for author in post["author"]]
    assert names == [a.get_text() for a in page.select(".reading__head a[rel=author]")]
    assert post["wordCount"] > 0


def _shared_picture(file: Path) -> tuple[str, str, str]:
    """Assert that chats can show a picture; return its media type, width and height."""
    assert file.stat().st_size <= 600_000
    with Image.open(file) as image:
        image.load()
        assert image.format in ("PNG", "JPEG")
        assert image.width <= 1200
        assert image.height <= 630
        return Image.MIME[image.format], str(image.width), str(image.height)


def walk_heads(site: Path, site_url: str) -> None:
    """Assert that each page's head has one canonical, and a picture of the size it states."""
    for path, page in pages_of(site).items():
        here = urljoin(site_url, path.removesuffix("index.html"))
        meta = {m.get("property") or m.get("name"): m.get("content") for m in page.select("meta")}
        canonicals = [link["href"] for link in page.select("link[rel=canonical]")]
        if path == "404.html":
            assert canonicals == []
            assert meta["robots"] == "noindex"
            continue
        assert len(canonicals) == 1, path
        if page.select('meta[http-equiv="refresh"]'):
            file_at(site, canonicals[0], site_url)
            continue
        assert meta["og:url"] == canonicals[0]
        assert meta["og:url"] == here or not meta["og:url"].startswith(site_url)
        assert meta["og:title"] in page.title.get_text()
        assert meta["og:description"] == meta["description"]
        assert meta["og:image:alt"]
        stated = (meta["og:image:type"], meta["og:image:width"], meta["og:image:height"])
        assert _shared_picture(file_at(site, meta["og:image"], site_url)) == stated
        assert meta["twitter:card"] == "summary_large_image"
        assert meta["twitter:image"] == meta["og:image"]
        assert meta["twitter:image:alt"] == meta["og:image:alt"]
        (description,) = page.select("link[rel=describedby]")
        assert file_at(site, urljoin(here, description["href"]), site_url) == site / "llms.txt"
        for link in page.select("link[href]"):
            if link["rel"] != ["canonical"]:
                file_at(site, urljoin(here, link["href"]), site_url)


def _absolute_links(html: str) -> list[str]:
    soup = BeautifulSoup(html, "html5lib")
    urls = [e.get("href") or e.get("src") for e in soup.select("[href], [src]")]
    assert all(urlsplit(url).scheme for url in urls), urls
    return urls


def walk_feeds(site: Path, site_url: str) -> list[str]:
    """Assert that each feed has its spec's required parts and absolute links; return the ids."""
    newest = []
    for file in sorted(site.rglob("feed.xml")):
        parsed = feedparser.parse(file.read_bytes())
        assert not parsed.bozo, parsed.get("bozo_exception")
        root = ElementTree.fromstring(file.read_bytes())
        assert root.tag == f"{_ATOM}feed"
        for required in ("id", "title", "updated"):  # RFC 4287, §4.1.1
            assert root.findtext(f"{_ATOM}{required}")
        (self_link,) = [e for e in root.findall(f"{_ATOM}link") if e.get("rel") == "self"]
        own = file_at(site, self_link.get("href"), site_url)
        assert own == file or own.read_bytes() == file.read_bytes()  # at an alias of its tag
        entries = root.findall(f"{_ATOM}entry")
        for entry, read in zip(entries, parsed.entries, strict=True):
            assert [part.type for part in read.content] == ["text/html"]
            assert read.media_content[0]["url"] == entry.find(f"{_MEDIA}content").get("url")
        assert len(entries) <= 20
        for entry in entries:
            for required in ("id", "title", "updated", "published", "summary", "content"):
                assert entry.findtext(f"{_ATOM}{required}"), required
            assert entry.findtext(f"{_ATOM}id").startswith("tag:")
            for url in _absolute_links(entry.findtext(f"{_ATOM}content")):
                if url.startswith(site_url):
                    file_at(site, url, site_url)
                else:
                    assert "utm_medium=cta" not in url
            assert entry.find(f"{_ATOM}author/{_ATOM}name").text
            media = entry.find(f"{_MEDIA}content")
            stated = (media.get("type"), media.get("width"), media.get("height"))
            assert _shared_picture(file_at(site, media.get("url"), site_url)) == stated
            assert media.get("medium") == "image"
            assert media.findtext(f"{_MEDIA}description")
        if file == site / "feed.xml":
            newest = [entry.findtext(f"{_ATOM}id") for entry in entries]
    _json_feed(site, site_url, newest)
    return newest


def _json_feed(site: Path, site_url: str, ids: list[str]) -> None:
    feed = strict_json((site / "feed.json").read_text())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert file_at(site, feed["feed_url"], site_url) == site / "feed.json"
    assert [item["id"] for item in feed["items"]] == ids
    for item in feed["items"]:
        assert item["url"]
        _absolute_links(item["content_html"])
        file_at(site, item["image"], site_url)


def walk_sitemap(site: Path, site_url: str) -> dict[str, str | None]:
    """Assert that the sitemap lists each indexed page once; return address → lastmod."""
    root = ElementTree.fromstring((site / "sitemap.xml").read_bytes())
    listed, pictures = {}, set()
    for url in root:
        address = url.findtext(f"{_SITEMAP}loc")
        assert address not in listed
        file_at(site, address, site_url)
        listed[address] = url.findtext(f"{_SITEMAP}lastmod")
        for image in url.iterfind(f"{_IMAGE}image/{_IMAGE}loc"):
            assert image.text not in pictures
            pictures.add(image.text)
            file_at(site, image.text, site_url)
    expected = set()
    for path, page in pages_of(site).items():
        here = urljoin(site_url, path.removesuffix("index.html"))
        canonical = page.select_one("link[rel=canonical]")
        robots = page.select_one('meta[name="robots"]')
        if canonical and canonical["href"] == here and not robots:
            expected.add(here)
    assert listed.keys() == expected
    return listed


def walk_texts(site: Path, site_url: str) -> None:
    """Assert that every address in robots.txt, llms.txt and the Markdown versions exists."""
    robots = (site / "robots.txt").read_text()
    (sitemap,) = re.findall(r"^Sitemap: (\S+)$", robots, re.MULTILINE)
    assert file_at(site, sitemap, site_url) == site / "sitemap.xml"
    llms = (site / "llms.txt").read_text()
    assert re.match(r"# .+\n\n> .+\n", llms)
    linked = re.findall(r"\]\((\S+?)\)", llms)
    for url in linked:
        assert file_at(site, url, site_url).name == "index.md"
    manifest = json.loads((site / "site.webmanifest").read_text())
    for icon in manifest["icons"]:
        with Image.open(site / icon["src"]) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
    for path, page in pages_of(site).items():
        if page.select('meta[http-equiv="refresh"]') or path == "404.html":
            continue
        markdown = site / path.replace("index.html", "index.md")
        has_version = not page.select('meta[name="robots"]')
        assert markdown.is_file() == has_version, f"{path} and its Markdown version"
        assert bool(page.select('link[type="text/markdown"]')) == has_version, path
        if has_version:
            _markdown_version(markdown.read_text(), site, site_url)


def _markdown_version(text: str, site: Path, site_url: str) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]+`", "", text, flags=re.DOTALL)
    for url in re.findall(r"\]\(<?([^)\s>]+)", prose):
        assert urlsplit(url).scheme, f"{url} is relative"
        if url.startswith(site_url):
            file_at(site, url, site_url)
    assert "<!-- cta" not in prose
    assert "](cta:" not in prose
