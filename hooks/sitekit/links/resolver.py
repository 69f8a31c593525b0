"""Where each file of the repository and each of its anchors is found on the site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote as url_quote
from urllib.parse import unquote, urlsplit

from sitekit.content.discovery import relative_to_file
from sitekit.content.library import FAQ_SECTION, Library
from sitekit.content.models import FaqSet, Post, Unreadable
from sitekit.links.routes import FAQ_HUB, LISTING, generated
from sitekit.links.urls import Target
from sitekit.text import did_you_mean, quote


@dataclass(frozen=True)
class Location:
    """A file's place on the site."""

    address: str
    held_back: str = ""
    """Why the build leaves the file out, or nothing."""
    anchors: Mapping[str, str] | None = None
    """Each id a link may name → the id on the page; None where they are not known."""
    top: str = ""
    """The id at which the file's own part of the page starts, where that is not the top."""

    @property
    def published(self) -> bool:
        """Whether the page is surely in a build; of a file with problems nobody can say."""
        return not self.held_back and self.anchors is not None


class LinkError(Exception):
    """Why a link leads nowhere, and what to do."""


@dataclass(frozen=True)
class LinkResolver:
    """Resolves links written relative to files, as an editor follows them."""

    locations: Mapping[str, Location]
    """Each file, relative to the root."""
    files: Mapping[str, str]
    """Every address of the site → its file, or nothing, for links from its root (`/tags/ai/`)."""
    unknown: tuple[str, ...] = ()
    """The first steps of addresses of which nothing is sure."""
    _resolved: dict[tuple[str, str], Target] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Targets by file and URL: checks, page, feeds and twin each ask for the same."""

    def resolve(self, path: str, url: str) -> Target:
        """Return the target of `url` as written in the file `path`.

        Raises LinkError with a cure for a file, page or anchor that does not exist, and for a
        published page that leads to one that is held back.
        """
        target = self._resolved.get((path, url))
        if target is None:
            target = self._resolved[path, url] = self._resolve(path, url)
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
            raise LinkError(f"{quote(url)} is not an address. Write it anew.") from None
        fragment, file = unquote(parts.fragment), path
        if parts.path.startswith("/"):
            if parts.path.lstrip("/").startswith(self.unknown or ("//",)):
                return Target(unquote(parts.path).lstrip("/"), fragment)
            file = self._file_at(unquote(parts.path).strip("/"), url)
        elif parts.path:
            file = relative_to_file(path, unquote(parts.path))
        location = self.locations.get(file)
        if location is None:
            raise LinkError(f"{quote(url)} leads to no file.{self._nearest(path, file)}")
        if location.held_back and self.locations[path].published:
            raise LinkError(
                f"{quote(url)} leads to a page that is not published ({location.held_back}). "
                "Publish it, or take the link out."
            )
        return Target(
            location.address, self._anchor(location, fragment, file, url), file, parts.query
        )

    def _file_at(self, address: str, url: str) -> str:
        for known in (f"{address}/" if address else "", address):
            if known in self.files:
                return self.files[known]
        near = did_you_mean(f"/{address}", (f"/{known}" for known in self.files))
        raise LinkError(f"{quote(url)} is no page of this site.{near}")

    @staticmethod
    def _anchor(location: Location, fragment: str, file: str, url: str) -> str:
        if not fragment:
            return location.top
        if location.anchors is None:
            return fragment
        if fragment not in location.anchors:
            near = did_you_mean(fragment, location.anchors)
            raise LinkError(f"{quote(url)}: {file} has no anchor {quote('#' + fragment)}.{near}")
        return location.anchors[fragment]

    def _nearest(self, path: str, file: str) -> str:
        return nearest_file(path, file, self.locations)


def nearest_file(path: str, file: str, known: Iterable[str]) -> str:
    """Return a suggestion for a file that does not exist, as the file `path` would write it."""
    here = posixpath.dirname(path)
    near = (url_quote(posixpath.relpath(other, here)) for other in known)
    return did_you_mean(posixpath.relpath(file, here), near)


def link_resolver(library: Library, unreadable: Iterable[Unreadable]) -> LinkResolver:
    """Return the map of the site; files that cannot be read keep a place, so that links stand."""
    locations = {file.path: Location(file.address) for file in unreadable}
    for route in generated(library):
        locations[f"/{route.address}"] = Location(route.address)
    locations |= _content(library)
    files: dict[str, str] = {}
    for path, location in locations.items():
        if not location.top:  # a set at home on a post is not what the post's address names
            files.setdefault(location.address, path)
    locations |= {"posts": Location(LISTING), "faq": Location(FAQ_HUB), "docs": Location("")}
    return LinkResolver(locations, files, library.unknown)


def _content(library: Library) -> dict[str, Location]:
    """Return the place of every file of content."""
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
    for doc in library.all_docs:
        ids = {name: name for name in doc.body.ids}
        locations[doc.source.path] = Location(doc.address, anchors=ids)
    for path, address in library.assets.items():
        folder = "/".join(path.split("/")[:2])  # what lies in a post's folder is the post's
        locations[path] = Location(address, folders.get(folder, ""), anchors={})
    return locations


def _why_held_back(entry: Post | FaqSet) -> str:
    return "" if entry.status == "published" else entry.status


def _post_location(library: Library, post: Post) -> Location:
    anchors = {name: name for name in post.body.ids}
    for _, question in library.questions_on(post):
        inner = question.inner_ids.values()
        anchors |= {name: name for name in (FAQ_SECTION, question.id, *inner)}
    return Location(post.address, _why_held_back(post), anchors)


def _set_location(library: Library, faq_set: FaqSet) -> Location:
    home = library.home(faq_set)
    anchors = {name: name for name in faq_set.body.ids}
    for question in faq_set.questions:
        anchors |= question.inner_ids
    top = FAQ_SECTION if isinstance(home, Post) else ""
    return Location(home.address, _why_held_back(faq_set), anchors, top)
