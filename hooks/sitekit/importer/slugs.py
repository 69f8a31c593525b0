"""The name of each post's file, which is its address."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sitekit.content.discovery import slug_in_name
from sitekit.importer.conversion import Draft
from sitekit.importer.permalinks import address_key
from sitekit.text import slugify

_MAX_LENGTH = 100


def slugs_of(drafts: Iterable[Draft]) -> dict[str, str]:
    """Return each post's slug by its path in the imported folder.

    A post without Latin letters in its names has none. Of posts with the same name, the oldest gets
    it, and the others a number.
    """
    found: dict[str, str] = {}
    used: set[str] = set()
    for draft in sorted(drafts, key=lambda draft: (draft.meta.date or "9", draft.source.path)):
        name = slug = _slug(draft)
        number = 1
        while slug and slug in used:
            number += 1
            slug = f"{name}-{number}"
        if slug:
            used.add(slug)
            found[draft.source.path] = slug
    return found


def _slug(draft: Draft) -> str:
    post = draft.source
    given = post.data.get("slug")
    address = address_key(post.address or "").rpartition("/")[2]
    names = (given if isinstance(given, str) else "", post.name, address)
    slug = next((s for s in map(slugify, names) if s), "")
    if len(slug) > _MAX_LENGTH:
        slug = slug[:_MAX_LENGTH].rpartition("-")[0] or slug[:_MAX_LENGTH]
    return slug


def slug_key(path: str, slug: str) -> dict[str, str]:
    """Return the front matter that a post needs if its file's name does not give its slug."""
    return {} if slug_in_name(path) == slug else {"slug": slug}


def existing_file(root: Path, slug: str) -> str:
    """Return the post that has a slug already by its name, or nothing."""
    paths = (f"posts/{slug}.md", f"posts/{slug}/index.md")
    return next((path for path in paths if (root / path).exists()), "")
