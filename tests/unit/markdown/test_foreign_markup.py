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
    "So $E = mc^2$ and $5.\n": (1, '"$E = mc^2$" is a formula.'),
    "See [the post] (other.md#part).\n": (1, '"[the post] (other.md#part)" is no link. Write it'),
    "See (the post)[https://example.org/].\n": (
        1,
        '"(the post)[https://example.org/]" is no link.',
    ),
    "See [](other.md).\n": (1, '"[](other.md)" has no words to follow. Write [words](address).'),
    "Of H~2~O.\n": (1, '"~2~" is shown as typed. Write <sub>…</sub>.'),
    "Of x^10^.\n": (1, '"^10^" is shown as typed. Write <sup>…</sup>.'),
    "A :rokcet: and a :rocket:.\n": (
        1,
        '":rokcet:" is no emoji and no icon. Did you mean ":rocket:"?',
    ),
    "Words.\n\n:material-chekc:\n": (3, '":material-chekc:" is no emoji and no icon.'),
    "- [] one\n- [ ] two\n": (1, '"[]" is no task. Write [ ] and a space.'),
    "- [ ] one\n- [ ]two\n": (2, '"[ ]" is no task.'),
    "Words.\n\n{: .lead }\n": (3, '"{: .lead }" is shown as typed. Write it below its block,'),
    "![A screen|300](a.png)\n": (1, '"![A screen|300]" gives a size. Write { width=300 }'),
    "[a](b.md) {.button}\n": (1, '"{.button}" follows a space. Write it without the space.'),
    "#leadership #ai\n": (1, '"#leadership #ai" is shown as typed. Use `tags`'),
    "##Next steps for you\n": (1, '"##Next steps for you" is no heading. Write a space behind'),
    "Words.\n\n##Introduction\n": (3, '"##Introduction" is no heading. Write a space behind #.'),
    "##\xa0Hard space\n": (1, '"## Hard space" has a hard space (U+00A0) behind #.'),
    "=== Python\n\nWords.\n": (1, '"=== Python" is no tab. Write === "Title".'),
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
    "Words.\n{: .lead }\n\n- [x][a]\n- []\n\n[a]: https://example.org\n",
    "It costs $5 (x = 2) or $6, or 5$ (x^2) or 6$; US$5 = $5.\n",
    "In [a] (b, and/or c), (d)[e], ~5, ~~no~~, a~b, 2^3, 10:30:45, a:b:c, ::d:: and :-).\n",
    "A :rocket: and a :material-check:, `:nothing:` too.\n",
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


def test_each_piece_of_a_line_is_found_whatever_its_order() -> None:
    text = "Of {{ a }}, [[b]], ![[c]] and {{ d }}.\n"
    parts = sorted(remark.message.split('"')[1] for remark in remarks_on(blocks_of(text)))
    assert parts == ["![[c]]", "[[b]]", "{{ a }}", "{{ d }}"]
