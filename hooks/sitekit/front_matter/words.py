"""The words that pages add to what writers write: overrides/words.yml.

Nothing here is a default: the file has every word, so that none is hidden in the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo, field_validator

from sitekit.front_matter.field_types import AList, Text, value_error

_MONTHS_A_YEAR = 12


def _twelve(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(value) != _MONTHS_A_YEAR:
        raise value_error(f"must have the names of 12 months, not {len(value)}.")
    return value


Months = Annotated[tuple[Text, ...], AList, AfterValidator(_twelve)]


class Words(BaseModel):
    """Every word and sentence of pages and files for programs that is no writer's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    filled_in: ClassVar[Mapping[str, frozenset[str]]] = {
        "articles_by": frozenset({"name"}),
        "further_title": frozenset({"n", "title"}),
        "further_description": frozenset({"description", "n"}),
        "date": frozenset({"day", "month", "year"}),
        "minutes": frozenset({"n"}),
        "one_article": frozenset({"n"}),
        "many_articles": frozenset({"n"}),
        "footnote_back": frozenset({"n"}),
        "part": frozenset({"n"}),
        "part_of": frozenset({"count", "n"}),
        "page_of_list": frozenset({"n"}),
        "knows_about": frozenset({"subjects"}),
        "may_have_moved": frozenset({"pages"}),
        "moved": frozenset({"page"}),
        "search_found": frozenset({"n"}),
        "search_nothing": frozenset({"pages"}),
        "search_failed": frozenset({"pages"}),
        "scheduled": frozenset({"date"}),
        "expired": frozenset({"date"}),
    }
    """What is filled into a text, by its key."""

    home: Text
    blog: Text
    blog_description: Text
    faq: Text
    faq_description: Text
    topics: Text
    topics_description: Text
    articles_by: Text
    further_title: Text
    further_description: Text
    article: Text
    author: Text
    overview: Text
    page: Text
    question: Text
    questions: Text
    series: Text
    sign_up: Text
    topic: Text
    date: Text
    months: Months
    minutes: Text
    one_article: Text
    many_articles: Text
    skip: Text
    site_menu: Text
    menu: Text
    theme: Text
    light_theme: Text
    dark_theme: Text
    breadcrumbs: Text
    pages: Text
    more: Text
    feed: Text
    reading_time: Text
    contents: Text
    common_questions: Text
    plan: Text
    plan_caption: Text
    read_next: Text
    newer_and_older: Text
    newer: Text
    older: Text
    question_address: Text
    copied: Text
    more_like_this: Text
    more_in_article: Text
    full_answer: Text
    answered_in: Text
    part: Text
    part_of: Text
    parts: Text
    next_part: Text
    about_series: Text
    shown_in: Text
    section_link: Text
    footnote_back: Text
    copy_code: Text
    code_copied: Text
    notes: Mapping[str, Text]
    articles: Text
    newest: Text
    read_articles: Text
    all_articles: Text
    pages_of_list: Text
    page_of_list: Text
    questions_on_topic: Text
    elsewhere: Text
    knows_about: Text
    no_article: Text
    see_questions: Text
    see_topics: Text
    no_question: Text
    see_articles: Text
    no_article_on_topic: Text
    no_article_by: Text
    email: Text
    offered_by: Text
    terms: Text
    booked_on: Text
    behind_it: Text
    not_found: Text
    not_found_description: Text
    may_have_moved: Text
    link_articles: Text
    link_topics: Text
    link_questions: Text
    separator: str
    last_separator: str
    moved: Text
    search: Text
    search_site: Text
    search_words: Text
    search_close: Text
    search_kind: Text
    search_topic: Text
    search_everything: Text
    search_all_topics: Text
    search_more: Text
    search_empty: Text
    search_start: Text
    search_go: Text
    search_busy: Text
    search_found: Text
    search_nothing: Text
    search_failed: Text
    draft: Text
    scheduled: Text
    expired: Text
    label_address: Text
    label_published: Text
    label_updated: Text

    @classmethod
    def from_keys(cls, valid: Mapping[str, Any]) -> Words:
        """Return words of which some are missing: in their place are their keys."""
        months = [str(month) for month in range(1, _MONTHS_A_YEAR + 1)]
        made = {
            key: " ".join([key, *(f"{{{name}}}" for name in sorted(cls.filled_in.get(key, ())))])
            for key in cls.model_fields
        }
        return cls.model_validate({**made, "months": months, "notes": {}, **valid})

    @field_validator("*")
    @classmethod
    def _has_what_is_filled_in(cls, value: object, info: ValidationInfo) -> object:
        expected = cls.filled_in.get(info.field_name or "", frozenset())
        if isinstance(value, str) and _names_in(value, expected) != expected:
            names = " and ".join(f"{{{name}}}" for name in sorted(expected))
            if names:
                raise value_error(f"must contain {names}, which is filled in, and no other braces.")
            raise value_error("must not contain braces: nothing is filled in.")
        return value


def _names_in(text: str, expected: frozenset[str]) -> frozenset[str | None]:
    """Return what is in braces; None is among it where they have no partner or hold no name."""
    if not expected and "{" not in text and "}" not in text:
        return expected
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return frozenset([None])
    is_plain = all(not spec and not conversion for _, _, spec, conversion in parts)
    names = frozenset(name for _, name, _, _ in parts if name is not None)
    return names if is_plain and names else frozenset([None])
