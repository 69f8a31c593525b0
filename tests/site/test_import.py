"""The command `sitekit import`: posts of other generators in a site that is checked and built."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.foreign_blogs import SMALL_BLOGS, files_below, write_files
from support.sites import TemporarySite

OLD_SITE = ("--old-site", "https://old.example/")
GENERATED = ("site", ".cache")


def _import(site: TemporarySite, folder: Path, *options: str) -> tuple[int, list[str]]:
    result = site.run("sitekit", "import", str(folder), *options)
    return result.returncode, result.stdout.splitlines()


def _check(site: TemporarySite) -> list[str]:
    """Return the problems of the site as `sitekit check` prints them, without advice."""
    lines = site.run("sitekit", "check").stdout.splitlines()
    rest = (": advice: ", " is not published: ")
    return [x for x in lines if x.startswith("posts/") and not any(part in x for part in rest)]


@pytest.mark.parametrize("generator", SMALL_BLOGS)
def test_imported_site_has_no_problem(generator: str, site: TemporarySite, tmp_path: Path) -> None:
    folder = write_files(tmp_path / "old", SMALL_BLOGS[generator])
    status, lines = _import(site, folder, *OLD_SITE)
    assert (status, lines[-1]) == (0, "Nothing needs a hand.")
    assert lines[0].startswith(f"{generator.capitalize()}: 2 of 2 posts imported, ")
    assert _check(site) == []
    assert site.read().library.tags["ada-news"].meta.label == "Ada News"
    posts = {post.slug: post for post in site.read().library.all_posts}
    assert {"a", "b"} <= posts.keys()
    assert posts["a"].authors == ("ada",)
    assert posts["b"].source.path == "posts/b/index.md"


def test_imported_posts_are_built_and_old_addresses_redirect(
    site: TemporarySite, tmp_path: Path
) -> None:
    folder = write_files(tmp_path / "old", SMALL_BLOGS["hugo"])
    _import(site, folder, *OLD_SITE)
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    page = site.page("blog/a")
    assert [h.get_text() for h in page.select("h1")] == ["A"]
    assert "Section" in page.select_one(".body h2").get_text()
    links = [a["href"] for a in page.select(".body > p a")]
    assert links[:2] == ["https://old.example/gone/", "../b/"]
    for address in ("x", "posts/2024-01-02-a"):
        assert "blog/a/" in site.page(address).select_one("link[rel=canonical]")["href"]


def test_problems_of_imported_posts_are_in_the_report(site: TemporarySite, tmp_path: Path) -> None:
    files = dict(SMALL_BLOGS["jekyll"])
    files["_posts/2024-01-04-c.md"] = "---\ntitle: C\n---\n{{ x }}\n\n[gone](/gone/)\n"
    files["_posts/dot.png"] = b"no picture"
    files["_posts/2024-01-05-d.md"] = "---\ntitle: [\n---\n"
    _, lines = _import(site, write_files(tmp_path / "old", files))
    start = lines.index(next(line for line in lines if line.startswith("What needs a hand")))
    by_hand = lines[start + 1 :]
    assert lines[start] == f"What needs a hand: {len(by_hand)}."
    assert by_hand[0].startswith(f"{tmp_path}/old/_posts/2024-01-05-d.md:3: front matter: is not")
    assert {line.partition(": ")[2][:24] for line in by_hand if "/c.md:" in line} == {
        "draft: is a draft, since",
        'markup: advice: "{{ x }}',
    }
    assert any(line.startswith('posts/a.md:12: link: "/gone/" is not') for line in by_hand)
    assert any(line.startswith("posts/b/dot.png:1: picture: ") for line in by_hand)
    assert set(_check(site)) < set(by_hand)


def test_problems_that_other_files_had_before_are_not_in_the_report(
    site: TemporarySite, tmp_path: Path
) -> None:
    site.write({"posts/own.md": "---\ntitle: Own\n---\n"})
    _, lines = _import(site, write_files(tmp_path / "old", SMALL_BLOGS["hugo"]), *OLD_SITE)
    assert lines[-1] == "Nothing needs a hand."


def test_problems_that_other_files_get_are_in_the_report(
    site: TemporarySite, tmp_path: Path
) -> None:
    files = dict(SMALL_BLOGS["hugo"])
    files["content/posts/c.md"] = "---\ntitle: C\nauthor: Al\n---\nWords.\n"
    _, lines = _import(site, write_files(tmp_path / "old", files), *OLD_SITE)
    problem = "author: is missing. Name one of the authors in posts/authors.yml."
    assert f"posts/first.md:1: {problem}" in lines
    assert set(_check(site)) <= set(lines)


def test_import_again_changes_nothing(site: TemporarySite, tmp_path: Path) -> None:
    folder = write_files(tmp_path / "old", SMALL_BLOGS["astro"])
    _import(site, folder, *OLD_SITE)
    before = files_below(site.root / "posts")
    status, lines = _import(site, folder, *OLD_SITE)
    assert (status, lines[0]) == (0, "Astro: 2 of 2 posts imported, 0 files written.")
    assert files_below(site.root / "posts") == before


def test_import_that_is_refused_is_an_error_and_writes_nothing(
    site: TemporarySite, tmp_path: Path
) -> None:
    site.write({"posts/a.md": "Mine."})
    before = files_below(site.root / "posts")
    folder = write_files(tmp_path / "old", SMALL_BLOGS["hugo"])
    status, lines = _import(site, folder)
    assert status == 1
    assert lines[0].startswith("Error: Nothing was imported, since these files are there already")
    assert lines[1:] == ["  posts/a.md"]
    assert files_below(site.root / "posts") == before


def test_import_with_dry_run_writes_nothing(site: TemporarySite, tmp_path: Path) -> None:
    before = files_below(site.root / "posts")
    folder = write_files(tmp_path / "old", SMALL_BLOGS["hugo"])
    status, lines = _import(site, folder, "--dry-run")
    assert status == 0
    assert lines[0].endswith("files would be written.")
    assert files_below(site.root / "posts") == before


def test_import_takes_each_option(site: TemporarySite, tmp_path: Path) -> None:
    post = "---\ntitle: C\ndate: 2024-01-02\nauthor: Ada Byron\n---\nFirst words. [x](/y/)\n"
    files = {**SMALL_BLOGS["hugo"], ".eleventy.js": "", "old/c.md": post}
    options = ("--generator", "eleventy", "--posts", "old", "--permalink", "/:year/:title/")
    more = ("--tag", "cpp", "--opening", *OLD_SITE)
    _import(site, write_files(tmp_path / "old", files), *options, *more)
    assert (site.root / "posts/c.md").read_text() == (
        "---\ntitle: C\ndescription: First words. x\ndate: 2024-01-02\nauthor: ada\ntags: [cpp]\n"
        "aliases: [/2024/c/]\n---\n\nFirst words. [x](https://old.example/y/)\n"
    )
