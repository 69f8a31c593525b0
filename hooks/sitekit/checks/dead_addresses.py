"""Addresses that were public and lead nowhere now, and what to write so that they lead on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from sitekit.content.address_history import PublicAddress, escaped, public_address
from sitekit.content.discovery import ADDRESSES, SERIES, TAGS, slug_in_name
from sitekit.content.library import Library
from sitekit.content.models import Entry, FaqSet, Post, Unreadable
from sitekit.links.public_addresses import public_addresses
from sitekit.links.redirects import redirects
from sitekit.links.resolver import LinkResolver
from sitekit.links.routes import alias_addresses, other_names
from sitekit.problems import Advice, Problem
from sitekit.text import did_you_mean, quote, slugify

_LET_GO = "or remove this line, if nothing shall be there any more."


def check_addresses(
    library: Library, unreadable: Collection[Unreadable], links: LinkResolver
) -> Iterator[Problem]:
    """Yield a problem for each address of the history that leads nowhere.

    What expired was taken away by its writer, and what is scheduled comes back by the clock. While
    a file cannot be read, its addresses are not known, and nothing is checked.
    """
    if library.history and all(file.draft for file in unreadable):
        yield from _Check(library, links).problems()


def advise_on_addresses(library: Library, links: LinkResolver) -> Iterator[Advice]:
    """Yield advice on what was public and comes back, and on what the history lacks."""
    if library.history is None or library.settings.preview:
        return
    yield from _Check(library, links).advice()
    if missing := unrecorded(library):
        one = len(missing) == 1
        count = "1 public address" if one else f"{len(missing)} public addresses"
        message = f"lacks {count}, such as {escaped(min(missing))}."
        fix = "Run `sitekit addresses`, and commit the file."
        yield Advice(ADDRESSES, 1, "address", f"{message} {fix}")


def unrecorded(library: Library) -> set[PublicAddress]:
    """Return the public addresses that the history lacks."""
    return public_addresses(library) - library.history.lines.keys() if library.history else set()


@dataclass(frozen=True)
class _Check:
    """What a build publishes, beside what was published."""

    library: Library
    links: LinkResolver

    @property
    def _lines(self) -> Mapping[PublicAddress, int]:
        assert self.library.history is not None
        return self.library.history.lines

    @cached_property
    def _ids(self) -> Mapping[str, set[str] | None]:
        """The ids on each page and file that is there; None: they are not known."""
        found: dict[str, set[str] | None] = {}
        for location in self.links.locations.values():
            if location.held_back:
                continue
            address, ids = public_address(location.address)[0], found.get(location.address, set())
            if location.anchors is None or ids is None:
                found[address] = None
            else:
                expired = {name for name, shown in location.anchors.items() if not shown}
                found[address] = ids | expired | set(location.anchors.values())
        return found

    @cached_property
    def _held_back(self) -> Mapping[str, tuple[str, str]]:
        """Why there is nothing at an address now, and the file that is about it."""
        found = {
            public_address(location.address)[0]: (location.held_back, file)
            for file, location in self.links.locations.items()
            if location.held_back
        }
        shown = self.library.shown_series
        for series in (s for name, s in self.library.series.items() if name not in shown):
            for address in other_names(series):
                found.setdefault(address, ("too few parts", SERIES))
        for entry in self.library.all_entries:
            reason = "" if entry.broken else entry.status
            for alias in () if self.library.shows(entry) else entry.meta.aliases:
                for address in alias_addresses(alias):
                    found.setdefault(public_address(address)[0], (reason, entry.source.path))
        return found

    @cached_property
    def _redirects(self) -> Mapping[str, str]:
        found = redirects(self.library)
        return {public_address(old)[0]: to.target.address for old, to in found.items()}

    @cached_property
    def _dead(self) -> list[tuple[PublicAddress, int]]:
        """The addresses that lead nowhere; of a page that is gone, the first alone."""
        dead: dict[str, tuple[PublicAddress, int]] = {}
        sections = []
        for address, line in sorted(self._lines.items()):
            page, fragment = address
            if page not in self._ids:
                page = public_address(self._redirects.get(page, page))[0]
            if page.startswith(self.library.unknown or ("//",)):
                continue
            if page not in self._ids:
                dead.setdefault(page, (address, line))
            elif fragment and fragment not in (self._ids[page] or {fragment}):
                sections.append(((page, fragment), line))
        return [*dead.values(), *sections]

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each address that is dead and does not come back."""
        for address, line in self._dead:
            page, fragment = address
            reason, file = self._held_back.get(page, ("gone", ""))
            if page in self._ids:
                yield self._problem(address, line, self._about_section(page, fragment))
            elif reason == "draft":
                message = f"was public, and {file} is a draft now. Publish it, let it expire by"
                yield self._problem(address, line, f"{message} `expires`, {_LET_GO}")
            elif reason == "gone":
                yield self._problem(address, line, self._about_page(page))

    def advice(self) -> Iterator[Advice]:
        """Yield advice on each address that is dead until a moment to come."""
        for (page, _), line in self._dead:
            reason, file = self._held_back.get(page, ("", ""))
            if reason == "scheduled":
                message = f"was public, and {file} is scheduled: until then nothing is there."
                fix = "Give it a `date` in the past; `updated` says when it changed."
                text = f"{quote(escaped((page, '')))} {message} {fix}"
                yield Advice(ADDRESSES, line, "address", text)

    @staticmethod
    def _problem(address: PublicAddress, line: int, message: str) -> Problem:
        return Problem(ADDRESSES, line, "address", f"{quote(escaped(address))} {message}")

    def _about_section(self, page: str, fragment: str) -> str:
        file = next((p for p, x in self.links.locations.items() if x.address == page), "")
        near = did_you_mean(fragment, self._ids[page] or ())
        message = f"was public, and {file} has no such section now.{near}"
        return f"{message} Write {{#id aliases={fragment}}} behind its heading, {_LET_GO}"

    def _about_page(self, page: str) -> str:
        was, alias = "was public, and leads nowhere now.", quote(escaped((page, "")))
        if page.endswith((".xml", ".json")) and not page.startswith("tags/"):
            return f"{was} Nothing can redirect from a file: bring it back, {_LET_GO}"
        if page.startswith("tags/"):
            name = page.split("/")[1]
            near = get_close_matches(name, self.library.tags, n=1, cutoff=0.5)
            tag = f"{quote(near[0])}, or another tag," if near else "the tag that has its posts now"
            return f"{was} Add {quote(name)} to the `aliases` of {tag} in {TAGS}, {_LET_GO}"
        if page.startswith("series/") and self.library.series:
            name = page.split("/")[1]
            near = get_close_matches(name, self.library.series, n=1, cutoff=0.5)
            series = quote(near[0]) if near else "the series that has its parts now"
            return f"{was} Add {quote(name)} to the `aliases` of {series} in {SERIES}, {_LET_GO}"
        if in_set := _question_in(page, self.library):
            message = f"Write {{#id aliases={in_set[1]}}} behind the question that it is now in"
            return f"{was} {message} {in_set[0].source.path}, {_LET_GO}"
        if found := self._successor(page):
            return f"{was} Add {alias} to `aliases` in {found.source.path}, {_LET_GO}"
        what = "the file that has its content now; which one is not known"
        return f"{was} Add {alias} to `aliases` in {what}, {_LET_GO}"

    def _successor(self, page: str) -> Entry | None:
        """Return the entry that is likely to have the content of a page that is gone."""
        kind, name = _kind_of(page), page.strip("/").rpartition("/")[2]
        entries = [e for e in self.library.entries if kind is None or isinstance(e, kind)]
        for entry in entries:
            if name == _file_name(entry):  # its slug was changed
                return entry
        new = [e for e in entries if public_address(e.address) not in self._lines]
        for candidates, cutoff in ((new, 0.5), (entries, 0.75)):
            names = {key: e for e in candidates for key in (_slug(e), slugify(e.meta.title))}
            if near := get_close_matches(name, names, n=1, cutoff=cutoff):
                return names[near[0]]
        gone = [a for (a, _), _ in self._dead if _kind_of(a) == kind and a not in self._ids]
        return new[0] if len(new) == len(gone) == 1 else None


def _question_in(page: str, library: Library) -> tuple[FaqSet, str] | None:
    """Return the set with pages of questions that a page was below, and its last part."""
    sets = {s.address: s for s in library.sets if s.meta.question_pages}
    above, _, name = page.strip("/").rpartition("/")
    return (sets[f"{above}/"], name) if f"{above}/" in sets else None


def _kind_of(page: str) -> type[Entry] | None:
    """Return what kind of entry has addresses like this; None: any."""
    return Post if page.startswith("blog/") else FaqSet if page.startswith("faq/") else None


def _slug(entry: Entry) -> str:
    return entry.address.strip("/").rpartition("/")[2]


def _file_name(entry: Entry) -> str:
    return slug_in_name(entry.source.path) if isinstance(entry, Post) else _slug(entry)
