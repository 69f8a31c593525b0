"""What an import writes: posts with their links and pictures, tags and authors."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote as url_quote

from sitekit.importer.conversion import Draft
from sitekit.importer.front_matter_writer import FrontMatterWriter
from sitekit.importer.links import LinkMap, ToAddress, ToFile, ToPost
from sitekit.importer.models import ForeignSite
from sitekit.importer.names import Names
from sitekit.importer.permalinks import address_key
from sitekit.markdown.prose import edit_prose, rules_for_links
from sitekit.problems import Problem


@dataclass
class Plan:
    """The files of an import, and what was done to get them."""

    site: ForeignSite
    slugs: Mapping[str, str]
    tags: Names
    authors: Names
    files: dict[str, bytes | Path] = field(default_factory=dict)
    """Maps each file to write, relative to our site's root, to its content or the file to copy."""
    counts: Counter[str] = field(default_factory=Counter)
    notes: list[Problem] = field(default_factory=list)
    incomplete: list[Problem] = field(default_factory=list)
    """On the posts that are drafts because they lack something."""

    def add(self, drafts: Iterable[Draft]) -> None:
        """Add the files of posts, and count what was done."""
        links, chosen = LinkMap(self.site), [d for d in drafts if d.source.path in self.slugs]
        copies = {d.source.path: self._copies(d, links) for d in chosen}
        self._paths = {path: _path(self.slugs[path], copies[path]) for path in copies}
        incomplete: list[tuple[str, str]] = []
        writer = FrontMatterWriter(
            self.site, self.slugs, self.tags, self.authors, self.counts, self.notes, incomplete
        )
        for draft in chosen:
            path = self._paths[draft.source.path]
            files = copies[draft.source.path]
            body = self._linked(draft, links, files)
            front = writer.lines_of(draft, path, links, files)
            self.files[path] = f"---\n{front}---\n\n{body}\n".encode()
            for file, name in files.items():
                self.files[f"{posixpath.dirname(path)}/{name}"] = file
            self.counts["posts"] += 1
            self.counts["files"] += len(files)
            self.counts["lowered"] += draft.lowered
            self.counts["openings"] += draft.from_opening
            self.notes += draft.meta.notes
        self.incomplete += [self._on_line_of_draft(path, text) for path, text in incomplete]

    def _on_line_of_draft(self, path: str, message: str) -> Problem:
        text = self.files[path]
        assert isinstance(text, bytes)
        line = text[: text.index(b"\ndraft: ")].count(b"\n") + 2
        return Problem(path, line, "draft", message)

    def _copies(self, draft: Draft, links: LinkMap) -> dict[Path, str]:
        """Return the files that a post needs beside it, and their names there."""
        found: dict[Path, str] = {}
        used = {"index.md"}

        def collect(url: str) -> None:
            target = links.resolve(draft.source, url)
            if isinstance(target, ToFile) and target.file not in found:
                stem, dot, ending = target.file.name.rpartition(".")
                name, number = target.file.name, 2
                while name.lower() in used:
                    name = f"{stem}-{number}{dot}{ending}"
                    number += 1
                used.add(name.lower())
                found[target.file] = name

        edit_prose(draft.body, rules_for_links(collect))
        if draft.meta.image:
            collect(draft.meta.image)
        return found

    def _linked(self, draft: Draft, links: LinkMap, files: Mapping[Path, str]) -> str:
        folder = posixpath.dirname(self._paths[draft.source.path])

        def replace(url: str) -> str | None:
            target = links.resolve(draft.source, url)
            if isinstance(target, ToPost):
                if target.path not in self._paths:
                    return None
                self.counts["links"] += 1
                path = posixpath.relpath(self._paths[target.path], folder)
                return url_quote(path) + target.suffix
            if isinstance(target, ToFile):
                return url_quote(files[target.file])
            if isinstance(target, ToAddress):
                tag_page = self._tag_page(url)
                self.counts["old links"] += target.old_site and not tag_page
                return tag_page or target.url
            return self._tag_page(url)

        return edit_prose(draft.body, rules_for_links(replace))

    def _tag_page(self, url: str) -> str | None:
        """Return the address of our page of a tag, for a link to the old one."""
        parts = address_key(url.removeprefix(self.site.url).removeprefix(self.site.base)).split("/")
        is_tag = len(parts) == 2 and parts[0] in ("tags", "tag", "categories", "category")
        tag = self.tags.id_of(parts[1]) if is_tag else None
        return f"/tags/{tag}/" if tag else None


def _path(slug: str, files: Mapping[Path, str]) -> str:
    return f"posts/{slug}/index.md" if files else f"posts/{slug}.md"
