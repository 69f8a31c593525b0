"""Builds that fail: the site stays as it was, and the next build is right."""

from __future__ import annotations

from pathlib import Path

import mkdocs.commands.build
import pytest
from jinja2 import TemplateError

from sitekit.build.output import OutputTree
from support.builds import Files, RebuiltSite, files_of, stamps_of
from support.edits import Edit, add_front_matter, replace_text, write_file
from support.warm_builds import FIRST, MKDOCS, SECOND, assert_equal, build_and_compare

MISTAKES: dict[str, Edit] = {
    "front matter": add_front_matter(FIRST, "drfat: true"),
    "link": replace_text(SECOND, "More words", "[More](nowhere.md) words"),
    "warning of MkDocs": replace_text(MKDOCS, "- docs/about.md", "- docs/abuot.md"),
    "template that cannot be read": replace_text("overrides/post.html", "{% extends", "{% extend"),
    "template that fails on one page": replace_text(
        "overrides/tags.html", "{% block list %}", "{% block list %}{{ spec.not_there.at_all }}"
    ),
    "picture": write_file("posts/pictured/screen.png", b"no picture"),
    "setting": replace_text(MKDOCS, "timezone: Europe/Berlin", "timezone: Nowhere"),
    "setting that MkDocs checks": replace_text(MKDOCS, "docs_dir: docs", "docs_dir: dcos"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_leaves_the_site_unchanged_and_the_next_build_is_right(
    name: str, warm: RebuiltSite, base: Files
) -> None:
    sources, before = warm.sources(), stamps_of(warm.built)
    warm.site.edit("posts/small-1.md", "\nWords.", "\nNew words.")
    MISTAKES[name](warm.site)
    with pytest.raises((SystemExit, TemplateError)):
        warm.build()
    assert stamps_of(warm.built) == before
    warm.restore(sources)
    warm.site.edit("posts/small-1.md", "\nWords.", "\nNew words.")
    build_and_compare(warm, base)


def test_removed_anchor_is_reported_for_a_link_in_a_text_that_was_not_edited(
    warm: RebuiltSite, base: Files, caplog: pytest.LogCaptureFixture
) -> None:
    before = stamps_of(warm.built)
    warm.site.edit(FIRST, "## A section", "## A part")
    with pytest.raises(SystemExit, match="site/ is unchanged"):
        warm.build()
    assert 'posts/pictured.md:14: link: "first.md#a-section"' in caplog.text
    assert stamps_of(warm.built) == before
    warm.site.edit("docs/index.md", "#a-section", "#a-part")
    warm.site.edit("posts/pictured.md", "#a-section", "#a-part")
    build_and_compare(warm, base)


@pytest.mark.parametrize("after", [0, 1, 3])
def test_site_that_cannot_be_written_is_completed_by_the_next_build(
    after: int, warm: RebuiltSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, left = OutputTree._put, [None] * after

    def put_or_fail(self: OutputTree, address: str, file: Path) -> object:
        if not left:
            raise OSError("No space left")
        left.pop()
        return put(self, address, file)

    warm.site.edit(FIRST, "Opening words.", "Opening lines.")
    warm.site.write({"posts/small-1.md": None})
    with monkeypatch.context() as full:
        full.setattr(OutputTree, "_put", put_or_fail)
        with pytest.raises(SystemExit, match=r"could not be written: No space left\. Build again"):
            warm.build()
    warm.build()
    assert_equal(files_of(warm.built), warm.fresh())


def test_interrupted_build_leaves_the_site_unchanged(
    warm: RebuiltSite, base: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    before = stamps_of(warm.built)
    warm.site.edit(FIRST, "Opening words.", "Opening lines.")
    with monkeypatch.context() as patch:
        patch.setattr(mkdocs.commands.build, "_build_page", interrupt)
        with pytest.raises(KeyboardInterrupt):
            warm.build()
    assert stamps_of(warm.built) == before
    build_and_compare(warm, base)
