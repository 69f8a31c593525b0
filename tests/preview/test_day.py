"""A day of edits in a real preview: after each, it serves what one that starts now would serve."""

from __future__ import annotations

import re
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from support.builds import (
    Files,
    different,
    files_of,
    make_editable,
    make_linked_copy,
    moved,
    without_index,
)
from support.content import post
from support.edits import Edit, all_of, replace_text, write_file
from support.preview import Preview
from support.sites import TemporarySite


def _rename_post(site: TemporarySite) -> None:
    (site.root / "posts/new.md").rename(site.root / "posts/renamed.md")


_NEW = post("New", more="faq: alone\n", body="See [the first](first.md#a-section).")
_DAY: dict[str, Edit] = {
    "text edited": replace_text("posts/first.md", "Opening words", "Better words"),
    "new post, so that a FAQ set gets a page of its own": write_file("posts/new.md", _NEW),
    "post renamed": _rename_post,
    "title edited that other pages show": replace_text("posts/second/index.md", "The second", "A"),
    "heading renamed that links lead to": replace_text(
        "posts/first.md", "## A section", "## A part"
    ),
    "links to the heading fixed": all_of(
        replace_text("docs/index.md", "#a-section", "#a-part"),
        replace_text("posts/renamed.md", "#a-section", "#a-part"),
    ),
    "post made a draft": replace_text("posts/renamed.md", "faq: alone", "draft: true"),
    "post deleted": write_file("posts/renamed.md", None),
    "answer edited": replace_text("faq/shared.md", "This, see", "This one, see"),
    "label of a tag edited": replace_text("posts/tags.yml", "label: C#", "label: C sharp"),
    "address moved": replace_text("posts/second/index.md", "date:", "slug: moved\ndate:"),
    "template edited": replace_text("overrides/main.html", "words.skip ", "words.menu "),
    "mkdocs.yml edited": replace_text("mkdocs.yml", "copyright: ©", "copyright: (c)"),
    "drawing replaced": replace_text("posts/second/dot.svg", "0 0 9 9", "0 0 9 8"),
}
_RELOAD_SCRIPT = re.compile(
    rb"<script>\nvar livereload = .*?\nlivereload\(\d+, \d+\);\n</script>(?=</body>)", re.S
)
_TIMEOUT_S = 20
"""Until what is served must be right; it usually takes about one second."""


def _served(preview: Preview, names: Files) -> Files:
    """Return what a preview serves at the addresses of files, without what MkDocs adds."""
    found = {}
    for name in names:
        address = name.removesuffix("index.html") if name.endswith("index.html") else name
        try:
            with urlopen(f"http://127.0.0.1:{preview.port}/{address}") as response:
                found[name] = _RELOAD_SCRIPT.sub(b"", response.read(), count=1)
        except HTTPError as error:
            error.close()
    return found


def test_preview_serves_after_each_edit_what_a_new_preview_would(tmp_path: Path) -> None:
    site = make_editable(tmp_path / "site-under-test").site
    preview = Preview(site)
    try:
        preview.wait_for("Serving on")
        copy, served_before = make_linked_copy(site, tmp_path / "copy"), set[str]()
        copy.port = preview.port
        for name, edit in {"preview started": lambda _: None, **_DAY}.items():
            edit(site)
            with copy.served_fresh(tmp_path / "fresh"):
                fresh = without_index(files_of(tmp_path / "fresh"))
            expected = moved(fresh, copy.site.root, site.root)
            end = time.monotonic() + _TIMEOUT_S
            while wrong := sorted(different(_served(preview, expected), expected)):
                assert time.monotonic() < end, f"{name}: {wrong}"
            gone = served_before - expected.keys()
            assert {preview.status(address) for address in gone} <= {404}, f"{name}: {gone}"
            served_before |= expected.keys()
        assert "blog/new/index.html" in served_before - expected.keys()
    finally:
        preview.stop()
