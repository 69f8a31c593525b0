"""An extension of Markdown that logs a warning for each text."""

from __future__ import annotations

import logging

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


class _LoggingPreprocessor(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        logging.getLogger("some.extension").warning("seen: %s", lines[0])
        return lines


class LoggingExtension(Extension):
    """Logs the first line of each text as a warning."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        md.preprocessors.register(_LoggingPreprocessor(md), "logging", 1)
