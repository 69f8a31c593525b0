"""Keys: what each file of a site is made of, in one digest (`standing` says what they are for).

A page's key holds, field by field:

- what every page depends on (`site_key`): the settings of mkdocs.yml that the adapter lists; what
  is said of the publisher; the site's address; time zone; the texts of posts/authors.yml, tags.yml
  and offers.yml; which offers are open at the build's moment; the versions of the packages that
  render; the templates; the code of this library and of the hooks, and which of them take part;
  what the navigation calls its pages; in the preview, the problems that every page shows;
- the page itself (`PageSpec.digest`): address, template, title, description and all else that its
  template is handed; the view, with its related, newer and older posts, tags and authors; the texts
  of its file and of the FAQ sets it shows, where their links lead, what their pictures are, and
  where each set is at home. Whatever the clock decides of posts is in these views.

Feeds, twins and llms.txt depend on the pages that they tell of, by their digests. A file that is
copied depends on its bytes; one that a cache of ours names by what it is made of, on its name.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitekit.pages.spec import PageSpec
from sitekit.runtime.fingerprint import code_digest, digest, files_digest, markdown_digest
from sitekit.site import Site

_RENDERERS = ("Jinja2", "MarkupSafe", "mkdocs-material", "pillow")
"""Packages that make pages, beside those that convert Markdown and the one that runs the build.

Pillow draws the cards, whose names on the pages say which one did.
"""


@dataclass(frozen=True)
class CacheKeys:
    """The keys of one build; empty ones, under which nothing stands, where `site` is empty."""

    site: str
    """Names what every page depends on."""
    cache: Path

    def page_key(self, page: PageSpec) -> str:
        """Return the key of a page."""
        return digest(self.site, page.digest) if self.site else ""

    def file_key(self, source: Path | bytes) -> str:
        """Return the key of a file that is copied, or of a content that is written as it is."""
        if not self.site:
            return ""
        if isinstance(source, bytes):
            return digest("bytes", source)
        if (path := str(source)).startswith(cache := f"{self.cache}{os.sep}"):
            return digest("cache", code_digest(), path.removeprefix(cache))
        return digest("bytes", source.read_bytes())


def site_key(site: Site, templates: Path, told: Sequence[object], named: Iterable[PageSpec]) -> str:
    """Return what names all that every page depends on, or nothing where that cannot be told.

    `templates` is their folder; `told` is what matters of mkdocs.yml and of the program that runs
    the build, as plain data; `named` are the pages that stand in the navigation.
    """
    library = site.library
    settings = library.settings
    markdown = markdown_digest(settings.extensions, settings.extension_configs)
    if markdown is None:
        return ""
    offers = [name for name, offer in library.offers.items() if offer.current(settings.now)]
    labels = [(page.source, page.address, page.title, page.extra_meta) for page in named]
    return digest(
        repr(told),
        repr((settings.metadata, settings.site_url, settings.timezone, settings.page_size)),
        repr((settings.preview, site.problems if settings.preview else ())),
        repr((library.data_digests, offers)),
        repr(labels),
        markdown,
        sys.version,
        *(importlib.metadata.version(name) for name in _RENDERERS),
        files_digest(templates, "**/*"),
        files_digest(Path(__file__).parents[2], "*.py"),
        code_digest(),
    )
