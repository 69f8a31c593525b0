"""The structure of a text, as figures show it."""

from __future__ import annotations

import pytest
from mkdocs.config import load_config

from sitekit.figures.outline import Block, SectionOutline
from sitekit.markdown.renderer import Renderer
from support.sites import ROOT

_CONFIG = load_config(str(ROOT / "mkdocs.yml"))
TEXT = """
One two three.[^1]

Four `five six` seven.

## First

Eight **nine** ten.

### Below

- eleven
- twelve

| a | b | c |
|---|---|---|
| 1 | 2 | 3 |

## Second

<!-- cta -->

1. one

```python
one
two
```

![A drawing](dot.png "Its caption")

[^1]: A note of many words.
"""


@pytest.fixture
def renderer() -> Renderer:
    return Renderer(_CONFIG.markdown_extensions, _CONFIG.mdx_configs)


def test_outline_has_what_precedes_the_sections_and_each_section(renderer: Renderer) -> None:
    introduction, first, second = renderer.page(TEXT).outline
    assert (introduction.id, introduction.paragraphs, introduction.blocks) == ("", 2, ())
    assert first == SectionOutline(
        "first", 3 + 2 + 6, 1, 1, (Block("list", 2), Block("table", 2, 3))
    )
    kinds = [(block.kind, block.length) for block in second.blocks]
    assert kinds == [("steps", 1), ("code", 2), ("picture", 1)]
    assert (second.id, second.paragraphs, second.subsections) == ("second", 0, 0)


def test_outline_of_a_text_without_sections_is_one(renderer: Renderer) -> None:
    assert renderer.page("One two.\n\nThree.").outline == (SectionOutline("", 3, 2),)


def test_outline_begins_with_the_first_section_if_nothing_precedes_it(renderer: Renderer) -> None:
    assert [section.id for section in renderer.page("## A\n\nOne.").outline] == ["a"]
    assert renderer.page("").outline == ()


def test_outline_counts_the_words_of_each_answer(renderer: Renderer) -> None:
    body = renderer.faq("## Why?\n\nOne two three.\n\n## How?\n\nFour.")
    assert [(section.id, section.words) for section in body.outline] == [("why", 3), ("how", 1)]
