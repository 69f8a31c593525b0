"""Problems that can only be found when the whole content has been read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from sitekit.checks.dead_addresses import check_addresses
from sitekit.checks.images import check_pictures
from sitekit.checks.navigation import check_navigation
from sitekit.checks.offers import check_offers
from sitekit.checks.series import check_series
from sitekit.checks.services import check_services
from sitekit.content.discovery import AUTHORS, TAGS, slug_in_name
from sitekit.content.library import FAQ_SECTION, Library
from sitekit.content.models import Doc, Entry, FaqSet, Post, Tag, Unreadable
from sitekit.content.offers import OfferError, booking_offer, named_offer
from sitekit.content.source import Source
from sitekit.links.resolver import LinkError, LinkResolver, nearest_file
from sitekit.links.routes import collisions
from sitekit.markdown.document import Document
from sitekit.problems import Fix, Problem
from sitekit.text import certain_match, letters, quote, which_of
from sitekit.web_addresses import fault_of, misspelled, path_on


def check(
    library: Library,
    unreadable: Collection[Unreadable],
    links: LinkResolver,
    reserved: Iterable[str],
) -> list[Problem]:
    """Return all problems between files: addresses, references, links, ids and images.

    `reserved` are the addresses of the site's own files, which no page may have.
    """
    found = [
        *collisions(library, reserved),
        *check_offers(library, links),
        *_tags(library),
        *_authors(library),
        *_pictures(library),
        *_questions(library),
        *check_series(library),
        *check_pictures(library, links),
        *check_navigation(library, unreadable),
        *check_addresses(library, unreadable, links),
    ]
    slugs = {p.slug for p in library.all_posts} | {slug_in_name(f.path) for f in unreadable}
    drafts = {s.name for s in library.all_sets if s.status == "draft"}
    for post in library.all_posts:
        found += [*_references(library, post, slugs, drafts), *_ids(library, post)]
    for entry in library.all_entries:
        found += _body(library, entry.source, entry.body, links)
        found += _declined(entry)
    for doc in library.all_docs:
        found += check_services(doc)
    return found


def _tags(library: Library) -> Iterator[Problem]:
    seen: dict[str, tuple[str, Tag]] = {}
    for tag in library.tags.values():
        for spelling in dict.fromkeys((tag.id, tag.meta.label, *tag.meta.aliases)):
            key = letters(spelling) or spelling
            first, other = seen.setdefault(key, (spelling, tag))
            if other is not tag:
                message = (
                    f"{quote(spelling)} and {quote(first)} of {other.id} differ at most in case "
                    "and punctuation. Merge them into one tag."
                )
                yield Problem(TAGS, tag.lines.entry, tag.id, message)


def _authors(library: Library) -> Iterator[Problem]:
    for author in library.authors.values():
        picture = author.meta.picture
        if picture and author.picture_path not in library.assets:
            suggestion = nearest_file(AUTHORS, author.picture_path, library.assets)
            message = f"{quote(picture)} does not exist on this site.{suggestion}"
            yield Problem(AUTHORS, author.lines.of("picture"), f"{author.id}.picture", message)


def _questions(library: Library) -> Iterator[Problem]:
    seen: dict[str, FaqSet] = {}
    for faq_set in sorted(library.all_sets, key=lambda s: s.meta.draft):
        for question in faq_set.questions:
            other = seen.setdefault(letters(question.text), faq_set)
            if other is not faq_set:
                message = (
                    f"{quote(question.text)} is also asked in {other.source.path}. Keep it in one "
                    "set; other posts can show it with `faq: set#question`."
                )
                source = faq_set.source
                line = source.line_of_heading(question.text)
                yield source.problem("question", message, line)


def _references(
    library: Library, post: Post, slugs: set[str], drafts: set[str]
) -> Iterator[Problem]:
    """Check a post's references; `slugs` are those of all posts, `drafts` are FAQ sets."""
    source = post.source
    for n, slug in enumerate(post.meta.related):
        line = source.meta.line("related", n)
        if slug == post.slug:
            yield source.problem("related", "contains this post itself. Remove it.", line)
        elif slug not in slugs:
            near = sorted(slugs - {post.slug})
            message = f"there is no post {quote(slug)}.{which_of(slug, near)}"
            match = certain_match(slug, near)
            yield source.problem("related", message, line, Fix(slug, match) if match else None)
    for n, ref in enumerate(post.meta.faq):
        name = ref.partition("#")[0]
        if name in drafts and post.status in ("published", "scheduled"):
            message = f"the set faq/{name}.md is a draft. Publish it, or remove it here."
            yield source.problem("faq", message, source.meta.line("faq", n))


