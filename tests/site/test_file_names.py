"""Names of files: one page for one name, however it is spelled, and advice where systems differ."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from sitekit.checks.file_names import refused_by_windows
from support.content import post
from support.sites import TemporarySite

COMPOSED, DECOMPOSED = (normalize(form, "docs/caf\u00e9.md") for form in ("NFC", "NFD"))
PAGE = "---\ntitle: T\ndescription: D\n---\nWords.\n"


@pytest.mark.parametrize("path", [COMPOSED, DECOMPOSED])
def test_name_with_an_accent_is_one_address_on_every_system(path: str, site: TemporarySite) -> None:
    files = {path: PAGE, f"{path[:-3]}.pdf": "x", "docs/a page.md": PAGE}
    links = (
        "[a](caf\u00e9.md) [b](cafe\u0301.md) [c](/cafe\u0301/) [d](caf\u00e9.pdf) [e](a%20page.md)"
    )
    site.write({**files, "docs/linking.md": PAGE + links})
    result = site.build()
    assert result.returncode == 0, result.stdout
    assert {"caf\u00e9/index.html", "caf\u00e9.pdf", "a page/index.html"} <= site.built().keys()
    targets = [link["href"] for link in site.page("linking").select("article a")]
    assert targets[:5] == [
        *["../caf%C3%A9/"] * 3,
        "../caf%C3%A9.pdf",
        "../a%20page/",
    ]


_SPELLING = ", which only spells an accent in another way (Unicode NFC and NFD). Rename this file."
_CAPITALS = ", whose address differs in capital letters alone. "


@pytest.mark.parametrize(
    ("first", "second", "end"),
    [
        (DECOMPOSED, COMPOSED, _SPELLING),
        (DECOMPOSED[:-3] + ".pdf", COMPOSED[:-3] + ".pdf", _SPELLING),
        ("docs/Us.md", "docs/us.md", f"{_CAPITALS}Rename this file."),
        ("docs/files/A.pdf", "docs/files/a.pdf", f"{_CAPITALS}Rename this file."),
        ("posts/abc.md", "posts/Abc/index.md", f"{_CAPITALS}Give one of the two another `slug`."),
    ],
)
def test_names_that_some_systems_take_for_one_are_a_problem(
    first: str, second: str, end: str, site: TemporarySite
) -> None:
    text = post(title="T") if first.startswith("posts") else PAGE
    site.write({first: text, second: text})
    found = [m for m in site.messages() if "is already used by" in m]
    assert found
    assert found[0].endswith(f"is already used by {first}{end}")
    assert found[0].startswith(f"{second}:1: file: ")


@pytest.mark.parametrize("name", ["us.md ", "us.md.", "us.markdown ", "us.MD. "])
def test_text_with_a_sign_behind_its_ending_is_reported(name: str, site: TemporarySite) -> None:
    site.write({f"docs/{name}": PAGE})
    (message,) = site.messages()
    assert message.endswith('is not read as Markdown. Rename it to "us.md".')


_REFUSED = {
    "con.md": '"con" is a device there',
    "AUX": '"AUX" is a device there',
    "lpt1.tar.gz": '"lpt1" is a device there',
    "a:b.md": 'it has the sign ":"',
    "what?.pdf": 'it has the sign "?"',
    "folder.": "it ends with a space or a dot",
    "name ": "it ends with a space or a dot",
}


@pytest.mark.parametrize("name", _REFUSED)
def test_name_that_windows_refuses_has_a_reason(name: str) -> None:
    assert refused_by_windows(name) == _REFUSED[name]


@pytest.mark.parametrize("name", ["", "console.md", "a con.md", ".well-known", "com10", "a b.c"])
def test_name_that_windows_takes_has_none(name: str) -> None:
    assert refused_by_windows(name) == ""


def test_advice_names_what_windows_refuses_once(site: TemporarySite) -> None:
    site.write(
        {
            "posts/con.md": post(title="Con"),
            "posts/other.md": post(title="Other", more="slug: nul\n"),
            "docs/a:b/x.md": PAGE,
            "docs/a:b/y.md": PAGE,
            "docs/files/end./x.pdf": "x",
        }
    )
    assert site.messages() == []
    found = [str(a) for a in site.read().advice() if "on Windows" in str(a)]
    fix = "Rename it if anybody works there."
    assert found == [
        f'docs/a:b/x.md:1: file: advice: "a:b" cannot be the name of a file on Windows: '
        f'it has the sign ":". {fix}',
        f'docs/files/end./x.pdf:1: file: advice: "end." cannot be the name of a file on Windows: '
        f"it ends with a space or a dot. {fix}",
        f'posts/con.md:1: file: advice: "con.md" cannot be the name of a file on Windows: '
        f'"con" is a device there. {fix}',
        f'posts/other.md:1: file: advice: "nul" cannot be the name of a file on Windows: '
        f'"nul" is a device there. {fix}',
    ]
