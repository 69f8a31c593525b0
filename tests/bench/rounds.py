"""Runs the builds in turn, round after round, so that a slow minute is slow for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.measure import Measured, measure
from bench.rivals import BenchError, Contender, environment

COLD, UNCHANGED, EDITED = "ours, cold", "ours, nothing changed", "ours, one post edited"
_STRIDE = 7919  # a prime: posts far apart are edited one after another


@dataclass(frozen=True)
class Edit:
    """A sentence to append to a post."""

    slug: str
    words: str

    def save(self, site: Contender) -> None:
        """Append it to the post's file."""
        with (site.root / "posts" / f"{self.slug}.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{self.words}\n")


def edit(site: Contender, number: int) -> Edit:
    """Return the edit of this number: new words in another post than the one before."""
    slugs = sorted(path.stem for path in (site.root / "posts").glob("*.md"))
    slug = slugs[number * _STRIDE % len(slugs)]
    return Edit(slug, f"This is edit {number} of the benchmark.")


@dataclass(frozen=True)
class Case:
    """One kind of build of one site."""

    name: str
    site: Contender
    posts: int
    before: Callable[[int], Edit | None]
    """Prepares the build of this round; an edit that it made must be in the built page."""


@dataclass(frozen=True)
class Result:
    """What the builds of one case took, a run for each round."""

    case: Case
    runs: tuple[Measured, ...]
    pages: int


def cases_of_ours(site: Contender, posts: int) -> list[Case]:
    """Return our three builds, each from what the one before it left."""

    def change(number: int) -> Edit:
        made = edit(site, number)
        made.save(site)
        return made

    return [
        Case(COLD, site, posts, lambda _: site.clean()),
        Case(UNCHANGED, site, posts, lambda _: None),
        Case(EDITED, site, posts, change),
    ]


def case_of_rival(name: str, site: Contender, posts: int) -> Case:
    """Return a rival's whole build."""
    return Case(name, site, posts, lambda _: site.clean())


def run_rounds(cases: Sequence[Case], count: int, tell: Callable[[str], None]) -> list[Result]:
    """Run every case once a round.

    Raises BenchError for a build that fails, leaves an edited post's page as it was, or makes
    fewer pages than there are posts.
    """
    runs: list[list[Measured]] = [[] for _ in cases]
    for number in range(count):
        for case, done in zip(cases, runs, strict=True):
            edited = case.before(number)
            done.append(measure(case.site.command, case.site.root, environment()))
            if edited and edited.words not in case.site.page(edited.slug).read_text("utf-8"):
                raise BenchError(f"{case.name}: the page of {edited.slug} is unchanged.")
            tell(f"round {number + 1}, {case.posts} posts, {case.name}: {done[-1].seconds:.2f} s")
    return [Result(c, tuple(d), _pages(c)) for c, d in zip(cases, runs, strict=True)]


def _pages(case: Case) -> int:
    count = case.site.page_count()
    if count <= case.posts:
        raise BenchError(f"{case.name}: there are {count} pages for {case.posts} posts.")
    return count
