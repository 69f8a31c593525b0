"""What pages load, run and send, in a real Chromium that reports what their policy forbids."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from sitekit.runtime.fingerprint import digest
from support.content import post
from support.page_kinds import KINDS, page_of_kind
from support.readers import visit
from support.search_dialog import open_search, search
from support.server import Server, serving
from support.sites import TemporarySite, make_showcase, pages_of

_LISTEN = """
self.forbidden = new Set();
addEventListener("securitypolicyviolation", (event) => {
  self.forbidden.add(event.effectiveDirective);
  console.error(`forbidden: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""
_PREFIXES = ("", "repo/")


@pytest.fixture(scope="module", params=_PREFIXES, ids=["at the root", "under a path"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The showcase, with a redirect, as published."""
    folder = tmp_path_factory.mktemp("policy")
    site = make_showcase(folder / "site-under-test")
    site.url = f"https://example.org/{request.param}"
    result = site.build("--site-dir", str(folder / "served" / request.param))
    assert result.returncode == 0, result.stdout
    if request.param:  # as GitHub answers below a project's path
        shutil.copyfile(folder / "served" / request.param / "404.html", folder / "served/404.html")
    with serving(folder / "served") as server:
        yield server


@pytest.fixture
def base(server: Server) -> str:
    """The address of the home page."""
    return server.url + _prefix(server)


def _prefix(server: Server) -> str:
    return "" if (server.folder / "index.html").exists() else "repo/"


class Seen:
    """What the browser reports of the pages that a window shows."""

    def __init__(self, page: Page, origin: str) -> None:
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        page.add_init_script(_LISTEN)
        page.on("console", self._on_message)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._on_request(request.url, origin))

    def _on_message(self, message) -> None:
        if message.type == "error" and "status of 404" not in message.text:
            self.errors.append(message.text)

    def _on_request(self, url: str, origin: str) -> None:
        if not url.startswith(origin):
            self.elsewhere.append(url)


@pytest.mark.parametrize("kind", KINDS)
def test_page_of_each_kind_keeps_to_its_policy_while_it_is_used(
    kind: str, server: Server, base: str, page: Page
) -> None:
    seen = Seen(page, server.url)
    folder = server.folder / _prefix(server)
    visit(page, base + page_of_kind(folder, kind))
    page.evaluate("document.querySelectorAll('main details').forEach((d) => (d.open = true))")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator(".theme-switch").evaluate("(button) => button.click()")
    open_search(page, page.url)
    assert search(page, "vendor")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => null)")
    assert (seen.errors, seen.elsewhere) == ([], [])
    assert page.evaluate("[...document.fonts].some((font) => font.status === 'loaded')")


def test_search_runs_in_the_page_where_its_worker_cannot(
    server: Server, base: str, page: Page
) -> None:
    seen = Seen(page, server.url)
    page.add_init_script("delete self.Worker")
    open_search(page, base)
    assert search(page, "vendor")
    assert (seen.errors, seen.elsewhere) == ([], [])


@pytest.fixture
def with_header(showcase: TemporarySite) -> Iterator[Server]:
    """The showcase from a host that sends its policy, and more, with every file."""
    own = showcase.page("").select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    with serving(showcase.root / "site") as server:
        server.more_headers = {"Content-Security-Policy": f"{own}; frame-ancestors 'self'"}
        yield server


def test_policy_may_come_as_a_header_as_well(with_header: Server, page: Page) -> None:
    seen = Seen(page, with_header.url)
    open_search(page, with_header.url)
    assert search(page, "vendor")
    assert (seen.errors, seen.elsewhere) == ([], [])


def test_policy_as_a_header_must_allow_the_program_of_the_search(
    with_header: Server, page: Page
) -> None:
    [policy] = with_header.more_headers.values()
    assert "'wasm-unsafe-eval'" in policy
    strict = policy.replace(" 'wasm-unsafe-eval'", "")
    with_header.more_headers = {"Content-Security-Policy": strict}
    visit(page, with_header.url)
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_contain_text("Search could not be loaded.")


def test_redirect_keeps_to_its_policy(server: Server, base: str, page: Page) -> None:
    seen = Seen(page, server.url)
    page.goto(f"{base}moved/")
    page.wait_for_url(f"{base}blog/everything/")
    assert (seen.errors, seen.elsewhere) == ([], [])


def test_each_page_has_a_policy_and_nothing_that_it_forbids(server: Server) -> None:
    pages = pages_of(server.folder)
    assert len(pages) > 20
    for path, page in pages.items():
        [policy] = page.select("head > meta[http-equiv=Content-Security-Policy]")
        assert not policy.find_previous(["script", "link", "style"]), path
        assert "unsafe-inline" not in policy["content"]
        assert len(page.select("head > meta[name=referrer]")) == 1, path
        inline = [s for s in page.select("script:not([src])") if "json" not in s.get("type", "")]
        assert policy["content"].count("'sha256-") == len(inline) + len(page.select("style")), path
        handlers = [e for e in page.find_all(True) if any(name[:2] == "on" for name in e.attrs)]
        assert page.select("body style, [style]") + handlers == [], path


def test_each_link_elsewhere_has_no_opener(server: Server) -> None:
    count = 0
    for path, page in pages_of(server.folder).items():
        for link in page.select("a[href], area[href]"):
            if urlsplit(link["href"]).netloc:
                assert "noopener" in link.get("rel", ()), f"{path}: {link}"
                count += 1
    assert count > 100


def test_style_sheets_and_scripts_carry_a_digest(server: Server) -> None:
    folder = server.folder / _prefix(server)
    for path, page in pages_of(folder).items():
        named = [link["href"] for link in page.select("link[rel=stylesheet]")]
        named += [script["src"] for script in page.select("script[src]")]
        for dialog in page.select("dialog[data-script]"):
            named += [dialog["data-script"], dialog["data-style"]]
        if named:
            assert len(named) >= 4, path
        for url in named:
            file = urljoin(f"/{path}", url).removeprefix(f"/{_prefix(server)}").lstrip("/")
            assert file.split(".")[-2] == digest((folder / file).read_bytes())[:8], path
    assert not (folder / "assets/late.css").exists()


WRITTEN = """
Words.

<p id="styled" style="letter-spacing: 9px" onclick="document.title = 'run'">Styled.</p>

<style>#styled {{ letter-spacing: 8px }}</style>

<script>document.title = "run"</script>

<script src="{elsewhere}x.js"></script>

<img id="foreign" src="{elsewhere}x.png" alt="A picture">

<iframe src="{elsewhere}frame/" title="A frame"></iframe>
"""


def test_page_runs_and_loads_nothing_that_its_policy_forbids(
    site: TemporarySite, page: Page
) -> None:
    site.write({"posts/x.md": post(body=WRITTEN.format(elsewhere="https://other.example/"))})
    result = site.build()
    assert result.returncode == 0, result.stdout
    with serving(site.root / "site") as server:
        page.add_init_script(_LISTEN)
        visit(page, f"{server.url}blog/x/")
        title = page.title()
        page.locator("#styled").click()
        assert page.title() == title != "run"
        expect(page.locator("#styled")).to_have_css("letter-spacing", "normal")
        expected = {
            *("style-src-attr", "style-src-elem", "script-src-attr", "script-src-elem"),
            *("img-src", "frame-src"),
        }
        # A violation is reported in a task of its own, some time after what caused it.
        page.wait_for_function("count => forbidden.size >= count", arg=len(expected))
        assert set(page.evaluate("[...forbidden]")) == expected


def test_allowed_host_may_show_pictures_and_frames_and_run_nothing_here(
    site: TemporarySite, page: Page
) -> None:
    site.edit("mkdocs.yml", "extra:\n", "extra:\n  allowed_hosts: [other.example]\n")
    site.write({"posts/x.md": post(body=WRITTEN.format(elsewhere="https://other.example/"))})
    result = site.build()
    assert result.returncode == 0, result.stdout
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("https://other.example/**", answer)
    with serving(site.root / "site") as server:
        visit(page, f"{server.url}blog/x/")
        page.wait_for_load_state("networkidle")
    assert sorted(asked) == ["https://other.example/frame/", "https://other.example/x.png"]


def test_preview_reloads_under_a_policy(start: Callable, site: TemporarySite, page: Page) -> None:
    preview = start()
    seen = Seen(page, f"http://127.0.0.1:{preview.port}/")
    visit(page, f"http://127.0.0.1:{preview.port}/blog/first/")
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    sheet = page.locator("link[rel=stylesheet]")
    before = sheet.get_attribute("href")
    css = Path(site.root / "docs/assets/late.css")
    site.write({"docs/assets/late.css": f"{css.read_text()}\nh1 {{ letter-spacing: 7px }}\n"})
    expect(page.locator("h1")).to_have_css("letter-spacing", "7px", timeout=20_000)
    assert sheet.get_attribute("href") != before
    assert (seen.errors, seen.elsewhere) == ([], [])
