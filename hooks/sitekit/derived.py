"""Files made from content at a cost, and kept: renditions of pictures, cards, the search index.

Each function begins the work and returns at once; whoever goes through the result waits for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from sitekit.content.library import Library
from sitekit.images.renditions import Wanted, is_kept, made_of
from sitekit.images.source import ImageError
from sitekit.pages.spec import PageSpec
from sitekit.problems import Problem
from sitekit.runtime.context import BuildContext
from sitekit.runtime.fingerprint import markdown_digest
from sitekit.runtime.store import prune
from sitekit.search.entries import SearchEntry, search_entries
from sitekit.search.index import Pending, Recipe, start
from sitekit.search.shards import SearchError
from sitekit.social_cards.files import cached, missing, place, prepare
from sitekit.social_cards.layout import SocialCardError

Derived = tuple[str, Path | bytes | Problem]
"""An address, and the file for it, its content, or why there is none."""
POOL_MIN_IMAGES = 12
"""Pictures; each takes so long that processes are worth their start."""
INDEX = "pagefind/"
"""The address below which all files of the search index are."""


def stills(library: Library) -> set[str]:
    """Return the pictures that are published without their metadata, and in several widths."""
    return {path for path, picture in library.pictures.items() if picture.kind == "still"}


def renditions(
    library: Library, published: Collection[str], shown: Collection[str], context: BuildContext
) -> Iterator[Derived]:
    """Begin to make what is published of pictures; those that pages show come in several widths.

    A picture that changed since it was read, or that cannot be converted, comes as a problem.
    """
    root, folder = library.settings.root, library.settings.cache / "pictures"
    wanted = [
        Wanted(root / path, library.pictures[path], library.assets[path], path in shown)
        for path in sorted(stills(library) & set(published))
    ]
    missing = [one for one in wanted if not is_kept(one, folder)]
    context.made["pictures"] += len(missing)
    under_way = (
        context.workers.map(partial(_into_cache, folder), missing, min_items=POOL_MIN_IMAGES) or ()
    )

    def made() -> Iterator[Derived]:
        _wait(under_way)
        for one in wanted:
            try:
                yield from made_of(one, folder)
            except ImageError as error:
                path = one.file.relative_to(root).as_posix()
                yield one.address, Problem(path, 1, "picture", str(error))
        prune(folder, {picture.digest for picture in library.pictures.values()})

    return made()


def _into_cache(folder: Path, wanted: Wanted) -> None:
    with suppress(ImageError):  # told to who asks for it
        for _ in made_of(wanted, folder):
            pass


def cards(library: Library, pages: Iterable[PageSpec], context: BuildContext) -> Iterator[Derived]:
    """Begin to draw the card of each page that has no picture of its own, once an address."""
    folder = library.settings.cache / "cards"
    wanted = {
        page.picture.address: page.social_card
        for page in pages
        if page.social_card and page.picture and not page.own_picture and not page.badge
    }
    absent = missing(wanted.values(), folder)
    under_way = prepare(absent, folder, context)

    def made() -> Iterator[Derived]:
        _wait(under_way)
        drawn = set(absent)
        for address, card in wanted.items():
            with suppress(SocialCardError):  # told by the checks; only a preview comes here
                yield address, cached(card, folder) if card in drawn else place(card, folder)
        prune(folder, {place(card, folder).name for card in wanted.values()})

    return made()


def _wait(under_way: Iterable[None]) -> None:
    with suppress(RuntimeError):  # what the pool did not do is done where it is asked for
        for _ in under_way:
            pass


def search(
    library: Library,
    render: Callable[[SearchEntry, str], str],
    template: str,
    context: BuildContext,
) -> Iterator[Derived]:
    """Begin to make the search index.

    `render` makes the HTML document of an entry in a language, by the template of this text.
    """
    settings = library.settings
    if not settings.metadata.search:
        return iter(())
    entries = list(search_entries(library))
    markdown = markdown_digest(settings.extensions, settings.extension_configs)
    recipe = Recipe(render, template, settings.metadata.language, markdown)
    try:
        pending = start(entries, recipe, settings.cache / "search")
    except SearchError as error:
        return iter([_no_index(error)])
    context.made["search indexes"] += pending.missing
    return _index(pending, entries)


def _index(pending: Pending, entries: Iterable[SearchEntry]) -> Iterator[Derived]:
    try:
        shards = pending.shards()
    except SearchError as error:
        yield _no_index(error)
        return
    for number, shard in enumerate(shards):
        folder = f"{INDEX}{number}/" if number else INDEX
        for name in shard.files:
            yield f"{folder}{name}", shard.folder / name
    ids = {address: identifier for shard in shards for address, identifier in shard.ids.items()}
    told = {ids[e.url]: (e.url, e.kind, e.topics) for e in entries if e.url in ids}
    index = {"shards": len(shards), "entries": told}
    yield f"{INDEX}entries.json", json.dumps(index, ensure_ascii=False).encode()


def _no_index(error: SearchError) -> Derived:
    return INDEX, Problem("mkdocs.yml", 1, "search", str(error))
