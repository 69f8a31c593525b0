"""The cards of a built site's pages."""

from __future__ import annotations

from support.content import post
from support.images import encoded, photo
from support.sites import TemporarySite


def test_card_is_on_every_page_and_shared_by_the_pages_of_a_listing(site: TemporarySite) -> None:
    days = range(2, 14)
    site.write({f"posts/p{n:02}.md": post(title=f"N {n}", date=f"2026-04-{n:02}") for n in days})
    site.write({"posts/pictured.md": post(more="image: own.png\nimage_alt: Own\n")})
    site.write({"posts/own.png": encoded(photo(630, 420), "PNG")})
    assert site.build().returncode == 0
    cards = site.root / "site/assets/cards"
    names = [path.name.partition(".")[0] for path in cards.iterdir()]
    assert sorted(names) == sorted(
        [
            *(
                "about",
                "authors-ada",
                "authors-ada-page-2",
                "blog",
                "blog-first",
                "blog-page-2",
                "blog-second",
            ),
            *("faq-paged", "faq-paged-begun", "faq-paged-how-is-an-engine-ended", "series-engines"),
            *("faq", "faq-shared", "home", "sign-up-letter", "tags", "tags-ai-strategy"),
            "tags-c-sharp",
            *("tags-cpp", "tags-cpp-page-2", *(f"blog-p{n:02}" for n in days)),
        ]
    )
    first, second = (next(cards.glob(f"{name}.*")) for name in ("blog", "blog-page-2"))
    assert first.read_bytes() == second.read_bytes()
    assert first.name.split(".")[1] == second.name.split(".")[1]


def test_card_that_cannot_show_all_fails_no_build(site: TemporarySite) -> None:
    site.edit("mkdocs.yml", "site_name: Engine Works", "site_name: 株式会社")
    site.write({"posts/x.md": post(title="中文标题 🚀"), "posts/y.md": post(title="word " * 200)})
    result = site.build()
    assert result.returncode == 0, result.stdout
    names = {path.name.partition(".")[0] for path in (site.root / "site/assets/cards").iterdir()}
    assert {"blog-x", "blog-y"} <= names


def test_card_of_a_post_has_its_figure_unless_figures_are_off(site: TemporarySite) -> None:
    def card() -> bytes:
        assert site.build().returncode == 0
        return next((site.root / "site/assets/cards").glob("blog-drawn.*")).read_bytes()

    site.write({"posts/drawn.md": post(body="Words.\n\n## One\n\nWords.\n\n## Two\n\nWords.")})
    with_two = card()
    site.edit("posts/drawn.md", "## Two", "## Two\n\nMore words.\n\n## Three")
    with_three = card()
    site.edit("mkdocs.yml", "extra:\n", "extra:\n  figures: false\n")
    assert len({with_two, with_three, card()}) == 3
