"""The Content-Security-Policy of pages, and what it lets texts load."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import pytest

from sitekit.pages.content_policy import content_policy, is_allowed
from support.sites import METADATA, TemporarySite

SCRIPT = "document.title = 'Ä'"
HASH = f"'sha256-{b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}'"
HOSTS = ("player.example", "*.video.example")


def _directives(site: TemporarySite, script: str = "", **changes: object) -> dict[str, str]:
    policy = content_policy(site.settings(**changes), [script] if script else [])
    return {name: rest for name, _, rest in (d.partition(" ") for d in policy.split("; "))}


def test_policy_allows_the_site_and_its_inline_script_alone(site: TemporarySite) -> None:
    assert _directives(site, SCRIPT) == {
        "default-src": "'self'",
        "script-src": f"'self' {HASH} 'wasm-unsafe-eval'",
        "style-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }


def test_policy_allows_inline_style_sheets_by_their_text(site: TemporarySite) -> None:
    policy = content_policy(site.settings(), styles=[SCRIPT])
    assert f"; style-src 'self' {HASH};" in policy


def test_policy_of_a_page_without_script_and_search_allows_neither(site: TemporarySite) -> None:
    metadata = METADATA.model_copy(update={"search": False})
    assert _directives(site, metadata=metadata)["script-src"] == "'self'"


def test_policy_of_a_preview_allows_the_script_that_reloads_it(site: TemporarySite) -> None:
    expected = "'self' 'unsafe-inline' 'wasm-unsafe-eval'"  # a hash would turn the first off
    assert _directives(site, SCRIPT, preview=True)["script-src"] == expected


def test_policy_lets_allowed_hosts_show_but_neither_run_nor_style(site: TemporarySite) -> None:
    metadata = METADATA.model_copy(update={"allowed_hosts": HOSTS})
    directives = _directives(site, SCRIPT, metadata=metadata)
    extended = {name for name, rest in directives.items() if "player.example" in rest}
    assert extended == {"form-action", "frame-src", "img-src", "media-src"}
    assert directives["frame-src"] == "'self' https://player.example https://*.video.example"


@pytest.mark.parametrize(
    ("element", "url", "allowed"),
    [
        ("iframe", "https://player.example/1", True),
        ("img", "https://PLAYER.example/a.png", True),
        ("video", "//player.example/a.mp4", True),
        ("form", "https://a.b.video.example/", True),
        ("iframe", "http://player.example/1", False),
        ("iframe", "https://player.example:8443/1", False),
        ("iframe", "https://player.example.org/1", False),
        ("iframe", "https://video.example/1", False),
        ("script", "https://player.example/x.js", False),
        ("link", "https://player.example/x.css", False),
        ("object", "https://player.example/x.pdf", False),
    ],
)
def test_element_may_load_from_an_allowed_host(element: str, url: str, allowed: bool) -> None:
    assert is_allowed(element, url, HOSTS) == allowed
