"""A site with one of everything that pages are made of, and checks of its builds."""

from __future__ import annotations

from support.builds import Files, RebuiltSite, different, files_of, stamps_of
from support.content import post
from support.edits import png

MKDOCS, TAGS = "mkdocs.yml", "posts/tags.yml"
AUTHORS, OFFERS = "posts/authors.yml", "posts/offers.yml"
FIRST, SECOND = "posts/first.md", "posts/second/index.md"
SMALL, OLDEST = "posts/small-3.md", "posts/oldest.md"
ALONE, SHARED, PAGED = "faq/alone.md", "faq/shared.md", "faq/paged.md"
PAGE = "blog/first/index.html"
_BODY = """Words of MTL.

![A screen](pictured/screen.png)

[Up](first.md#a-section), [set](../faq/alone.md), [inside](../faq/shared.md#inside).

*[MTL]: Engine Works"""
_SUMMER = """summer:
  from: 2026-06-02
  until: 2026-06-19
  heading: Come in summer
  text: Now.
  button: Come
  url: https://book.example/summer
"""


def faq_set(name: str, more: str = "") -> str:
    """Return a FAQ set of one question; `more` is front matter."""
    return f"---\ntitle: {name}\ndescription: D\n{more}---\n## Is {name} a set?\n\nYes.\n"


def lay_out_everything(warm: RebuiltSite) -> None:
    """Give the base site one of everything that pages are made of.

    Of eleven published posts, one is on the listing's second page, and ten fill that of a topic.
    """
    site = warm.site
    pictured = "image: pictured/front.png\nimage_alt: A field\nrelated: [second]\n"
    drawn = "image: second/dot.svg\nimage_alt: A dot\n"
    elsewhere = "faq: alone#whole\nrelated: [pictured, small-2, small-5]\n"
    small = {0: elsewhere, 1: "faq: twice\n", 2: "faq: twice\n", 5: drawn}
    site.write(
        {
            "posts/pictured.md": post("With pictures", "2026-05-10", more=pictured, body=_BODY),
            "posts/pictured/front.png": png("red", 640, 330),
            "posts/pictured/screen.png": png("green", 420, 200),
            "posts/ada.png": png("blue", 420, 200),
            "posts/draft.md": post("A draft", "2026-05-11", "c-sharp", more="draft: true\n"),
            "posts/ending.md": post("Ending", "2026-05-12", more="expires: 2026-06-05\n"),
            "posts/coming.md": post("Coming", "2026-06-10", "c-sharp"),
            OLDEST: post("Oldest", "2026-01-01"),
            "faq/twice.md": faq_set("twice"),
            "faq/draft.md": faq_set("draft", "draft: true\n"),
        }
    )
    for n in range(6):
        more = small.get(n, "")
        site.write({f"posts/small-{n}.md": post(f"Small {n}", f"2026-02-0{n + 1}", more=more)})
    site.edit(SHARED, "tags:", "updated: 2026-03-01T09:30:00+02:00\ntags:")
    site.edit(SHARED, "The rest.", "The rest.\n\n### Inside {#inside}\n\nMore.")
    site.edit(MKDOCS, "  - docs/about.md\n", "  - docs/about.md\n  - posts/small-4.md\n")
    site.edit(AUTHORS, "  role:", "  picture: ada.png\n  role:")
    site.edit(TAGS, "label: C#", "label: C#\n  offer: summer")
    with (site.root / OFFERS).open("a") as offers:
        offers.write(_SUMMER)


def assert_equal(now: Files, expected: Files) -> None:
    """Assert that two sites are equal; a failure shows the names of the files that differ."""
    assert sorted(different(now, expected)) == []


def build_and_compare(warm: RebuiltSite, before: Files) -> Files:
    """Build again, and return the files.

    Asserts that the site equals one that is built from nothing, that it changed, and that the
    files that changed are the files that were written.
    """
    stamps = stamps_of(warm.built)
    warm.build()
    expected = warm.fresh()
    assert_equal(files_of(warm.built), expected)
    changed = different(before, expected)
    assert changed
    assert different(stamps, stamps_of(warm.built)) == changed
    return expected
