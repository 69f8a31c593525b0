"""Cards drawn once: kept by what they say, and drawn on all cores where many are missing."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sitekit.cards import Card, CardError
from sitekit.keeping import keep_file

_process: dict[str, Path] = {}
"""What a pool's process has between its cards: the cache's folder."""


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


def prepare(cards: Iterable[Card], folder: Path) -> None:
    """Draw the cards that are not in the cache, where they are many."""
    missing = [card for card in cards if not _place(card, folder).exists()]
    if missing:
        from sitekit.pool import spread  # loads what starts processes

        spread(_draw_into_cache, missing, _use, (folder,))


def _place(card: Card, folder: Path) -> Path:
    return folder / f"{card.digest}.png"


def _use(folder: Path) -> None:
    _process["folder"] = folder


def _draw_into_cache(card: Card) -> None:
    with suppress(CardError):  # told to who asks for the card
        cached(card, _process["folder"])
