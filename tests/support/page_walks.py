"""What holds on every page of any built site, asserted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup

from support.sites import pages_of

_ALLOWED = {"h1", "h2", "h3", "h4", "h5", "h6", "br", "ol", "ul", "li", "a", "p", "div"}
_ALLOWED |= {"b", "strong", "i", "em"}


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def strict_json(text: str) -> object:
    def fail(value: str) -> None:
        raise ValueError(f"not strict JSON: {value}")

    return json.loads(text, parse_constant=fail)


def structured_data(page: BeautifulSoup) -> list[dict]:
    scripts = page.select('script[type="application/ld+json"]')
    return [strict_json(script.string) for script in scripts]


def nodes_of(data: dict, kind: str) -> list[dict]:
    """Return the nodes of a type in a page's graph."""
    return [
        n
        for n in data["@graph"]
        if kind in ([n["@type"]] if isinstance(n["@type"], str) else n["@type"])
    ]


def visible(element: BeautifulSoup) -> str:
    """Return the words a reader sees: no permalinks, no scripts."""
    copy = BeautifulSoup(str(element), "html5lib")
    for unseen in copy.select(".headerlink, script, style, template"):
        unseen.decompose()
    return words(copy.get_text())


def facts_of(page: BeautifulSoup) -> dict[str, str]:
    """Return what a page tells of its text in the title block at its head, by label."""
    cells = page.select(".reading__head .title-block > div")
    return {cell.dt.get_text(): " ".join(cell.dd.get_text(" ").split()) for cell in cells}


def walk_questions(site: Path, site_url: str) -> dict[str, str]:
    """Assert that each marked-up question says what its page says; return question → page.

    Strict JSON; each question once on the whole site; question and answer equal to what the
    reader sees; only the allowed tags; absolute links; no call to action.
    """
    homes: dict[str, str] = {}
    for path, page in pages_of(site).items():
        for data in structured_data(page):
            assert data["@context"] == "https://schema.org"
            for question in nodes_of(data, "Question"):
                name = question["name"]
                assert name not in homes, f"{name} is marked up on {homes[name]} and {path}"
                homes[name] = path
                _equals_page(page, path, question, site_url)
    return homes


def _equals_page(page: BeautifulSoup, path: str, question: dict, site_url: str) -> None:
    here = urljoin(site_url, path.removesuffix("index.html"))
    fragment = urlsplit(question["url"]).fragment
    assert question["url"] == f"{here}#{fragment}"
    heading = page.find(id=unquote(fragment))
    assert heading is not None, f"{question['url']} is not on the page"
    section = heading.find_parent("section") or page.select_one(".answer")
    answers = section.select(".answer") or [section]  # on a page of its own, it is no section's
    assert visible(heading) == words(question["name"])
    answer = BeautifulSoup(question["acceptedAnswer"]["text"], "html5lib").body
    assert visible(answers[0]) == words(answer.get_text())
    assert not section.select(".invitation, .invitation-line")
    assert {tag.name for tag in answer.find_all(True)} <= _ALLOWED
    for link in answer.find_all("a"):
        assert urlsplit(link["href"]).scheme in ("http", "https", "mailto")
        assert "utm_" not in link["href"]


def walk_pages(site: Path) -> None:
    """Assert of every page: one h1, one title, each id once, every image described."""
    for path, page in pages_of(site).items():
        ids = [element["id"] for element in page.find_all(id=True)]
        assert len(ids) == len(set(ids)), f"{path}: {sorted(i for i in ids if ids.count(i) > 1)}"
        assert len(page.select("head > title")) == 1, path
        if page.select('meta[http-equiv="refresh"]'):
            continue
        assert len(page.select("h1")) == 1, path
        assert all(image.has_attr("alt") for image in page.select("img")), path


def walk_links(site: Path) -> int:
    """Assert that each relative link and picture leads to a file and id; return their number."""
    pages = pages_of(site)
    count = 0
    for path, page in pages.items():
        if path == "404.html":
            continue  # its links start at the site's root, which a file tree does not have
        for element in page.select("[href], [src]"):
            url = element.get("href") or element.get("src")
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                continue
            target = urlsplit(urljoin(f"https://x/{path}", url)).path.lstrip("/")
            file = unquote(target + "index.html" if target.endswith("/") or not target else target)
            assert (site / file).is_file(), f"{path}: {url}"
            if parts.fragment and file in pages:
                assert pages[file].find(id=unquote(parts.fragment)), f"{path}: {url}"
            count += 1
    return count
