"""Digests of inputs, which are cache keys: whatever differs has another digest."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

from sitekit.runtime import fingerprint
from sitekit.runtime.fingerprint import digest, files_digest, markdown_digest, packages_digest
from support.sites import MARKDOWN


def test_digest_separates_its_pieces() -> None:
    pieces = [
        ("ab", "c"),
        ("a", "bc"),
        ("abc",),
        ("abc", ""),
        ("",),
        (),
        ("1:ab", "c"),
        ("\ud800",),
    ]
    assert len({digest(*some) for some in pieces}) == len(pieces)
    assert digest("ä") == digest("ä".encode())


def test_digest_of_files_has_their_names_and_bytes(tmp_path: Path) -> None:
    def digest_now() -> str:
        return files_digest(tmp_path, "**/*.py")

    (tmp_path / "inner").mkdir()
    (tmp_path / "a.py").write_text("one")
    (tmp_path / "inner/b.py").write_text("two")
    digests = [digest_now()]
    (tmp_path / "other.txt").write_text("not matched")
    (tmp_path / "folder.py").mkdir()
    assert digest_now() == digests[0]
    (tmp_path / "inner/b.py").write_text("Two")
    digests.append(digest_now())
    (tmp_path / "inner/b.py").rename(tmp_path / "inner/c.py")
    digests.append(digest_now())
    (tmp_path / "inner/c.py").rename(tmp_path / "c.py")
    digests.append(digest_now())
    (tmp_path / "a.py").unlink()
    digests.append(digest_now())
    assert len({*digests}) == len(digests)


def test_digest_of_code_is_of_every_module_of_the_library(monkeypatch) -> None:
    asked: list[tuple[Path, str]] = []
    monkeypatch.setattr(fingerprint, "files_digest", lambda *of: asked.append(of) or "digest")
    assert fingerprint.code_digest.__wrapped__() == "digest"
    ((folder, pattern),) = asked
    modules = {path.relative_to(folder).as_posix() for path in folder.glob(pattern)}
    assert {"site.py", "build/cache_keys.py", "runtime/fingerprint.py"} <= modules


@pytest.mark.parametrize(
    ("modules", "distribution"),
    [
        (["markdown"], "Markdown"),
        (["pygments.lexers"], "Pygments"),
        (["pymdownx.superfences"], "pymdown-extensions"),
        (["bs4"], "beautifulsoup4"),
    ],
)
def test_digest_of_packages_has_their_versions(
    modules: list[str], distribution: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, version = packages_digest(modules), importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: version(name) + "1" * (name == distribution)
    )
    assert packages_digest(modules) != before


def test_digest_of_packages_has_the_version_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    before = packages_digest(["markdown"])
    monkeypatch.setattr(fingerprint.sys, "version", "4.0")
    assert packages_digest(["markdown"]) != before


@pytest.mark.parametrize("distribution", ["Markdown", "Pygments", "pymdown-extensions"])
def test_digest_of_markdown_has_the_versions_of_its_extensions(
    distribution: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    extensions = ["toc", "pymdownx.superfences"]
    before, version = markdown_digest(extensions, {}), importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: version(name) + "1" * (name == distribution)
    )
    assert markdown_digest(extensions, {}) != before


def test_digest_of_markdown_is_unknown_where_a_setting_is_a_function() -> None:
    extensions, configs = ["toc", "pymdownx.superfences"], {"toc": {"permalink": True}}
    assert markdown_digest(extensions, configs) == markdown_digest(tuple(extensions), configs)
    assert markdown_digest(extensions, configs) != markdown_digest(extensions[::-1], configs)
    assert markdown_digest(extensions, configs) != markdown_digest(extensions, {})
    assert markdown_digest(extensions, {"toc": {"slugify": str.lower}}) is None


def test_packages_of_the_sites_own_extensions_are_not_looked_up(monkeypatch) -> None:
    """Looking one up takes longer than all else that a build with nothing to do does."""
    monkeypatch.setattr(importlib.metadata, "packages_distributions", pytest.fail)
    assert markdown_digest(MARKDOWN.markdown_extensions, MARKDOWN.mdx_configs)
