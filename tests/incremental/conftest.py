"""A site that was built before, for all tests of incremental builds."""

from __future__ import annotations

from collections.abc import Iterator

import mkdocs.commands.build
import pytest

from support.builds import Files, RebuiltSite, files_of, make_editable
from support.warm_builds import assert_equal, lay_out_everything


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[RebuiltSite, Files, Files]:
    """A built site, its sources, and the files of its build from nothing."""
    warm = make_editable(tmp_path_factory.mktemp("warm") / "site-under-test")
    lay_out_everything(warm)
    warm.build()
    base = warm.fresh()
    assert files_of(warm.built) == base
    return warm, warm.sources(), base


@pytest.fixture
def base(shared: tuple[RebuiltSite, Files, Files]) -> Files:
    """The files of the shared site, built from nothing."""
    return shared[2]


@pytest.fixture
def warm(shared: tuple[RebuiltSite, Files, Files]) -> Iterator[RebuiltSite]:
    """The shared site; after the test its edits are undone, and a build must give the same site."""
    warm, sources, base = shared
    url, now = warm.site.url, warm.site.now
    yield warm
    warm.site.url, warm.site.now = url, now
    warm.restore(sources)
    warm.build()
    assert_equal(files_of(warm.built), base)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files of the pages that were rendered."""
    files, render = set(), mkdocs.commands.build._build_page

    def record_and_render(page, *rest, **named):
        files.add(page.file.dest_uri)
        return render(page, *rest, **named)

    monkeypatch.setattr(mkdocs.commands.build, "_build_page", record_and_render)
    return files
