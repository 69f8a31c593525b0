"""A real `mkdocs serve`: the time from a saved file to the new page."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.measure import failure, start
from bench.rivals import BenchError, Contender, environment
from bench.rounds import edit

_LIMIT = 1800  # seconds
_BETWEEN = 0.02  # seconds between two requests; while it builds, the preview holds them back
_SERVE = (sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr")


@dataclass(frozen=True)
class Served:
    """What a writer waited for, in seconds."""

    first: float
    """From the start of the preview to its first page."""
    edits: tuple[float, ...]
    """From each saved file to the page with the new words."""


def serve(site: Contender, number: int, edits: int = 5) -> Served:
    """Measure edits of different posts, numbered from `number`, in a preview of our site.

    Raises BenchError where the preview ends, or a page does not come within half an hour.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begin = time.perf_counter()
    with _preview(site, port) as preview:
        first = preview.wait(edit(site, number).slug, "<h1", begin)
        times = []
        for count in range(edits):
            time.sleep(1 + count / 10)  # saves at different moments of the preview's own rhythm
            made = edit(site, number + count)
            begin = time.perf_counter()
            made.save(site)
            times.append(preview.wait(made.slug, made.words, begin))
    return Served(first, tuple(times))


@dataclass(frozen=True)
class _Preview:
    process: subprocess.Popen[str]
    port: int

    def wait(self, slug: str, words: str, begin: float) -> float:
        """Return the seconds since `begin` once a post's page has these words."""
        while words not in self._page(slug):
            if self.process.poll() is not None:
                raise ChildProcessError
            if time.perf_counter() - begin > _LIMIT:
                raise BenchError(f"mkdocs serve: no new page of {slug} after {_LIMIT} s.")
            time.sleep(_BETWEEN)
        return time.perf_counter() - begin

    def _page(self, slug: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_LIMIT)
        try:
            connection.request("GET", f"/blog/{slug}/")
            answer = connection.getresponse()
            body = answer.read().decode("utf-8", "replace")
            return body if answer.status == http.client.OK else ""
        except OSError:  # it does not listen yet
            return ""
        finally:
            connection.close()


@contextmanager
def _preview(site: Contender, port: int) -> Iterator[_Preview]:
    command = (*_SERVE, f"127.0.0.1:{port}")
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        process = start(command, site.root, environment(), said)
        try:
            yield _Preview(process, port)
        except ChildProcessError:
            raise failure(command, said) from None
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
