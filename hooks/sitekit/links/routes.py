"""The address of every page and file, and collisions between them (design: "Addresses")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from sitekit.content.discovery import AUTHORS, OFFERS, SERIES, TAGS
from sitekit.content.library import Library
from sitekit.content.models import Entry, FaqSet, QuestionPage, Series, Tag
from sitekit.content.offers import open_sign_ups
from sitekit.problems import Problem
from sitekit.text import quote, slugify

NOT_FOUND, SITEMAP, BUILD_MARK = "404.html", "sitemap.xml", "build.json"
LISTING, TAG_INDEX, FAQ_HUB = "blog/", "tags/", "faq/"


@dataclass(frozen=True)
class Route:
    """The address of a page or file, and the file, line and key that it comes from."""

    address: str
    path: str
    line: int
    key: str
    fix: str
    comes_and_goes: bool = False
    """Whether the page is there at some times only, which the clock decides."""

    def conflict_with(self, other: Route) -> Problem:
        """Return the problem that `other` has the same address."""
        message = f"{quote('/' + self.address)} is already used by {other.path}"
        if self.address != other.address and _file_of(self.address) == _file_of(other.address):
            message += ", whose address differs in capital letters alone"
        elif self.path != other.path and _file_of(self.path) == _file_of(other.path):
            message += ", which only spells an accent in another way (Unicode NFC and NFD)"
        message += f". {self.fix}"
        return Problem(self.path, self.line, self.key, message)


def _file_of(address: str) -> str:
    """Return what addresses have in common that are one file on some systems."""
    return normalize("NFC", address).lower()


def page_numbers(entries: int, page_size: int) -> range:
    """Return the page numbers of a paginated listing; an empty listing has one page."""
    return range(1, max(1, -(-entries // page_size)) + 1)


def page_address(first: str, number: int) -> str:
    """Return the address of one page of a listing whose first page is at `first`."""
    return first if number == 1 else f"{first}page/{number}/"


def alias_addresses(path: str) -> tuple[str, str]:
    """Return the addresses of the redirects from an old address.

    Servers spell one old page as `/old/x`, `/old/x/` or `/old/x.html`; redirects at these two
    addresses serve all three.
    """
    inner = path.strip("/").removesuffix(".html").removesuffix("/index")
    return f"{inner}/", f"{inner}.html"


def other_names(entry: Tag | Series) -> tuple[str, ...]:
    """Return the addresses of the redirects from the aliases of a tag or series."""
    slugs = dict.fromkeys(slugify(alias) for alias in entry.meta.aliases)
    aliases = [slug for slug in slugs if slug and slug != entry.id]
    folder = entry.address.partition("/")[0]
    return tuple(address for slug in aliases for address in alias_addresses(f"{folder}/{slug}"))


def former_addresses(page: QuestionPage) -> Iterator[str]:
    """Yield the addresses of the redirects to a question's page.

    They come from the ids that the question had before, and from the aliases of its set.
    """
    faq_set, question = page.faq_set, page.question
    below = [alias_addresses(alias)[0] for alias in faq_set.meta.aliases]
    paths = [f"{faq_set.address}{name}" for name in question.old_ids]
    paths += [f"{old}{name}" for old in below for name in (question.id, *question.old_ids)]
    for path in paths:
        yield from alias_addresses(path)


def feed_addresses(tag: Tag) -> tuple[str, ...]:
    """Return the addresses of a tag's feed: its own, and those that its aliases had.

    A feed is published at each, since no redirect works that is not the server's own.
    """
    aliases = (address for address in other_names(tag) if address.endswith("/"))
    return tuple(f"{address}feed.xml" for address in (tag.address, *aliases))


def routes(library: Library, reserved: Iterable[str]) -> Iterator[Route]:
    """Yield all routes, those of drafts last; posts that are not published are included.

    `reserved` are the addresses of files that are not made from content, such as `robots.txt`.
    """
    yield from generated(library, ever=True)
    for address in reserved:
        yield Route(address, "the site itself", 1, "", "")
    for path, address in library.assets.items():
        yield Route(address, path, 1, "file", "Rename this file.")
    for tag in library.tags.values():
        for address in feed_addresses(tag):
            yield Route(address, TAGS, tag.lines.entry, tag.id, "Rename the tag.")
    for doc in library.all_docs:
        yield Route(doc.address, doc.source.path, 1, "file", "Rename this file.")
    yield from _of_entries(library, drafts=False)
    for tag in library.tags.values():
        fix = "Remove the alias, or rename the tag."
        for address in other_names(tag):
            yield Route(address, TAGS, tag.lines.entry, tag.id, fix)
    for series in library.series.values():
        fix = "Remove the alias, or rename the series."
        for address in other_names(series):
            yield Route(address, SERIES, series.lines.entry, series.id, fix)
    yield from _of_entries(library, drafts=True)  # last, so that a collision is a draft's problem


def generated(library: Library, *, ever: bool = False) -> Iterator[Route]:
    """Yield the routes of pages that have no source file of their own.

    With `ever`, also those that listings had before posts expired, or will have with posts to come,
    those of offers that are not open, and of series with too few parts.
    """
    here = "the site itself"
    size = library.settings.page_size
    tagged: Counter[str] = Counter()
    written: Counter[str] = Counter()
    if ever:
        posts = [post for post in library.all_posts if post.status != "draft"]
        tagged.update(tag for post in posts for tag in set(post.meta.tags))
        written.update(author for post in posts for author in set(post.authors))
    total = len(posts) if ever else len(library.posts)
    for number in page_numbers(total, size):
        yield Route(page_address(LISTING, number), here, 1, "", "", number > 1)
    yield Route(TAG_INDEX, here, 1, "", "")
    if library.has_faq:
        yield Route(FAQ_HUB, here, 1, "", "")
    for tag in library.tags.values():
        count = tagged[tag.id] if ever else len(library.tagged(tag))
        for number in page_numbers(count, size):
            first = page_address(tag.address, number)
            yield Route(first, TAGS, tag.lines.entry, tag.id, "", number > 1)
    every = (offer for offer in library.offers.values() if offer.meta.sign_up)
    for offer in every if ever else open_sign_ups(library):
        yield Route(offer.address, OFFERS, offer.lines.entry, offer.id, "", comes_and_goes=True)
    for series in (library.series if ever else library.shown_series).values():
        yield Route(series.address, SERIES, series.lines.entry, series.id, "Rename the series.")
    for author in library.authors.values():
        count = written[author.id] if ever else len(library.written_by(author))
        for number in page_numbers(count, size):
            first = page_address(author.address, number)
            yield Route(first, AUTHORS, author.lines.entry, author.id, "", number > 1)


def _of_entries(library: Library, *, drafts: bool) -> Iterator[Route]:
    """Yield the routes of FAQ sets and posts, and then of all redirects to entries."""
    shown = {ref for post in library.all_posts if not post.meta.draft for ref in post.meta.faq}
    for faq_set in library.all_sets:
        if faq_set.meta.draft == drafts:
            path, may_move = faq_set.source.path, faq_set.name in shown
            yield Route(faq_set.address, path, 1, "file", "Rename this file.", may_move)
            yield from _of_questions(faq_set)
    posts = [post for post in reversed(library.all_posts) if post.meta.draft == drafts]
    for post in posts:
        key = "slug" if post.meta.slug else "file"
        line = post.source.meta.line("slug")
        fix = "Give one of the two another `slug`."
        yield Route(post.address, post.source.path, line, key, fix)
    entries: list[Entry] = [*posts, *library.all_sets, *library.all_docs]
    for entry in entries:
        for n, alias in enumerate(entry.meta.aliases if entry.meta.draft == drafts else ()):
            line = entry.source.meta.line("aliases", n)
            fix = "An alias must be an unused address. Remove it."
            for address in alias_addresses(alias):
                yield Route(address, entry.source.path, line, "aliases", fix)


def _of_questions(faq_set: FaqSet) -> Iterator[Route]:
    """Yield the routes of the pages of a set's questions, and of the redirects to them."""
    source, fix = faq_set.source, "Give the question another id: ## … {#id}."
    for page in faq_set.question_pages:
        line = source.line_of_heading(page.question.text)
        for address in (page.address, *former_addresses(page)):
            yield Route(address, source.path, line, "question", fix)


