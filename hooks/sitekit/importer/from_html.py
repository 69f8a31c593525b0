"""HTML bodies, such as those of Ghost, as Markdown."""

from __future__ import annotations

from typing import Any

from sitekit.importer.models import ForeignSiteError


def from_html(html: str) -> str:
    """Return HTML as Markdown. Raises ForeignSiteError if the package for it is not installed."""
    try:
        from markdownify import MarkdownConverter
    except ImportError:
        message = "HTML is read by the package markdownify. Install it: pip install markdownify."
        raise ForeignSiteError(message) from None

    class Converter(MarkdownConverter):
        """Adds captions: a picture in a figure gets its caption as its title."""

        def convert_figure(self, element: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002
            pictures, caption = element.find_all("img"), element.find("figcaption")
            if len(pictures) != 1 or element.find("a"):
                return f"\n\n{text.strip()}\n\n"
            words = caption.get_text(" ", strip=True).replace('"', "'") if caption else ""
            title = f' "{words}"' if words else ""
            alt, source = pictures[0].get("alt", ""), pictures[0].get("src", "")
            return f"\n\n![{alt}]({source}{title})\n\n"

        def convert_iframe(self, element: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002
            source = element.get("src", "")
            return f"\n\n<{source}>\n\n" if source else ""

    converter = Converter(
        heading_style="ATX",
        bullets="-",
        code_language_callback=_language,
        escape_misc=False,
    )
    return str(converter.convert(html)).strip() + "\n"


def _language(element: Any) -> str:
    """Return the language of a block of code, which its class names."""
    inner = element.find("code")
    classes = [*(element.get("class") or []), *((inner.get("class") or []) if inner else [])]
    found = [name.removeprefix("language-") for name in classes if name.startswith("language-")]
    return found[0] if found else ""
