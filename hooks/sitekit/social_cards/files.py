"""The cards of a site: cached by the digest of their texts, drawn on all cores if many are new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from sitekit.runtime.artifacts import Artifact, wait_for
from sitekit.runtime.cached_files import CachedFile, cache_file, cached_files
from sitekit.runtime.context import BuildContext
from sitekit.runtime.files import prune
from sitekit.social_cards.layout import SocialCard


def begin_cards(
    cards: Mapping[str, SocialCard], folder: Path, context: BuildContext
) -> Iterator[Artifact]:
    """Begin to draw the card of each address; the iterator waits for them."""
    pending = begin_drawing(uncached_cards(cards.values(), folder), folder, context)

    def artifacts() -> Iterator[Artifact]:
        wait_for(pending)
        drawn: dict[str, CachedFile | bytes] = {**cached_files(folder)}
        for address, card in cards.items():
            name = _name(card)
            if name not in drawn:
                drawn[name] = draw_into_cache(card, folder)
            yield Artifact(address, drawn[name])
        used = [drawn[_name(card)] for card in cards.values()]
        prune(folder, {file.path.name for file in used if isinstance(file, CachedFile)})

    return artifacts()


def uncached_cards(cards: Iterable[SocialCard], folder: Path) -> list[SocialCard]:
    """Return the cards that are not in the cache, without duplicates."""
    cached = cached_files(folder)
    return [card for card in dict.fromkeys(cards) if _name(card) not in cached]


def begin_drawing(
    cards: Sequence[SocialCard], folder: Path, context: BuildContext
) -> Iterable[None]:
    """Begin to draw cards into the cache, if they are many; the iterable waits for them."""
    context.counts["cards"] += len(cards)
    pending = context.workers.map(partial(_draw, folder), cards) or ()
    return context.progress.track("Cards", pending, len(cards))


def _draw(folder: Path, card: SocialCard) -> None:
    draw_into_cache(card, folder)


def draw_into_cache(card: SocialCard, folder: Path) -> CachedFile | bytes:
    """Draw a card, and return its file in the cache, or bytes if it cannot be written."""
    from sitekit.social_cards.drawing import draw  # imports Pillow, unused if all are cached

    data = draw(card)
    return cache_file(folder, _name(card), data) or data


def _name(card: SocialCard) -> str:
    return f"{card.digest}.png"