def own_pages(library: Library) -> Iterator[str]:
    """Yield the addresses of the pages that come and go, as far as they are there now."""
    for route in generated(library):
        if route.comes_and_goes:
            yield route.address
    for faq_set in library.sets:
        if isinstance(library.home(faq_set), FaqSet):
            yield faq_set.address


def collisions(library: Library, reserved: Iterable[str]) -> list[Problem]:
    """Return a problem for each route whose address is already used.

    An address that is a file cannot also be a folder, so nothing can have an address below it.
    """
    first: dict[str, Route] = {}
    aliases: dict[str, Route] = {}
    problems: list[Problem] = []
    for route in routes(library, reserved):
        file = _file_of(route.address)
        if file.endswith("/") or not file:
            first.setdefault(f"{file}index.md", route)  # the page's Markdown version
            file += "index.html"
        other = first.setdefault(file, route)
        if other.comes_and_goes and route.key == "aliases":
            other = aliases.setdefault(file, route)  # it redirects while there is no such page
        reported = problems and (problems[-1].path, problems[-1].line) == (route.path, route.line)
        if other is not route and not reported:
            problems.append(route.conflict_with(other))
    order = list(first)
    for file in order:
        for above in (file[:n] for n, letter in enumerate(file) if letter == "/"):
            if above in first:
                early, late = sorted((file, above), key=order.index)
                problems.append(first[late].conflict_with(first[early]))
    return problems
