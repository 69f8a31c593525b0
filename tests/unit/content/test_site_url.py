"""The site's address is one that programs can write, or it is told what is wrong with it."""

from __future__ import annotations

import pytest

from sitekit.content.site_url import SiteUrlError, normal_site_url


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://owner.github.io/repo/", "https://owner.github.io/repo/"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("https://Bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://example.org/über/%20a", "https://example.org/%C3%BCber/%20a/"),
        (" https://example.org/ ", "https://example.org/"),
    ],
)
def test_site_url_is_normal(text: str, expected: str) -> None:
    assert normal_site_url(text) == expected
    assert normal_site_url(expected) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is missing"),
        ("www.example.org", 'has no scheme. Write "https://www.example.org".'),
        ("example.consulting/blog", 'Write "https://example.consulting/blog".'),
        ("ftp://example.org/", "is not a complete web address"),
        ("https:///path", "is not a complete web address"),
        ("/repo/", "is not a complete web address"),
        ("https://example.org/?a=b", 'Write "https://example.org/".'),
        ("https://example.org/?", 'Write "https://example.org/".'),
        ("https://example.org/#a", 'Write "https://example.org/".'),
        ("https://exa mple.org/", "contains a space"),
        ("https://example.org/a b/", "contains a space"),
        ("https://me:secret@example.org/", "contains a user name"),
        ("https://example.org:port/", "is not a valid address"),
        ("https://straße.example/", "Write the domain as the register does"),
        ("https://exa_mple..org/", "has no valid domain"),
        ("https://-a.example/", "has no valid domain"),
    ],
)
def test_site_url_that_is_wrong_says_what_to_write(text: str, message: str) -> None:
    with pytest.raises(SiteUrlError) as caught:
        normal_site_url(text)
    assert message in str(caught.value)
