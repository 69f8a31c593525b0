"""What a preview keeps in memory from one rebuild to the next."""

from __future__ import annotations

from sitekit.build.manifest import ManifestEntry
from sitekit.build.session import Session


def test_session_that_is_invalidated_has_no_current_file_and_no_value() -> None:
    session = Session(preview=True)
    session.manifest["index.html"] = ManifestEntry("key", "digest", (1,))
    session.memo.put("key", 1, "value")
    session.invalidate()
    assert session.manifest == {"index.html": ManifestEntry("", "", (1,))}
    assert session.memo.get("key", 1) is None


def test_session_has_an_empty_cache_of_its_own() -> None:
    session = Session()
    folder = session.new_cache()
    assert [*folder.iterdir()] == []
    session.own_cache.cleanup()
    assert not folder.exists()
