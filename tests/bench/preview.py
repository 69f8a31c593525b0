"""A real `mkdocs serve`: the time from a saved file to the updated page."""

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

from bench.contenders import BenchError, Contender, environment
from bench.measure import command_failed, start
from bench.rounds import edit

_PAGE_TIMEOUT_S = 1800
_REQUEST_INTERVAL_S = 0.02
"""Between two requests of a page; while the preview builds, it delays its answer."""
_SERVE = (sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr")


@dataclass(frozen=True)
class PreviewTimes:
    """How long a writer waits, in seconds."""

    first_page: float
    """From the start of the preview to its first page."""
    edits: tuple[float, ...]
    """From each saved file to the page with the new sentence."""


def time_preview(site: Contender, number: int, edits: int = 5) -> PreviewTimes:
    """Measure edits of different posts, numbered from `number`, in a preview of our site.

    Raises BenchError if the preview ends, or a page is not updated within half an hour.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begin = time.perf_counter()
    with _preview(site, port) as preview:
        first_page = preview.wait_for(edit(site, number).slug, "<h1", begin)
        times = []
        for count in range(edits):
            # The preview looks for changes at intervals: save at different moments of them.
            time.sleep(1 + count / 10)
            change = edit(site, number + count)
            begin = time.perf_counter()
            change.apply(site)
            times.append(preview.wait_for(change.slug, change.sentence, begin))
    return PreviewTimes(first_page, tuple(times))


@dataclass(frozen=True)
class _Preview:
    process: subprocess.Popen[str]
    port: int

    def wait_for(self, slug: str, text: str, begin: float) -> float:
        """Return the seconds since `begin` once a post's page contains this text."""
        while text not in self._page(slug):
            if self.process.poll() is not None:
                raise ChildProcessError
            if time.perf_counter() - begin > _PAGE_TIMEOUT_S:
                raise BenchError(
                    f"mkdocs serve: {slug} was not updated within {_PAGE_TIMEOUT_S} s."
                )
            time.sleep(_REQUEST_INTERVAL_S)
        return time.perf_counter() - begin

    def _page(self, slug: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PAGE_TIMEOUT_S)
        try:
            connection.request("GET", f"/blog/{slug}/")
            response = connection.getresponse()
            body = response.read().decode("utf-8", "replace")
            return body if response.status == http.client.OK else ""
        except OSError:  # it does not listen yet
            return ""
        finally:
            connection.close()


@contextmanager
def _preview(site: Contender, port: int) -> Iterator[_Preview]:
    command = (*_SERVE, f"127.0.0.1:{port}")
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        process = start(command, site.root, environment(), output)
        try:
            yield _Preview(process, port)
        except ChildProcessError:
            raise command_failed(command, output) from None
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
