"""Moves of a section or question to another id, with all links to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote as url_quote
from urllib.parse import unquote

from sitekit.content.address_history import public_address, serialize
from sitekit.content.discovery import ADDRESSES
from sitekit.content.models import Entry, FaqSet, Post
from sitekit.content.source import OLD_IDS
from sitekit.front_matter.field_types import valid_slug
from sitekit.markdown.prose import edit_prose, rules_for_links
from sitekit.moving.front_matter_edits import edit_value
from sitekit.moving.paths import MoveError
from sitekit.moving.texts import split_text
from sitekit.runtime.editable import read
from sitekit.runtime.transaction import Changes
from sitekit.site import Site
from sitekit.text import quote, which_of
from sitekit.web_addresses import path_on


class SectionPlanner:
    """Plans the move of one section of a file to another id."""

    def __init__(self, site: Site, path: str, old: str, new: str) -> None:
        """Raise MoveError if there is no such section, or the new id cannot be."""
        self._site, self._old, self._new = site, old, new
        entries = {entry.source.path: entry for entry in site.library.all_entries}
        if path not in entries:
            raise MoveError(f"{quote(path)} is no post, FAQ set or page.{which_of(path, entries)}")
        self._entry: Entry = entries[path]
        headings = {h.id: h for h in self._entry.body.headings}
        if old not in headings:
            near = which_of(old, headings)
            raise MoveError(f"{path} has no section {quote('#' + old)}.{near}")
        if not valid_slug(new):
            raise MoveError(f"{quote(new)} is no id. Write it in small letters, digits, hyphens.")
        if new in self._entry.body.ids:
            raise MoveError(f"{path} has {quote('#' + new)} already. Choose another id.")
        self._heading = headings[old]
        library = site.library
        self._page = library.home(self._entry) if isinstance(self._entry, FaqSet) else self._entry

    @property
    def _is_set(self) -> bool:
        return isinstance(self._entry, FaqSet)

    @property
    def _question_page(self) -> dict[str, str]:
        """The address of the moved question's own page, if it has one, and the new one."""
        if not isinstance(self._entry, FaqSet) or not self._entry.meta.question_pages:
            return {}
        folder = self._entry.address
        return {f"{folder}{self._old}/": f"{folder}{self._new}/"}

    @property
    def nav(self) -> tuple[tuple[str, int], ...]:
        """The navigation after the move."""
        return self._site.library.settings.nav

    def path(self, path: str) -> str:
        """Return the path that a file has after the move."""
        return path

    def target(self, address: str, fragment: str) -> tuple[str, str]:
        """Return what a link leads to after the move."""
        if address in self._question_page:
            return self._question_page[address], fragment
        is_moved = fragment == self._old and self._shows(address)
        return address, self._new if is_moved else fragment

    def changes(self) -> Changes:
        """Return all changes that the move makes."""
        library, writes = self._site.library, {}
        for entry in library.all_entries:
            text, encode = read(library.settings.root / entry.source.path)
            if (new := self._text(entry, text)) != text:
                writes[entry.source.path] = encode(new)
        if library.history is not None and self._entry.status == "published":
            pages = {self._page.address}
            ids = {public_address(page, name) for page in pages for name in (self._old, self._new)}
            ids |= {public_address(a) for pair in self._question_page.items() for a in pair}
            writes[ADDRESSES] = serialize({*library.history.lines, *ids}).encode()
        return Changes({}, writes)

    def report(self) -> Iterator[str]:
        """Yield what was moved."""
        path = self._entry.source.path
        yield f"{path}#{self._old} is {path}#{self._new} now; the old id leads there, too."

    def _shows(self, address: str) -> bool:
        """Tell whether the section is on the page at an address."""
        library = self._site.library
        showing = [self._entry.address, self._page.address, *self._question_page]
        if isinstance(self._entry, FaqSet):
            name = self._entry.name
            showing += [
                post.address
                for post in library.all_posts
                if {name, f"{name}#{self._old}"} & {*post.meta.faq}
            ]
        return address in showing

    def _text(self, entry: Entry, text: str) -> str:
        lines, end, body = split_text(entry, text)
        if entry is self._entry:
            body = self._with_new_id(body)
        path = entry.source.path

        def replaced(url: str) -> str | None:
            before, mark, fragment = url.partition("#")
            inner = path_on(self._site.library.settings.site_url, before) or before
            if new := self._question_page.get(f"{unquote(inner).strip('/')}/"):
                is_address = inner.startswith("/")
                return f"{url[: -len(inner)]}/{new}" if is_address and not mark else None
            if not mark or unquote(fragment) != self._old:
                return None
            target = self._site.links.find(path, inner + mark + fragment)
            own = not inner and entry is self._entry
            if own or (target and inner and self._shows(target.address)):
                return f"{before}#{url_quote(self._new)}"
            return None

        body = edit_prose(body, rules_for_links(replaced))
        if entry is self._entry:
            pattern = rf"(?<![\w#.-]){re.escape(self._old)}(?![\w-])"
            edit_value(
                lines,
                entry.source.meta,
                "services",
                end,
                lambda value: re.sub(pattern, self._new, value),
            )
        if self._is_set and isinstance(entry, Post):
            pattern = (
                rf"(?<![\w#.-])({re.escape(self._entry_name)}#){re.escape(self._old)}(?![\w-])"
            )
            edit_value(
                lines,
                entry.source.meta,
                "faq",
                end,
                lambda value: re.sub(pattern, rf"\g<1>{self._new}", value),
            )
        return "\n".join(lines) + body

    @property
    def _entry_name(self) -> str:
        return self._entry.name if isinstance(self._entry, FaqSet) else ""

    def _with_new_id(self, body: str) -> str:
        """Return the file's body with the new id at the heading, and the old one as an alias."""
        source, lines = self._entry.source, body.split("\n")
        given = source.line_of_id(self._old) - source.body_line
        if self._old in source.given_ids:
            line = re.sub(
                rf"#{re.escape(self._old)}(?![\w:.-])", f"#{self._new}", lines[given], count=1
            )
            if found := OLD_IDS.search(line):
                names = f'aliases="{found[1]} {self._old}"'
                line = line[: found.start()] + names + line[found.end() :]
            else:
                line = line.replace(f"#{self._new}", f"#{self._new} aliases={self._old}", 1)
            lines[given] = line
        else:
            n = source.line_of_heading(self._heading.text) - source.body_line
            heading = re.sub(r"\s+#+\s*$", "", lines[n]).rstrip()
            lines[n] = f"{heading} {{#{self._new} aliases={self._old}}}"
        return "\n".join(lines)
