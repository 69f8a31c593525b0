"""sitemap.xml: which pages, when they changed, and their pictures."""

from __future__ import annotations

import gzip

from lxml import etree

from support.content import post
from support.format_walks import walk_sitemap
from support.sites import ROOT, TemporarySite, not_here

_XSD = ROOT / ".cache/npm/node_modules/sitemap/schema/sitemap.xsd"


def test_sitemap_is_valid_against_its_schema(showcase: TemporarySite) -> None:
    if not _XSD.exists():
        not_here("the schema is not here (npm install --prefix .cache/npm sitemap)")
    image = ROOT / "tests/support/sitemap-image.xsd"
    both = f"""<schema xmlns="http://www.w3.org/2001/XMLSchema">
      <import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="{_XSD}"/>
      <import namespace="http://www.google.com/schemas/sitemap-image/1.1"
        schemaLocation="{image}"/></schema>"""
    schema = etree.XMLSchema(etree.fromstring(both, base_url=str(ROOT)))
    sitemap = etree.parse(str(showcase.root / "site/sitemap.xml"))
    schema.assertValid(sitemap)
    sitemap.getroot()[0][0].tag = "{http://www.sitemaps.org/schemas/sitemap/0.9}location"
    assert not schema.validate(sitemap)


def test_sitemap_is_published_as_gzip_too(base_built: TemporarySite) -> None:
    built = base_built.built()
    assert gzip.decompress(built["sitemap.xml.gz"]) == built["sitemap.xml"]


def test_lastmod_is_of_the_content_and_never_of_the_build(site: TemporarySite) -> None:
    site.edit("posts/second/index.md", "faq:", "updated: 2026-05-02\nfaq:")
    site.edit("faq/shared.md", "tags:", "updated: 2026-02-03\ntags:")
    site.edit("docs/about.md", "title:", "updated: 2026-01-04\ntitle:")
    site.edit("faq/alone.md", "title:", "updated: 2026-03-05\ntitle:")
    assert site.build().returncode == 0
    listed = walk_sitemap(site.root / "site", site.url)
    days = {a.removeprefix(site.url): lastmod and lastmod[:10] for a, lastmod in listed.items()}
    assert days == {
        "": "2026-05-02",
        "about/": "2026-01-04",
        "series/engines/": "2026-05-02",
        **dict.fromkeys(("faq/paged/", "faq/paged/begun/", "faq/paged/how-is-an-engine-ended/")),
        "authors/ada/": "2026-05-02",
        "blog/": "2026-05-02",
        "blog/first/": "2026-03-05",
        "blog/second/": "2026-05-02",
        "faq/": "2026-03-05",
        "faq/shared/": "2026-02-03",
        "tags/": "2026-05-02",
        "tags/ai-strategy/": "2026-05-02",
    }


def test_lastmod_of_a_listings_page_is_of_what_it_shows(site: TemporarySite) -> None:
    site.write(
        {f"posts/p{n:02}.md": post(title=f"N {n}", date=f"2026-05-{n:02}") for n in range(1, 11)}
    )
    site.edit("faq/shared.md", "tags: [ai-strategy]", "tags: [cpp]\nupdated: 2026-05-20")
    assert site.build().returncode == 0
    listed = walk_sitemap(site.root / "site", site.url)
    assert listed["https://example.org/blog/"][:10] == "2026-05-10"
    assert listed["https://example.org/blog/page/2/"][:10] == "2026-04-01"
    assert listed["https://example.org/tags/cpp/"][:10] == "2026-05-20"
    assert listed["https://example.org/tags/cpp/page/2/"][:10] == "2026-03-01"
