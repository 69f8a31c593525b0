"""Cards drawn once: kept by what they say, and drawn on all cores where many are missing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from sitekit.runtime.artifacts import Artifact, wait_for
from sitekit.runtime.context import BuildContext
from sitekit.runtime.files import prune, write_atomically
from sitekit.social_cards.layout import SocialCard, SocialCardError


def cached(card: SocialCard, folder: Path) -> Path | bytes:
    """Return the file of a card in the cache, drawn where it is not there yet.

    Where the cache cannot be written, returns the card itself. Raises CardError as `draw` does.
    """
    file = place(card, folder)
    if file.exists():
        return file
    from sitekit.social_cards.drawing import (
        draw,  # loads Pillow, which a build that draws none needs not
    )

    data = draw(card)
    return file if write_atomically(file, data) else data


def place(card: SocialCard, folder: Path) -> Path:
    """Return where a card is kept."""
    return folder / f"{card.digest}.png"


def missing(cards: Iterable[SocialCard], folder: Path) -> list[SocialCard]:
    """Return those of some cards that are not in the cache, each once."""
    kept = {entry.name for entry in os.scandir(folder)} if folder.exists() else set()
    return [card for card in dict.fromkeys(cards) if place(card, folder).name not in kept]


def prepare(cards: Sequence[SocialCard], folder: Path, context: BuildContext) -> Iterable[None]:
    """Begin to draw cards that are not in the cache, where they are many.

    Whoever has gone through what is returned finds them there.
    """
    context.counts["cards"] += len(cards)
    under_way = context.workers.map(partial(_draw_into_cache, folder), cards) or ()
    return context.progress.track("Cards", under_way, len(cards))


def _draw_into_cache(folder: Path, card: SocialCard) -> None:
    with suppress(SocialCardError):  # told to who asks for the card
        cached(card, folder)


def begin_cards(
    wanted: Mapping[str, SocialCard], folder: Path, context: BuildContext
) -> Iterator[Artifact]:
    """Begin to draw the card of each address; the iterator waits for them.

    A card that cannot be drawn is left out: the checks report it, so only a preview comes here.
    """
    absent = missing(wanted.values(), folder)
    under_way = prepare(absent, folder, context)

    def finished() -> Iterator[Artifact]:
        wait_for(under_way)
        drawn = set(absent)
        for address, card in wanted.items():
            with suppress(SocialCardError):
                file = cached(card, folder) if card in drawn else place(card, folder)
                yield Artifact(address, file)
        prune(folder, {place(card, folder).name for card in wanted.values()})

    return finished()
