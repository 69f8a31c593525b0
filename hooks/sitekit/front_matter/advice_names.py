"""The names of all advice, by which a site or a file switches it off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator

from sitekit.front_matter.field_types import value_error
from sitekit.text import certain_match, quote, which_of

ADVICE: Mapping[str, str] = {
    "address": "an address that was public and has changed, or is not recorded",
    "alternative-text": "a picture without one, or with its file's name for one",
    "booking-link": "a booking address written where `cta:` would attribute the call",
    "calendar": "what the clock takes out of a page",
    "description-length": "a description that search results cut, or that says little",
    "file-name": "a name that some systems refuse",
    "heading-level": "a heading that skips a level",
    "link-to-add": "a text that names another one without a link to it",
    "links-nowhere": "a text that links to no other",
    "markup": "Markdown that may not mean what it says",
    "no-offer": "a post that shows the default offer since nothing names another",
    "offer-ends": "an offer that ends within a fortnight",
    "offer-line": "an offer without a sentence for the start of posts",
    "picture-format": "a picture whose name has another format's ending",
    "plain-text": "markup where plain text is shown",
    "policy": "what browsers do not load or run on this site",
    "proof": "a quotation or case that may not be shown",
    "question-pages": "a question whose own page would be thin",
    "review": "a text whose day of review has come",
    "same-words": "a title or description that another page has",
    "schedule": "a day beyond those for which GitHub publishes by the clock",
    "series": "a series with fewer parts than a series has",
    "services": "a service that says little of itself",
    "similar-question": "a question that another set asks in other words",
    "social-card": "a text that a social card cannot show in full",
    "tag-rarely-used": "a tag whose page search engines are not asked to list",
    "title-length": "a title that search results cut",
    "unlinked": "a text that no other links to",
    "unused-file": "a file that no page shows",
    "updated": "a day of change that is still to come",
}
"""What each is about."""


def _name(value: str) -> str:
    if value not in ADVICE:
        message = f"{quote(value)} is the name of no advice.{which_of(value, ADVICE)}"
        raise value_error(message, fix=(value, certain_match(value, ADVICE)))
    return value


AdviceName = Annotated[str, AfterValidator(_name)]
