"""Raw HTML in Markdown: tags and addresses are replaced, all else is as written."""

from __future__ import annotations

import pytest

from sitekit.markdown.raw_html import rewrite

ODD = '<DIV Title="a>b"\n id=x>AT&T &copy <B>x</B ><!DOCTYPE x><?php y ?> <br/> &amp </div>'


def _upper(tag: str, attributes: dict[str, str]) -> str | None:
    for key in ("href", "src", "poster", "data"):
        if key in attributes:
            attributes[key] = attributes[key].upper()
    return None


def _refuse(comment: str) -> None:
    pytest.fail(f"{comment} is no comment")


def test_comments_are_dropped() -> None:
    dropped: list[str] = []
    words = ' <b title="<!-- no -->">b</b></p><script>"<!-- no -->"</script>'
    html = f"<p>a<!-- one\n two --><!---->{words}"
    assert rewrite(html, _upper, dropped.append) == f"<p>a{words}"
    assert dropped == ["<!-- one\n two -->", "<!---->"]


def test_html_without_addresses_is_as_written() -> None:
    assert rewrite(ODD, _upper, _refuse) == ODD


@pytest.mark.parametrize(
    ("html", "rewritten"),
    [
        (f'{ODD}<a\nHREF=x.md class="c">z</a>', f'{ODD}<a\nHREF="X.MD" class="c">z</a>'),
        ("<img alt='src=y' src='p.png'/>", "<img alt='src=y' src=\"P.PNG\"/>"),
        ('<p data-src="a"><object data="b">', '<p data-src="a"><object data="B">'),
        (
            '<video poster = "p.png"\n src="v.mp4"><a href="a">',
            '<video poster = "P.PNG"\n src="V.MP4"><a href="A">',
        ),
        ('<a href="x" id="href">', '<a href="X" id="href">'),
        ('<a title="write href=x" href="y">', '<a title="write href=x" href="Y">'),
        ("<img alt='a src=\"b\"' src=c>", '<img alt=\'a src="b"\' src="C">'),
    ],
)
def test_address_is_replaced_and_all_else_as_written(html: str, rewritten: str) -> None:
    assert rewrite(html, _upper, _refuse) == rewritten


def test_address_that_does_not_change_is_as_written() -> None:
    html = "<img id=x SRC=P.PNG><a href='X.MD' title=href>"
    assert rewrite(html, _upper, _refuse) == html


def test_tag_is_replaced_by_what_its_visitor_returns() -> None:
    html = '<b id="b">x</b>\n<img src="a.png" alt=""><i name="i">'
    assert rewrite(html, lambda tag, _: "[image]" if tag == "img" else None, _refuse) == (
        '<b id="b">x</b>\n[image]<i name="i">'
    )


def test_visitor_gets_tags_with_their_attributes_and_end_tags() -> None:
    seen: list[tuple[str, dict[str, str]]] = []
    rewrite(
        '<picture><IMG SRC="a&amp;b" hidden></picture>',
        lambda tag, attributes: seen.append((tag, dict(attributes))),
        _refuse,
    )
    assert seen == [("picture", {}), ("img", {"src": "a&b", "hidden": ""}), ("/picture", {})]
