"""Resolves links between source files to addresses and anchors on the site."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from unicodedata import normalize
from urllib.parse import quote as url_quote
from urllib.parse import unquote, urlsplit

from sitekit.content.discovery import OFFERS, SERIES, relative_to_file
from sitekit.content.library import FAQ_SECTION, Library
from sitekit.content.models import Entry, FaqSet, Post, Unreadable
from sitekit.links.routes import FAQ_HUB, LISTING, feed_addresses, generated
from sitekit.links.urls import Target
from sitekit.text import nearest_path, quote, which_of

DRAFT = "draft"
_VERSION = "/index.md"
_MAX_SUGGESTIONS = 200
"""How many missing targets are compared with all others, which takes some milliseconds each."""


@dataclass(frozen=True)
class Location:
    """The address of a source file on the site."""

    address: str
    held_back: str = ""
    """Why there is nothing now (`draft`, `expired`, …), or an empty text."""
    anchors: Mapping[str, str] | None = None
    """Maps each id that a link may use to the id on the page; None: they are not known."""
    pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Maps the ids that have moved to another page to its address and to the id there, if any."""
    top: str = ""
    """The id of the element that holds the file's content, if it is not the whole page."""

    @property
    def will_be_published(self) -> bool:
        """Whether the page is published, now or by the clock; false for a file with problems."""
        return self.held_back in ("", "scheduled") and self.anchors is not None


_WHY_EMPTY = {OFFERS: "its offer is not open", SERIES: "fewer than two parts are published"}
"""Why no page is there now that an entry of a data file has at other times."""
_OF_DATA = Location("", anchors={})
"""Where a text of a data file is: on any page."""


class LinkError(Exception):
    """A link has no target; the message says why and what to do."""


