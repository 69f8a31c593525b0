"""The front matter of an imported post."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sitekit.front_matter.field_types import SitePath
from sitekit.front_matter.yaml_writing import yaml_block
from sitekit.importer.conversion import Draft
from sitekit.importer.links import LinkMap, ToFile
from sitekit.importer.models import ForeignSite
from sitekit.importer.names import Names
from sitekit.importer.permalinks import address_key
from sitekit.importer.slugs import slug_key
from sitekit.problems import Problem
from sitekit.text import quote

_SITE_PATH: TypeAdapter[str] = TypeAdapter(SitePath)


@dataclass
class FrontMatterWriter:
    """Writes the front matter of all posts of an import."""

    site: ForeignSite
    slugs: Mapping[str, str]
    tags: Names
    authors: Names
    counts: Counter[str]
    notes: list[Problem]
    incomplete: list[tuple[str, str]]
    """The posts that are drafts because they lack something, and what is said of each."""

    def lines_of(self, draft: Draft, path: str, links: LinkMap, files: Mapping[Path, str]) -> str:
        """Return the lines of the front matter of the post at a path.

        `files` are those that it has beside it, and their names there.
        """
        meta, source = draft.meta, draft.source
        tags = [self.tags.id_of(label) for label in meta.tags]
        for label, tag in zip(meta.tags, tags, strict=True):
            if tag is None:
                message = f"{quote(label)} has no Latin letters for an id. Add a tag by hand."
                self.notes.append(source.problem("tags", message))
        self.counts["undescribed"] += not meta.description
        self.counts["untagged"] += not meta.tags
        front: dict[str, Any] = {
            "title": meta.title,
            "description": meta.description,
            "date": meta.date,
            "updated": meta.updated,
            **self._authors_of(draft),
            "tags": [tag for tag in dict.fromkeys(tags) if tag],
            **slug_key(path, self.slugs[source.path]),
            "aliases": self._aliases_of(draft),
            **self._image(draft, links, files),
            "draft": source.draft,
            "expires": meta.expires,
            "noindex": meta.noindex,
            "canonical": self._canonical(draft),
        }
        if not source.draft and (missing := self._missing(draft, front)):
            front["draft"] = True
            message = (
                f"is a draft, since it has no {missing}. Add what is missing, and remove this."
            )
            self.incomplete.append((path, message))
        return yaml_block({k: v for k, v in front.items() if v}, ("date", "updated", "expires"))

    def _missing(self, draft: Draft, front: Mapping[str, Any]) -> str:
        """Return what a post lacks that a published one must have."""
        needed = ["title", "description", "date", "tags"]
        missing = [key for key in needed if not front[key]]
        if self._several_authors and not (front.get("author") or front.get("authors")):
            missing.append("author")
        if not draft.body.strip():
            missing.append("text")
        return ", ".join(missing)

    @property
    def _several_authors(self) -> bool:
        return len({*self.authors.existing, *self.authors.new}) > 1

    def _authors_of(self, draft: Draft) -> dict[str, Any]:
        names = [name for name, _ in draft.meta.authors] or [self.site.default_author]
        ids = list(
            dict.fromkeys(filter(None, (self.authors.id_of(name) for name in names if name)))
        )
        if not ids or not (self._several_authors or draft.meta.authors):
            return {}
        return {"author": ids[0]} if len(ids) == 1 else {"authors": ids}

    @cached_property
    def _owners(self) -> dict[str, str]:
        """Maps each old address to the post that has it; aliases are added as they are found."""
        posts = [post for post in self.site.posts if post.path in self.slugs]
        owners: dict[str, str] = {}
        for post in posts:
            if post.address is not None:
                owners.setdefault(address_key(post.address), post.path)
        return owners

    def _aliases_of(self, draft: Draft) -> list[str]:
        """Return the old addresses of a post that can be aliases, and note the others."""
        source = draft.source
        old = [*([source.address] if source.address else []), *draft.meta.aliases]
        found: dict[str, str] = {}
        unusable = []
        for path in (self._old_path(alias, source.address or "/") for alias in old):
            name = address_key(path)
            if name == f"blog/{self.slugs[source.path]}" or name in found:
                continue
            owner = self._owners.setdefault(name, source.path)
            if owner != source.path:
                message = f"{quote(path)} is the old address of {owner}, which has it as an alias."
                self.notes.append(source.problem("aliases", message))
            elif self._is_usable(path, name):
                found[name] = path
            else:
                unusable.append(path)
        if unusable:
            message = "cannot be aliases here: readers who follow them find no page."
            listed = ", ".join(map(quote, unusable))
            self.notes.append(source.problem("aliases", f"{listed} {message}"))
        self.counts["unknown addresses"] += source.address is None
        self.counts["aliases"] += len(found)
        return list(found.values())

    def _old_path(self, alias: str, address: str) -> str:
        """Return an old address, which may be whole or relative, as a path from the root."""
        if self.site.url and alias.startswith(self.site.url):
            alias = alias[len(self.site.url) :]
        return alias if alias.startswith("/") else posixpath.join(posixpath.dirname(address), alias)

    def _is_usable(self, path: str, name: str) -> bool:
        """Tell whether an old address can redirect: it is well-formed, and no page of ours."""
        try:
            _SITE_PATH.validate_python(path)
        except ValidationError:
            return False
        section, _, slug = name.partition("/")
        is_ours = section in ("", "tags", "faq", "assets") or (section == "blog" and not slug)
        return not is_ours and not (section == "blog" and slug in self.slugs.values())

    def _image(self, draft: Draft, links: LinkMap, files: Mapping[Path, str]) -> dict[str, str]:
        """Return the picture at the top, or note why it is left out."""
        meta = draft.meta
        target = links.resolve(draft.source, meta.image) if meta.image else None
        name = files[target.file] if isinstance(target, ToFile) else ""
        if name and meta.image_alt:
            return {"image": name, "image_alt": meta.image_alt}
        if meta.image:
            message = f"{quote(meta.image)} was not found, and is left out."
            if name:
                message = (
                    f"{quote(meta.image)} has no alternative text, so the post does not show it. "
                    f"Add `image: {name}` and `image_alt` to the post."
                )
            self.notes.append(draft.source.problem("image", message))
        return {}

    def _canonical(self, draft: Draft) -> str:
        """Return where the post first appeared, unless that is its own old address."""
        url = draft.meta.canonical
        own = f"{self.site.url}{draft.source.address}"
        is_own = self.site.url and address_key(url) == address_key(own)
        return "" if is_own or not url.startswith("http") else url
