"""Which proof a page shows beside its call to action."""

from __future__ import annotations

from sitekit.content.library import Library
from sitekit.content.models import FaqSet, Post, Proof, QuestionPage, Subject, Tag


def proof_for(library: Library, entry: Subject | None) -> Proof | None:
    """Choose the newest proof with the page's first tag that has one, else one without tags.

    What lacks a name or a permission is never chosen.
    """
    shown = [proof for proof in library.proof.values() if proof.may_be_shown]
    newest = sorted(shown, key=lambda proof: proof.meta.date, reverse=True)
    tags: tuple[str, ...] = ()
    if isinstance(entry, QuestionPage):
        entry = entry.faq_set
    if isinstance(entry, Post | FaqSet):
        tags = entry.meta.tags
    elif isinstance(entry, Tag):
        tags = (entry.id,)
    of_tags = (proof for tag in tags for proof in newest if tag in proof.meta.tags)
    of_all = (proof for proof in newest if not proof.meta.tags)
    return next((proof for proofs in (of_tags, of_all) for proof in proofs), None)
