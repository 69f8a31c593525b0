"""Another version of the code, or of a package that makes pages, makes every page stale."""

from __future__ import annotations

import importlib.metadata
import re

import pytest

from support.builds import Files, Rebuilt, files_of
from support.sites import TemporarySite
from support.warm_builds import assert_equal, build_and_compare


def test_keys_are_the_same_in_every_process(site: TemporarySite, monkeypatch) -> None:
    for seed in "12":
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        result = site.build()
        assert result.returncode == 0, result.stdout
    assert re.search(r"\D0 written", result.stdout), result.stdout


def test_social_cards_of_another_pillow_are_linked_from_every_page(
    warm: Rebuilt, base: Files, monkeypatch: pytest.MonkeyPatch
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
