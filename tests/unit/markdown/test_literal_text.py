"""What looks like markup but is none is shown as the text that it is."""

from __future__ import annotations

import pytest

from sitekit.markdown.renderer import Renderer
from support.sites import MARKDOWN

_SHOWN = {
    "Set <api-key>.": "<p>Set &lt;api-key&gt;.</p>",
    'A List<T> and "Map<K, V>".': ("<p>A List&lt;T&gt; and &ldquo;Map&lt;K, V&gt;&rdquo;.</p>"),
    "<your name>": "<p>&lt;your name&gt;</p>",
    "<Note>\n*a*\n</Note>": "<p>&lt;Note&gt;\n<em>a</em>\n&lt;/Note&gt;</p>",
    "Press <kbd>A</kbd> <x>.": "<p>Press <kbd>A</kbd> &lt;x&gt;.</p>",
    "*a*{b} and `c`{ d }.": "<p><em>a</em>{b} and <code>c</code>{ d }.</p>",
    "*a*{.b}": '<p><em class="b">a</em></p>',
    '[a](http://b.example){: #c target="_d e" .f}': (
        '<p><a class="f" href="http://b.example" id="c" rel="noopener" target="_d e">a</a></p>'
    ),
    "Words.\n{.lead}": '<p class="lead">Words.</p>',
    "Words.\n{lead}": "<p>Words.\n{lead}</p>",
}
_HEADINGS = {
    "## Fill in {company name}": ("fill-in-company-name", "Fill in {company name}"),
    "## Fill in {id}": ("fill-in-id", "Fill in {id}"),
    "## C# {#c-sharp}": ("c-sharp", "C#"),
    "## C ## {#c}": ("c", "C"),
    "## F#": ("f", "F#"),
}


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(MARKDOWN.markdown_extensions, MARKDOWN.mdx_configs)


@pytest.mark.parametrize("text", _SHOWN)
def test_text_is_shown(text: str, renderer: Renderer) -> None:
    assert renderer.page(text).html == _SHOWN[text]


@pytest.mark.parametrize("text", _HEADINGS)
def test_heading_is_shown(text: str, renderer: Renderer) -> None:
    (heading,) = renderer.page(text).headings
    assert (heading.id, heading.text) == _HEADINGS[text]
