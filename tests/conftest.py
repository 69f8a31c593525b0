from datetime import UTC, datetime
from pathlib import Path

import pytest

from sites import ROOT, TemporarySite, make_site


@pytest.fixture
def site(tmp_path: Path) -> TemporarySite:
    """A small valid site in a folder of its own."""
    return make_site(tmp_path / "site-under-test")


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    """The project's own content, built once for all tests of a worker."""
    site = TemporarySite(tmp_path_factory.mktemp("own") / "site-under-test")
    site.now = datetime.now(UTC)
    site.root.mkdir()
    for name in ("mkdocs.yml", "docs", "posts", "faq", "hooks", "overrides"):
        (site.root / name).symlink_to(ROOT / name)
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    return site
