"""The preview's file watcher: the system reports changes, which MkDocs would look for itself."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from watchdog import events
from watchdog.observers import Observer

_SETTLE_DELAY_S = 0.05
"""Seconds without a change after which a save is taken to be complete."""
_CHANGES: list[type[events.FileSystemEvent]] = [
    *(events.FileCreatedEvent, events.FileModifiedEvent),
    *(events.FileMovedEvent, events.FileDeletedEvent),
    *(events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent),
]
"""The events that are changes; that a file was read is not one."""


class _Relay(events.FileSystemEventHandler):
    """Passes changes on to a handler: of the file `only`, or of everything that is not hidden.

    A change of a folder is passed on as one of a file, since the server ignores folders.
    """

    def __init__(self, handler: events.FileSystemEventHandler, only: str = "") -> None:
        self._handler, self._only = handler, only

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        names = [Path(str(path)).name for path in (event.src_path, event.dest_path) if path]
        if any(name == self._only if self._only else not name.startswith(".") for name in names):
            self._handler.dispatch(events.FileModifiedEvent(event.src_path))


class Watcher:
    """Replaces the server's observer, which looks at every file twice a second."""

    def __init__(self) -> None:
        self._observer = Observer()

    def schedule(
        self, handler: events.FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> Any:
        """Watch a folder, or a file by way of its folder, since many editors save a new file."""
        folder = Path(path)
        if folder.is_file():
            relay, folder, recursive = _Relay(handler, folder.name), folder.parent, False
        else:
            relay = _Relay(handler)
        return self._observer.schedule(
            relay, str(folder), recursive=recursive, event_filter=_CHANGES, follow_symlink=True
        )

    def unschedule(self, watch: Any) -> None:
        """Stop watching what `schedule` returned."""
        self._observer.unschedule(watch)

    def start(self) -> None:
        """Start. Raises OSError if the system cannot watch so many files."""
        self._observer.start()

    def stop(self) -> None:
        """Stop watching everything."""
        self._observer.stop()

    def join(self) -> None:
        """Wait for the end of the observer's thread."""
        self._observer.join()


def install_watcher(server: Any, watched: Iterable[str], upcoming: Iterable[str]) -> bool:
    """Replace the observer of a server that has not started; tell whether that is possible.

    `watched` are paths that it may watch already, `upcoming` those that it will. If the system
    cannot watch them (on Linux its limits are `fs.inotify`), nothing changes.
    """
    watched = list(watched)
    trial = Watcher()
    try:
        for path in (*watched, *upcoming):
            trial.schedule(events.FileSystemEventHandler(), path, recursive=True)
        trial.start()
    except OSError:
        return False
    trial.stop()
    trial.join()
    moved = []
    for path in dict.fromkeys(watched):
        with suppress(KeyError):  # the server does not watch it
            server.unwatch(path)
            moved.append(path)
    server.observer, server.build_delay = Watcher(), _SETTLE_DELAY_S
    for path in moved:
        server.watch(path)
    return True
