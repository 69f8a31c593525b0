"""Files → entries → library: everything is read and checked before anything is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, TypeAdapter

from sitekit.content import body_checks
from sitekit.content import discovery as files
from sitekit.content.data_files import DataFiles, id_problem
from sitekit.content.library import Library
from sitekit.content.models import Doc, FaqSet, Post, Unreadable, status_of
from sitekit.content.settings import Settings
from sitekit.content.source import Source, read_source
from sitekit.front_matter.field_types import Slug
from sitekit.front_matter.models import DocMeta, FaqMeta, PostMeta
from sitekit.front_matter.references import References
from sitekit.front_matter.validation import validate
from sitekit.images.source import read_all
from sitekit.markdown.converter import Converter, Text
from sitekit.problems import Problem
from sitekit.runtime.context import BuildContext
from sitekit.runtime.fingerprint import digest

E = TypeVar("E", Post, FaqSet, Doc)
M = TypeVar("M", bound=BaseModel)
Read = tuple[E | None, list[Problem]]
"""What a file became, and what is wrong with it."""
_SLUG: TypeAdapter[str] = TypeAdapter(Slug)


@dataclass
class Loading:
    """Reads one site; `problems` and `unreadable` grow on the way."""

    settings: Settings
    context: BuildContext = field(default_factory=BuildContext)
    problems: list[Problem] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)

    def library(self) -> Library:
        """Read all content. What is not valid is left out and told in `problems`."""
        found = files.find(self.settings.root)
        self.problems += found.problems
        self.known = References(self.settings.timezone, self.settings.now)
        self.converter = Converter(
            self.settings.extensions, self.settings.extension_configs, self.context
        )
        self._read_sources(found)
        data = DataFiles(self.settings.root, self.converter, self.known)
        offers, tags, authors = data.offers(), data.tags(), data.authors()
        self.known, self.problems = data.references, self.problems + data.problems
        sets = self._entries(found.sets, self._set)
        self._know_questions(found.sets, sets)
        now = self.settings.now
        posts = [_at(now, post) for post in self._entries(found.posts, self._post)]
        posts.sort(key=lambda p: p.slug)
        posts.sort(key=lambda p: p.meta.date, reverse=True)
        docs = self._entries(found.docs, self._doc)
        places = {p.source.path.removesuffix("/index.md"): p.address for p in posts}
        assets = {path: files.asset_address(path, places) for path in found.assets}
        sets.sort(key=lambda s: (s.meta.order, s.name))
        pictures, faults = read_all(
            self.settings.root, found.assets, self.settings.cache / "pictures", self.context.memo
        )
        return Library(
            settings=self.settings,
            authors=authors,
            tags=tags,
            offers=offers,
            all_posts=tuple(posts),
            all_sets=tuple(sets),
            all_docs=tuple(docs),
            assets=assets,
            pictures=pictures,
            faults=faults,
            data_digests=tuple(data.digests),
            unknown=tuple(data.unknown),
            offer_ids=None if self.known.offers is None else frozenset(self.known.offers),
        )

    def _read_sources(self, found: files.Found) -> None:
        """Read all Markdown files, and convert all their texts at once."""
        root = self.settings.root
        paths = (*found.posts, *found.sets, *found.docs)
        memo, store = self.context.memo, self.context.store
        if store and store.is_new:
            self.context.workers.prestart(len(paths), Converter.__module__)
        self.sources = {
            path: memo.for_file(("source", path), root / path, partial(read_source, root, path))
            for path in paths
        }
        sources = (s for s in self.sources.values() if isinstance(s, Source))
        self.converter.convert(_text(source) for source in sources)

    def _entries(self, paths: tuple[str, ...], read: Callable[[Source], Read[E]]) -> list[E]:
        entries = []
        known, get_or_make = self._told(), self.context.memo.get_or_make
        for path in paths:
            source, entry = self.sources[path], None
            if isinstance(source, Problem):
                problems = [source]
            else:
                inputs = known and (source, known)
                entry, problems = get_or_make(("entry", path), inputs, partial(read, source))
            self.problems += problems
            if entry is None:
                self.unreadable.append(Unreadable(path, _likely_address(path)))
            else:
                entries.append(entry)
        return entries

    def _told(self) -> str | None:
        """Return all that an entry depends on beside its file, but for what the clock decides."""
        known, markdown = self.known, self.converter.inputs
        ended = {
            name: end is not None and end <= known.now for name, end in (known.offers or {}).items()
        }
        if not markdown:
            return None
        others = (known.timezone, known.authors, known.tags, known.offers, known.questions)
        return digest(repr((others, ended, markdown)))

    def _set(self, source: Source) -> Read[FaqSet]:
        meta, problems = validate(FaqMeta, source.path, source.meta, self.known)
        name = source.path.removeprefix("faq/").removesuffix(".md")
        body = self.converter.rendered(_text(source))
        problems += [*_file_problem(source.path, name), *body_checks.problems_of_set(source, body)]
        return FaqSet(name, source, meta, body, bool(problems)) if meta else None, problems

    def _know_questions(self, paths: tuple[str, ...], sets: list[FaqSet]) -> None:
        questions: dict[str, Any] = {
            p.removeprefix("faq/").removesuffix(".md"): None for p in paths
        }
        questions |= {s.name: [q.id for q in s.questions] for s in sets}
        self.known = replace(self.known, questions=questions)

    def _post(self, source: Source) -> Read[Post]:
        meta, problems = validate(PostMeta, source.path, source.meta, self.known)
        body = self.converter.rendered(_text(source))
        in_body = body_checks.problems(source, body)
        if meta is None:
            return None, problems + in_body
        slug = meta.slug or files.slug_in_name(source.path)
        if not meta.slug:
            problems += _file_problem(source.path, slug, "or give it a `slug`")
        if not body.html and not meta.draft:
            problems.append(source.problem("body", "is empty. Write it.", source.body_line))
        authors = (meta.author,) if meta.author else meta.authors
        everyone = self.known.authors
        if not authors and everyone is not None:
            authors = tuple(everyone)
            named = any(problem.key in ("author", "authors") for problem in problems)
            if len(everyone) != 1 and not named:
                message = "is missing. Name one of posts/authors.yml, which has no single author."
                problems.append(source.problem("author", message))
        broken = bool(problems)
        post = Post(slug, source, meta, body, tuple(authors), "published", broken)
        return post, problems + in_body

    def _doc(self, source: Source) -> Read[Doc]:
        meta, problems = validate(DocMeta, source.path, source.meta, self.known)
        body = self.converter.rendered(_text(source))
        in_body = body_checks.problems(source, body)
        address = files.doc_address(source.path)
        doc = Doc(address, source, meta, body, bool(problems)) if meta else None
        return doc, problems + in_body


def _at(now: datetime, post: Post) -> Post:
    """Return a post as it is at a moment."""
    status = status_of(post.meta, now)
    return post if post.status == status else replace(post, status=status)


def _text(source: Source) -> Text:
    kind: Literal["page", "faq"] = "faq" if source.path.startswith("faq/") else "page"
    return Text(kind, source.body, str(source.meta.data.get("title", "")))


def _likely_address(path: str) -> str:
    if path.startswith("docs/"):
        return files.doc_address(path)
    name = files.slug_in_name(path)
    return f"faq/{name}/" if path.startswith("faq/") else f"blog/{name}/"


def _file_problem(path: str, name: str, otherwise: str = "") -> list[Problem]:
    cure = " ".join(["Rename the file", otherwise]).strip()
    return [
        Problem(path, 1, "file", f"{problem.message} {cure}.")
        for problem in id_problem(path, 1, name)
    ]
