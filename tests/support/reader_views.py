"""The reader view of a page, as Firefox makes it (Mozilla's Readability)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup

from support.sites import ROOT, not_here

_MODULES = ROOT / ".cache/npm/node_modules"
_READABILITY = """
const { Readability, isProbablyReaderable } = require("@mozilla/readability");
const { JSDOM } = require("jsdom");
const { readFileSync } = require("fs");
const files = JSON.parse(readFileSync(0, "utf8"));
const views = files.map((file) => {
  const page = new JSDOM(readFileSync(file, "utf8"), { url: "https://example.org/" });
  const { document } = page.window;
  const offered = isProbablyReaderable(document);
  const { title, byline, content } = new Readability(document).parse();
  return { offered, title, byline, content };
});
process.stdout.write(JSON.stringify(views));
"""


class ReaderView(NamedTuple):
    """What a reader view shows."""

    offered: bool
    """Whether browsers offer it: they do not for pages of few words."""
    title: str
    byline: str
    content: BeautifulSoup


def reader_views(files: Sequence[Path]) -> list[ReaderView]:
    """Return the reader view of each HTML file."""
    for package in ("@mozilla/readability@0.6", "jsdom@26"):
        if not (_MODULES / package.rpartition("@")[0]).exists():
            not_here(f"a package is not here (npm install --prefix .cache/npm {package})")
    result = subprocess.run(
        ["node", "-e", _READABILITY],
        input=json.dumps([str(file) for file in files]),
        cwd=_MODULES,
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        ReaderView(**{**view, "content": BeautifulSoup(view["content"], "html5lib")})
        for view in json.loads(result.stdout)
    ]
