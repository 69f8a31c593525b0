"""The lines of a text that readers read, as CommonMark sees them."""

from __future__ import annotations

from sitekit.markdown.source_blocks import blocks_of, prose_of

_TEXT = """# A heading

A `code
span` and ``a ` tick``, and one ` alone.

- an item
  that goes on

  ```
  code
  ```

      code

| one | two |
|---|---|
| three | `four` |

<div>
raw
</div>

> A quote.

[a]: https://example.org
"""


def test_prose_has_the_lines_of_readable_text_and_no_code() -> None:
    assert list(prose_of(blocks_of(_TEXT))) == [
        (0, "A heading"),
        (2, "A      "),
        (3, "      and             , and one ` alone."),
        (5, "an item"),
        (6, "that goes on"),
        (14, "one"),
        (14, "two"),
        (16, "three"),
        (16, "      "),
        (22, "A quote."),
        (24, "[a]: https://example.org"),
    ]
