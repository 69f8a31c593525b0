"""A folder served on loopback as GitHub Pages serves it; every response is recorded."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import formatdate
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".mjs": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/vnd.microsoft.icon",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gz": "application/gzip",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
_OTHER = "application/octet-stream"  # as for Pagefind's own formats
_COMPRESSED = ("text/", "application/javascript", "application/json", "application/xml", "image/sv")


@dataclass(frozen=True)
class Sent:
    """One response: the path requested, its status, and its bytes on the wire with headers."""

    path: str
    status: int
    size: int


@cache
def _compressed(file: Path, changed: int) -> bytes:
    return gzip.compress(file.read_bytes(), 6, mtime=0)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = (self.server.folder / path.lstrip("/")).resolve()
        inside = file.is_relative_to(self.server.folder)
        if inside and file.is_dir() and not path.endswith("/"):
            self._respond(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"{path}/"}, b"")
            return
        if path.endswith("/"):
            file /= "index.html"
        if inside and file.is_file():
            self._respond(HTTPStatus.OK, *self._file(file))
        else:
            self._respond(HTTPStatus.NOT_FOUND, *self._file(self.server.folder / "404.html"))

    def _file(self, file: Path) -> tuple[dict[str, str], bytes]:
        if not file.is_file():
            return {"Content-Type": _TYPES[".txt"]}, b"There is no such file."
        changed = file.stat().st_mtime_ns
        head = {
            "Content-Type": _TYPES.get(file.suffix, _OTHER),
            "Last-Modified": formatdate(changed // 10**9, usegmt=True),
            "ETag": f'"{hashlib.sha256(f"{file}{changed}".encode()).hexdigest()[:16]}"',
            "Cache-Control": "max-age=600",
            "Access-Control-Allow-Origin": "*",
            "Vary": "Accept-Encoding",
        }
        accepted = "gzip" in self.headers.get("Accept-Encoding", "")
        if accepted and head["Content-Type"].startswith(_COMPRESSED):
            return head | {"Content-Encoding": "gzip"}, _compressed(file, changed)
        return head, file.read_bytes()

    def _respond(self, status: HTTPStatus, head: dict[str, str], body: bytes) -> None:
        """Send head and body in one packet; Nagle's algorithm would delay the second of two."""
        head |= self.server.more_headers
        head |= {"Content-Length": str(len(body)), "Date": self.date_time_string()}
        lines = [f"HTTP/1.1 {status} {status.phrase}", *(f"{k}: {v}" for k, v in head.items())]
        response = "\r\n".join([*lines, "", ""]).encode() + body
        self.server.sent.append(Sent(self.path, status, len(response)))
        self.wfile.write(response)

    def log_message(self, *arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Serves `folder` at `url`; `sent` grows with every response, which has `more_headers`."""

    daemon_threads = True  # a browser keeps its connections open
    request_queue_size = 64

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder.resolve()
        self.url = f"http://127.0.0.1:{self.server_port}/"
        self.sent: list[Sent] = []
        self.more_headers: dict[str, str] = {}

    def handle_error(self, *arguments: object) -> None:
        """Ignore browsers that close before they have read a response."""


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Serve a folder, which may be filled later, until the context ends."""
    with Server(folder) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
