"""Third-party hooks may change any page: with one that does, everything is rebuilt."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from support.builds import Files, RebuiltSite, files_of
from support.sites import ROOT, TemporarySite
from support.warm_builds import PAGE, assert_equal, build_and_compare

HOOKS = {
    "on_page_content": (
        "def on_page_content(html, page, config, files):\n    return words() + html\n"
    ),
    "on_page_context": (
        "def on_page_context(context, page, config, nav):\n"
        "    context['spec'] = replace(context['spec'], title=words())\n"
        "    return context\n"
    ),
    "on_post_page": (
        "def on_post_page(output, page, config):\n"
        "    return output.replace('</body>', words() + '</body>')\n"
    ),
}
_HEAD = """
from dataclasses import replace
from pathlib import Path

def words():
    return (Path(__file__).parent / "words.txt").read_text()

"""


def _add_hook(site: TemporarySite, name: str, code: str) -> None:
    """Add a hook that reads what it says from `words.txt` beside it."""
    site.write({name: _HEAD + code, str(Path(name).with_name("words.txt")): "Our own words"})
    last = "  - hooks/publishing.py\n"
    site.edit("mkdocs.yml", last, f"{last}  - {name}\n")


@pytest.mark.parametrize("event", ["on_page_context", "on_post_page"])
@pytest.mark.parametrize("name", ["own/a.py", "own/search.py"])
def test_third_party_hook_runs_on_every_page_of_every_build(
    name: str,
    event: str,
    warm: RebuiltSite,
    base: Files,
    rendered: set[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, logger="mkdocs")
    name = name.replace("own/", f"{event}/")  # a hook stays loaded
    _add_hook(warm.site, name, HOOKS[event])
    built = build_and_compare(warm, base)
    assert b"Our own words" in built[PAGE]
    assert f"Everything is rebuilt: {name} may change any page." in caplog.text
    rendered.clear()
    warm.site.write({f"{event}/words.txt": "Other words"})
    warm.build()
    assert rendered >= {name for name in base if name.endswith(("index.html", "index.md"))}
    assert b"Other words" in (warm.built / PAGE).read_bytes()


def test_third_party_hook_in_the_folder_of_our_own_runs_in_every_build(
    site: TemporarySite,
) -> None:
    (site.root / "hooks").unlink()
    shutil.copytree(ROOT / "hooks", site.root / "hooks")
    _add_hook(site, "hooks/own.py", HOOKS["on_page_content"])
    for words in ("Our own words", "Other words"):
        site.write({"hooks/words.txt": words})
        result = site.build()
        assert result.returncode == 0, result.stdout
        assert "Everything is rebuilt: hooks/own.py may change any page." in result.stdout
    site.edit("mkdocs.yml", "  - hooks/own.py\n", "")
    result = site.build()
    assert "Everything is rebuilt" not in result.stdout


def test_third_party_hook_without_access_to_pages_leaves_them_current(
    warm: RebuiltSite, base: Files, rendered: set[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="mkdocs")
    _add_hook(warm.site, "bystander/a.py", "def on_shutdown():\n    pass\n")
    warm.build()
    rendered.clear()
    warm.build()
    assert "Everything is rebuilt" not in caplog.text
    assert rendered == set()
    assert_equal(files_of(warm.built), base)


_LISTS_FILES = """
def on_files(files, config):
    (Path(__file__).parent / "files.txt").write_text("\\n".join(f.src_dir for f in files))
"""


def test_theme_is_not_listed_but_its_templates_and_own_files_are_there(site: TemporarySite) -> None:
    (site.root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", site.root / "overrides")
    _add_hook(site, "own/lists.py", _LISTS_FILES)
    first = "  - hooks/content.py\n"
    site.edit("mkdocs.yml", "  - own/lists.py\n", "")
    site.edit("mkdocs.yml", first, f"  - own/lists.py\n{first}")
    site.write({"overrides/own.txt": "ours"})
    own = site.root / "overrides/author.html"
    own.write_text(own.read_text() + '{% include ".icons/material/account.svg" %}')
    result = site.build()
    assert result.returncode == 0, result.stdout
    folders = set((site.root / "own/files.txt").read_text().splitlines())
    assert folders == {str(site.root / "docs"), str(site.root / "overrides")}
    assert site.built()["own.txt"] == b"ours"
