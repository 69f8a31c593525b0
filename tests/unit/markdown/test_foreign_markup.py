"""Markup of other tools is found in readable text, with its line, and nothing else is."""

from __future__ import annotations

import pytest

from sitekit.markdown.foreign_markup import remarks_on
from sitekit.markdown.source_blocks import blocks_of

_FOUND = {
    "Words.\n\n![[screen.png]]\n": (3, '"![[screen.png]]" is a picture of Obsidian.'),
    "See [[Other note]] and\nmore.\n": (1, '"[[Other note]]" is a wiki link. Write [words]'),
    '- a\n- {{< figure src="a.png" >}}\n': (2, '"{{< figure src="a.png" >}}" is a shortcode'),
    "{{% notice %}}\n": (1, '"{{% notice %}}" is a shortcode of Hugo.'),
    "{% include a.html %}\n": (1, '"{% include a.html %}" is a tag of Liquid or Jinja.'),
    "Of {{ site.title }}.\n": (1, '"{{ site.title }}" is a variable of another tool.'),
    "[TOC]\n\n## A\n": (1, '"[TOC]" is not needed.'),
    '[caption id="a"]Words\n': (1, '"[caption id="a"]" is a shortcode of WordPress.'),
    ":::note\nWords.\n:::\n": (1, '":::note" starts a note of another tool. Write !!! note'),
    "• one\n• two\n": (1, '"•" is no bullet of Markdown.'),
    "So $$a^2$$.\n": (1, '"$$a^2$$" is a formula.'),
    r"So \(a^2\) is.": (1, r'"\(a^2\)" is a formula.'),
    "![A screen|300](a.png)\n": (1, '"![A screen|300]" gives a size. Write { width=300 }'),
    "[a](b.md) {.button}\n": (1, '"{.button}" follows a space. Write it without the space.'),
    "#leadership #ai\n": (1, '"#leadership #ai" is shown as typed. Use `tags`'),
    "##Next steps for you\n": (1, '"##Next steps for you" is no heading. Write a space behind'),
    "Words. %%ask Bob%%\n": (1, '"%%ask Bob%%" is a comment of Obsidian.'),
    "import A from './a'\n\nWords.\n": (1, "\"import A from './a'\" is code of MDX."),
    "Words.\n\n[cta]\n": (3, '"[cta]" is no call to action. Write <!-- cta -->.'),
    "<!--- cta --->\n": (1, '"<!---" is a comment. Write <!-- cta -->.'),
    "[ ] one\n[x] two\n": (1, '"[ ]" is no task. Write - before it.'),
    "A note^[like this].\n": (1, '"^[like this]" is a footnote in the text.'),
    "```mermaid\ngraph\n```\n": (1, '"mermaid" is shown as code.'),
    "Words[^1].\n": (1, 'there is no footnote "1". Write [^1]: … below the text.'),
    "Words.\n\n[^a]: A note.\n": (3, 'the footnote "a" is cited nowhere.'),
    "Words.\nSee [the report][report].\n": (2, '"[the report][report]" is no link, since "report"'),
}
_SOUND = (
    "`{{< a >}}`, `[[b]]`, `$$c$$`, ``%%d%%`` and [e](f.md){.button}.\n",
    "```\n{{< a >}}\n[[b]]\n```\n\n    {% c %}\n",
    "- [ ] do\n- [x] done\n\n> [ ] quoted\n",
    "It costs $5 or $6, 50 % more, in C# or F#, #1 of 3.\n",
    r"A \( r0 \) and \(see there\), [a] and [b](c.md), [[1]](d.md).",
    r"In V8 \( [the engine](https://example.org/V8_engine) \), \(not a_name\).",
    "Words[^1] and[^2].\n\n[^1]: One[^2].\n\n[^2]:\n    Two.\n",
    "[the report][report], [Report][] and [report].\n\n[Report]: https://example.org\n",
    "* `a` – b\n- c • d\n\nWe – that is – you.\n",
    "A list: a) b) {c} | ^ and ::\n",
    "Import the data from it. Export it.\n\n#5 is alive\n",
)


@pytest.mark.parametrize("text", _FOUND)
def test_markup_is_found_on_its_line(text: str) -> None:
    line, message = _FOUND[text]
    remark, *more = remarks_on(blocks_of(text))
    assert (remark.line + 1, remark.key, remark.is_advice) == (line, "markup", True)
    assert remark.message.startswith(message)
    assert all(other.line > remark.line for other in more)


@pytest.mark.parametrize("text", _SOUND)
def test_text_without_foreign_markup_has_no_remark(text: str) -> None:
    assert [remark.message for remark in remarks_on(blocks_of(text))] == []
