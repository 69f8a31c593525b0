"""What programs leave beside the content is told from what writers mean."""

from __future__ import annotations

import pytest

from sitekit.content.leftovers import copied_text, leftover


@pytest.mark.parametrize(
    "name",
    [
        *("about.md~", "about.md.orig", "about.md.bak", "about.swp", "about.md.rej", "x.tmp"),
        *("~$report.docx", "#about.md#", "Thumbs.db", "desktop.ini", "Icon\r", "film.mp4.part"),
        *("plan.sync-conflict-20260501-101010-ABCDEFG.pdf", "plan (conflicted copy).pdf"),
        "plan (Ada's conflicted copy 2026-05-01).pdf",
    ],
)
def test_leftover_is_what_no_writer_wants(name: str) -> None:
    assert leftover(name)


@pytest.mark.parametrize(
    "name",
    ["about.md", "about 2.md", "icon.png", "old.md", "part.svg", "bak.pdf", "conflict.svg"],
)
def test_leftover_is_no_file_of_a_writer(name: str) -> None:
    assert leftover(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        *("about 2.md", "about (1).md", "about(2).md", "about copy.md", "about copy 3.md"),
        *("about - Copy.md", "about - Kopie (2).md", "about (conflicted copy).md"),
        *("gone.sync-conflict-20260501-101010-ABCDEFG.md", "gone_conflict-20260501-101010.md"),
    ],
)
def test_copy_of_a_text_is_told(name: str) -> None:
    assert copied_text(name, {"about.md", name})


@pytest.mark.parametrize("name", ["about.md", "part 2.md", "copy.md", "about-2.md", "conflicts.md"])
def test_copy_of_a_text_is_none_without_its_original(name: str) -> None:
    assert copied_text(name, {"about.md", name}) == ""
