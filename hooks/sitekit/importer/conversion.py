"""One post of another generator as a post of ours, but for the addresses of its links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from sitekit.importer.directives import from_directives
from sitekit.importer.from_html import from_html
from sitekit.importer.headings import lowered, title_of, without_title
from sitekit.importer.links import path_finder
from sitekit.importer.liquid import from_eleventy, from_jekyll
from sitekit.importer.metadata import Metadata, metadata_of
from sitekit.importer.models import ForeignPost, ForeignSite, Options
from sitekit.importer.plain_text import opening_of, plain_text
from sitekit.importer.prose import edit_lines
from sitekit.importer.shortcodes import from_hugo
from sitekit.importer.wiki import from_obsidian
from sitekit.markdown.prose import edit_prose

_MORE = re.compile(r"^\s*<!--\s*(?:more|excerpt)\s*-->\s*$", re.IGNORECASE)
_SRCSET = re.compile(r"(?<=[\s\"'])(?:srcset|sizes)\s*=\s*(?:\"[^\"]*\"|'[^']*')\s*(?=[^<>]*>)")
Markup = Callable[[str, list[str]], str]
"""Turns a body's markup into ours, and adds the tags found in it to the list."""


@dataclass
class Draft:
    """A post of ours in the making."""

    source: ForeignPost
    meta: Metadata
    body: str
    """Ours, but for the addresses of links and pictures."""
    from_opening: bool = False
    """Whether the description is made of the first sentences."""
    lowered: bool = False
    """Whether headings were moved one level down."""


def markup_of(site: ForeignSite, files: tuple[str, ...]) -> Markup:
    """Return what turns the markup of a site's generator into ours.

    `files` are the pictures and other files that Obsidian names without their folders.
    """
    pages = [*(post.path for post in site.posts), *site.pages]
    find = path_finder([*pages, *files])
    match site.generator:
        case "hugo":
            return lambda body, _: from_hugo(body, find)
        case "jekyll":
            return lambda body, _: from_jekyll(body, find)
        case "eleventy":
            return lambda body, _: from_eleventy(body)
        case "obsidian":
            return lambda body, tags: from_obsidian(body, find, tags)
        case "astro":
            return lambda body, _: from_directives(body)
    return lambda body, _: body


def convert(post: ForeignPost, markup: Markup, timezone: tzinfo, options: Options) -> Draft:
    """Return a post of another generator as ours.

    `options` say what a post without a tag or a description gets.
    """
    meta = metadata_of(post, timezone)
    body = from_html(post.body) if post.is_html else post.body
    body = markup(body, meta.tags).strip("\n")
    meta.tags = list(dict.fromkeys(meta.tags)) or ([options.tag] if options.tag else [])
    body = edit_lines(body, lambda line: None if _MORE.match(line) else line).strip("\n")
    body = edit_prose(body, [(_SRCSET, lambda _: "")])  # other sizes of a picture are made here
    own_title = plain_text(title_of(body))
    if post.title_in_text and own_title:
        meta.title = own_title
    meta.title = meta.title or own_title or post.default_title
    body, is_lowered = lowered(without_title(body, meta.title))
    is_opening = options.opening and not meta.description
    if is_opening:
        meta.description = opening_of(body)
    return Draft(post, meta, body, is_opening and bool(meta.description), is_lowered)
