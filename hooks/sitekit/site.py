"""One site, read and checked: the facade that commands and hooks use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from sitekit.checks.advice import advise
from sitekit.checks.cross_checks import check
from sitekit.checks.forecast import NINETY_DAYS, Change, forecast
from sitekit.content.brand import MARK
from sitekit.content.library import Library
from sitekit.content.loaded_files import LOADED, published_bytes
from sitekit.content.loader import load_content
from sitekit.content.models import Unreadable
from sitekit.content.settings import Settings
from sitekit.formats.files import RESERVED, output_formats
from sitekit.images.icons import ICONS, make_icons
from sitekit.images.renditions import PublishedImage, begin_renditions, remaining_renditions
from sitekit.links.assets import pictures_of_pages, published_assets, shown_pictures
from sitekit.links.resolver import LinkResolver, link_resolver
from sitekit.pages.composer import Composer
from sitekit.pages.content_pages import content_pages
from sitekit.pages.inputs import PageInputs
from sitekit.pages.listing_pages import listing_pages
from sitekit.pages.spec import Lazy, PageSpec
from sitekit.pages.special_pages import problem_pages, special_pages
from sitekit.problems import Advice, Problem, printable
from sitekit.runtime.artifacts import Artifact
from sitekit.runtime.context import BuildContext
from sitekit.runtime.transaction import recover
from sitekit.search.entries import SearchEntry
from sitekit.search.index import begin_index
from sitekit.social_cards.files import begin_cards
from sitekit.structured_data.graph import graph


@dataclass(frozen=True)
class Site:
    """All content of a build, its addresses, and all that is wrong with it."""

    library: Library
    links: LinkResolver
    problems: tuple[Problem, ...]
    """What keeps the site from being published."""
    draft_problems: tuple[Problem, ...]
    """What keeps drafts from being published."""
    unreadable: tuple[Unreadable, ...]
    """The files that no entry could be made of."""
    context: BuildContext = field(default_factory=BuildContext)

    @cached_property
    def page_inputs(self) -> PageInputs:
        """What the pages are made of."""
        return PageInputs(self.library, self.links, self.context.memo)

    @cached_property
    def content_pages(self) -> list[PageSpec]:
        """The pages made from one file each; in the preview, also for what is broken."""
        pages = list(content_pages(self.page_inputs))
        if self.library.settings.preview:
            pages += problem_pages(self.page_inputs, self.unreadable)
        return pages

    @cached_property
    def listing_pages(self) -> list[PageSpec]:
        """The pages made from many files, and those that no content is for."""
        return [*listing_pages(self.page_inputs), *special_pages(self.page_inputs)]

    @property
    def pages(self) -> list[PageSpec]:
        """All pages but the output formats."""
        return [*self.content_pages, *self.listing_pages]

    def output_formats(self, pages: Iterable[PageSpec]) -> list[PageSpec]:
        """Return the files for programs of a site that has these pages for readers."""
        return list(output_formats(self.page_inputs, pages))

    def composer(self, page: PageSpec) -> Composer:
        """Return what composes a page's texts."""
        return Composer.of_page(self.library, self.links, page)

    def view(self, page: PageSpec) -> Any:
        """Return what a page's template shows beside its texts."""
        view = page.view
        return view.build(self.library, self.links) if isinstance(view, Lazy) else view

    @cached_property
    def _published(self) -> set[str]:
        return published_assets(self.library, self.links)

    def assets(self) -> dict[str, str]:
        """Return the files that are published as they are → their addresses."""
        published = sorted(self._published - self._stills - {*LOADED})
        return {path: self.library.assets[path] for path in published}

    def minified(self) -> Iterator[Artifact]:
        """Make the style sheets and scripts that the templates load."""
        library = self.library
        for path in sorted({*LOADED} & library.assets.keys()):
            try:
                content = published_bytes(library.settings.root, path)
            except (OSError, UnicodeDecodeError) as error:
                yield Artifact(path, Problem(path, 1, "file", f"cannot be read: {error}."))
            else:
                yield Artifact(library.assets[path], content)

    @property
    def _stills(self) -> set[str]:
        """The images that are published without their metadata, and in several widths."""
        return {path for path, image in self.library.pictures.items() if image.kind == "still"}

    @property
    def _images(self) -> list[PublishedImage]:
        """The pictures of which renditions are published."""
        library, root = self.library, self.library.settings.root
        shown, social = shown_pictures(library, self.links), pictures_of_pages(library)
        return [
            PublishedImage(
                root / path, image, library.assets[path], path, path in shown, path in social
            )
            for path, image in sorted(library.pictures.items())
            if path in self._published
        ]

    @property
    def _picture_cache(self) -> Path:
        return self.library.settings.cache / "pictures"

    def renditions(self) -> Iterator[Artifact]:
        """Begin to make what is published of pictures; in a preview, what stands for it."""
        in_use = {image.digest for image in self.library.pictures.values()}
        preview = self.library.settings.preview
        return begin_renditions(self._images, self._picture_cache, in_use, self.context, preview)

    def remaining_renditions(self) -> Iterator[Artifact]:
        """Make what is published of the pictures for which something else stands in a preview."""
        return remaining_renditions(self._images, self._picture_cache)

    def icons(self) -> Iterator[Artifact]:
        """Make the icons, but those that docs/ has as files."""
        library = self.library
        taken = {*library.assets.values()}
        icons = [icon for icon in ICONS if icon.address not in taken]
        folder = library.settings.cache / "icons"
        mark, ground = library.brand.mark, library.brand.slate
        return make_icons(mark, MARK, ground, icons, folder, self.context)

    def cards(self) -> Iterator[Artifact]:
        """Begin to draw the social cards of the pages that have no picture of their own."""
        wanted = {
            page.card.address: page.social_card
            for page in self.pages
            if page.social_card and page.card and not page.own_picture and not page.badge
        }
        return begin_cards(wanted, self.library.settings.cache / "cards", self.context)

    def search_index(
        self, render: Callable[[SearchEntry, int], str], template: str
    ) -> Iterator[Artifact]:
        """Begin to make the search index.

        `render` makes the HTML document of an entry at a position, by the template of this text.
        """
        return begin_index(self.library, render, template, self.context)

    def graph(self, page: PageSpec | None) -> dict[str, Any] | None:
        """Return the structured data of a page, None where it has none to give."""
        if page and (page.for_readers or page.is_not_found_page):
            return graph(page, self.composer(page))
        return None

    @cached_property
    def recommendations(self) -> list[Advice]:
        """What would make published pages better; not about texts that are missing anyway."""
        wrong = [*self.problems, *self.draft_problems]
        missing = {(p.path, p.key) for p in wrong if p.key in ("title", "description")}
        given = advise(self.library, self.links, self.context)
        return [advice for advice in given if (advice.path, advice.key) not in missing]

    def advice(self) -> list[Advice]:
        """Return what is worth a look but fails no build."""
        of_drafts = (Advice(p.path, p.line, p.key, p.message) for p in self.draft_problems)
        return sorted([*of_drafts, *self.recommendations])

    def advice_on_publishing(self) -> list[Advice]:
        """Return what a build says: of addresses that were public, and of dates far away."""
        names = ["address"] if self.library.settings.preview else ["address", "schedule"]
        return advise(self.library, self.links, self.context, names)

    def advice_on_schedule(self) -> list[Advice]:
        """Return what lies beyond the days for which GitHub publishes by the clock."""
        return advise(self.library, self.links, self.context, ["schedule"])

    def forecast(self, within: timedelta = NINETY_DAYS) -> list[Change]:
        """Return what the clock will change within a time from now."""
        return forecast(self.library, self.links, within)

    def held_back(self) -> list[tuple[str, str]]:
        """Return each file that this build leaves out, and why, in the order of their paths."""
        unseen = self.library.assets.keys() - self._published
        reasons = dict.fromkeys(unseen, "no published page shows it")
        reasons |= self.library.leftovers
        reasons |= {file.path: "draft" for file in self.unreadable if file.draft}
        reasons |= {
            entry.source.path: entry.status
            for entry in self.library.all_entries
            if entry.status != "published" and not self.library.shows(entry)
        }
        return sorted((printable(path), reason) for path, reason in reasons.items())


def read_site(settings: Settings, context: BuildContext | None = None) -> Site:
    """Read and check all content below `settings.root`. Mistakes never raise; see `problems`.

    What the context has cached is not made again.
    """
    context = context or BuildContext()
    recover(settings.root)
    content = load_content(settings, context)
    links = context.memo.intern(
        "links", link_resolver(content.library, content.unreadable, RESERVED)
    )
    across_files = check(content.library, content.unreadable, links, RESERVED)
    problems: dict[bool, list[Problem]] = {True: [], False: []}
    for problem in sorted({*content.problems, *across_files}):
        problems[problem.path.startswith(content.drafts or "/")].append(problem)
    ours, of_drafts = tuple(problems[False]), tuple(problems[True])
    return Site(content.library, links, ours, of_drafts, content.unreadable, context)
