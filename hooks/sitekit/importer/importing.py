"""The steps of an import: read, convert, plan, write, report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from filecmp import cmp
from pathlib import Path

from sitekit.content.discovery import AUTHORS, TAGS
from sitekit.front_matter.yaml_writing import with_entries
from sitekit.importer.conversion import Draft, convert, markup_of
from sitekit.importer.foreign_files import walk
from sitekit.importer.generators import read_folder
from sitekit.importer.models import ForeignSite, ForeignSiteError, Options, Report
from sitekit.importer.names import Names, join_names, key_of, read_entries
from sitekit.importer.planning import Plan
from sitekit.importer.reporting import report_of
from sitekit.importer.slugs import existing_file, slugs_of
from sitekit.importer.writing import write_all

_FILES_OF_NOTES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".pdf")


def import_posts(
    root: Path, folder: Path, timezone: tzinfo, options: Options, *, write: bool = True
) -> Report:
    """Import the posts of another generator's folder into the site at `root`.

    Times without an offset are in `timezone`. Without `write`, nothing is written. Raises
    ForeignSiteError if nothing can be imported; then nothing was written.
    """
    site = read_folder(folder, options)
    files = tuple(walk(folder, "", _FILES_OF_NOTES)) if site.generator == "obsidian" else ()
    markup = markup_of(site, files)
    drafts = [convert(post, markup, timezone, options) for post in site.posts]
    tag_text, tag_entries = read_entries(root, TAGS)
    author_text, author_entries = read_entries(root, AUTHORS)
    tags = join_names((label for d in drafts for label in d.meta.tags), tag_entries)
    authors = _joined_authors(site, drafts, author_entries)
    plan = Plan(site, slugs_of(drafts), tags, authors)
    plan.add(drafts)
    new = _not_yet_there(root, plan)
    edited = _data_files(
        (TAGS, tag_text, _tag_entries(site, tags)),
        (AUTHORS, author_text, _author_entries(site, drafts, authors)),
    )
    if write and (new or edited):
        write_all(root, new, edited)
    return report_of(plan, drafts, written=[*new, *edited], is_dry=not write)


def _joined_authors(
    site: ForeignSite, drafts: Iterable[Draft], existing: Mapping[str, object]
) -> Names:
    """Join the names of authors; one that the generator has an entry for is called as there."""
    used = [name for draft in drafts for name, _ in draft.meta.authors]
    names = [*used, *([site.default_author] if site.default_author else [])]
    as_ids = {name: site.authors[name].name for name in names if name in site.authors}
    joined = join_names((as_ids.get(name, name) for name in names), existing)
    for name, label in as_ids.items():
        if found := joined.id_of(label):
            joined.ids.setdefault(key_of(name), found)
    return joined


def _tag_entries(site: ForeignSite, tags: Names) -> dict[str, dict[str, str]]:
    """Return the new entries of tags; one without a description gets a plain sentence."""
    return {
        key: {
            "label": label,
            "description": site.tag_descriptions.get(label) or f"Posts on {label}.",
        }
        for key, label in tags.new.items()
    }


def _author_entries(
    site: ForeignSite, drafts: Iterable[Draft], authors: Names
) -> dict[str, dict[str, str]]:
    by_name = {author.name: author for author in site.authors.values()}
    urls = {name: url for draft in drafts for name, url in draft.meta.authors if url}
    entries = {}
    for key, name in authors.new.items():
        author = by_name.get(name)
        url = author.url if author else urls.get(name, "")
        entry = {"name": name, "bio": author.bio if author else "", "url": url}
        if not url.startswith(("https://", "http://")):
            entry["url"] = ""
        entries[key] = {k: " ".join(v.split()) for k, v in entry.items() if v.strip()}
    return entries


def _data_files(*files: tuple[str, str, dict[str, dict[str, str]]]) -> dict[str, bytes]:
    """Return the data files that get new entries, with their new content."""
    return {path: with_entries(text, new).encode() for path, text, new in files if new}


def _not_yet_there(root: Path, plan: Plan) -> dict[str, bytes | Path]:
    """Return the files to write: all, or none if an earlier run has written them.

    Raises ForeignSiteError if a file is there with other content, or a post with the same name.
    """
    new: dict[str, bytes | Path] = {}
    different = []
    for path, data in plan.files.items():
        file = root / path
        if not file.exists():
            new[path] = data
        elif not _has_content(file, data):
            different.append(path)
    for slug in plan.slugs.values():
        found = existing_file(root, slug)
        if found and found not in plan.files:
            different.append(found)
    if different:
        listed = "\n".join(f"  {path}" for path in sorted(different)[:20])
        more = f"\n  and {len(different) - 20} more" if len(different) > 20 else ""
        raise ForeignSiteError(
            "Nothing was imported, since these files are there already, with other content. Move "
            f"them away, or import from a folder without these posts:\n{listed}{more}"
        )
    return new


def _has_content(file: Path, data: bytes | Path) -> bool:
    if not file.is_file():
        return False
    return file.read_bytes() == data if isinstance(data, bytes) else cmp(file, data, shallow=False)
