"""Python's collection of cyclic garbage, of which a build makes little."""

from __future__ import annotations

import gc

_THRESHOLDS = 100_000, 10, 10
"""New objects before the youngest are looked at, and how often before older ones are, too."""


def collect_seldom() -> None:
    """Look for cyclic garbage a hundred times less often than Python does by itself.

    It finds next to nothing, and takes 10 % of a build with nothing to do.
    """
    gc.set_threshold(*_THRESHOLDS)


def collect_now() -> None:
    """Collect garbage now, and let no later collection go through the objects that survive.

    A preview holds so many that the collector takes a third of a rebuild of a large site.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def skip_last_collection() -> None:
    """Let the program end without a collection; its memory goes with it.

    Python would go through all objects several times: a tenth of a build with nothing to do.
    """
    gc.freeze()
