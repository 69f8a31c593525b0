"""Which files a move changes, and what each becomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sitekit.content.address_history import public_address, serialize
from sitekit.content.discovery import ADDRESSES, AUTHORS, OFFERS
from sitekit.content.models import Entry, FaqSet, Post
from sitekit.links.public_addresses import public_addresses
from sitekit.markdown.slots import link_targets
from sitekit.moving.front_matter_edits import add_to_list, edit_value, remove_key
from sitekit.moving.link_edits import LinkEdits
from sitekit.moving.paths import Renaming
from sitekit.moving.texts import split_text
from sitekit.runtime.editable import read
from sitekit.runtime.transaction import Changes
from sitekit.site import Site

Edit = Callable[[list[str], int], None]
"""Edits the lines of a file, given the position of the one that closes its front matter."""


class Planner:
    """Plans one move of a site."""

    def __init__(self, site: Site, renaming: Renaming) -> None:
        self._site, self.renaming = site, renaming
        self._root = site.library.settings.root
        self._links = LinkEdits(renaming, dict(self._addresses()), site.library.settings.site_url)

    def changes(self) -> Changes:
        """Return all changes that the move makes."""
        library = self._site.library
        writes: dict[str, bytes] = {}
        for entry in library.all_entries:
            text, encode = read(self._root / entry.source.path)
            if (new := self._text(entry, text)) != text:
                writes[self.renaming.path(entry.source.path)] = encode(new)
        data_files = (
            (AUTHORS, self._authors),
            (OFFERS, self._offers),
            (library.settings.config_name, self._config),
        )
        for path, edit in data_files:
            text, encode = read(self._root / path)
            if (new := edit(text)) != text:
                writes[path] = encode(new)
        if library.history is not None:
            recorded = {*library.history.lines, *self._public()}
            if recorded != library.history.lines.keys():
                writes[ADDRESSES] = serialize(recorded).encode()
        return Changes({self.renaming.old: self.renaming.new}, writes)

    def _addresses(self) -> Iterator[tuple[str, str]]:
        """Yield each address that changes, and the new one."""
        prefixes = self._pages()
        for old, new in prefixes.items():
            yield old.strip("/"), new
            yield f"{old}index.md", f"{new}index.md"
        for path, address in self._site.library.assets.items():
            if self.renaming.path(path) != path:
                for old, new in prefixes.items():
                    if path.startswith("posts/") and address.startswith(old):
                        yield address, new + address[len(old) :]
                if path.startswith("docs/"):
                    yield address, self.renaming.path(path).removeprefix("docs/")

    def _pages(self) -> dict[str, str]:
        """Return the address of each page that is moved, and the new one."""
        pages = {e.address: self.renaming.address(e) for e in self.renaming.entries}
        sets = [e for e in self.renaming.entries if isinstance(e, FaqSet)]
        for page in (page for faq_set in sets for page in faq_set.question_pages):
            pages[page.address] = f"{pages[page.faq_set.address]}{page.question.id}/"
        return pages

    def _public(self) -> Iterator[tuple[str, str]]:
        """Yield the public addresses of what is moved, with their sections: old ones and new."""
        pages = self._pages()
        for page, section in public_addresses(self._site.library):
            if page in pages:
                yield page, section
                yield public_address(pages[page], section)

    def _text(self, entry: Entry, text: str) -> str:
        """Return the text of a file after the move."""
        source, meta = entry.source, entry.source.meta
        lines, end, _ = split_text(entry, text)
        body = self._links.body(source.path, source.body)
        edits = [*self._edits(entry)]
        for key in sorted(meta.data, key=lambda key: -meta.line(key)):  # from the last line up
            for name, edit in edits:
                if name == key:
                    edit(lines, end)
        if "aliases" not in meta.data:
            for name, edit in edits:
                if name == "aliases":
                    edit(lines, max(n for n, line in enumerate(lines) if line.startswith("---")))
        return "\n".join(lines) + body

    def _edits(self, entry: Entry) -> Iterator[tuple[str, Edit]]:
        """Yield the edits of front matter by key."""
        meta = entry.source.meta
        if entry in self.renaming.entries:
            new, old = self.renaming.address(entry), entry.address
            if new != old:
                yield "aliases", lambda lines, end: _set_aliases(lines, entry, old, new, end)
            if isinstance(entry, Post) and not self.renaming.retains_slug(entry):
                yield "slug", lambda lines, end: remove_key(lines, meta, "slug", end)
        if isinstance(entry, Post):
            yield "faq", lambda lines, end: edit_value(lines, meta, "faq", end, self._faq)
            yield "related", lambda lines, end: edit_value(lines, meta, "related", end, self._slugs)
            if image := entry.meta.image:
                new_image = self._links.relative(entry.source.path, image)
                if new_image:
                    yield (
                        "image",
                        lambda lines, end: edit_value(
                            lines, meta, "image", end, lambda value: value.replace(image, new_image)
                        ),
                    )

    def _faq(self, value: str) -> str:
        """Return the value of `faq` with FAQ sets called as after the move."""
        for entry in self.renaming.entries:
            if isinstance(entry, FaqSet):
                name = self.renaming.address(entry).split("/")[1]
                pattern = rf"(?<![\w#.-]){re.escape(entry.name)}(?=[#\s,\]\"']|$)"
                value = re.sub(pattern, name, value)
        return value

    def _slugs(self, value: str) -> str:
        """Return the value of `related` with posts called as after the move."""
        for entry in self.renaming.entries:
            if isinstance(entry, Post):
                new = self.renaming.address(entry).split("/")[1]
                value = re.sub(rf"(?<![\w-]){re.escape(entry.slug)}(?![\w-])", new, value)
        return value

    def _authors(self, text: str) -> str:
        lines = text.split("\n")
        for author in self._site.library.authors.values():
            picture = author.meta.picture
            new = self._links.relative(AUTHORS, picture) if picture else None
            if picture and new:
                n = author.lines.of("picture") - 1
                lines[n] = lines[n].replace(picture, new)
        return "\n".join(lines)

    def _offers(self, text: str) -> str:
        """Return posts/offers.yml with links that lead to where pages are after the move."""
        for offer in self._site.library.offers.values():
            for url in link_targets(offer.privacy):
                if new := self._links.url(OFFERS, url):
                    text = text.replace(f"]({url})", f"]({new})")
        return text

    def _config(self, text: str) -> str:
        """Return mkdocs.yml with a navigation that names the files as after the move."""
        lines = text.split("\n")
        for name, number in self._site.library.settings.nav:
            if (new := self.renaming.path(name)) != name:
                pattern = rf"(?<![\w/.-]){re.escape(name)}(?![\w/.-])"
                lines[number - 1] = re.sub(pattern, new.replace("\\", r"\\"), lines[number - 1])
        return "\n".join(lines)

    def path(self, path: str) -> str:
        """Return the path that a file has after the move."""
        return self.renaming.path(path)

    def target(self, address: str, fragment: str) -> tuple[str, str]:
        """Return what a link leads to after the move."""
        return self._links.addresses.get(address.strip("/"), address), fragment

    def report(self) -> Iterator[str]:
        """Yield what was moved."""
        yield f"{self.renaming.old} is {self.renaming.new} now."
        for entry in self.renaming.entries:
            if (address := self.renaming.address(entry)) != entry.address:
                leads = "" if entry.status in ("draft", "scheduled") else ", which redirects there"
                yield f"/{entry.address} is /{address} now{leads}."

    @property
    def nav(self) -> tuple[tuple[str, int], ...]:
        """The navigation after the move."""
        nav = self._site.library.settings.nav
        return tuple((self.renaming.path(name), line) for name, line in nav)


def _set_aliases(lines: list[str], entry: Entry, old: str, new: str, end: int) -> None:
    """Make the old address of an entry an alias; an alias at its new address is removed."""
    meta = entry.source.meta
    given = entry.meta.aliases
    remaining = [a for a in given if a.strip("/").removesuffix(".html") != new.strip("/")]
    was_public = entry.status in ("published", "expired")
    if was_public and len(remaining) == len(given):
        add_to_list(lines, meta, "aliases", f"/{old}", end)
    elif len(remaining) < len(given):
        values = [*remaining, *([f"/{old}"] if was_public else [])]
        remove_key(lines, meta, "aliases", end)
        if values:
            lines.insert(meta.line("aliases") - 1, f"aliases: [{', '.join(values)}]")
