"""The cards of a site: cached by the digest of their texts, drawn on all cores if many are new."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from sitekit.runtime.artifacts import Artifact, wait_for
from sitekit.runtime.context import BuildContext
from sitekit.runtime.files import prune, write_atomically
from sitekit.social_cards.layout import SocialCard


def begin_cards(
    cards: Mapping[str, SocialCard], folder: Path, context: BuildContext
) -> Iterator[Artifact]:
    """Begin to draw the card of each address; the iterator waits for them."""
    uncached = uncached_cards(cards.values(), folder)
    pending = begin_drawing(uncached, folder, context)

    def artifacts() -> Iterator[Artifact]:
        wait_for(pending)
        new = set(uncached)
        for address, card in cards.items():
            content = cached_card(card, folder) if card in new else card_file(card, folder)
            yield Artifact(address, content)
        prune(folder, {card_file(card, folder).name for card in cards.values()})

    return artifacts()


def uncached_cards(cards: Iterable[SocialCard], folder: Path) -> list[SocialCard]:
    """Return the cards that are not in the cache, without duplicates."""
    cached = {entry.name for entry in os.scandir(folder)} if folder.exists() else set()
    return [card for card in dict.fromkeys(cards) if card_file(card, folder).name not in cached]


def begin_drawing(
    cards: Sequence[SocialCard], folder: Path, context: BuildContext
) -> Iterable[None]:
    """Begin to draw cards into the cache, if they are many; the iterable waits for them."""
    context.counts["cards"] += len(cards)
    pending = context.workers.map(partial(_draw_into_cache, folder), cards) or ()
    return context.progress.track("Cards", pending, len(cards))


def _draw_into_cache(folder: Path, card: SocialCard) -> None:
    cached_card(card, folder)


def cached_card(card: SocialCard, folder: Path) -> Path | bytes:
    """Return a card's file in the cache, drawn if need be, or bytes if it cannot be written."""
    file = card_file(card, folder)
    if file.exists():
        return file
    from sitekit.social_cards.drawing import draw  # imports Pillow, unused if all are cached

    data = draw(card)
    return file if write_atomically(file, data) else data


def card_file(card: SocialCard, folder: Path) -> Path:
    """Return the path of a card in the cache."""
    return folder / f"{card.digest}.png"
