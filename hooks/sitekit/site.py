"""One site, read and checked: the door through which commands and hooks come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitekit.advice import advise
from sitekit.assets import published_assets
from sitekit.cards import CardError, cached
from sitekit.checks import check
from sitekit.content import Entry, Unreadable
from sitekit.library import Library
from sitekit.listings import Listings
from sitekit.loading import Loading
from sitekit.machine_pages import machine_pages
from sitekit.pages import PageSpec, content_pages
from sitekit.problems import Advice, Problem
from sitekit.search import SearchEntry, search_entries, search_index
from sitekit.settings import Settings
from sitekit.sitemap import SiteMap, site_map
from sitekit.stand_ins import not_found, problem_pages, redirects


@dataclass(frozen=True)
class Site:
    """All content of a build, its addresses, and all that is wrong with it."""

    library: Library
    where: SiteMap
    problems: tuple[Problem, ...]
    unreadable: tuple[Unreadable, ...]
    """The files that no entry could be made of."""

    def content_pages(self) -> list[PageSpec]:
        """Return the pages made from one file each."""
        return list(content_pages(self.library, self.where))

    def listing_pages(self) -> list[PageSpec]:
        """Return the pages made from many files, and the redirects."""
        listings = Listings(self.library, self.where).pages()
        return [*listings, *redirects(self.library, self.where)]

    def machine_pages(self, pages: Iterable[PageSpec]) -> list[PageSpec]:
        """Return the files for machines of a site that has these pages for readers."""
        return list(machine_pages(self.library, self.where, pages))

    def cards(self, pages: Iterable[PageSpec]) -> dict[str, Path]:
        """Return the card of each page that has no picture of its own: address → file."""
        made: dict[str, Path] = {}
        for page in pages:
            if page.card and page.picture and not page.own_picture and not page.badge:
                with suppress(CardError):  # told by the checks; only a preview comes here
                    made[page.picture.address] = cached(page.card, self._cache / "cards")
        return made

    def search_files(self, render: Callable[[SearchEntry], str]) -> dict[str, Path]:
        """Return the search index: address → file; `render` makes an entry's HTML document.

        Raises SearchError.
        """
        entries = enumerate(search_entries(self.library))
        documents = {f"{number:06}.html": render(entry) for number, entry in entries}
        folder = search_index(documents, self._cache / "search")
        found = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return {f"pagefind/{path.relative_to(folder).as_posix()}": path for path in found}

    @property
    def _cache(self) -> Path:
        return self.library.settings.root / ".cache"

    def problem_pages(self) -> list[PageSpec]:
        """Return, for the preview, a page for each file that cannot be shown."""
        return list(problem_pages(self.library, self.where, self.unreadable))

    def not_found(self) -> PageSpec:
        """Return the page for addresses that lead nowhere."""
        return not_found(self.library, self.where)

    @cached_property
    def _published(self) -> set[str]:
        return published_assets(self.library, self.where)

    def assets(self) -> dict[str, str]:
        """Return the files that are published as they are → their addresses."""
        return {path: self.library.assets[path] for path in sorted(self._published)}

    def advice(self) -> list[Advice]:
        """Return what is worth a look but fails no build."""
        return advise(self.library, self.where)

    def held_back(self) -> list[tuple[str, str]]:
        """Return each file that this build leaves out, and why, in the order of their paths."""
        hidden: list[Entry] = [
            e for e in self.library.all_entries if not (e.broken or self.library.shows(e))
        ]
        unseen = self.library.assets.keys() - self._published
        reasons = dict.fromkeys(unseen, "no published page shows it")
        reasons |= {entry.source.path: entry.status for entry in hidden}
        return sorted(reasons.items())


def read_site(settings: Settings) -> Site:
    """Read and check all content below `settings.root`. Mistakes never raise; see `problems`."""
    loading = Loading(settings)
    library = loading.library()
    where = site_map(library, loading.unreadable)
    problems = tuple(sorted(set(loading.problems + check(library, loading.unreadable, where))))
    return Site(library, where, problems, tuple(loading.unreadable))
