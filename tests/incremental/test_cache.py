"""The cache of real builds: it saves work, may be damaged or deleted, and changes no page."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitekit.runtime.context import BuildContext
from sitekit.runtime.store import STORE_FILE, CacheStore
from sitekit.site import read_site
from support.broken_stores import BROKEN_STORES
from support.builds import RebuiltSite, different, files_of
from support.content import post
from support.images import encoded, photo
from support.sites import TemporarySite, make_site


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[TemporarySite, dict[str, bytes]]:
    """A built site, and its files."""
    site = make_site(tmp_path_factory.mktemp("cached") / "site-under-test")
    assert site.build().returncode == 0
    return site, site.built()


@pytest.fixture
def built(shared: tuple[TemporarySite, dict[str, bytes]]) -> Iterator[TemporarySite]:
    """The shared site; a build with what the test leaves of its cache must be the same site."""
    site, files = shared
    yield site
    result = site.build()
    assert result.returncode == 0, result.stdout
    assert site.built() == files


def _delete_store(cache: Path) -> None:
    for file in cache.glob(f"{STORE_FILE}*"):
        file.unlink() if file.is_file() else file.rmdir()


@pytest.mark.parametrize("break_store", BROKEN_STORES)
def test_store_that_is_unusable_is_reported_once_and_not_used(
    break_store: Callable[[Path], None], built: TemporarySite
) -> None:
    reference = built.built()
    _delete_store(built.root / ".cache")
    break_store(built.root / ".cache" / STORE_FILE)
    result = built.build()
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("is unusable") == 1
    assert built.built() == reference
    _delete_store(built.root / ".cache")


@pytest.mark.parametrize("delete", [_delete_store, shutil.rmtree])
def test_cache_may_be_deleted_at_any_time(
    delete: Callable[[Path], None], built: TemporarySite
) -> None:
    delete(built.root / ".cache")


def test_cache_folder_that_cannot_be_written_is_reported_once(built: TemporarySite) -> None:
    shutil.rmtree(built.root / ".cache")
    built.write({".cache": "no folder", "posts/new.md": post(title="New")})
    result = built.build()
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("is unusable") == 1
    without = built.built()
    built.write({".cache": None})
    shutil.rmtree(built.root / "site")
    assert built.build().returncode == 0
    assert built.built() == without
    built.write({"posts/new.md": None})


def test_cached_files_are_removed_when_unused_for_a_week(site: TemporarySite) -> None:
    site.write(
        {
            "posts/a.png": encoded(photo(90, 60), "PNG"),
            "posts/x.md": post(title="X", body="![A](a.png)"),
        }
    )
    assert site.build().returncode == 0
    folders = [site.root / ".cache" / name for name in ("cards", "pictures", "search")]

    def cached() -> list[set[str]]:
        return [{path.name for path in folder.iterdir()} for folder in folders]

    before = cached()
    site.write({"posts/a.png": None, "posts/x.md": None})
    assert site.build().returncode == 0
    assert all(old <= now for old, now in zip(before, cached(), strict=True))
    long_ago = time.time() - 8 * 86_400
    for folder in folders:
        for path in folder.iterdir():
            os.utime(path, (long_ago, long_ago))
    assert site.build().returncode == 0
    for old, now in zip(before, cached(), strict=True):
        assert now
        assert old - now
    reference = site.built()
    assert site.build("--clean").returncode == 0
    assert site.built() == reference


def test_conversions_are_cached_once_and_used_by_the_next_build(site: TemporarySite) -> None:
    """So many texts that a first build converts them in several processes."""
    site.write({f"posts/p{n}.md": post(title=f"Number {n}", body=f"Words {n}.") for n in range(90)})
    warm = RebuiltSite(site)
    warm.build()
    site.edit("posts/p7.md", "Words 7.", "Other [words](first.md).")
    site.edit("posts/tags.yml", "label: C++", "label: Cpp")
    warm.build()
    with sqlite3.connect(site.root / ".cache" / STORE_FILE) as database:
        query = "SELECT count(*) FROM cache WHERE namespace = 'markdown'"
        (rows,) = database.execute(query).fetchone()
    database.close()
    assert sorted(different(files_of(warm.built), warm.fresh())) == []
    of_offers = 2  # a sentence, and what a sign-up says of addresses
    texts = len(site.read().library.all_entries) + of_offers
    assert rows == texts + 1  # the post's text before its edit


def test_figures_are_drawn_once(site: TemporarySite, monkeypatch: pytest.MonkeyPatch) -> None:
    warm = RebuiltSite(site)
    warm.build()
    before = files_of(warm.built)
    assert b'class="plan' in before["blog/first/index.html"]
    assert b'class="plan' in before["blog/index.html"]
    shutil.rmtree(warm.built)
    monkeypatch.setattr("sitekit.pages.templates.figure_of", pytest.fail)
    warm.build()
    assert sorted(different(files_of(warm.built), before)) == []


def test_mentions_are_looked_for_again_where_a_text_or_a_name_changed(site: TemporarySite) -> None:
    named = post(title="What engines really cost", body="Words.")
    texts = ["Words.", "What engines really cost is known.", "See [what](named.md) engines cost."]
    posts = {f"posts/p{n}.md": post(body=text) for n, text in enumerate(texts)}
    site.write({"posts/named.md": named, **posts})

    def advice() -> tuple[list[str], int]:
        """Return what is said of mentions, and in how many texts they were looked for."""
        context = BuildContext(CacheStore(site.root / ".cache" / STORE_FILE, pytest.fail))
        read = read_site(site.settings(), context)
        found = [str(each) for each in read.advice() if each.name == "link-to-add"]
        context.close()
        return found, context.counts["mentions"]

    line = 'posts/p1.md:7: link: advice: names "What engines really cost" without a link. '
    before, count = advice()
    assert before == [f"{line}Write [What engines really cost](named.md)."]
    assert count > len(texts)
    assert advice() == (before, 0)
    site.edit("posts/p2.md", "engines cost.", "engines really cost. What engines really cost?")
    site.edit("posts/p0.md", "Words.", "What engines really cost.")
    after, edited = advice()
    assert [line.partition(":")[0] for line in after] == ["posts/p0.md", "posts/p1.md"]
    assert edited == 2
    site.edit("posts/named.md", "really cost", "truly need")
    assert advice() == ([], count)
