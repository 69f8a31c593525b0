"""mkdocs.yml has lines, whatever tags it uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitekit.content.config_file import ConfigFile

TEXT = """# A comment
site_url: !ENV [ONE, TWO, 'https://example.org/']
alone: !ENV ONE
hook: !!python/name:os.getcwd
nav:
  - docs/index.md
  - About:
      - Us: docs/about.md
      - https://example.org/
extra: {profiles: [{label: L},
  {label: M}]}
"""


@pytest.fixture
def file(tmp_path: Path) -> ConfigFile:
    (tmp_path / "other.yml").write_text(TEXT)
    return ConfigFile.read(tmp_path / "other.yml")


def test_line_is_that_of_the_key_or_of_what_holds_it(file: ConfigFile) -> None:
    assert file.line("site_url") == 2
    assert file.line("nav", 1, "About", 0, "Us") == 8
    assert file.line("extra", "profiles", 1, "label") == 11
    assert file.line("extra", "timezone") == 10
    assert file.line("docs_dir") == 1
    assert str(file.problem(("hook",), "Wrong.")) == "other.yml:4: hook: Wrong."


def test_text_of_a_variable_is_the_first_that_is_set_or_the_default(file: ConfigFile) -> None:
    assert file.text("site_url", {}) == "https://example.org/"
    assert file.text("site_url", {"TWO": "2"}) == "2"
    assert file.text("site_url", {"ONE": "1", "TWO": "2"}) == "1"
    assert (file.text("alone", {"ONE": "1"}), file.text("alone", {})) == ("1", "")
    assert (file.text("nav", {}), file.text("none", {})) == ("", "")


def test_texts_below_a_setting_have_their_lines(file: ConfigFile) -> None:
    assert [*file.texts_below("nav")] == [
        ("docs/index.md", 6),
        ("docs/about.md", 8),
        ("https://example.org/", 9),
    ]


@pytest.mark.parametrize("data", [b"", b"a: [", b"\xff\xfe", b"- a list"])
def test_file_that_is_no_mapping_has_no_settings(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(data)
    for file in (ConfigFile.read(tmp_path / "mkdocs.yml"), ConfigFile.read(tmp_path / "none.yml")):
        assert (file.line("site_url"), file.text("site_url", {})) == (1, "")
