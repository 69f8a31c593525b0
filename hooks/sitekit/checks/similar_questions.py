"""Questions that two FAQ sets ask in other words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from sitekit.content.library import Library
from sitekit.problems import Advice
from sitekit.text import quote

_WORD = re.compile(r"[^\W_]+")
_LEAST_LETTERS = 4
"""Of a word that counts; shorter ones do if they are written in capitals, such as CTO."""
_SHARED_WORDS, _SIMILARITY = 3, 0.7
"""How much two questions have in common that ask the same: words, and their share of all.

With 0.6, "What does a CTO cost?" would be close to "What does a CEO cost?".
"""
_FREQUENT_SHARE, _FREQUENT_LEAST = 1 / 12, 5
"""Words in more questions than this distinguish none: a list of stop words for any language."""


def similar_questions(library: Library) -> Iterator[Advice]:
    """Yield questions that another set asks in other words; in the same is a problem."""
    questions = [(s, question) for s in library.sets for question in s.questions]
    words_of = _distinguishing_words([question.text for _, question in questions])
    with_word: defaultdict[str, list[int]] = defaultdict(list)
    for n, (faq_set, question) in enumerate(questions):
        shared = Counter(other for word in words_of[n] for other in with_word[word])
        for word in words_of[n]:
            with_word[word].append(n)
        for other, count in sorted(shared.items()):
            other_set, other_question = questions[other]
            union = len(words_of[n] | words_of[other])
            is_close = count >= _SHARED_WORDS and count >= _SIMILARITY * union
            if is_close and other_set is not faq_set:
                message = (
                    f"{quote(question.text)} is close to {quote(other_question.text)} in "
                    f"{other_set.source.path}. Join the two, or say how they differ."
                )
                line = faq_set.source.line_of_heading(question.text)
                yield faq_set.source.advice("question", message, line)
                break


def _distinguishing_words(texts: list[str]) -> list[frozenset[str]]:
    """Return the words of each text that few of the texts have, without a plural's ending."""
    words_of = [
        frozenset(
            word.casefold().removesuffix("s")
            for word in _WORD.findall(text)
            if len(word) >= _LEAST_LETTERS or (len(word) > 1 and word.isupper())
        )
        for text in texts
    ]
    counts = Counter(word for words in words_of for word in words)
    most = max(_FREQUENT_LEAST, len(texts) * _FREQUENT_SHARE)
    return [frozenset(word for word in words if counts[word] <= most) for words in words_of]
