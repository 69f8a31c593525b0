"""Which addresses differ between two built sites."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitekit.build.mark import build_mark
from sitekit.deployment.built_site import read_built_site
from sitekit.deployment.changes import as_markdown, compare
from sitekit.deployment.indexnow import modified_pages
from sitekit.runtime.fingerprint import digest

PAGE = "<title>{title}</title><header>{header}</header><main><p>{text}</p></main>"
REDIRECT = '<title>Moved</title><meta http-equiv="refresh" content="0; url={to}">'


def _page(text: str, header: str = "h", title: str = "A page") -> str:
    return PAGE.format(text=text, header=header, title=title)


OLD = {
    "index.html": _page("home"),
    "blog/one/index.html": _page("one"),
    "blog/one/index.md": "# One\n",
    "blog/two/index.html": _page("two"),
    "blog/three/index.html": _page("three"),
    "about/index.html": _page("about", title="About *us* &lt;b&gt;"),
    "files/plan.pdf": "1",
    "feed.xml": "old",
    "assets/site.1234.css": "a",
    "pagefind/x.pf_index": "b",
    "404.html": _page("nothing"),
}
NEW = OLD | {
    "blog/one/index.html": _page("one", header="another header"),
    "blog/one/index.md": "# One, edited\n",
    "blog/two/index.html": REDIRECT.format(to="../one/"),
    "index.html": _page("home", header="another header"),
    "blog/four & more/index.html": _page("four", title="Four `code` | more"),
    "old.html": REDIRECT.format(to="blog/one/"),
    "files/plan.pdf": "2",
    "feed.xml": "new",
    "assets/site.5678.css": "c",
}
del NEW["about/index.html"], NEW["assets/site.1234.css"]


def _write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_addresses_that_differ_are_those_whose_content_does(tmp_path: Path) -> None:
    old = read_built_site(_write(tmp_path / "old", OLD))
    new = read_built_site(_write(tmp_path / "new", NEW))
    differs = compare(old, new)
    assert differs.new == ["blog/four%20%26%20more/", "old.html"]
    assert differs.modified == ["blog/one/", "blog/two/", "files/plan.pdf"]
    assert differs.gone == ["about/"]
    assert as_markdown(old, new).splitlines() == [
        "### New addresses: 2",
        "",
        r"- `/blog/four%20%26%20more/` Four \`code\` \| more",
        "- `/old.html` → `/blog/one/` Moved",
        "",
        "### Changed addresses: 3",
        "",
        "- `/blog/one/` A page",
        "- `/blog/two/` → `/blog/one/` Moved",
        "- `/files/plan.pdf`",
        "",
        "### Gone addresses: 1",
        "",
        "Nothing will be there any more. To let an old address lead on, add it to `aliases`.",
        "",
        r"- `/about/` About \*us\* \<b\>",
        "",
    ]


def test_equal_sites_have_no_changes(tmp_path: Path) -> None:
    site = read_built_site(_write(tmp_path, OLD))
    assert as_markdown(site, site) == "No address of the site changes.\n"


def test_long_lists_are_cut(tmp_path: Path) -> None:
    new = _write(tmp_path, {f"p/{n}/index.html": _page(str(n)) for n in range(103)})
    lines = as_markdown({}, read_built_site(new)).splitlines()
    assert lines[0] == "### New addresses: 103"
    assert lines[-2:] == ["- … and 3 more", ""]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ({"index.html": "other layout"}, []),
        ({"a/index.md": "edited"}, ["a/"]),
        ({"index.md": None}, [""]),
        ({"b/index.md": "new"}, ["b/"]),
    ],
)
def test_mark_tells_pages_whose_content_differs(edit: dict[str, str], expected: list[str]) -> None:
    files = {"index.html": "x", "index.md": "home", "a/index.md": "a", "llms.txt": "l"}
    edited = {name: text for name, text in (files | edit).items() if text is not None}
    before, after = ({n: digest(t) for n, t in f.items()} for f in (files, edited))
    old, new = (json.loads(build_mark(digests)) for digests in (before, after))
    assert modified_pages(old["pages"], new["pages"]) == expected
    assert old["site"] != new["site"]
    assert build_mark(before) == build_mark(dict(reversed(before.items())))
