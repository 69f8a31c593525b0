"""Cards drawn once: kept by what they say, and drawn on all cores where many are missing."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from sitekit.cards import Card, CardError
from sitekit.keeping import keep_file
from sitekit.workshop import Workshop


def cached(card: Card, folder: Path) -> Path | bytes:
    """Return the file of a card in the cache, drawn where it is not there yet.

    Where the cache cannot be written, returns the card itself. Raises CardError as `draw` does.
    """
    file = _place(card, folder)
    if file.exists():
        return file
    from sitekit.card_drawing import draw  # loads Pillow, which a build that draws none needs not

    data = draw(card)
    return file if keep_file(file, data) else data


def prepare(cards: Iterable[Card], folder: Path, workshop: Workshop) -> Iterable[None]:
    """Begin to draw the cards that are not in the cache, where they are many.

    Whoever has gone through what is returned finds them there.
    """
    missing = [card for card in dict.fromkeys(cards) if not _place(card, folder).exists()]
    workshop.made["cards"] += len(missing)
    under_way = workshop.pool.spread(partial(_draw_into_cache, folder), missing) or ()
    return workshop.progress.through("Cards", under_way, len(missing))


def _place(card: Card, folder: Path) -> Path:
    return folder / f"{card.digest}.png"


def _draw_into_cache(folder: Path, card: Card) -> None:
    with suppress(CardError):  # told to who asks for the card
        cached(card, folder)
