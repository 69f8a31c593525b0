"""Rounds: each runs every build once, in turn, so that a slow minute slows all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bench.contenders import BenchError, Contender, environment
from bench.measure import Measurement, measure

COLD, CACHE_ALONE, DEPLOY = "ours, cold", "ours, cache alone", "ours, deploy"
UNCHANGED, EDITED = "ours, nothing changed", "ours, one post edited"
CHECKED = "ours, sitekit check"
_STRIDE = 7919
"""A prime: consecutive edits are in posts far apart."""


@dataclass(frozen=True)
class Edit:
    """A sentence to append to a post."""

    slug: str
    sentence: str

    def apply(self, site: Contender) -> None:
        """Append the sentence to the post's file."""
        with (site.root / site.posts / f"{self.slug}.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{self.sentence}\n")


def edit(site: Contender, number: int) -> Edit:
    """Return the edit of this number: a new sentence in another post than the one before."""
    slugs = sorted(path.stem for path in (site.root / site.posts).glob("[!_]*.md"))
    slug = slugs[number * _STRIDE % len(slugs)]
    return Edit(slug, f"This is edit {number} of the benchmark.")


@dataclass(frozen=True)
class Case:
    """One kind of build of one site."""

    name: str
    site: Contender
    posts: int
    prepare: Callable[[int], Edit | None]
    """Prepares the build of this round; the built page must contain the edit it returns."""


@dataclass(frozen=True)
class Result:
    """The measurements of one case, one for each round."""

    case: Case
    runs: tuple[Measurement, ...]
    pages: int


def cases_of_ours(site: Contender, posts: int) -> list[Case]:
    """Return the builds of our site; each starts from what the one before it left.

    The build from the cache alone follows the cold build, so that its cache is of a complete build
    of the same content.
    """

    def edit_post(number: int) -> Edit:
        change = edit(site, number)
        change.apply(site)
        return change

    return [
        cold_build(COLD, site, posts),
        Case(CACHE_ALONE, site, posts, lambda _: site.check_out(with_site=False)),
        Case(DEPLOY, site, posts, lambda _: site.check_out(with_site=True)),
        Case(UNCHANGED, site, posts, lambda _: None),
        Case(CHECKED, replace(site, commands=(site.check,)), posts, lambda _: None),
        Case(EDITED, site, posts, edit_post),
    ]


def cold_build(name: str, site: Contender, posts: int) -> Case:
    """Return the build that finds nothing of an earlier one."""
    return Case(name, site, posts, lambda _: site.clean())


def run_rounds(cases: Sequence[Case], count: int, log: Callable[[str], None]) -> list[Result]:
    """Run every case once a round.

    Raises BenchError for a build that fails, does not update an edited post's page, or makes
    fewer pages than there are posts.
    """
    runs: list[list[Measurement]] = [[] for _ in cases]
    pages = [0 for _ in cases]
    for number in range(count):
        for index, case in enumerate(cases):
            change = case.prepare(number)
            run = measure(case.site.commands, case.site.root, environment())
            if change and change.sentence not in case.site.page(change.slug).read_text("utf-8"):
                raise BenchError(f"{case.name}: the page of {change.slug} was not updated.")
            runs[index].append(run)
            pages[index] = _count_pages(case)
            log(f"round {number + 1}, {case.posts} posts, {case.name}: {run.seconds:.2f} s")
    return [Result(c, tuple(r), p) for c, r, p in zip(cases, runs, pages, strict=True)]


def _count_pages(case: Case) -> int:
    count = case.site.page_count()
    if count <= case.posts:
        raise BenchError(f"{case.name}: there are {count} pages for {case.posts} posts.")
    return count
