"""Markup of other tools is found in readable text, with its line."""

from __future__ import annotations

from sitekit.markdown.foreign_markup import remarks_on
from sitekit.markdown.source_blocks import blocks_of


def test_shortcode_is_found_where_it_is_read() -> None:
    text = "Words.\n\n- `{{< a >}}`\n- See {{< b c >}}.\n\n```\n{{< d >}}\n```\n"
    (remark,) = remarks_on(blocks_of(text))
    assert (remark.line, remark.key, remark.is_advice) == (3, "markup", True)
    assert remark.message.startswith('"{{< b c >}}" is a shortcode')
