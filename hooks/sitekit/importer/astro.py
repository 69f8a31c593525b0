"""Reads the folder of an Astro site."""

from __future__ import annotations

from pathlib import Path

from sitekit.importer.configs import literal, read_script, site_and_base, text_at
from sitekit.importer.foreign_files import ForeignFile, date_and_name, name_of, read_file, walk
from sitekit.importer.models import ForeignPost, ForeignSite, Options
from sitekit.importer.permalinks import part_of_address
from sitekit.problems import Problem

_CONFIGS = tuple(f"astro.config.{ending}" for ending in ("mjs", "ts", "js", "mts", "cjs"))
_COLLECTIONS = ("blog", "posts", "post", "articles", "writing")


def is_astro(root: Path) -> bool:
    """Tell whether a folder is that of an Astro site."""
    return any((root / name).is_file() for name in _CONFIGS)


def read_astro(root: Path, options: Options) -> ForeignSite:
    """Read the posts of a content collection, or the Markdown pages of a blog."""
    script = read_script(root, _CONFIGS)
    url, base = site_and_base(literal(script, "site"))
    base = literal(script, "base").rstrip("/") or base
    folder = options.posts.strip("/") or _folder(root)
    remarks = []
    prefix = _prefix(root, folder)
    if prefix is None and not options.permalink:
        remarks.append(f"No route of src/pages shows {folder or 'posts'}")
    posts, problems = [], []
    for path in walk(root, folder) if folder else ():
        file = read_file(root, path)
        if isinstance(file, Problem):
            problems.append(file)
        else:
            posts.append(_post(file, folder, prefix, base))
    return ForeignSite(
        generator="astro",
        root=root,
        posts=tuple(posts),
        url=url,
        base=base,
        static=("public",),
        problems=tuple(problems),
        remarks=tuple(remarks),
    )


def _folder(root: Path) -> str:
    """Return the folder of the posts: a collection, or pages, of a usual name; the first found."""
    for parent in ("src/content", "src/pages", "content", "src/data"):
        for name in _COLLECTIONS:
            if any(walk(root, f"{parent}/{name}")):
                return f"{parent}/{name}"
    return ""


def _prefix(root: Path, folder: str) -> str | None:
    """Return the address below which the posts are shown, None where no route tells it."""
    if folder.startswith("src/pages/"):
        return folder.removeprefix("src/pages/") + "/"
    name = folder.rpartition("/")[2]
    pages = root / "src" / "pages"
    for route in dict.fromkeys((name, *_COLLECTIONS)):
        if any((pages / route).glob("[[]*[]].astro")) or any((pages / route).glob("[[]*[]]/")):
            return f"{route}/"
    return "" if any(pages.glob("[[]*[]].astro")) else None


def _post(file: ForeignFile, folder: str, prefix: str | None, base: str) -> ForeignPost:
    date, name = date_and_name(name_of(file.path))
    inner = file.path.removeprefix(f"{folder}/").rpartition(".")[0].removesuffix("/index")
    parts = [part_of_address(part) for part in inner.split("/")]
    slug = text_at(file.data, "slug") or "/".join(parts)
    address = None if prefix is None else f"{base}/{prefix.lstrip('/')}{slug}/"
    draft = file.data.get("draft") == "true"
    return ForeignPost(
        file.path, file.data, file.body, name, date, draft, address, lines=file.lines
    )
