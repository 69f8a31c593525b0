"""Which files are published: all of docs/, and what published pages use."""

from __future__ import annotations

import pytest

from sitekit.links.assets import published_assets, shown_pictures
from sitekit.site import Site
from support.content import post
from support.sites import TemporarySite

PUBLIC = (
    *("files/report.pdf", "files/deep/a.zip", ".well-known/security.txt", "CNAME", ".nojekyll"),
    *("favicon.ico", "google1a2b3c.html", "0123456789abcdef.txt", "ads.txt"),
)
PICTURED = "image: front.png\nimage_alt: A field\n"


@pytest.fixture
def read(site: TemporarySite) -> Site:
    names = ("shown", "linked", "answer", "drafts", "unused", "front", "ada")
    body = "![A](shown.png) [B](linked.png) [C](cta:) [D](gone.png) [E](../docs/more.png)"
    site.write({f"posts/{name}.png": b"" for name in names})
    site.write({f"docs/{name}": b"" for name in (*PUBLIC, "more.png", "other.png")})
    site.write(
        {
            "posts/a.md": post(more=PICTURED, body=body),
            "posts/draft.md": post(more="draft: true\n", body="![A](drafts.png)"),
        }
    )
    site.edit("posts/authors.yml", "  role:", "  picture: ada.png\n  role:")
    site.edit("faq/shared.md", "The rest.", "The rest: ![F](../posts/answer.png)")
    return site.read()


def test_published_files_are_those_in_use_and_those_of_public_folders(read: Site) -> None:
    published = published_assets(read.library, read.links)
    assert published >= {f"docs/{name}" for name in PUBLIC}
    published -= {f"docs/{name}" for name in PUBLIC}
    assert {path for path in published if not path.startswith("docs/assets/")} == {
        *("docs/more.png", "posts/second/dot.svg"),
        *(f"posts/{name}.png" for name in ("shown", "linked", "answer", "front", "ada")),
    }
    assert any(path.startswith("docs/assets/") for path in published)


def test_shown_pictures_are_those_of_texts_front_matter_and_authors(read: Site) -> None:
    shown = shown_pictures(read.library, read.links)
    names = ("shown", "answer", "front", "ada")
    assert shown == {"posts/second/dot.svg", *(f"posts/{name}.png" for name in names)}
