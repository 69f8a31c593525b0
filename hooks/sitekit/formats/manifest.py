"""site.webmanifest (W3C, Web Application Manifest), its addresses relative."""

from __future__ import annotations

from typing import Any

from sitekit.content.brand import Brand
from sitekit.content.site_metadata import SiteMetadata

_ICON_SIZES = (192, 512)


def manifest(metadata: SiteMetadata, brand: Brand) -> dict[str, Any]:
    """Return the manifest as data."""
    icons = [
        {"src": f"assets/icon-{n}.png", "sizes": f"{n}x{n}", "type": "image/png"}
        for n in _ICON_SIZES
    ]
    return {
        "name": metadata.site_name,
        "short_name": metadata.site_name,
        "description": metadata.site_description,
        "lang": metadata.language,
        "start_url": "./",
        "display": "browser",
        "background_color": brand.slate,
        "theme_color": brand.slate,
        "icons": icons,
    }
