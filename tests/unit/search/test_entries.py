"""What the search finds: posts, single questions and pages, with the text of each."""

from __future__ import annotations

from sitekit.search.entries import SearchEntry, search_entries, starts
from support.content import post
from support.sites import TemporarySite


def _entries(site: TemporarySite, **settings) -> dict[str, SearchEntry]:
    found = list(search_entries(site.read(**settings).library))
    entries = {entry.url: entry for entry in found}
    assert len(entries) == len({entry.name for entry in found}) == len(found)
    return entries


def test_entries_are_posts_newest_first_then_series_questions_and_pages(
    site: TemporarySite,
) -> None:
    site.write({"posts/new.md": post(title="New", date="2026-05-31")})
    entries = _entries(site)
    assert [(entry.kind, url) for url, entry in entries.items()] == [
        ("Article", "blog/new/"),
        ("Article", "blog/second/"),
        ("Article", "blog/first/"),
        ("Series", "series/engines/"),
        ("Question", "blog/first/#who-shows-this"),
        ("Question", "blog/first/#whole"),
        ("Question", "faq/paged/begun/"),
        ("Question", "faq/paged/how-is-an-engine-ended/"),
        ("Question", "faq/shared/#what-is-shared"),
        ("Question", "faq/shared/#what-is-not"),
        ("Page", "about/"),
        ("Page", ""),
    ]


def test_entries_have_title_topics_and_text(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(title="A < B", tags="cpp, ai-strategy")})
    site.edit("docs/index.md", "title: Home", "headline: Hello\ntitle: Home")
    entries = _entries(site)
    assert (entries["blog/x/"].title, entries["blog/x/"].topics) == (
        "A &lt; B",
        ("C++", "AI Strategy"),
    )
    question = entries["faq/shared/#what-is-shared"]
    assert (question.title, question.topics) == ("What is <em>shared</em>?", ("AI Strategy",))
    assert "the first post" in question.body
    assert entries[""].title == "Hello"


def test_entries_texts_have_neither_permalinks_nor_calls_to_action(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body="One.\n\n<!-- cta -->\n\n## Two\n\n[Three](first.md).")})
    body = _entries(site)["blog/x/"].body
    assert 'id="two">Two</h2>' in body
    assert "headerlink" not in body
    assert "Three" in body


def test_entries_are_of_published_pages_that_may_be_listed(site: TemporarySite) -> None:
    before = _entries(site).keys()
    hidden = "---\ntitle: T\ndescription: D\nnoindex: true\n---\nX.\n"
    site.write(
        {
            "posts/hidden.md": post(more="noindex: true\n"),
            "posts/draft.md": post(more="draft: true\n"),
            "posts/coming.md": post(date="2026-07-01"),
            "docs/hidden.md": hidden,
            "faq/draft.md": "---\ntitle: T\ndescription: D\ndraft: true\n---\n## Q?\n\nYes.\n",
        }
    )
    assert _entries(site).keys() == before
    assert _entries(site, preview=True).keys() == before
    site.edit("posts/first.md", "faq: alone", "faq: alone\nnoindex: true")
    assert _entries(site).keys() == before - {
        *("blog/first/", "blog/first/#who-shows-this", "blog/first/#whole", "series/engines/")
    }


def test_entries_have_the_same_names_in_every_build(site: TemporarySite) -> None:
    before = {url: entry.name for url, entry in _entries(site).items()}
    site.write({"posts/new.md": post(title="New", date="2026-05-31")})
    after = {url: entry.name for url, entry in _entries(site).items()}
    assert before.items() < after.items()


def test_entries_title_without_a_word_has_the_kind(site: TemporarySite) -> None:
    """Pagefind leaves out documents without a word."""
    site.write({"posts/x.md": post(title="?! – &")})
    assert _entries(site)["blog/x/"].title == "?! – &amp; (Article)"


def test_search_starts_with_the_first_questions_of_each_set(site: TemporarySite) -> None:
    entries = list(search_entries(site.read().library))
    in_turn = [
        *("blog/first/#who-shows-this", "faq/paged/begun/", "faq/shared/#what-is-shared"),
        *("blog/first/#whole", "faq/paged/how-is-an-engine-ended/"),
    ]
    assert starts(entries, "Question") == {*in_turn}
    assert starts(entries, "Nothing") == set()
