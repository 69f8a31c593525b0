"""What is wrong with the address of a link: slips, and addresses that serve no reader."""

from __future__ import annotations

import re
from difflib import get_close_matches
from urllib.parse import SplitResult, urlsplit

from sitekit.text import quote

_SCHEMES = ("https", "http", "mailto", "tel")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters without a width, and marks of direction, which make an address look like another."""
_OWN_COMPUTER = re.compile(
    r"(?:localhost|.+\.localhost|.+\.local|127(?:\.\d+){3}|0\.0\.0\.0|::1|192\.168\.\d+\.\d+)"
)
_LOCAL_PATH = re.compile(r"(?:[a-z]:[\\/%]|\\\\|%5C%5C|/?(?:Users|home)/\w)", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|io|ai|co|dev|app|info|eu|uk|us|ca|de|at|ch|fr|nl|es|it)"
    r"(?::\d+)?(?:[/?#]|$)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^\s@/:]+@(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_MISSING_COLON = re.compile(r"(https?)[;,.]?/{1,3}(?=\w)", re.IGNORECASE)


def fault_of(url: str) -> str | None:
    """Return what makes an address with a scheme or host useless, and what to write instead."""
    if url in ("", "#"):
        return f"the link has no address ({quote(url)}). Write one, or remove the link."
    if found := _INVISIBLE.search(url):
        code = f"U+{ord(found[0]):04X}"
        return f"contains an invisible character ({code}). Write {quote(_INVISIBLE.sub('', url))}."
    if _LOCAL_PATH.match(url) or url.lower().startswith("file:"):
        return f"{quote(url)} is on your computer. Put the file beside this one, and link to that."
    try:
        parts = urlsplit(url)
        host, has_user = parts.hostname or "", parts.username is not None
        parts.port  # noqa: B018 - raises ValueError for what is no port
    except ValueError:
        return f"{quote(url)} is not a valid address. Correct it."
    if not parts.scheme:
        return f"{quote(url)} has no scheme. Write {quote(f'https:{url}')}." if host else None
    if parts.scheme not in _SCHEMES:
        return _other_scheme(url, parts.scheme)
    if parts.scheme not in ("https", "http"):
        return None if parts.path else f"{quote(url)} has no address behind {parts.scheme}:."
    return _web_fault(url, host, has_user)


def path_on(site_url: str, url: str) -> str | None:
    """Return what a URL asks a site for, such as `/blog/#top`; None if it is not of that site.

    `http` and `https`, and a host with `www.` and without it, are the same here, since servers lead
    from one to the other.
    """
    try:
        site, parts = urlsplit(site_url), urlsplit(url)
        is_other = parts.scheme not in ("https", "http") or _host(parts) != _host(site)
    except ValueError:
        return None
    if is_other:
        return None
    path = parts.path or "/"
    if not f"{path}/".startswith(site.path):
        return None
    return parts._replace(scheme="", netloc="", path=f"/{path[len(site.path) :]}").geturl()


def _host(parts: SplitResult) -> str:
    return f"{(parts.hostname or '').removeprefix('www.')}:{parts.port or ''}"


def _other_scheme(url: str, scheme: str) -> str:
    rest = url.partition(":")[2]
    if near := get_close_matches(scheme, _SCHEMES, n=1, cutoff=0.7):
        return f"{quote(url)} is misspelled. Did you mean {quote(f'{near[0]}:{rest}')}?"
    return f"{quote(url)} does not open everywhere. Write an https, mailto or tel address."


def _web_fault(url: str, host: str, has_user: bool) -> str | None:
    if not host:
        rest = url.partition(":")[2].lstrip("/")
        fix = f"Did you mean {quote(f'https://{rest}')}?" if rest else "Write it, or remove it."
        return f"{quote(url)} has no host. {fix}"
    if has_user:
        return f"{quote(url)} contains a user name, which readers would see. Remove it."
    if _OWN_COMPUTER.fullmatch(host):
        path = urlsplit(url)._replace(scheme="", netloc="").geturl() or "/"
        return f"{quote(url)} is on your computer. Write {quote(path)}, if it is on this site."
    if "." not in host and ":" not in host:
        return f"{quote(url)} has no domain. Write it in full: https://example.org/…."
    return None


def meant(url: str) -> str | None:
    """Return the address that one which leads nowhere on this site is likely to mean."""
    if found := _MISSING_COLON.match(url):
        return f"https://{url[found.end() :]}"
    if _EMAIL.fullmatch(url):
        return f"mailto:{url}"
    if url.lower().startswith("www.") or _DOMAIN.match(url):
        return f"https://{url}"
    return None


def misspelled(url: str) -> str | None:
    """Return what to say of an address that leads nowhere on this site, if another is meant."""
    if not (address := meant(url)):
        return None
    if _MISSING_COLON.match(url):
        return f"{quote(url)} is misspelled. Did you mean {quote(address)}?"
    return f"{quote(url)} has no scheme. Write {quote(address)}."
