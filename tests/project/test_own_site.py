"""The project's own content: what must hold whatever its writers change.

What the product can do is shown by the tests' base site.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import material
import pytest

from support.page_walks import walk_links, walk_pages, walk_questions
from support.sites import MARKDOWN, ROOT, TemporarySite, not_here, pages_of


def test_own_pages_are_sound(own_site: TemporarySite) -> None:
    site = own_site.root / "site"
    walk_pages(site)
    walk_links(site)
    homes = walk_questions(site, own_site.url)
    assert len(homes) == sum(len(faq_set.questions) for faq_set in own_site.read().library.sets)


def test_own_footer_leads_to_each_profile(own_site: TemporarySite) -> None:
    profiles = MARKDOWN["extra"]["profiles"]
    links = [(a.get_text(), a["href"]) for a in own_site.page("").select("footer a[rel~=me]")]
    assert links == [(profile["label"], profile["url"]) for profile in profiles]


@pytest.mark.parametrize("address", ["blog/", "faq/", "tags/", "services/", "about/"])
def test_own_page_is_called_in_menus_what_its_heading_says(
    address: str, own_site: TemporarySite
) -> None:
    links = own_site.page("").select(f"header nav a[href='{address}'], footer a[href='{address}']")
    assert {link.get_text() for link in links} == {own_site.page(address).h1.get_text()}


def test_own_drawings_need_no_font(own_site: TemporarySite) -> None:
    drawings = [*(own_site.root / "site").rglob("*four-weeks*.svg")]
    assert len(drawings) == 2
    assert not [path for path in drawings if "<text" in path.read_text()]


def test_own_imprint_invites_to_no_call(own_site: TemporarySite) -> None:
    assert own_site.page("about").select(".invitation")
    assert not own_site.page("imprint").select(".invitation")


def test_own_drafts_are_not_published(own_site: TemporarySite) -> None:
    site = own_site.read()
    assert not [
        entry.source.path
        for entry in site.library.all_entries
        if entry.status == "draft" and (own_site.root / "site" / entry.address).exists()
    ]


def test_own_pages_load_nothing_from_another_host(own_site: TemporarySite) -> None:
    for path, page in pages_of(own_site.root / "site").items():
        loaded = [e.get("src") or e.get("href") for e in page.select("[src], link[rel=stylesheet]")]
        assert not [url for url in loaded if "//" in url], path
    for sheet in (own_site.root / "site").rglob("*.css"):
        assert not re.findall(r"url\(\s*[\"']?(?:https?:)?//", sheet.read_text()), sheet


def _lychee(folder: Path, base: str) -> subprocess.CompletedProcess[str]:
    """Check all addresses in pages, XML, llms.txt and Markdown versions against the folder."""
    program = Path(sys.executable).parent / "lychee"
    options = ["--offline", "--include-fragments", "--no-progress", "--root-dir", str(folder)]
    options += ["--index-files", "index.html"]
    options += ["--remap", f"https://example.org/ file://{folder}/"]
    kinds = ("**/*.html", "**/*.xml", "**/*.md", "*.txt")
    return subprocess.run(
        [program, *options, *(str(folder / base / kind) for kind in kinds)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("base", ["", "repo/"])
def test_own_links_are_alive_for_an_independent_checker(base: str, own_site: TemporarySite) -> None:
    folder = own_site.root.parent / f"served-{base.strip('/') or 'root'}"
    own_url, own_site.url = own_site.url, f"https://example.org/{base}"
    try:
        result = own_site.build("--site-dir", str(folder / base))
    finally:
        own_site.url = own_url
    assert result.returncode == 0, result.stdout
    found = _lychee(folder, base)
    assert found.returncode == 0, found.stdout
    here = own_site.url if not base else f"https://example.org/{base}"
    planted = {
        "about/index.html": ("</article>", '<a href="../abuot/">x</a></article>'),
        "services/index.html": ("</article>", '<a href="../about/#nowhere">x</a></article>'),
        "sitemap.xml": (f"{here}services/", f"{here}sevrices/"),
        "llms.txt": (f"{here}imprint/", f"{here}imprnit/"),
        "faq/index.md": (f"{here}faq/", f"{here}fqa/"),
    }
    for name, (old, new) in planted.items():
        text = (folder / base / name).read_text()
        assert old in text
        (folder / base / name).write_text(text.replace(old, new))
    reported = _lychee(folder, base).stdout
    for wrong in ("abuot", "nowhere", "sevrices", "imprnit", "fqa"):
        assert wrong in reported
    shutil.rmtree(folder)


_VNU = ROOT / ".cache/npm/node_modules/vnu-jar/build/dist/vnu.jar"


def _html_errors(folder: Path) -> list[str]:
    java = shutil.which("java")
    if java is None or not _VNU.exists():
        not_here("the Nu HTML checker is not here (npm install --prefix .cache/npm vnu-jar; Java)")
    command = [java, "-jar", str(_VNU), "--skip-non-html", "--errors-only", "--format", "gnu"]
    command += ["--filterpattern", "CSS: .*", str(folder)]  # Biome knows more of CSS
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stderr.splitlines()


def test_own_pages_are_valid_for_the_nu_html_checker(
    own_site: TemporarySite, tmp_path: Path
) -> None:
    assert _html_errors(own_site.root / "site") == []
    page = own_site.root / "site/about/index.html"
    planted = page.read_text().replace("</article>", "<p><div></article>")
    (tmp_path / "index.html").write_text(planted)
    assert _html_errors(tmp_path)


def test_licences_of_what_is_shipped_stand_beside_it(own_site: TemporarySite) -> None:
    notices = (own_site.root / "site/assets/licenses.txt").read_text()
    assert "Copyright 2022 CloudCannon" in notices, "the search program's"
    icons = Path(material.__file__).parent / "templates/.icons"
    names = {"material": "Material Design Icons", "octicons": "Octicons", "simple": "Simple Icons"}
    names["fontawesome"] = "Font Awesome"
    for folder in filter(Path.is_dir, icons.iterdir()):
        assert names[folder.name] in notices
    for font in (own_site.root / "site/assets/fonts").glob("*-LICENSE.txt"):
        assert f"fonts/{font.name}" in notices
