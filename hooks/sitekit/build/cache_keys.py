"""Cache keys: what each file of the site is made of, in one digest (`output` compares them).

A page's key is made of

- what every page depends on (`site_key`): the settings of mkdocs.yml that the adapter lists; the
  site's metadata, address and time zone; the texts of posts/authors.yml, tags.yml, offers.yml and
  proof.yml; which offers are open at the build's moment, and where the links in their texts lead;
  the versions of the packages that render; the templates; the addresses of style sheets and
  scripts; whether there are FAQ sets; the code of this library and of the hooks, and which hooks
  take part; what the navigation calls its pages; in the preview, the problems that every page
  shows;
- the page itself (`PageSpec.digest`): address, template, title, description and whatever else its
  template gets; the view, with its related, newer and older posts, tags and authors; the texts of
  its file and of the FAQ sets it shows, what their links and pictures resolve to, and where each
  set is at home. What the clock decides of posts is in these views.

Feeds, Markdown versions and llms.txt depend on the digests of the pages they are about. A file that
is copied depends on its bytes; of one in our cache their digest is known.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitekit.pages.spec import PageSpec
from sitekit.runtime.cached_files import CachedFile
from sitekit.runtime.fingerprint import (
    code_digest,
    digest,
    files_digest,
    markdown_digest,
    version_of,
)
from sitekit.site import Site

_RENDERERS = ("Jinja2", "MarkupSafe", "mkdocs-material", "pillow")
"""Packages that make pages, beside those that convert Markdown and the one that runs the build.

Pillow draws the social cards, whose file names depend on its version.
"""
_HOOKS = Path(__file__).parents[2]


@dataclass(frozen=True)
class CacheKeys:
    """The keys of one build; all are empty, so that nothing is current, if `site_key` is."""

    site_key: str = ""
    """Names what every page depends on."""

    def page_key(self, page: PageSpec, remarks: Sequence[object] = ()) -> str:
        """Return the key of a page, which shows these remarks on its file in the preview."""
        return digest(self.site_key, page.digest, repr(remarks)) if self.site_key else ""

    def file_key(self, source: Path | CachedFile | bytes) -> str:
        """Return the key of a file that is copied, or of bytes that are written as they are."""
        if not self.site_key:
            return ""
        if isinstance(source, Path):
            source = source.read_bytes()
        return digest("bytes", digest(source) if isinstance(source, bytes) else source.digest)


def site_key(
    site: Site, templates: Path, settings: Sequence[object], in_nav: Iterable[PageSpec]
) -> str:
    """Return what names all that every page depends on, or nothing if that cannot be known.

    `templates` is their folder; `settings` is what matters of mkdocs.yml and of the program that
    runs the build, as plain data; `in_nav` are the pages in the navigation.
    """
    library = site.library
    own = library.settings
    markdown = markdown_digest(own.extensions, own.markdown_configs(library.words))
    if markdown is None:
        return ""
    open_offers = [name for name, offer in library.offers.items() if offer.current(own.now)]
    labels = [(page.source, page.address, page.title, page.nav_title) for page in in_nav]
    return digest(
        repr(settings),
        repr((own.metadata, own.site_url, own.timezone, own.page_size)),
        repr((own.preview, site.problems if own.preview else ())),
        repr((library.data_digests, open_offers, site.page_inputs.of_offers)),
        repr((library.digest_addresses, library.has_faq)),
        repr(labels),
        markdown,
        sys.version,
        *map(version_of, _RENDERERS),
        files_digest(templates, "**/*"),
        files_digest(_HOOKS, "*.py"),
        code_digest(),
    )
