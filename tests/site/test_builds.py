"""What a build as a whole promises: the same bytes each time, and no half-made site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from support.builds import RebuiltSite, different
from support.content import post
from support.images import encoded, photo
from support.sites import TemporarySite, make_site


def test_build_from_nothing_gives_the_same_bytes_in_another_folder_and_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither order of hashes, nor clock, folder or chance may be in a file."""
    monkeypatch.setenv("SITEKIT_FRESH", "1")
    built = []
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        site = make_site(tmp_path / f"folder-{seed}" / "site-under-test")
        more = "related: [second, first]\naliases: [/a/, /b/]\n"
        site.write({f"posts/p{n:02}.md": post(f"Number {n}") for n in range(12)})
        site.write({"posts/more.md": post("More", tags="cpp, c-sharp", more=more)})
        site.write({"posts/pictured.md": post("Pictured", body="![A](a.png)\n\n![B](b.png)")})
        site.write({f"posts/{n}.png": encoded(photo(500, 200 + ord(n)), "PNG") for n in "ab"})
        result = site.build("--strict")
        assert result.returncode == 0, result.stdout
        assert not (site.root / ".cache").exists() or not list((site.root / ".cache").iterdir())
        built.append(site.built())
    assert different(*built) == set()
    assert len(built[0]) > 100


def test_build_with_a_warning_of_mkdocs_fails_and_leaves_the_site(site: TemporarySite) -> None:
    site.write({"site/index.html": "good"})
    site.edit("mkdocs.yml", "  - docs/about.md", "  - docs/abuot.md")
    result = site.build()
    assert result.returncode == 1
    assert "1 problem. site/ is unchanged." in result.stdout
    assert site.built() == {"index.html": b"good"}


@pytest.mark.parametrize(
    "setting", ["timezone: Nowhere/Land", "zone: UTC", "timezone:", "timezone: 5", "timezone: ../x"]
)
def test_setting_of_a_wrong_time_zone_is_one_line(setting: str, site: TemporarySite) -> None:
    site.edit("mkdocs.yml", "timezone: Europe/Berlin", setting)
    with pytest.raises(Abort) as failure:
        RebuiltSite(site).build()
    lines = str(failure.value).split("\n")
    assert all(re.match(r"mkdocs\.yml:\d+: extra\.\w+: ", line) for line in lines)
    assert lines[0].endswith(": extra.timezone: must name a zone, such as Europe/Berlin.")
    assert len(lines) == 1 + setting.startswith("zone")


def test_setting_that_is_unknown_fails_the_build(site: TemporarySite) -> None:
    site.edit("mkdocs.yml", "extra:\n", "extra:\n  serach: false\n")
    result = site.build()
    assert result.returncode == 1
    assert 'extra.serach: is no key here. Did you mean "search"?' in result.stdout


def test_theme_files_are_left_out(base_built: TemporarySite) -> None:
    built = base_built.built()
    folders = {path.partition("/")[0] for path in built if "/" in path}
    assert not {"stylesheets", "javascripts", "partials", "fragments"} & folders
    assert not [path for path in built if path.startswith("assets/javascripts")]
