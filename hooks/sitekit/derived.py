"""Files made from content at a cost, and kept: renditions of pictures, cards, the search index."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from sitekit.card_cache import cached, prepare
from sitekit.cards import CardError
from sitekit.library import Library
from sitekit.pages import PageSpec
from sitekit.pictures import PictureError
from sitekit.problems import Problem
from sitekit.renditions import made
from sitekit.search import SearchEntry, SearchError, search_entries, search_index

Derived = tuple[str, Path | bytes | Problem]
"""An address, and the file for it, its content, or why there is none."""


def stills(library: Library) -> set[str]:
    """Return the pictures that are published without their metadata, and in several widths."""
    return {path for path, picture in library.pictures.items() if picture.kind == "still"}


def renditions(
    library: Library, published: Collection[str], shown: Collection[str]
) -> Iterator[Derived]:
    """Yield what is made of pictures; those that pages show come in several widths.

    A picture that changed since it was read, or that cannot be converted, comes as a problem.
    """
    for path in sorted(stills(library) & set(published)):
        address, original = library.assets[path], library.pictures[path]
        file, folder = library.settings.root / path, library.settings.cache / "pictures"
        try:
            yield from made(file, original, address, folder, shown=path in shown)
        except PictureError as error:
            yield address, Problem(path, 1, "picture", str(error))


def cards(library: Library, pages: Iterable[PageSpec]) -> Iterator[Derived]:
    """Yield the card of each page that has no picture of its own, once an address."""
    folder = library.settings.cache / "cards"
    wanted = {
        page.picture.address: page.card
        for page in pages
        if page.card and page.picture and not page.own_picture and not page.badge
    }
    prepare(wanted.values(), folder)
    for address, card in wanted.items():
        with suppress(CardError):  # told by the checks; only a preview comes here
            yield address, cached(card, folder)


def search(library: Library, render: Callable[[SearchEntry], str]) -> Iterator[Derived]:
    """Yield the files of the search index; `render` makes an entry's HTML document."""
    if not library.settings.identity.search:
        return
    documents = [(render(entry), entry) for entry in search_entries(library)]
    try:
        folder = search_index(documents, library.settings.cache / "search")
    except SearchError as error:
        yield "pagefind/", Problem("mkdocs.yml", 1, "search", str(error))
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"pagefind/{path.relative_to(folder).as_posix()}", path
