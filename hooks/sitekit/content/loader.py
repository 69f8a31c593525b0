"""Files become entries, and entries a library: everything is read and checked at once."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import unquote

from sitekit.content.address_history import read_history
from sitekit.content.brand import read_brand
from sitekit.content.data_files import read_data_files
from sitekit.content.discovery import (
    AUTHORS,
    Found,
    as_spelled,
    asset_address,
    doc_address,
    find,
    slug_in_name,
    with_digest,
)
from sitekit.content.entries import EntryReader, Read, set_name, text_of
from sitekit.content.library import Library
from sitekit.content.loaded_files import published_bytes
from sitekit.content.models import Author, Doc, E, FaqSet, Post, Unreadable, at
from sitekit.content.settings import Settings
from sitekit.content.source import Source, read_source, says_draft
from sitekit.content.words import read_words
from sitekit.front_matter.models import NO_DATE
from sitekit.front_matter.references import References
from sitekit.images.source import read_all
from sitekit.markdown.converter import Converter
from sitekit.problems import Problem
from sitekit.runtime.context import BuildContext

P = TypeVar("P", Post, Doc)


@dataclass(frozen=True)
class Content:
    """What was loaded: the valid content, and everything wrong with the rest."""

    library: Library
    unreadable: tuple[Unreadable, ...]
    """The files that no entry could be made of."""
    problems: tuple[Problem, ...]

    @property
    def drafts(self) -> tuple[str, ...]:
        """What the paths of files begin with that are drafts, or in the folder of one."""
        unreadable = (file.path for file in self.unreadable if file.draft)
        entries = (e.source.path for e in self.library.all_entries if e.status == "draft")
        return tuple(
            path.removesuffix("index.md") if path.startswith("posts/") else path
            for path in (*unreadable, *entries)
        )


def load_content(settings: Settings, context: BuildContext) -> Content:
    """Read all content below `settings.root`. What is not valid is left out and reported."""
    found = find(settings.root)
    references = References(settings.timezone)
    words, of_words, words_digest = read_words(settings.root, references)
    brand, of_brand, brand_digest = read_brand(settings.root)
    converter = Converter(settings.extensions, settings.markdown_configs(words), context)
    sources = _read_sources(settings.root, found, converter, context)
    now = settings.now
    data = read_data_files(settings.root, converter, references)
    reader = EntryReader(converter, data.references)
    sets = _read_entries(settings.root, found.sets, sources, reader, reader.faq_set, context)
    references = replace(data.references, questions=_questions(found.sets, sets.entries))
    reader = EntryReader(converter, references)
    posts = _read_entries(settings.root, found.posts, sources, reader, reader.post, context)
    docs = _read_entries(settings.root, found.docs, sources, reader, reader.doc, context)
    pictures, faults = read_all(
        settings.root, found.assets, settings.cache / "pictures", context.memo
    )
    assets = _asset_addresses(found.assets, posts.entries, settings)
    history, of_history = read_history(settings.root)
    library = Library(
        settings=settings,
        words=words,
        brand=brand,
        authors={key: _with_portrait(a, assets) for key, a in data.authors.items()},
        tags=data.tags,
        offers=data.offers,
        proof=data.proof,
        series=data.series,
        all_posts=_newest_first(
            at(_dated(_with_image(post, assets), now), now) for post in posts.entries
        ),
        all_sets=tuple(
            at(s, now) for s in sorted(sets.entries, key=lambda s: (s.meta.order, s.name))
        ),
        all_docs=tuple(at(_with_image(doc, assets), now) for doc in docs.entries),
        assets=assets,
        pictures=pictures,
        faults=faults,
        data_digests=(*data.digests, words_digest, brand_digest),
        unknown=data.unknown,
        leftovers=found.leftovers,
        history=history,
        has_faq=bool(found.sets),
        offer_ids=None if references.offers is None else frozenset(references.offers),
    )
    return Content(
        library,
        (*sets.unreadable, *posts.unreadable, *docs.unreadable),
        (
            *(*found.problems, *of_words, *of_brand, *data.problems, *of_history),
            *(*sets.problems, *posts.problems, *docs.problems),
        ),
    )


def _read_sources(
    root: Path, found: Found, converter: Converter, context: BuildContext
) -> Mapping[str, Source | Problem]:
    """Read all Markdown files, and convert all their texts at once."""
    paths = (*found.posts, *found.sets, *found.docs)
    if context.store and context.store.is_new:
        context.workers.prestart(len(paths), Converter.__module__)
    sources = {
        path: context.memo.for_file(("source", path), root / path, partial(read_source, root, path))
        for path in paths
    }
    converter.convert(text_of(s) for s in sources.values() if isinstance(s, Source))
    return sources


@dataclass(frozen=True)
class _Entries(Generic[E]):
    """What the files of one kind became."""

    entries: list[E] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _read_entries(
    root: Path,
    paths: Iterable[str],
    sources: Mapping[str, Source | Problem],
    reader: EntryReader,
    read: Callable[[Source], Read[E]],
    context: BuildContext,
) -> _Entries[E]:
    """Read files by a method of `reader`; an entry is remembered as long as it would be equal."""
    result, shared = _Entries[E](), reader.inputs
    for path in paths:
        source, entry = sources[path], None
        if isinstance(source, Problem):
            problems = [source]
        else:
            inputs = shared and (source, shared)
            make = partial(read, source)
            entry, problems = context.memo.get_or_make(("entry", path), inputs, make)
        result.problems.extend(problems)
        if entry is None:
            draft = says_draft(root, path)
            result.unreadable.append(Unreadable(path, _likely_address(path), draft))
        else:
            result.entries.append(entry)
    return result


def _questions(paths: Iterable[str], sets: Iterable[FaqSet]) -> Mapping[str, Sequence[str] | None]:
    """Return the ids of each set's questions, None for a set that could not be read."""
    unread: dict[str, Sequence[str] | None] = {set_name(path): None for path in paths}
    return unread | {s.name: [question.id for question in s.questions] for s in sets}


