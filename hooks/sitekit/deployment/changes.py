"""What differs between two built sites, as a reviewer reads it in a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitekit.deployment.built_site import AddressContent

_MAX_LISTED = 100
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#|~@!$:&])")


@dataclass(frozen=True)
class SiteChanges:
    """The addresses that differ, each sorted."""

    new: Sequence[str]
    modified: Sequence[str]
    """Those that show something else, redirects included."""
    gone: Sequence[str]
    """Those that lead nowhere; one that became a redirect is modified."""


def compare(old: Mapping[str, AddressContent], new: Mapping[str, AddressContent]) -> SiteChanges:
    """Return what differs between two sites, as `built_site.read_built_site` returns them."""
    shared = old.keys() & new.keys()
    return SiteChanges(
        sorted(new.keys() - old.keys()),
        sorted(address for address in shared if old[address] != new[address]),
        sorted(old.keys() - new.keys()),
    )


def as_markdown(old: Mapping[str, AddressContent], new: Mapping[str, AddressContent]) -> str:
    """Return what differs as Markdown, for a summary of GitHub Actions."""
    differs = compare(old, new)
    if not (differs.new or differs.modified or differs.gone):
        return "No address of the site changes.\n"
    parts = [
        *_section("New addresses", differs.new, new, ""),
        *_section("Changed addresses", differs.modified, new, ""),
        *_section(
            "Gone addresses",
            differs.gone,
            old,
            "Nothing will be there any more. To let an old address lead on, add it to `aliases`.",
        ),
    ]
    return "\n".join(parts) + "\n"


def _section(
    heading: str, addresses: Sequence[str], site: Mapping[str, AddressContent], note: str
) -> Iterator[str]:
    """Yield the lines of one list."""
    if not addresses:
        return
    yield from (f"### {heading}: {len(addresses)}", "")
    if note:
        yield from (note, "")
    for address in addresses[:_MAX_LISTED]:
        published = site[address]
        leads = f" → `/{published.redirect}`" if published.redirect else ""
        title = _MARKDOWN.sub(r"\\\1", " ".join(published.title.split()))
        yield f"- `/{address}`{leads} {title}".rstrip()
    if (more := len(addresses) - _MAX_LISTED) > 0:
        yield f"- … and {more} more"
    yield ""
