"""The mark of a build: what tells whether a site on the web is this one, and what it shows.

It is the same for the same site, so builds with equal inputs have equal marks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sitekit.runtime.fingerprint import digest

_MARKDOWN = "index.md"


def build_mark(digests: Mapping[str, str]) -> bytes:
    """Return the text of a site's mark, from the digest of each file by its address.

    `site` is a digest of all files, and `pages` has one for the content of each page that search
    engines may list, which is that of its Markdown version: layout does not count.
    """
    files = sorted(digests.items())
    pages = {
        address.removesuffix(_MARKDOWN): content[:16]
        for address, content in files
        if address.rpartition("/")[2] == _MARKDOWN
    }
    site = digest(*(piece for file in files for piece in file))
    return (
        json.dumps({"site": site, "pages": pages}, ensure_ascii=False, indent=0) + "\n"
    ).encode()
