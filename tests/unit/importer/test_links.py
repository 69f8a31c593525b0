"""Links: to posts, to files, to the old site, and those that are left."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitekit.importer.links import Destination, LinkMap, ToAddress, ToFile, ToPost, path_finder
from sitekit.importer.models import ForeignPost, ForeignSite
from sitekit.markdown.prose import edit_prose, rules_for_links
from support.foreign_blogs import PNG, write_files

A = ForeignPost("posts/a.md", {}, "", "a", address="/base/2024/a/")
B = ForeignPost("posts/deep/b/index.md", {}, "", "b", address="/base/2024/b.html")
FILES = ("posts/beside.png", "posts/a/own.png", "static/x/y z.png", "static/base/2024/late.pdf")


@pytest.fixture
def site(tmp_path: Path) -> ForeignSite:
    write_files(tmp_path, dict.fromkeys(FILES, PNG) | {"static/page.html": ""})
    return ForeignSite(
        generator="x",
        root=tmp_path,
        posts=(A, B),
        url="https://old.example",
        base="/base",
        static=("static",),
        pages={"about.md": "/base/about/"},
    )


def _old(url: str) -> ToAddress:
    return ToAddress(f"https://old.example{url}", True)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/2024/a/", ToPost(A.path, "")),
        ("/base/2024/A?q=1#f", ToPost(A.path, "?q=1#f")),
        ("/base/2024/b/index.html", ToPost(B.path, "")),
        ("https://old.example/base/2024/b.html#f", ToPost(B.path, "#f")),
        ("http://www.old.example/base/2024/b", ToPost(B.path, "")),
        ("deep/b/index.md", ToPost(B.path, "")),
        ("./deep/b/", ToPost(B.path, "")),
        ("/posts/deep/b/index.md#f", ToPost(B.path, "#f")),
        ("../b.html", ToPost(B.path, "")),
        ("../about.md#f", _old("/base/about/#f")),
        ("/about.md", _old("/base/about/")),
        ("/feed.xml", _old("/base/feed.xml")),
        ("/base/tags/", _old("/base/tags/")),
        ("https://old.example/other/?x=1", _old("/base/other/?x=1")),
        ("/page.html", _old("/base/page.html")),
        ("//cdn.example/x.js", ToAddress("https://cdn.example/x.js", False)),
        ("https://other.example/base/2024/a/", None),
        ("mailto:a@example.org", None),
        ("#f", None),
        ("nowhere.png", None),
        ("../../../etc/passwd", None),
        ("https://[bad", None),
    ],
)
def test_link_leads_to(url: str, target: Destination | None, site: ForeignSite) -> None:
    assert LinkMap(site).resolve(A, url) == target


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("beside.png", "posts/beside.png"),
        ("./own.png#only-light", "posts/a/own.png"),
        ("/x/y%20z.png", "static/x/y z.png"),
        ("/base/x/y%20z.png", "static/x/y z.png"),
        ("https://old.example/base/x/y%20z.png", "static/x/y z.png"),
        ("x/y z.png", "static/x/y z.png"),
        ("../late.pdf", "static/base/2024/late.pdf"),
    ],
)
def test_picture_is_found(url: str, file: str, site: ForeignSite) -> None:
    assert LinkMap(site).resolve(A, url) == ToFile(site.root / file)


def test_link_to_a_page_left_behind_stays_if_the_old_site_is_unknown(tmp_path: Path) -> None:
    site = ForeignSite("x", tmp_path, (A,), pages={"about.md": "/about/"})
    assert [LinkMap(site).resolve(A, url) for url in ("/feed.xml", "../about.md")] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "[a](<{}>)", "[a]({})", '![a]({} "t")', "[a]({}){{: .b}}", "[a]: {}", '[a]: <{}> "t"',
        '<a href="{}">', "<img alt='' src='{}'>", "[![a]({})](y)", "[`]`]({})",
    ],
)  # fmt: skip
@pytest.mark.parametrize("url", ["/x", "x_(y).png", "../x?a=b#c"])
def test_address_is_replaced_in(text: str, url: str) -> None:
    body = text.format(url)
    edited = edit_prose(body, rules_for_links(lambda found: "NEW" if found == url else None))
    assert edited == text.format("NEW")


@pytest.mark.parametrize("text", ["`[a](/x)`", "    [a](/x)", "[^1]: /x", "(/x) [a] /x"])
def test_what_is_no_link_is_left(text: str) -> None:
    assert edit_prose(text, rules_for_links(lambda _: "NEW")) == text


def test_path_is_found_by_its_end() -> None:
    find = path_finder(["content/a/x.md", "content/b/x.md", "content/c/index.md", "My note.md"])
    found = [find(name) for name in ("a/x.md", "b/X", "c", "my note", "x", "", "content")]
    assert found == [
        "/content/a/x.md", "/content/b/x.md", "/content/c/index.md", "/My%20note.md",
        None, None, None,
    ]  # fmt: skip
