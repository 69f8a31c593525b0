"""Pictures as writers add them, and what readers of a built site get."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from bs4 import BeautifulSoup
from PIL import Image, PngImagePlugin

from support.content import post
from support.format_walks import walk_feeds, walk_graphs, walk_heads, walk_sitemap
from support.images import SECRET, animation, camera_metadata, corners, encoded, look, photo
from support.page_walks import structured_data, walk_links, walk_pages
from support.sites import TemporarySite, make_site

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>'
NO_SIZE = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def _file_of(site: TemporarySite, page: str, url: str) -> Path:
    """Return the file that a URL on a page leads to; under a sub-path, the site is below it."""
    absolute = urljoin(urljoin(site.url, page), url)
    assert absolute.startswith(site.url), absolute
    return site.root / "site" / unquote(absolute.removeprefix(site.url))


def _build(site: TemporarySite) -> None:
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout


def _feed_entry(site: TemporarySite, address: str) -> BeautifulSoup:
    """Return the content of a post in the feed."""
    feed = BeautifulSoup((site.root / "site/feed.xml").read_text(), "xml")
    (entry,) = [e for e in feed.select("entry") if e.link["href"].endswith(f"/{address}")]
    return BeautifulSoup(entry.content.get_text(), "html5lib")


REPRESENTING = {
    "camera.webp": (900, 700, (810, 630)),
    "screen.avif": (1300, 800, (1024, 630)),
    "portrait.jpeg": (700, 1400, (315, 630)),
    "moving.gif": (600, 315, (600, 315)),
    "tiny.png": (120, 60, None),
    "narrow.jpg": (599, 400, None),
    "banner.webp": (2000, 300, None),
}
"""Pictures of posts: width, height, and the size on social sites; None: the card is shown."""


def _representing_posts() -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {}
    for name, (width, height, _) in REPRESENTING.items():
        stem, _, suffix = name.partition(".")
        options = {"exif": camera_metadata()} if suffix in ("jpg", "jpeg", "webp", "avif") else {}
        if suffix == "gif":
            turned = photo(width, height).transpose(Image.Transpose.ROTATE_180)
            options = {"save_all": True, "append_images": [turned]}
        kind = "JPEG" if suffix.startswith("j") else suffix
        files[f"posts/{stem}/{name}"] = encoded(photo(width, height), kind, **options)
        more = f"image: {name}\nimage_alt: Of {stem}\n"
        body = "Words. ![The same](../camera/camera.webp)"
        files[f"posts/{stem}/index.md"] = post(title=stem.title(), more=more, body=body)
    return files


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    """A site with pictures of all kinds; tests may look at it, but not change it."""
    site = make_site(tmp_path_factory.mktemp("images") / "site-under-test")
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET.decode())
    icon = encoded(photo(512, 512), "PNG", pnginfo=info)
    moves = "One.\n\nTwo.\n\n![A](moves.gif)\n\n![B](drawn.svg)"
    view, drawn = "image_alt: A view\n", "image: no-size.svg\nimage_alt: Drawn\n"
    body = "Words. ![Not first](a%2C%20b.jpg)"
    site.write(
        {
            "posts/view.md": post(more=f"image: a, b.jpg\n{view}", body=body),
            "posts/a, b.jpg": encoded(photo(1000, 500), "JPEG"),
            "posts/ada.webp": encoded(photo(300, 300), "WEBP"),
            "posts/wide.md": post(more=f"image: wide.png\n{view}"),
            "posts/wide.png": encoded(photo(3200, 1600), "PNG"),
            "posts/moves/index.md": post(body=moves),
            "posts/moves/moves.gif": animation(),
            "posts/moves/drawn.svg": DRAWING,
            "posts/drawn.md": post(more=drawn, body="Words. ![A](no-size.svg){ width=9 }"),
            "posts/no-size.svg": NO_SIZE,
            "faq/a.png": encoded(photo(500, 250), "PNG"),
            **_representing_posts(),
            "docs/assets/icon-512.png": icon,
            "posts/second/linked.png": icon,
        }
    )
    site.edit("posts/authors.yml", "name: Ada Byron", "name: Ada Byron\n  picture: ada.webp")
    site.edit("faq/alone.md", "One post does.", "![A](a.png){ #there } and [see](#there)")
    site.edit("posts/second/index.md", "More words", "[More](linked.png) words")
    _build(site)
    walk_pages(site.root / "site")
    walk_links(site.root / "site")
    return site


@pytest.mark.parametrize("url", ["https://example.org/", "https://example.org/repo/"])
def test_picture_from_the_writers_file_to_the_readers(url: str, site: TemporarySite) -> None:
    site.url = url
    words = 'Words.\n\nMore.\n\n## Section\n\n![A & B](my%20pic.png "What it shows")\n'
    data = encoded(photo(2400, 1200), "PNG")
    site.write({"posts/shown/index.md": post(body=words), "posts/shown/my pic.png": data})
    _build(site)
    figure = site.page("blog/shown").select_one(".body > figure:not(.plan)")
    assert figure.figcaption.get_text() == "What it shows"
    image, source = figure.picture.img, figure.picture.source
    assert image.find_previous_sibling() is source
    assert image["alt"] == "A & B"
    assert not image.has_attr("title")
    assert (image["width"], image["height"]) == ("1600", "800")
    assert (image["loading"], image["decoding"]) == ("lazy", "async")
    assert source["type"] == "image/webp"
    assert source["sizes"] == "(min-width: 42rem) 40rem, calc(100vw - 2rem)"
    fallback = _file_of(site, "blog/shown/", image["src"])
    assert fallback == site.root / "site/blog/shown/my pic.png"
    with Image.open(fallback) as opened:
        assert (opened.format, opened.size) == ("PNG", (1600, 800))
    widths = []
    for candidate in source["srcset"].split(", "):
        address, width = candidate.split(" ")
        file = _file_of(site, "blog/shown/", address)
        assert re.fullmatch(r"my pic\.[0-9a-f]{8}-\d+\.webp", file.name)
        with Image.open(file) as opened:
            assert (opened.format, opened.width) == ("WEBP", int(width.removesuffix("w")))
            assert corners(opened) == ["red", "green", "blue", "white"]
        widths.append(opened.width)
    assert widths == [400, 640, 960, 1280]
    shown = _feed_entry(site, "blog/shown/").figure
    assert shown.select("picture, source, [loading]") == []
    assert shown.img["src"] == f"{url}blog/shown/my%20pic.png"
    assert (shown.img["width"], shown.img["height"], shown.img["alt"]) == ("1600", "800", "A & B")
    markdown = (site.root / "site/blog/shown/index.md").read_text()
    assert f'![A & B]({url}blog/shown/my%20pic.png "What it shows")' in markdown
    walk_pages(site.root / "site")
    walk_links(site.root / "site")


def test_picture_of_a_post_opens_its_page_and_its_feed_entry(built: TemporarySite) -> None:
    page = built.page("blog/view")
    first = page.select_one("img.post-image")
    assert (first["width"], first["height"], first["alt"]) == ("1000", "500", "A view")
    assert first["fetchpriority"] == "high"
    assert not first.has_attr("loading")
    candidates = [c.split(" ") for c in first.find_previous_sibling("source")["srcset"].split(", ")]
    assert [width for _, width in candidates] == ["400w", "640w", "960w", "1000w"]
    assert all(_file_of(built, "blog/view/", address).is_file() for address, _ in candidates)
    assert page.select_one(".body img")["loading"] == "lazy"
    assert page.select_one('meta[property="og:image:width"]')["content"] == "1000"
    top = _feed_entry(built, "blog/view/").img
    assert (top["width"], top["height"], top["alt"]) == ("1000", "500", "A view")
    assert top["src"] == f"{built.url}blog/a%2C%20b.jpg"


def test_picture_of_an_author_is_on_their_page(built: TemporarySite) -> None:
    portrait = built.page("authors/ada").select_one("img.portrait")
    assert (portrait["width"], portrait["alt"]) == ("300", "Ada Byron")
    assert not portrait.has_attr("fetchpriority")
    assert _file_of(built, "authors/ada/", portrait["src"]).is_file()
    source = portrait.find_previous_sibling("source")
    assert source["sizes"] == "7rem"
    (only,) = source["srcset"].split(", ")
    assert only.endswith(" 300w")
    assert _file_of(built, "authors/ada/", only.split(" ")[0]).is_file()


@pytest.mark.parametrize("name", REPRESENTING)
def test_picture_for_social_sites_is_a_jpeg_of_the_posts_picture_or_the_card(
    name: str, built: TemporarySite
) -> None:
    stem = name.partition(".")[0]
    width, height, size = REPRESENTING[name]
    page = built.page(f"blog/{stem}")
    shared = page.select_one('meta[property="og:image"]')["content"]
    (graph,) = structured_data(page)
    image = next(n for n in graph["@graph"] if n["@id"].endswith("#primaryimage"))
    cards = list((built.root / "site/assets/cards").glob(f"blog-{stem}.*"))
    if size is None:
        assert cards == [_file_of(built, "", shared)]
        assert image["url"] == shared
        return
    assert cards == []
    data = _file_of(built, "", shared).read_bytes()
    assert SECRET not in data
    picture = look(data)
    assert (picture.format, picture.size) == ("JPEG", size)
    assert corners(picture) == ["red", "green", "blue", "white"]
    assert page.select_one('meta[property="og:image:alt"]')["content"] == f"Of {stem}"
    assert (image["url"], image["caption"]) == (f"{built.url}blog/{stem}/{name}", f"Of {stem}")
    assert (image["width"], image["height"]) == (width, height), "the one that readers see"


def test_pictures_are_stated_as_they_are_in_heads_feeds_sitemap_and_graphs(
    built: TemporarySite,
) -> None:
    site = built.root / "site"
    walk_heads(site, built.url)
    walk_feeds(site, built.url)
    walk_graphs(site, built.url)
    walk_sitemap(site, built.url)
    assert (site / "sitemap.xml").read_text().count("/camera/camera.webp<") == 1


def test_drawing_and_animation_are_published_as_they_are(built: TemporarySite) -> None:
    files = built.built()
    assert files["blog/moves/drawn.svg"] == DRAWING
    assert files["blog/moves/moves.gif"] == animation()
    page = built.page("blog/moves").select_one(".body")
    assert not page.select("picture")
    sizes = [(i["width"], i["height"], i["loading"]) for i in page.select("img")]
    assert sizes == [("60", "40", "lazy"), ("30", "20", "lazy")]
    assert not [name for name in files if re.match(r"blog/moves/.*\.webp", name)]


def test_drawing_without_a_size_has_none_and_is_no_image_of_the_head(
    built: TemporarySite,
) -> None:
    page = built.page("blog/drawn")
    assert not page.select_one("img.post-image").has_attr("width")
    image = page.select_one(".body img")
    assert (image["width"], image.get("height")) == ("9", None)
    assert "/assets/cards/" in page.select_one('meta[property="og:image"]')["content"]
    images = _feed_entry(built, "blog/drawn/").select("img")
    assert [i["src"] for i in images] == [f"{built.url}blog/no-size.svg"] * 2
    assert not images[0].has_attr("width")


def test_picture_in_an_answer_is_lazy_and_has_an_id_of_its_page(built: TemporarySite) -> None:
    answer = built.page("blog/first").select_one(".answer")
    image = answer.select_one("picture img")
    assert image["loading"] == "lazy"
    assert image["src"] == "../../faq/a.png"
    target = answer.select_one("a[href^='#']")["href"].removeprefix("#")
    assert answer.find(id=target).img is image


def test_picture_that_no_page_shows_has_no_variants_and_no_metadata(built: TemporarySite) -> None:
    files = built.built()
    for name in ("assets/icon-512.png", "blog/second/linked.png"):
        assert SECRET not in files[name]
        assert look(files[name]).tobytes() == photo(512, 512).tobytes()
    assert not [name for name in files if re.search(r"(icon-512|linked)\..*webp$", name)]


def test_picture_is_found_by_a_name_spelled_otherwise(site: TemporarySite) -> None:
    picture = encoded(photo(60, 40), "PNG")
    more = "image: my%20chart%C3%BC.png\nimage_alt: A chart\n"
    site.write({"posts/x/index.md": post(more=more), "posts/x/my chartu\u0308.png": picture})
    site.edit("posts/authors.yml", "ada:", "ada:\n  picture: ü.png")
    site.write({"posts/u\u0308.png": picture})
    result = site.build()
    assert result.returncode == 0, result.stdout
    assert site.page("blog/x/").select_one("article img[alt='A chart'], main img[alt='A chart']")
    assert site.page("authors/ada/").select_one("main img")


def test_picture_named_like_another_format_is_published_with_advice(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body="![A](a.png)")})
    site.write({"posts/a.png": encoded(photo(60, 40), "JPEG")})
    result = site.run("sitekit", "check")
    assert result.returncode == 0, result.stdout
    advice = 'posts/a.png:1: picture: advice: holds a JPEG picture. Name it "a.jpg".'
    assert advice in result.stdout
    assert site.build().returncode == 0
    assert (site.root / "site/blog/a.png").read_bytes().startswith(b"\xff\xd8")


@pytest.mark.parametrize("name", ["a.heic", "a.TIFF", "a.dng"])
def test_photo_that_may_say_where_it_was_taken_is_not_published(
    name: str, site: TemporarySite
) -> None:
    site.write({f"posts/{name}": b"\0\0\0\x18ftypheic" + SECRET})
    assert site.messages() == [], "no page shows it"
    site.write({"posts/x.md": post(body=f"[Photo]({name})")})
    message = "may say where it was taken, which would be published. Save it as JPEG."
    assert site.messages() == [f"posts/{name}:1: picture: {message}"]


@pytest.mark.parametrize("suffix", ["jfif", "jpe"])
def test_jpeg_of_any_name_loses_its_metadata(suffix: str, site: TemporarySite) -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    site.write({f"posts/a.{suffix}": encoded(photo(60, 40), "JPEG", exif=exif)})
    site.write({"posts/x.md": post(body=f"[Photo](a.{suffix})")})
    assert site.build().returncode == 0
    published = (site.root / f"site/blog/a.{suffix}").read_bytes()
    assert published.startswith(b"\xff\xd8")
    assert SECRET not in published


def test_bad_picture_fails_the_check_and_the_build(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body="![A](a.png)"), "posts/a.png": b"words"})
    problem = 'posts/x.md:7: picture: "a.png" is not a picture, or is damaged: '
    for command in (["sitekit", "check"], ["mkdocs", "build"]):
        result = site.run(*command)
        assert result.returncode == 1
        assert problem in result.stdout
        assert "Traceback" not in result.stdout
    assert not (site.root / "site").exists()
