"""What is published of style sheets and scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitekit.content.loaded_files import LOADED, published_bytes
from support.sites import ROOT

WRITTEN = {
    "css": "/* A comment. */\na {\n  color: red;\n  content: '  /* kept */  ';\n}\n",
    "js": "// A comment.\nconst a = `  ${1}\n  // kept`;\nconst b = /[/]'/;\n",
}
MINIFIED = {
    "css": b"a{color:red;content:'  /* kept */  '}",
    "js": b"const a=`  ${1}\n  // kept`;const b=/[/]'/;",
}


@pytest.mark.parametrize("path", LOADED)
def test_files_that_the_templates_load_are_minified(path: str, tmp_path: Path) -> None:
    ending = path.rpartition(".")[2]
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(WRITTEN[ending])
    assert published_bytes(tmp_path, path) == MINIFIED[ending]
    own = file.with_stem("own")
    own.write_text(WRITTEN[ending])
    assert published_bytes(tmp_path, own.relative_to(tmp_path).as_posix()) == own.read_bytes()


def test_minified_files_of_this_site_are_a_fifth_smaller_or_more() -> None:
    published = sum(len(published_bytes(ROOT, path)) for path in LOADED)
    assert published < 0.8 * sum((ROOT / path).stat().st_size for path in LOADED)


@pytest.mark.parametrize("path", ["overrides/site.css", *(p for p in LOADED if p.endswith(".css"))])
def test_style_sheets_have_no_space_that_their_minifier_removes(path: str) -> None:
    sheet = (ROOT / path).read_text(encoding="utf-8")
    assert not re.findall(r".*\) :[a-z].*", sheet), "rcssmin makes :not(a) :is(b) a :not(a):is(b)"
