"""A real `mkdocs serve` or `hugo server`: how long a writer waits for a page."""

from __future__ import annotations

import http.client
import io
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageFilter

from bench.contenders import BenchError, Contender, environment
from bench.measure import command_failed, start
from bench.rounds import Edit, edit

_PAGE_TIMEOUT_S = 1800
_REQUEST_INTERVAL_S = 0.02
"""Between two requests of a page; while the preview builds, it delays its answer."""
_IDLE_S = 5
"""After the last edit: our preview records its pages for the next one when its writer pauses."""
_PHOTO_PX = (4000, 3000)


@dataclass(frozen=True)
class PreviewTimes:
    """How long a writer waits, in seconds."""

    first_page: float
    """From the start of the preview to its first page."""
    edits: tuple[float, ...]
    """From each saved file to the page with the new sentence."""
    photo: float | None = None
    """From a saved photo and its post to the page that shows it."""


def free_port() -> int:
    """Return a port for the previews of a site: its address is on its pages."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def time_preview(
    site: Contender, port: int, number: int, edits: int = 5, photo: bool = False
) -> PreviewTimes:
    """Measure edits of different posts, numbered from `number`, in a preview of a site.

    Raises BenchError if the preview ends, or a page is not updated within half an hour.
    """
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
        of_photo = _time_photo(site, preview, number) if photo else None
        time.sleep(_IDLE_S)
    return PreviewTimes(first_page, tuple(times), of_photo)


def _time_photo(site: Contender, preview: _Preview, number: int) -> float:
    """Save a photo of 12 megapixels that no earlier preview has seen, and show it in a post."""
    slug, name = edit(site, number).slug, f"photo-{number}-{time.time_ns()}.jpg"
    data = _photo(number)
    begin = time.perf_counter()
    (site.root / site.posts / name).write_bytes(data)
    Edit(slug, f"\n![A photo]({name})").apply(site)
    return preview.wait_for(slug, name.removesuffix(".jpg"), begin)


def _photo(number: int) -> bytes:
    """Return a photo as JPEG: noise in soft shapes, which compresses as photos do."""
    random = Random(time.time_ns() + number)
    size = _PHOTO_PX[0] // 8, _PHOTO_PX[1] // 8
    bands = [Image.frombytes("L", size, random.randbytes(size[0] * size[1])) for _ in range(3)]
    blurred = Image.merge("RGB", bands).filter(ImageFilter.GaussianBlur(3))
    stream = io.BytesIO()
    blurred.resize(_PHOTO_PX, Image.Resampling.BICUBIC).save(stream, "JPEG", quality=92)
    return stream.getvalue()


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
                raise BenchError(f"The preview: {slug} was not updated within {_PAGE_TIMEOUT_S} s.")
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
    command = [part.format(port=port) for part in site.serve]
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
