"""The preview hears of changes at once, from the system, and need not look for them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from watchdog import events
from watchdog.observers import Observer

_SETTLED = 0.05
"""Seconds without a change after which a save is taken to be whole."""
_CHANGES: list[type[events.FileSystemEvent]] = [
    *(events.FileCreatedEvent, events.FileModifiedEvent),
    *(events.FileMovedEvent, events.FileDeletedEvent),
    *(events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent),
]
"""What is a change; that a file was read is none."""


class _Relay(events.FileSystemEventHandler):
    """Tells a handler of changes to files that matter, folders that moved as a whole included."""

    def __init__(self, handler: events.FileSystemEventHandler, only: str = "") -> None:
        self._handler, self._only = handler, only

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        names = [Path(str(path)).name for path in (event.src_path, event.dest_path) if path]
        if any(name == self._only if self._only else not name.startswith(".") for name in names):
            self._handler.dispatch(events.FileModifiedEvent(event.src_path))


class Watcher:
    """Stands in for the server's observer, which looks at every file twice a second."""

    def __init__(self) -> None:
        self._observer = Observer()

    def schedule(
        self, handler: events.FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> Any:
        """Watch a folder, or a file: by its folder, since editors put a new file in its place."""
        place = Path(path)
        if place.is_file():
            relay, place, recursive = _Relay(handler, place.name), place.parent, False
        else:
            relay = _Relay(handler)
        return self._observer.schedule(
            relay, str(place), recursive=recursive, event_filter=_CHANGES, follow_symlink=True
        )

    def unschedule(self, watch: Any) -> None:
        """Stop watching what `schedule` returned."""
        self._observer.unschedule(watch)

    def start(self) -> None:
        """Start. Raises OSError where the system cannot watch so much."""
        self._observer.start()

    def stop(self) -> None:
        """Stop watching everything."""
        self._observer.stop()

    def join(self) -> None:
        """Wait for the end."""
        self._observer.join()


def hear_at_once(server: Any, watched: Iterable[str], later: Iterable[str]) -> bool:
    """Let a server that has not started hear of changes by itself; tell whether it can.

    `watched` are paths that it may watch already, `later` those that it will. Where the system
    cannot watch them (its limits are set by `fs.inotify`, on Linux), everything stays as it is.
    """
    watched = list(watched)
    trial = Watcher()
    try:
        for path in (*watched, *later):
            trial.schedule(events.FileSystemEventHandler(), path, recursive=True)
        trial.start()
    except OSError:
        return False
    trial.stop()
    trial.join()
    known = []
    for path in dict.fromkeys(watched):
        with suppress(KeyError):  # not one of those
            server.unwatch(path)
            known.append(path)
    server.observer, server.build_delay = Watcher(), _SETTLED
    for path in known:
        server.watch(path)
    return True
