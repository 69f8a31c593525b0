"""What is read of another generator's folder, and what is written of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitekit.problems import Problem


class ForeignSiteError(Exception):
    """Nothing can be imported, and nothing was written; the message says why and what to do."""


@dataclass(frozen=True)
class ForeignPost:
    """One post as its generator has it."""

    path: str
    """Relative to the imported folder, with forward slashes."""
    data: Mapping[str, Any]
    """The front matter; every value is text, a list or a mapping."""
    body: str
    name: str
    """The name of the file or folder, without a date and an ending."""
    date: str = ""
    """The date in the file's name."""
    draft: bool = False
    address: str | None = None
    """The path of the page on the old site; None: it is not known."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key of the front matter."""
    default_title: str = ""
    """What the generator shows as the title of a post without one."""
    title_in_text: bool = False
    """Whether a first heading of level 1 is the title, even if the front matter has another."""
    is_html: bool = False
    """Whether the body is HTML, not Markdown."""

    def problem(self, key: str, message: str) -> Problem:
        """Return a problem of this file on the line of a key."""
        return Problem(self.path, self.lines.get(key, 1), key, message)


@dataclass(frozen=True)
class ForeignAuthor:
    """What a generator knows of an author."""

    name: str
    bio: str = ""
    url: str = ""


@dataclass(frozen=True)
class ForeignSite:
    """The folder of another generator."""

    generator: str
    root: Path
    posts: tuple[ForeignPost, ...]
    url: str = ""
    """Where the old site was published, without a path and a last slash; empty: not known."""
    base: str = ""
    """The path of the old site's home page, without a last slash."""
    static: tuple[str, ...] = ()
    """The folders whose files the old site published as they are, at its root."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Maps the file of each page that is no post to its address on the old site."""
    authors: Mapping[str, ForeignAuthor] = field(default_factory=dict)
    """By the ids that posts name them by."""
    default_author: str = ""
    """The author of posts that name none."""
    tag_descriptions: Mapping[str, str] = field(default_factory=dict)
    """What the generator says of a tag, by its label."""
    problems: tuple[Problem, ...] = ()
    """Why files were left out."""
    remarks: tuple[str, ...] = ()
    """What else the report says of the folder."""


@dataclass(frozen=True)
class Options:
    """What the writer decides; empty values leave the decision to the folder."""

    generator: str = ""
    old_site: str = ""
    permalink: str = ""
    """The pattern of the posts' old addresses, as Jekyll and Hugo write it."""
    posts: str = ""
    """The folder of the posts within the imported one."""
    tag: str = ""
    """The tag of posts that have none."""
    opening: bool = False
    """Whether a missing description is made of the post's first sentences."""


Reader = Callable[[Path, Options], ForeignSite]
"""Reads the folder of one generator."""


@dataclass
class Report:
    """What an import did, and what it leaves to the writer."""

    done: list[str] = field(default_factory=list)
    by_hand: list[Problem] = field(default_factory=list)
    """What needs a hand, by the file of the imported folder that it is about."""
    incomplete: list[Problem] = field(default_factory=list)
    """The posts that are drafts because they lack something."""
    written: list[str] = field(default_factory=list)
    """The files that were written, relative to the site's root."""
    imported: list[str] = field(default_factory=list)
    """All posts and the files beside them, those of an earlier run included."""

    @property
    def posts(self) -> list[str]:
        """All imported posts."""
        return [path for path in self.imported if path.endswith(".md")]
