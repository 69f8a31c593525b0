"""Markup of other tools, which would be shown as typed: what it is, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from sitekit.markdown.document import Remark
from sitekit.markdown.icons import SHORTCODE, emoji_names, is_known
from sitekit.markdown.source_blocks import prose_of
from sitekit.text import did_you_mean, quote

_FORMULA = r"(?:\\[a-zA-Z]|[\^=]|_[{\d])"
"""What a formula has, and a price or a remark in parentheses has not."""
_ADDRESS = (
    r"(?:https?://|mailto:|cta:|#|\.{0,2}/)[^\s()]*"
    r"|[^\s()]+\.(?:md|png|jpe?g|webp|gif|svg|avif|pdf)(?:#[^\s()]*)?"
)
_KINDS = (
    (r"!\[\[[^\]\n]+\]\]", "is a picture of Obsidian. Write ![what it shows](file.png)."),
    (r"(?<!!)\[\[[^\]\n]+\]\](?!\()", "is a wiki link. Write [words](file.md)."),
    (r"\{\{[<%].*?[>%]\}\}", "is a shortcode of Hugo. Write Markdown or HTML instead."),
    (r"\{%.*?%\}", "is a tag of Liquid or Jinja. Write Markdown or HTML instead."),
    (r"\{\{(?![<%]).*?\}\}", "is a variable of another tool. Write its value."),
    (r"\{:\s*toc\s*\}|\[TOC\]|\[\[_?TOC_?\]\]", "is not needed. Pages list their sections."),
    (
        r"\[/?(?:caption|gallery|embed|audio|video|playlist|su_\w+|vc_\w+)\b[^\]\n]*\](?![(\[:])",
        "is a shortcode of WordPress. Write Markdown instead.",
    ),
    (r"^:{3,}\s*\w[\w-]*", 'starts a note of another tool. Write !!! note "Title".'),
    (r"^[•◦‣▪]\s*(?=\S)", "is no bullet of Markdown. Write - before each item."),
    (
        r"\$\$[^$\n]+\$\$|^\$\$\s*$"
        rf"|(?<![\w$\\])\$(?=\S)(?=[^$\n]*{_FORMULA})[^$\n]+(?<=\S)\$(?![\w$])"
        rf"|\\\((?=(?:(?!\\\)).)*?{_FORMULA}).+?\\\)|^\\\[\s*$",
        "is a formula. Write it in words, or show it as a picture.",
    ),
    (rf"\[[^\[\]\n]+\] \((?:{_ADDRESS})\)", "is no link. Write it without the space."),
    (rf"\([^()\n]+\)\[(?:{_ADDRESS})\](?![(\[:])", "is no link. Write [words](address)."),
    (r"(?<![!\\\]])\[\s*\]\([^()\s]+\)", "has no words to follow. Write [words](address)."),
    (r"(?<=\w)~\w{1,3}~(?!~)", "is shown as typed. Write <sub>…</sub>."),
    (r"(?<=[\w)])\^\w{1,4}\^", "is shown as typed. Write <sup>…</sup>."),
    (r"!\[[^\]\n]*\|\d+(?:x\d+)?\](?=\()", "gives a size. Write { width=300 } behind it."),
    (r"(?<=[)`]) \{:?\s*[.#][\w-]+[^{}\n]*\}", "follows a space. Write it without the space."),
    (r"^#[A-Za-z][\w-]*(?:\s+#[A-Za-z][\w-]*)*$", "is shown as typed. Use `tags` for topics."),
    (
        r"^#{1,6}[A-Z][^#\s]*\s+\S.*|^#{2,6}[^\W_][^#]*",
        "is no heading. Write a space behind #.",
    ),
    (r"^#{1,6}\xa0+\S.*", "has a hard space (U+00A0) behind #. Write a common one."),
    (r"^===[+!]*\s+[^\s=\"].*", 'is no tab. Write === "Title".'),
    (r"(?<![\w`])%%[^%\n]+%%", "is a comment of Obsidian. Write <!-- … -->."),
    (
        r"^(?:import\s.+\sfrom\s+['\"].+|export\s+(?:const|default)\s.+)",
        "is code of MDX. Remove it.",
    ),
    (r"\[cta\](?![(\[:])", "is no call to action. Write <!-- cta -->."),
    (r"\^\[[^\]\n]+\]", "is a footnote in the text. Write [^1] here, and [^1]: … below."),
)
"""Patterns of a line of readable text, and what is said about the part that matches."""
_PATTERNS = [(re.compile(pattern), message) for pattern, message in _KINDS]
_MAY_MATCH = re.compile(r"[\[{$%•◦‣▪:#\\^~]|^(?:import|export|===)")
_DIAGRAMS = frozenset(("mermaid", "plantuml", "dot", "graphviz", "math", "latex", "katex"))
_TASK = re.compile(r"\[[ xX]\](?=\s+\S)")
_BAD_TASK = re.compile(r"\[\](?=\s+\S)|\[ \](?=\w)")
_ATTRIBUTES = re.compile(r"\{:?\s*[.#][^{}\n]*\}")
_SHORTCODE = re.compile(rf"(?<![\w:]){SHORTCODE}(?![\w:])")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](:?)")
_REFERENCE = re.compile(r"(?<![\\!\]])\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\^\]][^\]]*)\]:\s*\S")


def remarks_on(tokens: Sequence[Token]) -> Iterator[Remark]:
    """Yield advice on each piece of foreign markup in a text, and on what refers to nothing."""
    prose = list(prose_of(tokens))
    for line, text in prose:
        if _MAY_MATCH.search(text):
            yield from _in_line(line, text)
    yield from _blocks(tokens)
    yield from _footnotes(tokens, prose)
    yield from _references(prose)


def _in_line(line: int, text: str) -> Iterator[Remark]:
    covered = bytearray(len(text))
    for pattern, message in _PATTERNS:
        for found in pattern.finditer(text):
            part = slice(*found.span())
            if not any(covered[part]):
                covered[part] = b"x" * len(found[0])
                yield _remark(line, f"{quote(found[0].strip())} {message}")
    for found in _SHORTCODE.finditer(text):
        if re.search(r"[a-z]", found[1]) and not is_known(found[1]):
            names = did_you_mean(found[0], emoji_names())
            yield _remark(line, f"{quote(found[0])} is no emoji and no icon.{names}")


def _blocks(tokens: Sequence[Token]) -> Iterator[Remark]:
    for token in tokens:
        if token.type == "inline" and token.map:
            pattern, fix = (
                (_TASK, "- before it") if token.level == 1 else (_BAD_TASK, "[ ] and a space")
            )
            if found := pattern.match(token.content):
                yield _remark(token.map[0], f"{quote(found[0])} is no task. Write {fix}.")
            if _ATTRIBUTES.fullmatch(token.content):
                message = f"{quote(token.content)} is shown as typed. Write it below its block,"
                yield _remark(token.map[0], f"{message} without an empty line between.")
        elif token.type == "fence" and token.map:
            language = token.info.strip().strip("{.}").partition(" ")[0].lower()
            if language in _DIAGRAMS:
                message = f"{quote(language)} is shown as code. Draw it, and show it as a picture."
                yield _remark(token.map[0], message)
        elif token.type == "html_block" and token.map and "<!--- cta" in token.content:
            yield _remark(token.map[0], '"<!---" is a comment. Write <!-- cta -->.')


def _footnotes(tokens: Sequence[Token], prose: Sequence[tuple[int, str]]) -> Iterator[Remark]:
    defined = {
        found[1]: token.map[0]
        for token in tokens
        if token.type == "indented_open" and token.map
        if (found := _FOOTNOTE.match(token.content))
    }
    cited = {
        found[1]: line
        for line, text in reversed(prose)
        if "[^" in text
        for found in _FOOTNOTE.finditer(text)
        if not (found[2] and found.start() == 0)
    }
    for name, line in cited.items():
        if name not in defined:
            message = f"there is no footnote {quote(name)}. Write [^{name}]: … below the text."
            yield _remark(line, message)
    for name, line in defined.items():
        if name not in cited:
            message = f"the footnote {quote(name)} is cited nowhere. Write [^{name}] in the text."
            yield _remark(line, message)


def _references(prose: Sequence[tuple[int, str]]) -> Iterator[Remark]:
    """Yield advice on `[words][label]` without a definition of the label."""
    referring = [(line, text) for line, text in prose if "][" in text]
    if not referring:
        return
    labels = {_label(found[1]) for _, text in prose if (found := _DEFINITION.match(text))}
    for line, text in referring:
        for found in _REFERENCE.finditer(text):
            label = found[2] or found[1]
            if _label(label) not in labels and not label.startswith("^"):
                message = f"{quote(found[0])} is no link, since {quote(label)} is not defined."
                yield _remark(line, f"{message} Write [{found[1]}](address).")


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _remark(line: int, message: str) -> Remark:
    return Remark(line, "markup", message, is_advice=True)
