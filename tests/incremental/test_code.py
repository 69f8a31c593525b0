"""Another version of the code, or of a package that makes pages, makes every page stale."""

from __future__ import annotations

import importlib.metadata
import re
import shutil

import pytest

from support.builds import Files, RebuiltSite, files_of
from support.sites import ROOT, TemporarySite
from support.warm_builds import PAGE, assert_equal, build_and_compare

PACKAGES = (
    *("Jinja2", "MarkupSafe", "mkdocs-material", "pillow"),
    *("Markdown", "Pygments", "pymdown-extensions"),
)
CODE_EDITS = (
    (
        "hooks/structured_data.py",
        "builds.site_of(config).graph(pages.spec_of(page))",
        '{"edited": "hook"}',
        '{"edited": "hook"}',
    ),
    (
        "hooks/sitekit/pages/slot_filler.py",
        "button=meta.button,",
        'button="Edited library",',
        "Edited library",
    ),
)
"""A file of ours, a text in it, another one, and what every page then shows."""


def test_keys_are_the_same_in_every_process(site: TemporarySite, monkeypatch) -> None:
    for seed in "12":
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        result = site.build()
        assert result.returncode == 0, result.stdout
    assert re.search(r"\D0 written", result.stdout), result.stdout


def test_edited_code_of_hooks_or_library_rebuilds_every_page(site: TemporarySite) -> None:
    (site.root / "hooks").unlink()
    shutil.copytree(ROOT / "hooks", site.root / "hooks")
    assert site.build().returncode == 0
    for file, old, new, expected in CODE_EDITS:
        site.edit(file, old, new)
        result = site.build()
        assert result.returncode == 0, result.stdout
        for page in (PAGE, "faq/shared/index.html"):
            assert expected in (site.root / "site" / page).read_text(), (file, page)


def test_another_version_of_a_package_rebuilds_every_page(
    warm: RebuiltSite, base: Files, rendered: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed, newer = importlib.metadata.version, set[str]()

    def version(name: str) -> str:
        return "99.0" if name in newer else installed(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    pages = {name for name in base if name.endswith(("index.html", "index.md"))}
    for package in (*PACKAGES, "mkdocs"):
        newer.add(package)
        if package == "mkdocs":
            monkeypatch.setattr("mkdocs.__version__", "99.0")
        rendered.clear()
        warm.build()
        assert pages <= rendered, package


def test_social_cards_of_another_pillow_are_linked_from_every_page(
    warm: RebuiltSite, base: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = importlib.metadata.version

    def version(name: str) -> str:
        return "99.0" if name.lower() == "pillow" else installed(name)

    with monkeypatch.context() as newer:
        newer.setattr("sitekit.social_cards.layout.__version__", "99.0")
        newer.setattr(importlib.metadata, "version", version)
        built = build_and_compare(warm, base)
    pages = [data.decode() for name, data in built.items() if name.endswith(".html")]
    linked = {name for page in pages for name in re.findall(r"assets/cards/[^\"]+\.png", page)}
    assert linked <= built.keys()


def test_properdocs_and_mkdocs_can_take_turns_in_one_site(
    site: TemporarySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert site.build().returncode == 0
    for program in ("properdocs", "mkdocs"):
        result = site.run(program, "build")
        assert result.returncode == 0, result.stdout
        folder = site.root.parent / program
        with monkeypatch.context() as fresh:
            fresh.setenv("SITEKIT_FRESH", "1")
            result = site.run(program, "build", "--site-dir", str(folder))
        assert result.returncode == 0, result.stdout
        assert_equal(files_of(site.root / "site"), files_of(folder))
