"""The site's address: what is wrong with it, and how programs write it."""

from __future__ import annotations

import re
from urllib.parse import quote as url_quote
from urllib.parse import unquote, urlsplit

from sitekit.text import quote
from sitekit.web_addresses import misspelled

_NOT_CERTAIN = re.compile("[ßς\u200c\u200d]", re.IGNORECASE)
"""Letters that browsers (IDNA 2008) and older programs (IDNA 2003) encode differently."""
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")


class SiteUrlError(ValueError):
    """Why a text cannot be the site's address, and what to write."""


def normal_site_url(text: str) -> str:
    """Return the address of a site in ASCII, with a slash at its end.

    A domain's other letters become Punycode (RFC 3492), those of a path are escaped (RFC 3986).
    Raises SiteUrlError for what is no address of a folder on the web.
    """
    example = "Write it like https://www.example.org/."
    if not text.strip():
        raise SiteUrlError(f"is missing: feeds and structured data need it. {example}")
    if re.search(r"\s", text.strip()):
        raise SiteUrlError(f"{quote(text)} contains a space. {example}")
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise SiteUrlError(f"{quote(text)} is not a valid address. {example}") from None
    if parts.scheme not in ("http", "https") or not host:
        fix = misspelled(text)
        if not fix and "://" not in text and re.match(r"[\w-]+(\.[\w-]+)+", text):
            fix = f"{quote(text)} has no scheme. Write {quote(f'https://{text}')}."
        raise SiteUrlError(fix or f"{quote(text)} is not a complete web address. {example}")
    if parts.query or parts.fragment or text.strip()[-1] in "?#":
        rest = parts._replace(query="", fragment="").geturl()
        message = "must not have a query or a fragment: addresses of pages are added to it."
        raise SiteUrlError(f"{quote(text)} {message} Write {quote(rest)}.")
    if parts.username is not None:
        raise SiteUrlError(f"{quote(text)} contains a user name. Remove it.")
    netloc = _ascii_host(host, text) + (f":{port}" if port else "")
    path = url_quote(unquote(parts.path), safe="/:@!$&'()*+,;=-._~").rstrip("/")
    return f"{parts.scheme}://{netloc}{path}/"


def _ascii_host(host: str, text: str) -> str:
    """Return a host name in ASCII."""
    if ":" in host:
        return f"[{host}]"
    if _NOT_CERTAIN.search(host):
        raise SiteUrlError(
            f"{quote(text)} has a domain that programs encode differently. Write the domain as the "
            "register does: xn--…."
        )
    try:
        encoded = host.encode("idna").decode()
    except UnicodeError:
        encoded = ""
    if not all(_LABEL.fullmatch(label) for label in encoded.split(".")):
        raise SiteUrlError(f"{quote(text)} has no valid domain. Correct it.")
    return encoded
