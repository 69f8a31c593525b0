"""Conversion of Markdown texts, cached between builds and spread over all cores for many texts.

A conversion depends on its text, the settings of Markdown and the code that converts, and on
nothing else of the site. It includes what was logged meanwhile, which is logged again whenever the
conversion is used, in the order of the texts: a cached conversion reports what a new one does.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Literal

from pydantic import TypeAdapter
from pydantic_core import from_json

from sitekit.markdown.document import Document, Remark
from sitekit.markdown.slots import Parts, split
from sitekit.runtime.context import BuildContext
from sitekit.runtime.fingerprint import digest, markdown_digest

if TYPE_CHECKING:
    from sitekit.markdown.renderer import Renderer

_NAMESPACE = "markdown"


@dataclass(frozen=True)
class Text:
    """The Markdown text of a page or FAQ set, and the title that its first heading may repeat."""

    kind: Literal["page", "faq"]
    body: str
    title: str


@dataclass(frozen=True)
class Conversion:
    """The result of converting a text, and what was logged meanwhile."""

    document: Document
    log: tuple[tuple[str, int, str], ...]
    """Loggers, levels, messages."""


_CONVERSION = TypeAdapter(Conversion)


def serialize(conversion: Conversion) -> str:
    """Return a conversion as text: its HTML, and on a last line everything else as JSON.

    Most of it is HTML, which is slow to read as JSON. The JSON comes last, so that a truncated
    text is never valid.
    """
    rest = _CONVERSION.dump_json(conversion, exclude={"document": {"html"}})
    return f"{conversion.document.html}\n{rest.decode()}"


def deserialize(serialized: str) -> Conversion:
    """Return the conversion that `serialize` wrote. Raises ValueError for any other text."""
    html, _, rest = serialized.rpartition("\n")
    data = from_json(rest)
    with suppress(KeyError, TypeError):  # of another form: refused below
        data["document"]["html"] = html
    return _CONVERSION.validate_python(data)


@dataclass
class Converter:
    """Converts the texts of one build."""

    extensions: Sequence[str]
    configs: Mapping[str, Any]
    context: BuildContext = field(default_factory=BuildContext)
    _conversions: dict[Text, Conversion] = field(default_factory=dict)

    @cached_property
    def _renderer(self) -> Renderer:
        return _make_renderer(self.extensions, self.configs)

    def convert(self, texts: Iterable[Text]) -> None:
        """Convert texts for `rendered`, and log the messages of each."""
        wanted = [text for text in dict.fromkeys(texts) if text not in self._conversions]
        memo = self.context.memo
        in_memory = {text: memo.get(text, self.inputs) for text in wanted}
        self._conversions |= {text: found for text, found in in_memory.items() if found}
        cache_keys = self._cache_keys([text for text in wanted if text not in self._conversions])
        store = self.context.store
        cached = store.get(_NAMESPACE, cache_keys.values()) if store else {}
        for text, key in cache_keys.items():
            if conversion := _read_cached(cached.get(key)):
                self._conversions[text] = conversion
        missing = [text for text in wanted if text not in self._conversions]
        converted = dict(zip(missing, self._convert(missing), strict=True))
        self._conversions |= {text: deserialize(new) for text, new in converted.items()}
        self.context.counts["texts"] += len(converted)
        if store and cache_keys:
            store.put(_NAMESPACE, {cache_keys[text]: new for text, new in converted.items()})
        for text in wanted:
            memo.put(text, self.inputs, self._conversions[text])
            for name, level, message in self._conversions[text].log:
                logging.getLogger(name).log(level, message)

    def rendered(self, text: Text) -> Document:
        """Return the document of a text, converting it if `convert` did not."""
        if text not in self._conversions:
            self.convert([text])
        return self._conversions[text].document

    def inline(self, text: str) -> Parts:
        """Convert one sentence, without the paragraph around it."""
        html = self.rendered(Text("page", text, "")).html
        return split(html.removeprefix("<p>").removesuffix("</p>"))

    @cached_property
    def inputs(self) -> str | None:
        """The digest of what conversions depend on besides their texts, None if unknown."""
        return markdown_digest(self.extensions, self.configs)

    def _cache_keys(self, texts: list[Text]) -> dict[Text, str]:
        """Return each text's key in the cache, none if conversions cannot be cached."""
        if not self.inputs or not self.context.store:
            return {}
        return {text: digest(self.inputs, text.kind, text.title, text.body) for text in texts}

    def _convert(self, texts: list[Text]) -> list[str]:
        """Return each text's serialised conversion."""
        settings = (tuple(self.extensions), dict(self.configs))
        with suppress(RuntimeError):
            if results := self.context.workers.map(partial(_convert_in_worker, *settings), texts):
                return self._track(results, len(texts))
        return self._track((_convert_quietly(self._renderer, text) for text in texts), len(texts))

    def _track(self, results: Iterable[str], count: int) -> list[str]:
        return list(self.context.progress.track("Markdown", results, count))


def _read_cached(serialized: str | None) -> Conversion | None:
    try:
        return deserialize(serialized) if serialized else None
    except ValueError:
        return None  # truncated, or written by something else


class _LogCollector(logging.Handler):
    """Collects warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append((record.name, record.levelno, record.getMessage()))


def _convert_quietly(renderer: Renderer, text: Text) -> str:
    """Return a text's serialised conversion, with its messages collected instead of logged."""
    collector, root = _LogCollector(), logging.getLogger()
    handlers, root.handlers = root.handlers, [collector]
    try:
        convert = renderer.page if text.kind == "page" else renderer.faq
        document = convert(text.body, text.title)
    except Exception:  # whatever an extension may raise: one text must not end a build
        document = failed_document(renderer, text.body)
    finally:
        root.handlers = handlers
    return serialize(Conversion(document, tuple(collector.messages)))


def failed_document(renderer: Renderer, text: str) -> Document:
    """Return an empty document whose remark names the block that cannot be converted."""
    from sitekit.markdown.source_blocks import spans_of

    lines, line = text.split("\n"), 0
    renderer.restart()
    for start, end in spans_of(text):
        try:
            renderer.page("\n".join(lines[start:end]))
        except Exception:
            line = start
            renderer.restart()
            break
    message = "this cannot be converted to HTML. Write it in another way, or in smaller parts."
    return replace(renderer.page(""), failed=True, remarks=(Remark(line, "Markdown", message),))


_renderers: dict[str, Renderer] = {}
"""The renderers of a worker process, by their settings."""


def _make_renderer(extensions: Sequence[str], configs: Mapping[str, Any]) -> Renderer:
    # Imported where it is used, since its parsers take a tenth of a second to load, and most builds
    # find their conversions in the cache.
    from sitekit.markdown.renderer import Renderer

    return Renderer(extensions, configs)


def _convert_in_worker(extensions: Sequence[str], configs: Mapping[str, Any], text: Text) -> str:
    settings = repr((extensions, configs))
    if settings not in _renderers:
        _renderers[settings] = _make_renderer(extensions, configs)
    return _convert_quietly(_renderers[settings], text)
