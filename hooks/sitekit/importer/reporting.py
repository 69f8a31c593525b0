"""The report of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sitekit.content.discovery import AUTHORS, TAGS
from sitekit.importer.conversion import Draft
from sitekit.importer.models import Report
from sitekit.importer.planning import Plan
from sitekit.problems import Advice, Problem
from sitekit.text import quote


def report_of(plan: Plan, drafts: Sequence[Draft], *, written: list[str], is_dry: bool) -> Report:
    """Return what an import did, and what it leaves to the writer."""
    site, counts = plan.site, plan.counts
    verb = "would be written" if is_dry else "written"
    done = [
        f"{site.generator.capitalize()}: {counts['posts']} of {len(site.posts)} posts imported, "
        f"{len(written)} files {verb}.",
        *(f"{remark}." for remark in site.remarks),
        *_sentences(plan),
    ]
    left_out = Counter(key for draft in drafts for key in draft.meta.unused_keys)
    if left_out:
        keys = ", ".join(f"{key} ({number})" for key, number in left_out.most_common(12))
        done.append(f"Keys of front matter without a counterpart, left out: {keys}.")
    notes = [*site.problems, *plan.notes, *_without_slug(plan, drafts)]
    return Report(done, sorted(set(notes)), sorted(plan.incomplete), written, list(plan.files))


def _sentences(plan: Plan) -> list[str]:
    counts = plan.counts
    sentences = {
        "files": "Pictures and other files copied beside their posts: {}.",
        "aliases": "Old addresses that redirect to posts (aliases): {}.",
        "links": "Links that lead to imported posts: {}.",
        "old links": "Links that lead to the old site, since their pages did not come along: {}.",
        "lowered": "Posts whose sections started with #, now one level lower: {}.",
        "openings": "Descriptions made of first sentences, which you should read: {}.",
        "undescribed": "Posts without a description: {}. --opening takes their first sentences.",
        "untagged": "Posts without a tag: {}. --tag gives them one.",
        "unknown addresses": "Posts whose old address is unknown: {}. --permalink gives a pattern.",
    }
    found = [text.format(counts[key]) for key, text in sentences.items() if counts[key]]
    for names, path, kind in ((plan.tags, TAGS, "tags"), (plan.authors, AUTHORS, "authors")):
        if names.new:
            found.append(f"Entries added to {path}, which you should read: {len(names.new)}.")
        for key, spellings in names.joined.items():
            found.append(f"The {kind} {', '.join(map(quote, spellings))} are one: {key}.")
    return found


def _without_slug(plan: Plan, drafts: Sequence[Draft]) -> list[Problem]:
    message = "has no Latin letters in its name, and is left out. Rename it, or give it a `slug`."
    return [d.source.problem("slug", message) for d in drafts if d.source.path not in plan.slugs]


def printed(
    report: Report, folder: Path, found: Iterable[Problem], before: Iterable[Problem] = ()
) -> Iterator[str]:
    """Yield the lines of a report on the import of a folder.

    `found` are the problems and advice of the site after the import, `before` those it had already.
    Shown are those of imported files, and new problems of other files: a second author makes posts
    without one a mistake. Of advice, that on foreign markup is shown.
    """
    yield from report.done
    files = {*report.imported, TAGS, AUTHORS}
    old = {(p.path, p.line, p.key) for p in before}
    new = (p for p in found if p.path in files or (p.path, p.line, p.key) not in old)
    problems = [p for p in new if _needs_a_hand(p)]
    in_folder = [replace(note, path=str(folder / note.path)) for note in report.by_hand]
    by_hand = [*in_folder, *report.incomplete, *problems]
    if not by_hand:
        yield "Nothing needs a hand."
        return
    yield f"What needs a hand: {len(by_hand)}."
    yield from map(str, by_hand)


def _needs_a_hand(problem: Problem) -> bool:
    return not isinstance(problem, Advice) or problem.key == "markup"
