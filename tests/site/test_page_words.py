"""overrides/words.yml has every word that pages and files for programs add to a writer's."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Comment, Tag
from playwright.sync_api import Page, expect

from sitekit.front_matter.words import Words
from support.page_walks import structured_data
from support.readers import DESKTOP
from support.search_dialog import DONE
from support.server import serving
from support.sites import ROOT, TemporarySite, make_site, pages_of

WORDS = yaml.safe_load((ROOT / "overrides/words.yml").read_text())
NAMES = {"Atom", "JSON", "Markdown"}
"""Of formats, which have no other in any language."""
_LATIN, _CYRILLIC = "abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопярстувшхыз"
_TO_CYRILLIC = str.maketrans(_LATIN + _LATIN.upper(), _CYRILLIC + _CYRILLIC.upper())
_SHOWN = ("title", "aria-label", "alt", "placeholder", "data-copied", "data-copy", "data-light")

POST = """---
title: Ανάρτηση {n}
description: Περιγραφή της ανάρτησης {n}, αρκετά μεγάλη για να φαίνεται ολόκληρη στα αποτελέσματα.
date: 2026-03-{n:02}
tags: [alpha]
{more}---
Λόγια της ανάρτησης {n}.[^1]

## Ενότητα

!!! warning

    Προσοχή.

> [!TIP]
> Συμβουλή.

```text
κώδικας
```

## Άλλη ενότητα

Λόγια.

[^1]: Σημείωση.
"""
SET = """---
title: Ερωτήσεις {n}
description: Περιγραφή των ερωτήσεων {n}, αρκετά μεγάλη για να φαίνεται ολόκληρη στα αποτελέσματα.
tags: [alpha]
updated: 2026-04-01
---
## Τι είναι {n};

Αυτό.

## Γιατί {n};

