"""The commands that are killed, and what each does before."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from kills.world import World

_EVERYWHERE = ("site/", "tmp/")
_CONTENT = ("site/posts", "site/faq", "site/docs", "site/mkdocs.yml", "site/.sitekit-")


@dataclass(frozen=True)
class Command:
    """A command, and where its changes of files are: there it is killed."""

    module: tuple[str, ...]
    places: tuple[str, ...] = _EVERYWHERE
    prepare: Callable[[World, random.Random], None] = World.change
    edits: bool = False
    """Whether it edits the content, from the one state that it starts from."""
    serves: bool = False
    """Whether it goes on until it is stopped, and content is changed meanwhile."""


def _from_nothing(world: World, chance: random.Random) -> None:
    world.change(chance)
    shutil.rmtree(world.root / ".cache", ignore_errors=True)
    if chance.random() < 0.5:
        shutil.rmtree(world.root / "site", ignore_errors=True)


def _without_site(world: World, chance: random.Random) -> None:
    world.change(chance)
    shutil.rmtree(world.root / "site", ignore_errors=True)


def _restore(world: World, chance: random.Random) -> None:
    world.restore()


def _mistakes(world: World, chance: random.Random) -> None:
    """Write drafts with mistakes, which end no build."""
    world.restore()
    for name in ("one", "two"):
        world.site.write({f"posts/{name}.md": f"---\ntitel: {name}\ndraft: true\n---\nWords.\n"})


_BUILD = ("mkdocs", "build")
_NEW = ("sitekit", "new", "post", "Begun", "--tag", "cpp", "--description", "What it says.")
COMMANDS = {
    "build from nothing": Command(_BUILD, prepare=_from_nothing),
    "build": Command(_BUILD),
    "publish": Command(_BUILD, ("site/site/",)),
    "first publish": Command(_BUILD, ("site/site/",), _without_site),
    "cache": Command(_BUILD, ("site/.cache/",), _from_nothing),
    "gh-deploy": Command(("mkdocs", "gh-deploy")),
    "preview": Command(("mkdocs", "serve"), serves=True),
    "move": Command(("sitekit", "move", "posts/second", "posts/other"), _CONTENT, _restore, True),
    "import": Command(("sitekit", "import", "../blog"), _CONTENT, _restore, True),
    "new": Command(_NEW, _CONTENT, _restore, True),
    "fix": Command(("sitekit", "check", "--fix", "--yes"), _CONTENT, _mistakes, True),
    "addresses": Command(("sitekit", "addresses"), _CONTENT, _restore, True),
}