@dataclass(frozen=True)
class LinkResolver:
    """Resolves links that are relative to the file, as editors follow them."""

    locations: Mapping[str, Location]
    """Maps each file, relative to the root, to its location."""
    files: Mapping[str, str]
    """Maps every address of the site to its file, for links that start with a slash."""
    unknown: tuple[str, ...] = ()
    """Prefixes of addresses that are not checked, because their data file has problems."""
    _resolved: dict[tuple[str, str], Target | str] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Cached targets, or why there is none, by file and URL; several outputs resolve the same."""
    _suggested: list[str] = field(default_factory=list, repr=False, compare=False)
    """What was suggested instead of missing targets."""

    @cached_property
    def _composed(self) -> Mapping[str, str]:
        """Maps each file, its letters composed (Unicode NFC), to the file as it is spelled."""
        return {normalize("NFC", file): file for file in self.locations}

    def resolve(self, path: str, url: str) -> Target:
        """Return the target of `url` as written in the file `path`.

        Raises LinkError if the file, page or anchor does not exist, or if a page that is published,
        or will be, links to a draft. What the clock holds back of published pages, such as an
        expired post, is a target that says so (`Target.held_back`).
        """
        target = self._resolved.get((path, url))
        if target is None:
            try:
                target = self._resolve(path, url)
            except LinkError as error:
                target = str(error)
            self._resolved[path, url] = target
        if isinstance(target, str):
            raise LinkError(target)
        return target

    def find(self, path: str, url: str) -> Target | None:
        """Return the target as `resolve` does, or None where it raises LinkError."""
        try:
            return self.resolve(path, url)
        except LinkError:
            return None

    def _resolve(self, path: str, url: str) -> Target:
        try:
            parts = urlsplit(url)
        except ValueError:
            raise LinkError(f"{quote(url)} is not a valid address. Correct it.") from None
        fragment, file = unquote(parts.fragment), path
        if parts.path.startswith("/"):
            if parts.path.lstrip("/").startswith(self.unknown or ("//",)):
                return Target(unquote(parts.path).lstrip("/"), fragment)
            address = normalize("NFC", unquote(parts.path)).strip("/")
            file = self._file_at(address, url)
        elif parts.path:
            file = relative_to_file(path, unquote(parts.path))
        location = self.locations.get(file)
        if location is None:
            file = self._composed.get(normalize("NFC", file), file)
            location = self.locations.get(file)
        if location is None:
            raise LinkError(f"{quote(url)} does not exist on this site.{self._nearest(path, file)}")
        source = self.locations.get(path, _OF_DATA)
        if location.held_back == DRAFT and source.will_be_published:
            raise LinkError(
                f"{quote(url)} leads to a page that is not published ({location.held_back}). "
                "Publish it, or remove the link."
            )
        anchor = self._anchor(location, fragment, file, url)
        return Target(
            *location.pages.get(fragment, (location.address, anchor)),
            file,
            parts.query,
            "" if source.held_back else location.held_back,
        )

    def _file_at(self, address: str, url: str) -> str:
        for candidate in (f"{address}/" if address else "", address):
            if candidate in self.files:
                return self.files[candidate]
        suggestion = self._suggest(lambda: nearest_path(f"/{address}", self._pages(address)))
        raise LinkError(f"{quote(url)} is not a page of this site.{suggestion}")

    def _pages(self, address: str) -> Iterator[str]:
        """Yield the addresses of pages, or of their Markdown versions if `address` is of one."""
        is_version = address.endswith(_VERSION)
        return (f"/{page}" for page in self.files if page.endswith(_VERSION) == is_version)

    def _anchor(self, location: Location, fragment: str, file: str, url: str) -> str:
        if not fragment:
            return location.top
        if location.anchors is None:
            return fragment
        if fragment not in location.anchors:
            anchors = location.anchors
            suggestion = self._suggest(lambda: which_of(fragment, anchors))
            anchor = quote("#" + fragment)
            raise LinkError(f"{quote(url)}: {file} has no anchor {anchor}.{suggestion}")
        return location.anchors[fragment]

    def _nearest(self, path: str, file: str) -> str:
        """Suggest a file; what is named by an address, with a slash, is no file."""
        files = (f for f in self.locations if not f.startswith("/"))
        return self._suggest(lambda: nearest_file(path, file, files))

    def _suggest(self, suggestion: Callable[[], str]) -> str:
        """Return a suggestion, unless there have been many."""
        if len(self._suggested) == _MAX_SUGGESTIONS:
            return ""
        self._suggested.append(suggestion())
        return self._suggested[-1]


def nearest_file(path: str, file: str, files: Iterable[str]) -> str:
    """Suggest one of `files` instead of a missing file, relative to the file `path`.

    Only a text is suggested for a text, and a style sheet or script only for one of its kind.
    """
    folder, ending = posixpath.dirname(path), posixpath.splitext(file)[1]
    kind, unlike = (".md", ()) if ending == ".md" else ("", tuple({".css", ".js"} - {ending}))
    candidates = (
        url_quote(posixpath.relpath(other, folder))
        for other in files
        if other.endswith(kind) and not other.endswith(unlike)
    )
    return nearest_path(posixpath.relpath(file, folder), candidates)


def link_resolver(
    library: Library, unreadable: Iterable[Unreadable], site_files: Iterable[str]
) -> LinkResolver:
    """Return the resolver of a site; links to unreadable files are valid.

    `site_files` are the addresses of the site's own files, such as its feeds.
    """
    locations = {file.path: Location(file.address) for file in unreadable}
    feeds = (address for tag in library.tags.values() for address in feed_addresses(tag))
    for address in site_files:
        locations[f"/{address}"] = Location(address, anchors={})
    for address in (*feeds, *(route.address for route in generated(library))):
        held_back = "only drafts use it" if address.startswith(library.secret) else ""
        anchors: Mapping[str, str] | None = {} if address.endswith(".xml") else None
        locations[f"/{address}"] = Location(address, held_back, anchors)
    for route in generated(library, ever=True):
        empty = Location(route.address, _WHY_EMPTY.get(route.path, "no post is listed there"))
        locations.setdefault(f"/{route.address}", empty)
    locations |= _content(library)
    locations = _markdown_versions(library, locations) | locations
    files: dict[str, str] = {}
    for path, location in locations.items():
        if not location.top:  # else it is a post's address
            files.setdefault(location.address, path)
    for faq_set in library.all_sets:  # which may be at home elsewhere on another day
        files.setdefault(faq_set.address, faq_set.source.path)
        home = library.home(faq_set).address
        files.setdefault(f"{faq_set.address}index.md", files.get(f"{home}index.md", ""))
    for address, published in library.digest_addresses.items():
        files.setdefault(address, files[published])
    locations |= {"posts": Location(LISTING), "docs": Location("")}
    locations |= {"faq": Location(FAQ_HUB)} if library.has_faq else {}
    return LinkResolver(locations, files, library.unknown)


def _markdown_versions(library: Library, locations: Mapping[str, Location]) -> dict[str, Location]:
    """Return the locations of the Markdown versions of pages; a `noindex` page has none."""
    without = {entry.address for entry in library.all_entries if entry.meta.noindex}
    hidden = [faq_set for faq_set in library.all_sets if faq_set.meta.noindex]
    without |= {page.address for faq_set in hidden for page in faq_set.question_pages}
    without |= {offer.address for offer in library.offers.values()}
    not_yet = {tag.address for tag in library.tags.values() if not library.is_indexed(tag)}
    versions = {}
    for location in locations.values():
        address, held_back = location.address, location.held_back
        is_page = (address.endswith("/") or not address) and not location.top
        if is_page and address not in without:
            if address in not_yet:
                held_back = "its tag has too few posts"
            versions[f"/{address}index.md"] = Location(f"{address}index.md", held_back, {})
    return versions


def _content(library: Library) -> dict[str, Location]:
    """Return the location of every content file, and of each post's folder."""
    locations, folders = {}, {}
    for post in library.all_posts:
        location = _post_location(library, post)
        locations[post.source.path] = location
        if post.source.path.endswith("/index.md"):
            folder = posixpath.dirname(post.source.path)
            locations[folder] = location
            folders[folder] = location.held_back
    for faq_set in library.all_sets:
        locations[faq_set.source.path] = _set_location(library, faq_set)
        for page in faq_set.question_pages:
            names = (page.question.id, *page.question.inner_ids.values())
            anchors, reason = {name: name for name in names}, _why_held_back(faq_set)
            locations[f"/{page.address}"] = Location(page.address, reason, anchors)
    for doc in library.all_docs:
        ids = {name: name for name in doc.body.ids}
        locations[doc.source.path] = Location(doc.address, _why_held_back(doc), ids)
    for path, address in library.assets.items():
        folder = "/".join(path.split("/")[:2])  # files in a post's folder share its status
        locations[path] = Location(address, folders.get(folder, ""), anchors={})
    return locations


