"""Quoting, slugs, suggestions for misspelled words, and comparison of texts."""

from __future__ import annotations

import pytest

from sitekit.text import did_you_mean, letters, nearest_path, one_line, quote, slugify, which_of


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n b\t c ", "a b c"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("", ""),
    ],
)
def test_text_is_on_one_line_of_sixty_characters(text: str, line: str) -> None:
    assert one_line(text) == line
    assert quote(text) == f'"{line}"'


def test_characters_that_nobody_sees_are_named() -> None:
    assert quote("c\u200bpp\ufeff") == '"c<U+200B>pp<U+FEFF>"'
    assert quote("👩\u200d💻 é") == '"👩\u200d💻 é"', "a joiner makes one sign of two"


def test_candidates_are_listed_where_they_are_few() -> None:
    few = [f"name-{letter}" for letter in "abcdef"]
    assert which_of("zzz", few) == f" Write one of: {', '.join(few)}."
    assert which_of("zzz", [*few, "name-g"]) == ""
    assert which_of("name-aa", few) == ' Did you mean "name-a"?'
    assert which_of("zzz", ["ada"]) == ' Write "ada".'
    assert which_of("zzz", []) == ""


def test_quote_takes_any_value() -> None:
    assert quote(["a", 1]) == "\"['a', 1]\""


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("ai-stratgy", "ai-strategy"),
        ("AI Strategy", "ai-strategy"),
        ("strategies", "strategy"),
        ("Cafe", "Café"),
        ("ai-strategies-o", "ai-strategies-of-others"),
        ("ai-s", "ai-strategy"),
        ("caf", "Café"),
        ("ai", None),
        ("x", None),
        ("", None),
    ],
)
def test_suggestion_is_the_most_similar_candidate(word: str, suggestion: str | None) -> None:
    candidates = ["Café", "ai-strategy", "ai-strategies-of-others", "strategy"]
    expected = f' Did you mean "{suggestion}"?' if suggestion else ""
    assert did_you_mean(word, candidates) == expected
    assert did_you_mean(word, []) == ""


@pytest.mark.parametrize(
    ("path", "suggestion"),
    [
        ("posts/frist.md", "posts/first.md"),
        ("posts/secnd/index.md", "posts/second/index.md"),
        ("/blog/first.html", "/blog/first/"),
        ("/blgo/first/", "/blog/first/"),
        ("faq/first", "posts/first.md"),
        ("posts/nope.md", None),
        ("/blog/frame/", None),
        ("", None),
    ],
)
def test_suggested_path_has_a_similar_last_part(path: str, suggestion: str | None) -> None:
    files = ["posts/first.md", "posts/second/index.md", "docs/index.md", "posts/none-of-it.md"]
    pages = ["/blog/first/", "/blog/other/", "/"]
    expected = f' Did you mean "{suggestion}"?' if suggestion else ""
    assert nearest_path(path, pages if path.startswith("/") else files) == expected


def test_suggestion_for_an_endless_word_is_none_at_once() -> None:
    assert did_you_mean("x" * 10**7, ["ai-strategy"]) == ""


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Fractional AI & CTO", "fractional-ai-and-cto"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("Größe", "groesse"),
        ("Café naïve", "cafe-naive"),
        ("Łódź, Ærø, Þór, Đà", "lodz-aero-thor-da"),
        (" -a_b- ", "a-b"),
        ("me@home", "me-at-home"),
        ("日本", ""),
    ],
)
def test_slug_is_ascii_and_spells_signs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("What is C++?", "## What is *C++*?", True),
        ("Größe_1", "größe 1", True),
        ("STRASSE", "straße", True),
        ("C", "C++", False),
        ("C", "C#", False),
        ("C#", "C++", False),
        ("1.1", "11", True),
    ],
)
def test_letters_compare_texts_without_markup(one: str, other: str, equal: bool) -> None:
    assert (letters(one) == letters(other)) == equal
