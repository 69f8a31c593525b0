"""One site, read and checked: the door through which commands and hooks come in."""

from __future__ import annotations

from dataclasses import dataclass

from sitekit.advice import advise
from sitekit.assets import published_assets
from sitekit.checks import check, site_map
from sitekit.composing import Composer, Invitation
from sitekit.content import Broken, Entry
from sitekit.library import Library
from sitekit.listings import Listings
from sitekit.loading import Loading
from sitekit.pages import PageSpec, content_pages
from sitekit.problems import Advice, Problem
from sitekit.settings import Settings
from sitekit.sitemap import SiteMap


@dataclass(frozen=True)
class Site:
    """All content of a build, its addresses, and all that is wrong with it."""

    library: Library
    where: SiteMap
    problems: tuple[Problem, ...]
    broken: tuple[Broken, ...]
    """The files that cannot be shown."""

    def content_pages(self) -> list[PageSpec]:
        """Return the pages made from one file each."""
        return list(content_pages(self.library, self.where))

    def listing_pages(self) -> list[PageSpec]:
        """Return the pages made from many files."""
        return list(Listings(self.library, self.where).pages())

    def problem_pages(self) -> list[PageSpec]:
        """Return, for the preview, a page for each file that cannot be shown."""
        return list(Listings(self.library, self.where).problem_pages(self.broken))

    def invitation(self, campaign: str) -> Invitation | None:
        """Return the default offer for a page that has no content of its own."""
        return Composer(self.library, self.where, "", None, campaign).closing_invitation()

    def assets(self) -> dict[str, str]:
        """Return the files that are published as they are → their addresses."""
        published = published_assets(self.library, self.where)
        return {path: self.library.assets[path] for path in sorted(published)}

    def advice(self) -> list[Advice]:
        """Return what is worth a look but fails no build."""
        return advise(self.library, self.where)

    def held_back(self) -> list[tuple[str, str]]:
        """Return each file that this build leaves out, and why, in the order of their paths."""
        hidden: list[Entry] = [e for e in self.library.all_entries if not self.library.shows(e)]
        unseen = self.library.assets.keys() - published_assets(self.library, self.where)
        reasons = dict.fromkeys(unseen, "no published page shows it")
        reasons |= {entry.source.path: entry.status for entry in hidden}
        return sorted(reasons.items())


def read_site(settings: Settings) -> Site:
    """Read and check all content below `settings.root`. Mistakes never raise; see `problems`."""
    loading = Loading(settings)
    library = loading.library()
    where = site_map(library, loading.broken)
    problems = tuple(sorted(set(loading.problems + check(library, loading.broken, where))))
    return Site(library, where, problems, tuple(loading.broken))
