"""Addresses that serve no reader are found, with what to write instead; all others are left."""

from __future__ import annotations

import pytest

from sitekit.web_addresses import fault_of, misspelled, path_on

_FAULTS = {
    "": "the link has no address",
    "#": "the link has no address",
    "javascript:alert(1)": "does not open everywhere. Write an https, mailto or tel address.",
    "data:text/html,x": "does not open everywhere.",
    "ftp://example.org/a": "does not open everywhere.",
    "file:///home/ada/a.pdf": "is on your computer. Put the file beside this one",
    "C:\\Users\\ada\\a.pdf": "is on your computer. Put the file",
    "c:/a.pdf": "is on your computer. Put the file",
    "\\\\server\\share\\a.pdf": "is on your computer. Put the file",
    "/Users/ada/a.pdf": "is on your computer. Put the file",
    "htps://example.org": 'Did you mean "https://example.org"?',
    "htttp://example.org": 'Did you mean "http://example.org"?',
    "mailt:me@example.org": 'Did you mean "mailto:me@example.org"?',
    "http://": "has no host. Write it, or remove it.",
    "https:/example.org": 'Did you mean "https://example.org"?',
    "https:example.org/a": 'Did you mean "https://example.org/a"?',
    "//example.org/a": 'Write "https://example.org/a".',
    "https://ada:secret@example.org": "contains a user name, which readers would see.",
    "https://exam\u200bple.org": 'contains an invisible character (U+200B). Write "https://exa',
    "https://example.org/\u202etxt.exe": "contains an invisible character (U+202E).",
    "http://localhost:8000/blog/a/?b=c#d": 'Write "/blog/a/?b=c#d", if it is on this site.',
    "http://127.0.0.1:8000": 'Write "/", if it is on this site.',
    "http://[::1]:8000/": "is on your computer.",
    "http://nas.local/a": "is on your computer.",
    "https://intranet/a": "has no domain.",
    "https://example.org:port/": "is not a valid address.",
    "http://[example": "is not a valid address.",
    "mailto:": "has no address behind mailto:.",
}
_MISSPELLED = {
    "https//example.org": 'Did you mean "https://example.org"?',
    "http;//example.org": 'Did you mean "https://example.org"?',
    "www.example.org/a": 'Write "https://www.example.org/a".',
    "example.org/a": 'Write "https://example.org/a".',
    "docs.example.co.uk": 'Write "https://docs.example.co.uk".',
    "me@example.org": 'Write "mailto:me@example.org".',
}
_SOUND = (
    *("https://example.org", "http://example.org:8080/a?b=c#d", "https://example.org/a@b"),
    *("mailto:me@example.org?subject=a", "tel:+491234", "https://8.8.8.8/", "https://münchen.de/"),
    *("other.md", "../faq/set.md#question", "#section", "/blog/", "cta:", "picture.png", "a b.md"),
)


@pytest.mark.parametrize("url", _FAULTS)
def test_fault_is_found_with_what_to_write(url: str) -> None:
    assert _FAULTS[url] in (fault_of(url) or "")


@pytest.mark.parametrize("url", _MISSPELLED)
def test_misspelled_address_is_recognized(url: str) -> None:
    assert fault_of(url) is None
    assert _MISSPELLED[url] in (misspelled(url) or "")


@pytest.mark.parametrize("url", _SOUND)
def test_sound_address_has_no_fault(url: str) -> None:
    assert url.startswith("cta:") or fault_of(url) is None
    assert misspelled(url) is None


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://example.org/repo/blog/a/?b=c#d", "/blog/a/?b=c#d"),
        ("http://www.Example.org/repo/blog/", "/blog/"),
        ("https://example.org/repo", "/"),
        ("https://example.org/report/", None),
        ("https://example.org:8443/repo/", None),
        ("https://blog.example.org/repo/", None),
        ("mailto:me@example.org", None),
    ],
)
def test_path_on_a_site_however_its_host_is_written(url: str, path: str | None) -> None:
    assert path_on("https://example.org/repo/", url) == path
