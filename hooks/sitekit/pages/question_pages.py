"""The pages of single questions, and how the page of their set leads to them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sitekit.content.models import FaqSet, QuestionPage
from sitekit.markdown.html_text import words
from sitekit.markdown.openings import opening_words
from sitekit.markdown.slots import fill
from sitekit.pages.inputs import PageInputs
from sitekit.pages.spec import PageSpec
from sitekit.pages.view_builders import badge, date_view, tag_links
from sitekit.pages.views import AnswerOpening, Link, QuestionView

_DESCRIPTION, _OPENING = (50, 160), (50, 400)
"""The least and the most characters of a description, as search results show it well, and of how an
answer begins on the page of its set, where it should tell the answer.
"""


def answer_openings(faq_set: FaqSet) -> tuple[AnswerOpening, ...]:
    """Return the questions of a set as its page shows them, if they have pages of their own."""
    return tuple(map(_opening, faq_set.question_pages))


def _opening(page: QuestionPage) -> AnswerOpening:
    question = page.question
    text = opening_words(question.answer, *_OPENING)
    return AnswerOpening(
        question.id,
        Link(question.text, page.address),
        text,
        goes_on=text != words(fill(question.answer, str, is_page=False)),
        old_ids=(*question.old_ids, *question.inner_ids.values()),
    )


def question_pages(inputs: PageInputs, faq_set: FaqSet) -> Iterator[PageSpec]:
    """Yield the page of each question of a set, if they have pages of their own."""
    texts = inputs.of_texts(faq_set)
    for page in faq_set.question_pages:
        make = partial(_page, inputs, page, texts)
        yield inputs.page(page.address, page, (texts,), make)


def _page(inputs: PageInputs, page: QuestionPage, texts: tuple[object, ...]) -> PageSpec:
    library, faq_set, question = inputs.library, page.faq_set, page.question
    meta = faq_set.meta
    set_link = Link(meta.title, faq_set.address)
    return PageSpec(
        source=f"pages/{page.address}index.md",
        address=page.address,
        template="question.html",
        title=question.text,
        description=opening_words(question.answer, *_DESCRIPTION),
        view=QuestionView(
            set_link,
            tuple(Link(p.question.text, p.address) for p in faq_set.question_pages if p != page),
            tag_links(library, faq_set),
            date_view(library, meta.updated) if meta.updated else None,
        ),
        campaign=f"faq-{faq_set.name}-{question.id}",
        entry=page,
        inputs=texts,
        from_file=False,
        indexed=not meta.noindex,
        canonical=meta.canonical or "",
        breadcrumbs=(inputs.home, inputs.questions, set_link, Link(question.text, page.address)),
        last_modified=meta.updated,
        social_card=inputs.card(question.text, library.words.question),
        badge=badge(library, faq_set),
    )
