"""Whether a live site is the one that was built; which pages IndexNow is told of."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from sitekit.cli import main
from sitekit.deployment import indexnow
from sitekit.deployment.smoke import NotBuiltError, smoke
from sitekit.deployment.web import Answer
from support.server import serving

URL = "https://example.org/repo/"
KEY = "0123456789abcdef"


def _built(folder: Path, url: str = URL) -> Path:
    feed = {"feed_url": f"{url}feed.json", "items": [{"url": f"{url}blog/n%C3%A9w/"}]}
    files = {
        "index.html": "<title>Home</title>",
        "blog/néw/index.html": "<title>A post</title>",
        "404.html": "<title>Nothing</title>",
        "feed.json": json.dumps(feed),
        "feed.xml": "<feed/>",
        "sitemap.xml": "<urlset/>",
        "build.json": '{"site": "0123456789abcdef", "pages": {"": "1", "blog/néw/": "2"}}',
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@dataclass
class Web:
    """Serves a folder at URL; `wrong` has other answers, for so many requests."""

    site: Path
    wrong: dict[str, tuple[Answer | OSError, int]] = field(default_factory=dict)
    now: float = 0
    asked: list[str] = field(default_factory=list)

    def get(self, url: str) -> Answer:
        address = urlsplit(url).path.removeprefix("/repo/")
        self.asked.append(address)
        answer, left = self.wrong.get(address, (None, 0))
        if answer and left:
            self.wrong[address] = answer, left - 1
            if isinstance(answer, OSError):
                raise answer
            return answer
        path = address.replace("%C3%A9", "é")
        file = self.site / (f"{path}index.html" if path.endswith("/") or not path else path)
        if file.exists():
            return Answer(200, file.read_bytes(), url)
        return Answer(404, (self.site / "404.html").read_bytes(), url)

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def smoke(self) -> list[str]:
        return smoke(URL, self.site, get=self.get, sleep=self.sleep, clock=lambda: self.now)


@pytest.fixture
def web(tmp_path: Path) -> Web:
    return Web(_built(tmp_path / "site"))


def test_site_that_is_live_is_asked_once_for_each_address(web: Web) -> None:
    assert web.smoke() == []
    assert sorted(web.asked) == [
        "",
        "blog/n%C3%A9w/",
        "build.json",
        "feed.xml",
        "sitemap.xml",
        "there-is-no-such-page/",
    ]
    assert web.now == 0


@pytest.mark.parametrize(
    ("address", "answer", "expected"),
    [
        (
            "",
            Answer(200, b"<title>Other</title>", URL),
            "home: {}: its title is 'Other', not 'Home'.",
        ),
        ("", Answer(503, b"", URL), "home: {}: the server answers 503, not 200."),
        ("", OSError("refused"), "home: {}: no server answers (refused)."),
        (
            "blog/n%C3%A9w/",
            Answer(404, b"", URL),
            "newest post: {}blog/n%C3%A9w/: the server answers 404, not 200.",
        ),
        ("feed.xml", Answer(200, b"<feed>", URL), "feed: {}feed.xml: it is not what was built."),
        (
            "sitemap.xml",
            Answer(200, b"", "https://other.example/sitemap.xml"),
            "sitemap: {}sitemap.xml: it is not what was built (redirected to other.example).",
        ),
        (
            "there-is-no-such-page/",
            Answer(200, b"<title>Nothing</title>", URL),
            "404: {}there-is-no-such-page/: the server answers 200, not 404.",
        ),
        (
            "there-is-no-such-page/",
            Answer(404, b"<title>Page not found</title>", URL),
            "404: {}there-is-no-such-page/: its title is 'Page not found', not 'Nothing'.",
        ),
        ("build.json", Answer(200, b"{}", URL), "mark: {}build.json: it is not what was built."),
    ],
)
def test_difference_is_reported_after_two_minutes_and_forgiven_within_them(
    web: Web, address: str, answer: Answer | OSError, expected: str
) -> None:
    web.wrong = {address: (answer, 10_000)}
    assert web.smoke() == [expected.format(URL)]
    assert 110 <= web.now <= 120
    web.wrong, web.now = {address: (answer, 3)}, 0
    assert web.smoke() == []
    assert web.now == 15


def test_site_of_another_address_is_refused(tmp_path: Path) -> None:
    site = _built(tmp_path, "https://www.example.org/")
    with pytest.raises(NotBuiltError, match=r"was built for https://www.example.org/, not for"):
        smoke(URL, site)
    with pytest.raises(NotBuiltError, match="is no built site"):
        smoke(URL, tmp_path / "blog")


def test_smoke_command_asks_a_real_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(tmp_path / "www") as server:
        site = _built(tmp_path / "www/repo", f"{server.url}repo/")
        (tmp_path / "www/404.html").write_text("<title>Nothing</title>")
        arguments = ["smoke", f"{server.url}repo", "--site", str(site), "--timeout", "0"]
        with pytest.raises(SystemExit) as live:
            main(arguments)
        assert live.value.code == 0
        (tmp_path / "www/404.html").write_text("<title>Not ours</title>")
        with pytest.raises(SystemExit) as wrong:
            main(arguments)
        assert wrong.value.code == 1
    assert "its title is 'Not ours', not 'Nothing'." in capsys.readouterr().out
    with pytest.raises(SystemExit) as gone:
        main(arguments)
    assert gone.value.code == 1
    assert "no server answers" in capsys.readouterr().out


@pytest.fixture
def endpoint() -> Iterator[tuple[str, list[Any]]]:
    """A server that takes submissions, and those it took."""
    taken: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(403 if taken[-1]["host"] == "wrong.example" else 202)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,)).start()
        yield f"http://127.0.0.1:{server.server_port}/", taken
        server.shutdown()


def _submit(site: Path, before: Path, endpoint: str, url: str = URL) -> int:
    options = ["--site", str(site), "--before", str(before), "--endpoint", endpoint]
    with pytest.raises(SystemExit) as done:
        main(["indexnow", url, *options])
    return int(done.value.code or 0)


def test_indexnow_submits_what_changed_if_there_is_a_key(
    tmp_path: Path, endpoint: tuple[str, list[Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    (url, taken), site, before = endpoint, _built(tmp_path / "site"), tmp_path / "before.json"
    before.write_text('{"site": "x", "pages": {"": "1", "old/": "3"}}')
    (site / "robots.txt").write_text("robots")
    (site / f"{KEY}.txt").write_text("another word")
    assert _submit(site, before, url) == 0
    assert taken == []
    (site / f"{KEY}.txt").write_text(f"{KEY}\n")
    assert _submit(site, tmp_path / "nothing.json", url) == 0
    assert taken == []
    assert _submit(site, before, url) == 0
    assert taken == [
        {
            "host": "example.org",
            "key": KEY,
            "keyLocation": f"{URL}{KEY}.txt",
            "urlList": [f"{URL}blog/n%C3%A9w/", f"{URL}old/"],
        }
    ]
    assert _submit(site, site / "build.json", url) == 0
    assert len(taken) == 1
    assert _submit(site, before, url, "https://wrong.example/") == 1
    assert "answers 403 to 2 addresses." in capsys.readouterr().err


def test_indexnow_submits_at_most_ten_thousand_addresses_at_once() -> None:
    sent: list[int] = []

    def post(_: str, data: Any) -> Answer:
        sent.append(len(data["urlList"]))
        return Answer(200, b"", "")

    addresses = [f"{n}/" for n in range(10_001)]
    assert list(indexnow.submit(URL, KEY, addresses, post=post)) == []
    assert sent == [10_000, 1]