Έτσι.
"""
FILES = {
    "posts/tags.yml": "alpha: {label: Άλφα, description: Το πρώτο.}\n"
    "beta: {label: Βήτα, description: Το δεύτερο.}",
    "posts/authors.yml": "ada: {name: Άντα, role: Μηχανικός, knows_about: [Μηχανές, Γραφές], "
    "same_as: ['https://social.example/@ada']}",
    "posts/offers.yml": "call: {default: true, heading: Μιλήστε, text: Μαζί., button: Κλήση, "
    "url: 'https://book.example/', note: Δωρεάν., line: '[Μιλήστε](cta:).'}\n"
    "letter: {heading: Γράμμα, text: Κάθε μήνα., button: Εγγραφή, sign_up: {action: "
    "'https://letters.example/', email_field: e, privacy: 'Τίποτε. [Δείτε](../docs/about.md).'}}",
    "posts/proof.yml": None,
    "posts/first.md": POST.format(
        n=28, more="updated: 2026-05-02\nfaq: shared\naliases: [/old/]\n"
    ),
    "posts/second/index.md": POST.format(n=27, more="cta: letter\nfaq: alone#τι-είναι-1\n"),
    "faq/alone.md": SET.format(n=1),
    "faq/shared.md": SET.format(n=2),
    "faq/paged.md": SET.format(n=3)
    .replace("tags:", "question_pages: true\ntags:")
    .replace("## Τι είναι 3;", "## Τι είναι 3; {#one}")
    .replace("## Γιατί 3;", "## Γιατί 3; {#two}"),
    "posts/series.yml": "all: {title: Όλα, description: Μια σειρά από δύο μέρη για τις μηχανές.}",
    "docs/index.md": "---\ntitle: Αρχή\ndescription: Η πρώτη σελίδα μιας μικρής τοποθεσίας που "
    "χτίζουν οι δοκιμές.\n---\nΛόγια.",
    "docs/about.md": "---\ntitle: Ποιοι\ndescription: Η σελίδα για τους ανθρώπους πίσω από αυτή "
    "τη μικρή τοποθεσία.\n---\nΕμείς.",
} | {f"posts/p{n}.md": POST.format(n=n, more="series: all\n" * (n < 3)) for n in range(1, 11)}


def _replaced(words: object) -> object:
    """Return words with other letters; what is filled in stays."""
    if isinstance(words, str):
        parts = re.split(r"(\{\w+\})", words)
        return "".join(p if p[:1] == "{" else p.translate(_TO_CYRILLIC) for p in parts)
    if isinstance(words, list):
        return [_replaced(word) for word in words]
    return {key: _replaced(word) for key, word in words.items()}


@pytest.fixture(scope="module")
def replaced(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    """A site in Greek whose own words are in Cyrillic letters, built."""
    site = make_site(tmp_path_factory.mktemp("words") / "site-under-test")
    (site.root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", site.root / "overrides")
    config = (site.root / "mkdocs.yml").read_text().replace("Engine Works", "Μηχανές")
    config = config.replace("A small site that the tests build.", "Μια μικρή τοποθεσία.")
    config = config.replace("label: Forum", "label: Αγορά").replace("label: X", "label: Χ")
    text = yaml.safe_dump(_replaced(WORDS), allow_unicode=True)
    (site.root / "posts/second/dot.svg").unlink()
    site.write(FILES | {"mkdocs.yml": config, "overrides/words.yml": text})
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    return site


def _latin(text: str) -> set[str]:
    """Return the words in Latin letters, without addresses and what is in them."""
    text = re.sub(r"\S*[/@]\S*|\S+\.(?:example|org|com|txt|md|xml|json)\b\S*", " ", text)
    return set(re.findall(r"[A-Za-z]{2,}", text)) - NAMES


def _texts(page: BeautifulSoup) -> Iterator[str]:
    """Yield all that a page says, to eyes, ears and programs."""
    for text in page.find_all(string=True):
        inside = text.parent.name if isinstance(text.parent, Tag) else ""
        if not isinstance(text, Comment) and inside not in ("script", "style", "[document]"):
            yield text
    for element in page.select("[title], [aria-label], [alt], [placeholder], body, span"):
        yield from (str(element[name]) for name in _SHOWN if element.has_attr(name))
    for name in ("description", "og:title", "og:description", "og:site_name", "og:image:alt"):
        for meta in page.select(f'meta[name="{name}"], meta[property="{name}"]'):
            yield meta["content"]
    for graph in structured_data(page):
        nodes = graph["@graph"]
        yield from (str(node[k]) for node in nodes for k in ("name", "headline") if k in node)


def test_pages_say_nothing_but_what_is_written(replaced: TemporarySite) -> None:
    pages = pages_of(replaced.root / "site")
    assert len(pages) > 20
    found = {path: sorted(_latin(" ".join(_texts(page)))) for path, page in pages.items()}
    assert {path: words for path, words in found.items() if words} == {}


def test_files_for_programs_say_nothing_but_what_is_written(replaced: TemporarySite) -> None:
    site = replaced.root / "site"
    versions = {p: p.read_text() for p in [*site.rglob("*.md"), site / "llms.txt"]}
    code = re.compile(r"\{#[^}]*\}|```\w+|!!! \w+|\[!\w+\]|^tags:.*$", re.MULTILINE)
    found = {p: sorted(_latin(code.sub("", text))) for p, text in versions.items()}
    for path in site.rglob("feed.xml"):
        for name in ("title", "subtitle", "summary", "content", "name"):
            for element in BeautifulSoup(path.read_bytes(), "xml").find_all(name):
                inner = BeautifulSoup(element.get_text(), "html5lib")
                found.setdefault(path, []).extend(_latin(" ".join(_texts(inner))))
    rows = json.loads((site / "pagefind/entries.json").read_text())
    found[Path("entries.json")] = sorted(_latin(" ".join(f"{row[2]} {row[3]}" for row in rows)))
    manifest = json.loads((site / "site.webmanifest").read_text())
    found[Path("manifest")] = sorted(_latin(f"{manifest['name']} {manifest['description']}"))
    assert len(found) > 15
    assert {str(path): words for path, words in found.items() if words} == {}


def test_scripts_say_nothing_but_what_is_written(replaced: TemporarySite, page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    with serving(replaced.root / "site") as server:
        page.goto(f"{server.url}blog/first/")
        said = [page.locator(".copy").first.inner_text()]
        page.locator(".theme-switch").click()
        said.append(page.locator(".theme-switch").inner_text())
        page.keyboard.press("/")
        status = page.locator(".search__status")
        expect(status).to_have_text(_replaced(WORDS["search_empty"]))
        for words in ("ανάρτηση", "qqqq"):
            page.locator(".search__words").fill(words)
            expect(status).not_to_have_text(DONE)
            expect(status).to_contain_text(re.compile("фоунд", re.IGNORECASE))
            said.append(page.locator("dialog").inner_text())
    assert len(said[-1]) > 20
    assert [_latin(text) for text in said] == [set()] * len(said)


def test_each_word_is_used() -> None:
    code = [*(ROOT / "hooks").rglob("*.py"), *(ROOT / "overrides").rglob("*.html")]
    text = "\n".join(path.read_text() for path in code if path.name != "words.py")
    named = {*re.findall(r"\b(?:words|own)\.(\w+)", text)}
    assert Words.model_fields.keys() - named == set()
