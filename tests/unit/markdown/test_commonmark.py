"""A text's blocks are those of CommonMark: by the examples of its specification, and by our own."""

from __future__ import annotations

import json
import re
import subprocess
from shutil import which

import pytest
import yaml

from sitekit.markdown.renderer import Renderer
from support.outlines import outline_of
from support.sites import MARKDOWN, ROOT, not_here

_MODULES = ROOT / ".cache/npm/node_modules"
_SPECIFICATION = _MODULES / "commonmark-spec/spec.txt"
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)
_MARKDOWN_IT = """
const MarkdownIt = require("markdown-it");
const parser = new MarkdownIt("commonmark", { html: true }).enable("table");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => parser.render(text))));
"""
CASES = {
    case["name"]: case for case in yaml.safe_load((ROOT / "tests/cases/blocks.yml").read_text())
}
_DIFFERENT = {
    "Python-Markdown expands tabs in code": [1, 2, 3],
    "Python-Markdown reads link definitions: on one line, with a label": [
        *(194, 195, 196, 201, 216, 549, 551, 552)
    ],
    "an element within lines that is alone in its block is a paragraph": [162, 163, 164, 166],
    "half of an element that is alone in its block is no paragraph": [619, 624, 626, 632],
    "a hard space after a bullet is meant as a space": [353],
    "comments are left out, and words behind one are a paragraph": [177],
}
"""Examples of the specification, by number, that come out otherwise, and why."""


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A renderer with the site's settings."""
    return Renderer(MARKDOWN.markdown_extensions, MARKDOWN.mdx_configs)


def test_blocks_of_the_specifications_examples(renderer: Renderer) -> None:
    if not _SPECIFICATION.exists():
        not_here("CommonMark is not here (npm install --prefix .cache/npm commonmark-spec@0.31)")
    examples = _EXAMPLE.findall(_SPECIFICATION.read_text().replace("→", "\t"))
    assert len(examples) > 600
    different = {
        number
        for number, (text, html) in enumerate(examples, 1)
        if outline_of(renderer.page(text).html) != outline_of(html)
    }
    assert different == {number for numbers in _DIFFERENT.values() for number in numbers}


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    """What each case's text is as HTML: as the case says, or as markdown-it makes it."""
    if not (_MODULES / "markdown-it").exists() or not which("node"):
        not_here("markdown-it is not here (npm install --prefix .cache/npm markdown-it@14)")
    html = subprocess.run(
        ["node", "-e", _MARKDOWN_IT],
        input=json.dumps([case["text"] for case in CASES.values()]),
        cwd=_MODULES.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    made = dict(zip(CASES, json.loads(html.stdout), strict=True))
    return made | {name: case["html"] for name, case in CASES.items() if "html" in case}


@pytest.mark.parametrize("name", CASES)
def test_blocks_of_a_case(name: str, renderer: Renderer, expected: dict[str, str]) -> None:
    html = renderer.page(CASES[name]["text"]).html
    assert outline_of(html) == outline_of(expected[name]), html
