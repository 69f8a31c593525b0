"""Markdown texts converted: each once, kept between builds, on all cores where there are many.

A conversion depends on its text, the settings of Markdown and the code that converts, and on
nothing else of the site. It comes with what was logged on the way, which is logged again whenever
the conversion is used, in the order of the texts: messages are the same however it was made.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic_core import from_json

from sitekit.markdown.document import Document
from sitekit.markdown.renderer import Renderer
from sitekit.markdown.slots import Parts, split
from sitekit.runtime.context import BuildContext
from sitekit.runtime.fingerprint import digest, markdown_digest

_NAMESPACE = "markdown"


@dataclass(frozen=True)
class Text:
    """A Markdown text, a page's or a FAQ set's, and the title that a first heading may repeat."""

    kind: Literal["page", "faq"]
    body: str
    title: str


@dataclass(frozen=True)
class Conversion:
    """What a text became, and what was logged on the way: loggers, levels, messages."""

    rendered: Document
    log: tuple[tuple[str, int, str], ...]


_CONVERSION = TypeAdapter(Conversion)


def serialize(conversion: Conversion) -> str:
    """Return a conversion as text: its HTML as it is, and on a last line all else as JSON.

    HTML is most of it, and JSON is dear to read. It ends in JSON so that none that is cut short
    can be read.
    """
    facts = _CONVERSION.dump_json(conversion, exclude={"rendered": {"html"}})
    return f"{conversion.rendered.html}\n{facts.decode()}"


def deserialize(text: str) -> Conversion:
    """Return the conversion that `serialize` tells. Raises ValueError where it tells none."""
    html, _, facts = text.rpartition("\n")
    data = from_json(facts)
    with suppress(KeyError, TypeError):  # of another form: refused below
        data["rendered"]["html"] = html
    return _CONVERSION.validate_python(data)


@dataclass
class Converter:
    """Converts the texts of one build."""

    extensions: Sequence[str]
    configs: Mapping[str, Any]
    context: BuildContext = field(default_factory=BuildContext)
    _done: dict[Text, Conversion] = field(default_factory=dict)

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self.extensions, self.configs)

    def convert(self, texts: Iterable[Text]) -> None:
        """Convert texts, so that `rendered` has them, and log what there is to say of them."""
        wanted = [text for text in dict.fromkeys(texts) if text not in self._done]
        memo = self.context.memo
        known = {text: memo.get(text, self.inputs) for text in wanted}
        self._done |= {text: conversion for text, conversion in known.items() if conversion}
        keys = self._keys([text for text in wanted if text not in self._done])
        store = self.context.store
        kept = store.get(_NAMESPACE, keys.values()) if store else {}
        for text, key in keys.items():
            if conversion := _read_cached(kept.get(key)):
                self._done[text] = conversion
        missing = [text for text in wanted if text not in self._done]
        made = dict(zip(missing, self._converted(missing), strict=True))
        self._done |= {text: deserialize(record) for text, record in made.items()}
        self.context.counts["texts"] += len(made)
        if store and keys:
            store.put(_NAMESPACE, {keys[text]: record for text, record in made.items()})
        for text in wanted:
            memo.put(text, self.inputs, self._done[text])
            for name, level, message in self._done[text].log:
                logging.getLogger(name).log(level, message)

    def rendered(self, text: Text) -> Document:
        """Return what a text became, converting it where `convert` was not told of it."""
        if text not in self._done:
            self.convert([text])
        return self._done[text].rendered

    def inline(self, text: str) -> Parts:
        """Convert one sentence, without the paragraph around it."""
        html = self.rendered(Text("page", text, "")).html
        return split(html.removeprefix("<p>").removesuffix("</p>"))

    @cached_property
    def inputs(self) -> str | None:
        """What conversions depend on beside their texts, None where that cannot be told."""
        return markdown_digest(self.extensions, self.configs)

    def _keys(self, texts: list[Text]) -> dict[Text, str]:
        """Return under which key each text's conversion is kept; none is where it cannot be."""
        if not self.inputs or not self.context.store:
            return {}
        return {text: digest(self.inputs, text.kind, text.title, text.body) for text in texts}

    def _converted(self, texts: list[Text]) -> list[str]:
        """Return what is kept of each text's conversion."""
        settings = (tuple(self.extensions), dict(self.configs))
        with suppress(RuntimeError):
            if made := self.context.workers.map(partial(_in_process, *settings), texts):
                return self._shown(made, len(texts))
        return self._shown((_conversion(self._renderer, text) for text in texts), len(texts))

    def _shown(self, made: Iterable[str], count: int) -> list[str]:
        return list(self.context.progress.track("Markdown", made, count))


def _read_cached(record: str | None) -> Conversion | None:
    try:
        return deserialize(record) if record else None
    except ValueError:
        return None  # cut short, or written by another hand


class _Listener(logging.Handler):
    """Takes down what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append((record.name, record.levelno, record.getMessage()))


def _conversion(renderer: Renderer, text: Text) -> str:
    """Convert a text, quietly, and return what is kept of the conversion."""
    listener, root = _Listener(), logging.getLogger()
    handlers, root.handlers = root.handlers, [listener]
    try:
        convert = renderer.page if text.kind == "page" else renderer.faq
        rendered = convert(text.body, text.title)
    finally:
        root.handlers = handlers
    return serialize(Conversion(rendered, tuple(listener.heard)))


_process: dict[str, Renderer] = {}
"""What a pool's process has between its texts: the renderer, by its settings."""


def _in_process(extensions: Sequence[str], configs: Mapping[str, Any], text: Text) -> str:
    settings = repr((extensions, configs))
    if settings not in _process:
        _process[settings] = Renderer(extensions, configs)
    return _conversion(_process[settings], text)
