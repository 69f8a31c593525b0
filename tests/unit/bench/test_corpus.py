"""The benchmark's posts: reproducible, and like real ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench import sources
from bench.corpus import Note, corpus, max_posts
from support.bench import FEW_POSTS, FEW_WORDS, links_of


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.mark.parametrize(
    "writer", ["write_our_sources", "write_material_sources", "write_hugo_sources"]
)
def test_corpus_is_the_same_bytes_for_the_same_size_and_seed(writer: str, tmp_path: Path) -> None:
    written = []
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        folder = tmp_path / name
        folder.mkdir()
        getattr(sources, writer)(folder, corpus(FEW_POSTS, FEW_WORDS, seed))
        written.append(files_of(folder))
    assert written[0] == written[1]
    assert written[0] != written[2]


def test_posts_have_what_real_posts_have() -> None:
    posts = list(corpus(60, 2000))
    for post in posts:
        texts = [block for block in post.blocks if isinstance(block, str)]
        words = sum(len(text.split()) for text in texts)
        assert 1800 < words < 2500
        for beginning in ("## ", "- ", "1. ", "| ", "```"):
            assert any(text.startswith(beginning) for text in texts), (post.slug, beginning)
        assert any(isinstance(block, Note) for block in post.blocks)
        assert not re.search(r"\$\w|\$\{", "".join(texts)), post.slug
        assert 50 <= len(post.description) <= 160
    assert any("### " in str(post.blocks) for post in posts)
    assert any("[^1]" in str(post.blocks) for post in posts)
    assert {len(p.questions) for p in posts if p.questions} == {4, 5}
    assert sum(bool(post.questions) for post in posts) == 6
    dates = [post.date for post in posts]
    assert dates == sorted({*dates})


def test_links_lead_to_other_posts() -> None:
    posts = list(corpus(100, 2000))
    slugs = {post.slug for post in posts}
    assert len(slugs) == 100
    for post in posts:
        assert {*links_of(post)} <= slugs - {post.slug}
        assert 3 <= len(links_of(post)) <= 5


def test_tags_are_skewed_and_all_used() -> None:
    posts = list(corpus(400, 50))
    tags = [tag for post in posts for tag in post.tags]
    counts = sorted((tags.count(tag) for tag in {*tags}), reverse=True)
    assert len(counts) == 24
    assert counts[0] > 5 * counts[12] > 0


def test_titles_and_questions_are_unique() -> None:
    posts = list(corpus(2000, 1))
    questions = [q.question for post in posts for q in post.questions]
    assert len({post.slug for post in posts}) == 2000 < max_posts()
    assert len({*questions}) == len(questions) > 700


def test_vocabulary_grows_with_the_corpus() -> None:
    def words(count: int) -> set[str]:
        return {w for post in corpus(count, 500) for b in post.blocks for w in str(b).split()}

    assert len(words(80)) > 1.3 * len(words(40))
