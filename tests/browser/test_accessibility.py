"""Every kind of page in a real Chromium: accessible, at every width, and without errors.

axe-core judges each page at three widths in the light scheme, and its colors in the dark one too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route

from support.page_kinds import KINDS, NoSuchPageError, page_of_kind
from support.readers import axe_violations, visit
from support.server import Server, serving
from support.sites import TemporarySite

_WIDTHS = (360, 768, 1440)
_HEIGHT = 900
_ZOOMED = {"1280 pixels at 200 %": 640, "640 pixels at 200 %": 320}  # WCAG 2.2, 1.4.10
_SCHEMES = {"light": [], "dark": ["color-contrast", "link-in-text-block"]}
"""The rules to judge each color scheme by: no others than those of color can differ."""

_WRITTEN = ("home", "text post", "post with a picture", "FAQ set", "page")
"""The kinds of pages on which the words are a writer's, for the project's own content."""

_TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > room)
    .slice(0, 3).map(({ localName, className }) => `<${localName} class="${className}">`);
  return [`scrolls sideways: ${wide.join(", ") || "nothing that has a box"}`];
}"""


@pytest.fixture(scope="module")
def server(showcase: TemporarySite) -> Iterator[Server]:
    with serving(showcase.root / "site") as server:
        yield server


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Windows without motion, so that no color is judged while it changes to another."""
    context = browser.new_context(reduced_motion="reduce")
    yield context
    context.close()


class Judged:
    """A page in all its views (scheme and width), and what is wrong with it in which of them."""

    def __init__(self, url: str, planted: str = "") -> None:
        self.url = url
        self.planted = planted
        self._wrong: defaultdict[str, list[str]] = defaultdict(list)

    def __str__(self) -> str:
        lines = (f"  {what} [{'; '.join(views)}]" for what, views in sorted(self._wrong.items()))
        return "\n".join([self.url, *lines])

    @property
    def wrong(self) -> list[str]:
        return sorted(self._wrong)

    def views(self, wrong: str) -> list[str]:
        return self._wrong[wrong]

    def look(self, context: BrowserContext) -> None:
        page = context.new_page()
        self._listen(page)
        if self.planted:
            page.route(self.url, self._plant)
        visit(page, self.url)
        page.evaluate("document.fonts.ready.then(() => null)")
        # Judge folded text unfolded. (A menu or dialog would hide the page: others test these.)
        page.evaluate("document.querySelectorAll('main details').forEach((d) => (d.open = true))")
        headings = page.locator("h1").count()
        if headings != 1:
            self._wrong[f"{headings} level-1 headings"].append("loaded")
        for scheme, rules in _SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            for width in _WIDTHS:
                page.set_viewport_size({"width": width, "height": _HEIGHT})
                for what in page.evaluate(_TOO_WIDE) + axe_violations(page, rules):
                    self._wrong[what].append(f"{scheme} {width}")
        self._zoom(page)
        page.close()

    def _zoom(self, page: Page) -> None:
        client = page.context.new_cdp_session(page)
        for name, width in _ZOOMED.items():
            screen = {"width": width, "height": _HEIGHT // 2, "deviceScaleFactor": 2}
            client.send("Emulation.setDeviceMetricsOverride", screen | {"mobile": False})
            assert page.evaluate("[innerWidth, devicePixelRatio]") == [width, 2]
            for what in page.evaluate(_TOO_WIDE):
                self._wrong[what].append(name)

    def _listen(self, page: Page) -> None:
        origin = "/".join(self.url.split("/")[:3]) + "/"

        def on_message(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and not self._own_status(message):
                self._wrong[f"console: {message.text}"].append("loaded")

        def on_request(request: Request) -> None:
            if not request.url.startswith((origin, "data:", "blob:")):
                self._wrong[f"requests from another origin: {request.url}"].append("loaded")

        page.on("console", on_message)
        page.on("pageerror", lambda error: self._wrong[f"script: {error}"].append("loaded"))
        page.on("request", on_request)

    def _own_status(self, message: ConsoleMessage) -> bool:
        """Return whether Chromium reports the status of the not-found page, which is right."""
        return message.location["url"] == self.url and "status of 404" in message.text

    def _plant(self, route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text() + self.planted)


def _judge(url: str, context: BrowserContext, planted: str = "") -> Judged:
    judged = Judged(url, planted)
    judged.look(context)
    return judged


@pytest.mark.parametrize("kind", KINDS)
def test_page_of_each_kind_has_no_fault(kind: str, server: Server, context: BrowserContext) -> None:
    judged = _judge(server.url + page_of_kind(server.folder, kind), context)
    assert not judged.wrong, str(judged)


@pytest.mark.parametrize("kind", _WRITTEN)
def test_own_page_that_writers_wrote_has_no_fault(
    kind: str, own_site: TemporarySite, context: BrowserContext
) -> None:
    site = own_site.root / "site"
    try:
        address = page_of_kind(site, kind)
    except NoSuchPageError as none:
        pytest.skip(str(none))
    with serving(site) as server:
        judged = _judge(server.url + address, context)
    assert not judged.wrong, str(judged)


_PLANTED = """
<style>
  .pale, .dark-only { font-size: 16px }
  .blended { color: #222 !important; text-decoration: none !important; border: 0 !important }
  .small { width: 10px; height: 10px; padding: 0; margin: 0; border: 0; color: #000 }
  .pale { color: #999; background: #fff }
  @media (prefers-color-scheme: dark) { .dark-only { color: #444; background: #000 } }
  @media (min-width: 700px) and (max-width: 800px) { .tablet-only { width: 1000px } }
</style>
<p class="pale">Pale.</p>
<p><button class="small first">a</button><button class="small">b</button></p>
<p style="color: #333; background: #fff">
  A text with <a class="blended" href="/">a link</a> in it that looks much like the text.
</p>
<p class="dark-only">Dark.</p>
<main><details><summary>More</summary><input class="folded"></details></main>
<img class="undescribed" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<img alt="" src="http://localhost:9/x.png">
<div class="tablet-only">Wide.</div>
<div class="zoom-only" style="width: 350px">Wide.</div>
<h1>Another</h1>
<script>
  console.error("reported");
  console.warn("warned");
  setTimeout(() => { throw Error("thrown"); });
</script>
"""
_LIGHT, _DARK = ([f"{scheme} {width}" for width in _WIDTHS] for scheme in _SCHEMES)
_LOADED = ["loaded"]
_CAUGHT = {
    "color-contrast: .pale": _LIGHT + _DARK,
    "color-contrast: .dark-only": _DARK,
    "link-in-text-block: .blended": _LIGHT + _DARK,
    "label: .folded": _LIGHT,
    "target-size: .first": _LIGHT,
    "image-alt: .undescribed": _LIGHT,
    "requests from another origin: http://localhost:9/x.png": _LOADED,
    'scrolls sideways: <div class="tablet-only">': ["light 768", "dark 768"],
    'scrolls sideways: <div class="zoom-only">': ["640 pixels at 200 %"],
    "2 level-1 headings": _LOADED,
    "console: reported": _LOADED,
    "console: warned": _LOADED,
    "script: thrown": _LOADED,
}


def test_page_with_planted_faults_is_caught_in_each_view(server: Server, browser: Browser) -> None:
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
    judged = _judge(f"{server.url}imprint/", context, _PLANTED)
    context.close()
    for fault, views in _CAUGHT.items():
        found = [judged.views(wrong) for wrong in judged.wrong if wrong.startswith(fault)]
        assert found == [views], f"{fault}\n{judged}"
