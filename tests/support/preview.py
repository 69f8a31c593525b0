"""A real `mkdocs serve`, what it prints, and what it serves."""

from __future__ import annotations

import http.client
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from urllib.error import HTTPError
from urllib.request import urlopen

from bs4 import BeautifulSoup

from support.sites import TemporarySite

_TIMEOUT_S = 30
"""Until a message must be printed; it usually takes about one second."""


class Preview:
    """A running preview and what it printed."""

    def __init__(self, site: TemporarySite, port: int = 0) -> None:
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(("127.0.0.1", port))
            self.port = free.getsockname()[1]
        self.site = site
        self.printed: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{self.port}"],
            cwd=site.root,
            env=site.environment() | {"SITE_URL": f"http://127.0.0.1:{self.port}/"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # What shells start with & ignores this signal, and all that it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self._lines.put(line)

    def wait_for(self, text: str) -> list[str]:
        """Return the lines printed until one holds `text`."""
        end = time.monotonic() + _TIMEOUT_S
        lines = []
        while time.monotonic() < end:
            try:
                lines.append(self._lines.get(timeout=0.1))
            except queue.Empty:
                assert self.process.poll() is None, "".join(self.printed + lines)
                continue
            if text in lines[-1]:
                self.printed += lines
                return lines
        raise AssertionError(f"{text!r} was not printed:\n{''.join(self.printed + lines)}")

    def change(self, files: dict[str, str | bytes | None]) -> str:
        """Change files and return what the preview prints until it reloads the browsers."""
        self.site.write(files)
        return "".join(self.wait_for("Reloading browsers"))

    def get(self, address: str) -> BeautifulSoup:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{address}") as response:
                return BeautifulSoup(response.read(), "html5lib")
        except HTTPError as error:
            with error:
                return BeautifulSoup(error.read(), "html5lib")

    def bytes(self, address: str) -> bytes:
        with urlopen(f"http://127.0.0.1:{self.port}/{address}") as response:
            return response.read()

    def status(self, address: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT_S)
        connection.request("GET", f"/{address}")
        status = connection.getresponse().status
        connection.close()
        return status

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(_TIMEOUT_S)
        self.process.stdout.close()