def _with_image(entry: P, assets: Mapping[str, str]) -> P:
    """Return an entry whose picture is named as its file is."""
    file = _file_meant(entry.image_path, assets)
    if file == entry.image_path:
        return entry
    image = posixpath.relpath(file, posixpath.dirname(entry.source.path))
    return replace(entry, meta=entry.meta.model_copy(update={"image": image}))


def _with_portrait(author: Author, assets: Mapping[str, str]) -> Author:
    """Return an author whose picture is named as its file is."""
    file = _file_meant(author.picture_path, assets)
    if file == author.picture_path:
        return author
    picture = posixpath.relpath(file, posixpath.dirname(AUTHORS))
    return replace(author, meta=author.meta.model_copy(update={"picture": picture}))


def _file_meant(path: str, assets: Mapping[str, str]) -> str:
    """Return the file that a path means, also if it is spelled as in an address."""
    if not path or path in assets:
        return path
    file = as_spelled(unquote(path), assets)
    return file if file in assets else path


def _dated(post: Post, now: datetime) -> Post:
    """Return a post with a date, which is the build's moment for a draft without one."""
    if post.meta.date != NO_DATE:
        return post
    return replace(post, meta=post.meta.model_copy(update={"date": now}))


def _newest_first(posts: Iterable[Post]) -> tuple[Post, ...]:
    by_slug = sorted(posts, key=lambda post: post.slug)
    return tuple(sorted(by_slug, key=lambda post: post.meta.date, reverse=True))


def _asset_addresses(
    paths: Iterable[str], posts: Iterable[Post], settings: Settings
) -> dict[str, str]:
    folders = {post.source.path.removesuffix("/index.md"): post.address for post in posts}
    addresses = {path: asset_address(path, folders) for path in paths}
    for path in addresses.keys() & settings.sheets_and_scripts:
        with suppress(OSError, UnicodeDecodeError):  # it keeps the plain address
            addresses[path] = with_digest(addresses[path], published_bytes(settings.root, path))
    return addresses


def _likely_address(path: str) -> str:
    """Return the address that a file's page would have, as far as its name says."""
    if path.startswith("docs/"):
        return doc_address(path)
    name = slug_in_name(path)
    return f"faq/{name}/" if path.startswith("faq/") else f"blog/{name}/"