def _pictures(library: Library) -> Iterator[Problem]:
    """Find pictures in front matter whose file is missing."""
    for entry in library.all_pictured:
        if entry.image_path not in library.assets:
            suggestion = nearest_file(entry.source.path, entry.image_path, library.assets)
            message = f"{quote(entry.meta.image)} does not exist on this site.{suggestion}"
            yield entry.source.problem("image", message)


def _ids(library: Library, post: Post) -> Iterator[Problem]:
    """Find ids used both in the body and in the questions shown below it."""
    shown = library.questions_on(post)
    used = {*post.body.ids, FAQ_SECTION} if shown else set(post.body.ids)
    if shown and FAQ_SECTION in post.body.ids:
        yield _id_problem(post, FAQ_SECTION, "the FAQ section")
    for faq_set, question in shown:
        for name in (question.id, *question.old_ids):
            if name in used:
                yield _id_problem(post, name, f"a question of {faq_set.source.path}")
            used.add(name)


def _id_problem(post: Post, name: str, other: str) -> Problem:
    heading = next((h.text for h in post.body.headings if h.id == name), "")
    line = post.source.line_of_heading(heading) if heading else post.source.meta.line("faq")
    fix = "Give the heading another: ## … {#id}."
    message = f"{quote('#' + name)} is also the id of {other}. {fix}"
    return post.source.problem("id", message, line)


def _declined(page: Entry) -> Iterator[Problem]:
    if isinstance(page, Post | Doc) and page.meta.cta is False:
        for nth in range(len(page.body.calls_to_action)):
            message = "the page has both this marker and `cta: false`. Remove one of them."
            line = page.source.line_of(r"^<!--\s*cta\b", nth)
            yield page.source.problem("cta", message, line)


def _external(
    library: Library, source: Source, body: Document, links: LinkResolver
) -> Iterator[Problem]:
    """Check addresses with a host; one on this site has to lead to a page of it."""
    site = library.settings.site_url
    for url in dict.fromkeys(body.external):
        message = fault_of(url)
        if not message and (path := path_on(site, url)):
            try:
                links.resolve(source.path, path)
            except LinkError as error:
                message = str(error)
        if message:
            yield source.problem("link", message, source.line_of_link(url))


def _body(
    library: Library, source: Source, body: Document, links: LinkResolver
) -> Iterator[Problem]:
    """Check links, pictures and calls to action of a body, each target once."""
    bookings = [target for target in body.links if target.startswith("cta:")]
    for target in dict.fromkeys((*body.links, *body.own_pictures)):
        try:
            if target not in bookings:
                links.resolve(source.path, target)
        except LinkError as error:
            message = fault_of(target) or misspelled(target) or str(error)
            yield source.problem("link", message, source.line_of_link(target))
    yield from _external(library, source, body, links)
    for target in bookings:
        try:
            booking_offer(library, target)
        except OfferError as error:
            yield source.problem("cta", str(error), source.line_of_link(target))
    for name in filter(None, body.calls_to_action):
        try:
            named_offer(library, name)
        except OfferError as error:
            marker = rf"<!--\s*cta\s*:\s*{re.escape(name)}\s*-->"
            yield source.problem("cta", str(error), source.line_of(marker))