def _why_held_back(entry: Entry) -> str:
    return "" if entry.status == "published" else entry.status


def _post_location(library: Library, post: Post) -> Location:
    anchors = dict.fromkeys(_anchors_of_expired(library, post), "")
    anchors |= {name: name for name in post.body.ids}
    for _, question in library.questions_on(post):
        inner = question.inner_ids.values()
        anchors |= {name: name for name in (FAQ_SECTION, question.id, *question.old_ids, *inner)}
    return Location(post.address, _why_held_back(post), anchors)


def _anchors_of_expired(library: Library, post: Post) -> Iterator[str]:
    """Yield the ids that a post had while the expired FAQ sets that it names were shown."""
    for faq_set in library.expired_sets_on(post):
        yield FAQ_SECTION
        for question in faq_set.questions:
            yield from (question.id, *question.old_ids, *question.inner_ids.values())


def _set_location(library: Library, faq_set: FaqSet) -> Location:
    home = library.home(faq_set)
    anchors = {name: name for name in faq_set.body.ids}
    for question in faq_set.questions:
        anchors |= question.inner_ids
    pages: dict[str, tuple[str, str]] = {}
    for page in faq_set.question_pages:
        names = (page.question.id, *page.question.old_ids)
        pages |= dict.fromkeys(names, (page.address, ""))
        pages |= {name: (page.address, new) for name, new in page.question.inner_ids.items()}
    top = FAQ_SECTION if isinstance(home, Post) else ""
    return Location(home.address, _why_held_back(faq_set), anchors, pages, top)
