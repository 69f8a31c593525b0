"""Which address each page has, and that no two pages claim one (design: "Addresses")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitekit.content import FaqSet, Tag
from sitekit.files import AUTHORS, TAGS
from sitekit.library import Library
from sitekit.problems import Problem, quote, slugify

LISTING, TAG_INDEX, FAQ_HUB = "blog/", "tags/", "faq/"


@dataclass(frozen=True)
class Claim:
    """A page's claim to an address, and where the claim is made."""

    address: str
    path: str
    line: int
    key: str
    cure: str

    def against(self, other: Claim) -> Problem:
        """Return the problem that `other` has the address already."""
        message = f"{quote('/' + self.address)} is the address of {other.path} too. {self.cure}"
        return Problem(self.path, self.line, self.key, message)


def page_numbers(entries: int, page_size: int) -> range:
    """Return the numbers of a paginated listing's pages; an empty listing has one."""
    return range(1, max(1, -(-entries // page_size)) + 1)


def page_address(first: str, number: int) -> str:
    """Return the address of one page of a listing whose first page is at `first`."""
    return first if number == 1 else f"{first}page/{number}/"


def alias_address(path: str) -> str:
    """Return the address a redirect stands at: `/old/x` and `/old/x/` are one folder's page."""
    inner = path.strip("/")
    return inner if inner.endswith(".html") else f"{inner}/"


def tag_alias_address(tag: Tag, alias: str) -> str:
    """Return the address at which a tag's other name redirects, or nothing where it has none."""
    slug = slugify(alias)
    return f"tags/{slug}/" if slug and slug != tag.id else ""


def claims(library: Library) -> Iterator[Claim]:
    """Yield every page's claim, redirects last; held back posts keep theirs."""
    yield from _generated(library)
    for path, address in library.assets.items():
        yield Claim(address, path, 1, "file", "Rename this file.")
    for doc in library.docs:
        yield Claim(doc.address, doc.source.path, 1, "file", "Rename this file.")
    for faq_set in library.all_sets:
        if isinstance(library.home(faq_set), FaqSet):
            path = faq_set.source.path
            yield Claim(faq_set.address, path, 1, "file", "Rename this file.")
    for post in reversed(library.all_posts):
        key = "slug" if post.meta.slug else "file"
        line = post.source.meta.line("slug")
        cure = "Give one of the two another `slug`."
        yield Claim(post.address, post.source.path, line, key, cure)
    yield from _redirects(library)


def _generated(library: Library) -> Iterator[Claim]:
    here = "the site itself"
    size = library.settings.page_size
    for number in page_numbers(len(library.posts), size):
        yield Claim(page_address(LISTING, number), here, 1, "", "")
    yield Claim(TAG_INDEX, here, 1, "", "")
    yield Claim(FAQ_HUB, here, 1, "", "")
    for tag in library.tags.values():
        for number in page_numbers(len(library.tagged(tag)), size):
            yield Claim(page_address(tag.address, number), TAGS, tag.line, tag.id, "")
    for author in library.authors.values():
        yield Claim(author.address, AUTHORS, author.line, author.id, "")


def _redirects(library: Library) -> Iterator[Claim]:
    for post in reversed(library.all_posts):
        for n, alias in enumerate(post.meta.aliases):
            line = post.source.meta.line("aliases", n)
            cure = "An alias must be an address no page has; take it out."
            yield Claim(alias_address(alias), post.source.path, line, "aliases", cure)
    for tag in library.tags.values():
        cure = "Take the alias out, or rename the tag."
        for alias in tag.meta.aliases:
            if address := tag_alias_address(tag, alias):
                yield Claim(address, TAGS, tag.line, tag.id, cure)


def collisions(library: Library) -> list[Problem]:
    """Return a problem for each page whose address another page has already."""
    first: dict[str, Claim] = {}
    problems = []
    for claim in claims(library):
        file = claim.address.lower()
        file += "index.html" if file.endswith("/") or not file else ""
        other = first.setdefault(file, claim)
        if other is not claim:
            problems.append(claim.against(other))
    return problems
