"""SVG files: their size, and what is no SVG."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitekit.images.svg import SvgError, svg_size


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="120" height="80"', (120, 80)),
        ('width="1in" height="48.4px"', (96, 48)),
        ('width="3PT" height="1pc"', (4, 16)),
        ('width="2.54cm" height="25.4mm"', (96, 96)),
        ('width="120" height="80" viewBox="0 0 9 9"', (120, 80)),
        ('viewBox="0 0 300 150.2"', (300, 150)),
        ('viewBox="-5,-5,20,10" width="100"', (100, 50)),
        ('viewBox="0 0 20 10" height="100"', (200, 100)),
        ('viewBox="0 0 20 10" width="100%" height="100%"', (20, 10)),
        ('width="100%"', (0, 0)),
        ('width="120"', (0, 0)),
        ('width="10em" height="2em"', (0, 0)),
        ('width="wide" height="high"', (0, 0)),
        ('viewBox="0 0 0 10"', (0, 0)),
        ('viewBox="0 0 20"', (0, 0)),
        (f'viewBox="0 0 {"9" * 400} 1"', (0, 0)),
        ('viewBox="0 0 99999 9"', (99999, 9)),
        ('viewBox="0 0 9 100000"', (0, 0)),
        ('viewBox="0 0 .2 .1"', (1, 1)),
        ("", (0, 0)),
    ],
)
def test_svg_size_follows_its_attributes(attributes: str, size: tuple[int, int]) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><svg width="5" height="5"/></svg>'
    assert svg_size(svg.encode()) == size


def test_svg_reads_nothing_from_outside(tmp_path: Path) -> None:
    (tmp_path / "size").write_text("77")
    outside = f'<!DOCTYPE svg [<!ENTITY size SYSTEM "{(tmp_path / "size").as_uri()}">]>'
    with pytest.raises(SvgError):
        svg_size(f'{outside}<svg width="&size;" height="&size;"/>'.encode())


def test_svg_of_entities_that_multiply_is_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(SvgError):
        svg_size(f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]><svg>&l11;</svg>'.encode())


def test_svg_may_use_entities_of_its_own() -> None:
    drawn = b'<!DOCTYPE svg [<!ENTITY ns "http://x/">]><svg xmlns:i="&ns;" width="9" height="9"/>'
    assert svg_size(drawn) == (9, 9)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<svg>\n<g></svg>", "is no SVG: its line 2 is not well-formed XML. Save it again."),
        (
            b"<html><svg/></html>",
            "is no SVG: its first element is not <svg>. Save it again as SVG.",
        ),
        (
            b'<?xml version="1.0" encoding="no-such"?><svg/>',
            "is in no encoding that can be read. Save it as UTF-8.",
        ),
    ],
)
def test_svg_that_is_none_is_refused_with_a_fix(data: bytes, message: str) -> None:
    with pytest.raises(SvgError) as refused:
        svg_size(data)
    assert str(refused.value) == message
