from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

pytest.register_assert_rewrite("support")

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright  # noqa: E402

from sitekit.runtime.garbage import collect_seldom  # noqa: E402
from sitekit.runtime.workers import cores  # noqa: E402
from support.preview import Preview  # noqa: E402
from support.readers import PHONE  # noqa: E402
from support.server import serving  # noqa: E402
from support.sites import (  # noqa: E402
    TemporarySite,
    make_own_site,
    make_showcase,
    make_site,
    not_here,
)

collect_seldom()  # a twelfth of the suite's CPU time
_UNIT = Path(__file__).parent / "unit"
_CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Two pages of Chromium's own that each window renders: half of the cost of a window. (The last
    # list counts, so Playwright's is replaced; PaintHolding is on it.)
    "--disable-features=PaintHolding,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that build no site, which take seconds: `pytest -m quick`."""
    for item in items:
        if item.path.is_relative_to(_UNIT):
            item.add_marker("quick")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Start no workers for single tests, and one more than there are cores for others.

    Workers take longer to start than most tests to run, and many tests wait: for a browser, or for
    a preview whose writer pauses.
    """
    named = any("::" in argument for argument in config.args)
    return 0 if named else cores() + 1


@pytest.fixture
def site(tmp_path: Path) -> TemporarySite:
    """A small valid site in a folder of its own."""
    return make_site(tmp_path / "site-under-test")


@pytest.fixture(scope="session")
def base_built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TemporarySite]:
    """The base site, built; tests may look at it, but not change it."""
    site = make_site(tmp_path_factory.mktemp("base") / "site-under-test")
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    before = site.built()
    yield site
    assert site.built() == before, "a test changed the site that other tests look at"


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    """The project's own content, built once for all tests of a worker."""
    site = make_own_site(tmp_path_factory.mktemp("own") / "site-under-test")
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    return site


@pytest.fixture(scope="session")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    """A site with all kinds of pages and elements, built once for all tests of a worker."""
    site = make_showcase(tmp_path_factory.mktemp("showcase") / "site-under-test")
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    return site


@pytest.fixture
def served(showcase: TemporarySite) -> Iterator[str]:
    """The address of the showcase on loopback."""
    with serving(showcase.root / "site") as server:
        yield server.url


@pytest.fixture
def start(site: TemporarySite) -> Iterator[Callable[..., Preview]]:
    """Starts a preview of the small site, at a port if one is given."""
    previews: list[Preview] = []

    def start_preview(port: int = 0) -> Preview:
        previews.append(Preview(site, port))
        previews[-1].wait_for("Serving on")
        return previews[-1]

    yield start_preview
    for preview in previews:
        preview.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium for all tests of a worker."""
    chromium = which("chromium")
    if chromium is None:
        not_here("there is no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a phone's window; takes the options of a browser context, such as `viewport`."""
    contexts: list[BrowserContext] = []

    def open_one(**options: Any) -> Page:
        contexts.append(browser.new_context(**({"viewport": PHONE} | options)))
        return contexts[-1].new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_window: Callable[..., Page]) -> Page:
    """A phone's window."""
    return open_window()
