"""Types of values: what each accepts, what it becomes, and where its limits are."""

from __future__ import annotations

from typing import Annotated, Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError

from sitekit.front_matter.field_types import (
    AList,
    ContactAddress,
    End,
    FilePath,
    Moment,
    OneOrList,
    Prose,
    SitePath,
    Slug,
    Text,
    WebAddress,
)
from sitekit.front_matter.references import References, validation_context

_CONTEXT = validation_context(References(ZoneInfo("Europe/Berlin")))


def _value(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value, context=_CONTEXT)


def _message(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        _value(kind, value)
    return caught.value.errors()[0]["msg"]


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Prose, 'A vendor\'s "proposal"', "A vendor’s “proposal”"),
        (Prose, "No marks -- at all...", "No marks -- at all..."),
        (Prose, 'A path: C:\\"x"', 'A path: C:\\"x"'),
        (Text, " two \n words\t", "two words"),
        (Slug, "a-1-b", "a-1-b"),
        (Slug, "x" * 100, "x" * 100),
        (WebAddress, "https://example.org", "https://example.org"),
        (ContactAddress, "https://example.org", "https://example.org"),
        (ContactAddress, "mailto:me@example.org?subject=A", "mailto:me@example.org?subject=A"),
        (ContactAddress, "tel:+49301234567", "tel:+49301234567"),
        (WebAddress, "http://example.org:80/ä?a=b#c", "http://example.org:80/ä?a=b#c"),
        (SitePath, "/old/~name_1.html", "/old/~name_1.html"),
        (SitePath, "/größe/", "/größe/"),
        (SitePath, "/blog/A+Loja", "/blog/A+Loja"),
        (FilePath, "../a b.png", "../a b.png"),
        (OneOrList, "one", ["one"]),
        (OneOrList, ["one", "two"], ["one", "two"]),
        (AList, ["one"], ["one"]),
    ],
)
def test_value_is_accepted(kind: Any, written: object, value: object) -> None:
    if kind in (OneOrList, AList):
        assert kind.func(written) == value
    else:
        assert _value(kind, written) == value


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-04-01", "2026-04-01T00:00:00+02:00"),
        ("2026-01-01", "2026-01-01T00:00:00+01:00"),
        (" 2026-04-01 ", "2026-04-01T00:00:00+02:00"),
        ("2026-04-01T09:00:00Z", "2026-04-01T09:00:00+00:00"),
        ("2026-04-01 09:00 +05:30", "2026-04-01T09:00:00+05:30"),
        ("1970-01-01", "1970-01-01T00:00:00+01:00"),
        ("9998-12-31", "9998-12-31T00:00:00+01:00"),
    ],
)
def test_moment_is_midnight_in_the_sites_zone_unless_it_has_a_time(
    written: str, moment: str
) -> None:
    assert _value(Moment, written).isoformat() == moment


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("2026-06-09", "2026-06-10T00:00:00+02:00"),
        (" 2026-06-09 ", "2026-06-10T00:00:00+02:00"),
        ("2026-06-09T12:00:00+02:00", "2026-06-09T12:00:00+02:00"),
    ],
)
def test_end_is_that_of_the_day_unless_it_has_a_time(written: str, end: str) -> None:
    assert _value(End, written).isoformat() == end


@pytest.mark.parametrize(
    ("kind", "written", "message"),
    [
        (Text, " \n", "is empty"),
        (Text, "a\x00b", "contains a control character."),
        (Text, "a\x85b", "contains a control character."),
        (Slug, "Größe 1", 'Write "groesse-1".'),
        (Slug, "a--b", 'Write "a-b".'),
        (Slug, "日本", "Choose a name in Latin letters."),
        (Slug, "x" * 101, "cannot be part of an address"),
        (Moment, "31/04/2026", "is not a date."),
        (Moment, "2026-02-31", "is not a date."),
        (Moment, "20260401", "is not a date."),
        (Moment, "2026-W14-3", "is not a date."),
        (Moment, None, "is not a date."),
        (Moment, "2026-04-01T09:00", "has a time but no UTC offset."),
        (Moment, "1969-12-31", "is outside the years 1970 to 9998."),
        (Moment, "9999-01-01", "is outside the years 1970 to 9998."),
        (WebAddress, "example.org", 'Write "https://example.org".'),
        (WebAddress, "ftp://example.org", "Write an https, mailto or tel"),
        (WebAddress, "https://", "has no host."),
        (WebAddress, "https://example.org/a b", "is not a complete web address."),
        (WebAddress, 'https://example.org/"', "is not a complete web address."),
        (WebAddress, "http://[", "is not a valid address."),
        (WebAddress, "javascript:alert(1)", "does not open everywhere."),
        (WebAddress, "data:text/html,x", "does not open everywhere."),
        (WebAddress, "mailto:me@example.org", "is not a complete web address."),
        (ContactAddress, "JavaScript:alert(1)", "does not open everywhere."),
        (ContactAddress, "vbscript:x", "does not open everywhere."),
        (ContactAddress, "mailto:", "has no address behind mailto:."),
        (ContactAddress, "tel:+49 30 1234", "Write it in full: https://…, mailto:… or tel:…."),
        (ContactAddress, "me@example.org", 'Write "mailto:me@example.org".'),
        (SitePath, "old/", "is not an address on this site."),
        (SitePath, "/", "is not an address on this site."),
        (SitePath, "/a b/", "is not an address on this site."),
        (SitePath, "/.git/config", "has a part that starts with a dot"),
        (SitePath, "/a/.b/", "has a part that starts with a dot"),
        (SitePath, "/a/../b/", "must not contain /./ or /../."),
        (SitePath, "/./b/", "must not contain /./ or /../."),
        (FilePath, "/a.png", "is not a relative file path."),
        (FilePath, "a\\b.png", "is not a relative file path."),
        (FilePath, "https://example.org/a.png", "is not a relative file path."),
    ],
)
def test_value_is_refused_with_what_to_do(kind: Any, written: object, message: str) -> None:
    assert message in _message(kind, written)


def test_list_is_not_empty_and_of_one_text_where_that_is_certain() -> None:
    listed, one_or_list = (Annotated[tuple[str, ...], kind] for kind in (AList, OneOrList))
    assert _message(listed, "AI Strategy") == "must be a list. Write [one, two]."
    assert _message(listed, {}) == "must be a list. Write [one, two]."
    for kind in (listed, one_or_list):
        assert _message(kind, "a, b") == "must be a list. Write [a, b]."
        assert _message(kind, []) == "is an empty list. Add an entry."
