"""Sites that several tests look at, built once for all tests of a worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.sites import TemporarySite, make_site


@pytest.fixture(scope="session")
def base_built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TemporarySite]:
    """The base site, built; tests may look at it, but not change it."""
    site = make_site(tmp_path_factory.mktemp("base") / "site-under-test")
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    before = site.built()
    yield site
    assert site.built() == before, "a test changed the site that other tests look at"
