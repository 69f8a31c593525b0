"""An answer reduced to the tags that structured data may hold."""

from __future__ import annotations

import pytest

from sitekit.markdown.html_text import reduce, words


@pytest.mark.parametrize(
    ("html", "reduced"),
    [
        ("<p>Words <em>and</em> <strong>more</strong>.</p>",) * 2,
        ("<h3>A</h3><ul><li>b</li></ul><ol><li>c<br>d</li></ol>",) * 2,
        ('<p class="x" id="y" onclick="z">a</p>', "<p>a</p>"),
        (
            '<a href="https://x/?a=1&amp;b=2" title="t">a</a>',
            '<a href="https://x/?a=1&amp;b=2">a</a>',
        ),
        ('<a href="">call</a> us', "call us"),
        ("<code>a &lt; b</code> &amp; c", "a &lt; b &amp; c"),
        ("<pre><code>one\n  two</code></pre>", "<div>one<br> two</div>"),
        (
            "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
            "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
            "<div>a b </div><div>1 2 </div>",
        ),
        ("<blockquote><p>q</p></blockquote>", "<div><p>q</p></div>"),
        ("<dl><dt>t</dt><dd>d</dd></dl>", "<div>t</div><div>d</div>"),
        ("<script>alert(1)</script><style>p{}</style><p>a</p>", "<p>a</p>"),
        ('<p>a <img src="x.png" alt="dot"> b</p>', "<p>a b</p>"),
        ("<p>a</p>\n\n<p>b</p>", "<p>a</p> <p>b</p>"),
        ("<label>One</label><label>Two</label>", "<div>One</div><div>Two</div>"),
        ("<del>a</del><sub>b</sub><kbd>c</kbd>", "abc"),
        ("</p></a></script>text", "</p>text"),
    ],
)
def test_answer_is_reduced_to_allowed_tags(html: str, reduced: str) -> None:
    assert reduce(html) == reduced


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>A<em>b</em><strong>c</strong> d.</p>", "Abc d."),
        ("<p>one</p><p>two</p><ul><li>three</li></ul>", "one two three"),
        ("<p>a &lt; b &amp;amp; c</p>", "a < b &amp; c"),
        ('<p><a href="/x">li</a>nk<br>new</p>', "link new"),
        ('<img src="x.png" alt="dot"><script>alert(1)</script>', ""),
    ],
)
def test_words_are_the_text_without_markup(html: str, text: str) -> None:
    assert words(html) == text
