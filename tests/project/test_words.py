"""Words that have a standard term here: no name in the code is one of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from support.sites import ROOT

# Names that code once had for things with a usual name, and that name. Someone who writes a new
# module finds the term in use by the failure of this test. Only whole names count: `card_title`
# is a title, `Card` was two classes.
TERMS = {
    "stands standing": "current, up to date, OutputTree",
    "anew": "rebuilt",
    "Record": "ManifestEntry",
    "Keeper keeper keeping kept space": "CacheStore, cached, namespace",
    "Memory recall known keep same of_file forget": "MemoTable: get_or_make, get, put, intern",
    "Keys of_what key_of_what": "CacheKeys, site_key, page_key",
    "basis surroundings": "inputs, shared_inputs",
    "Workshop workshop": "BuildContext",
    "Derived derived": "Artifact",
    "Process": "Session",
    "Idle idle give drop": "Debouncer: schedule, cancel",
    "influence others named": "third_party",
    "expect spread": "prestart, map",
    "SiteMap site_map where": "LinkResolver, links",
    "Place place whole way beside": "Location, absolute_url, relative_path, relative_to_file",
    "Claim claim claims addresses_of": "Route, routes",
    "stand_in stand_ins": "special pages",
    "twin twins": "Markdown version",
    "machines machine_pages": "output formats",
    "trail": "breadcrumbs",
    "described anywhere packed changed": "for_readers, is_not_found_page, gzipped, last_modified",
    "Card": "PostCard, SocialCard",
    "chip bare Day byline": "tag_link, display_url, DateView, AuthorView",
    "complaint undrawable fitted": "card_problem, missing_glyphs, fit_title",
    "told understood": "serialize, deserialize, or what the variable holds",
    "become through frame lap": "rebind, for_medium, calls_to_action, end_stage",
    "Later later": "Lazy",
    "Identity identity": "SiteMetadata",
    "invitation invitations": "Offer (data), CallToAction (on a page)",
    "PATIENCE FEW ENOUGH": "the unit in the name: LOCK_TIMEOUT_S, POOL_MIN_IMAGES",
    "mend mended cure dear": "fix, suggestion, slow, expensive",
}
TERM_FOR = {word: term for words, term in TERMS.items() for word in words.split()}


def _names(code: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the names that code defines, with their lines; those of others it only uses."""
    for node in ast.walk(code):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.lineno, node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.lineno, node.attr
            case ast.alias(asname=str(name)):
                yield getattr(node, "lineno", 0), name
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                yield node.lineno, name


def _found(code: str) -> list[str]:
    """Return each name in code that has a standard term, with its line and the term."""
    names = ((line, name.strip("_")) for line, name in _names(ast.parse(code)))
    return [f"{line}: {name}: say {TERM_FOR[name]}" for line, name in names if name in TERM_FOR]


def test_words_with_a_standard_term_are_no_names() -> None:
    files = [path.relative_to(ROOT) for path in sorted((ROOT / "hooks").rglob("*.py"))]
    found = [f"{file}:{name}" for file in files for name in _found((ROOT / file).read_text())]
    assert found == []
    assert {
        name for file in files for name in file.with_suffix("").parts
    } & TERM_FOR.keys() == set()


@pytest.mark.parametrize(
    "code",
    [
        "def recall(key): ...",
        "def get(keep): ...",
        "def get(*, _keep=1): ...",
        "class _Keeper: ...",
        "class View:\n    trail: tuple",
        "told = [1]",
        "self.kept = 1",
        "_PATIENCE = 5",
        "for told in (): ...",
        "[0 for told in ()]",
        "(told := 1)",
        "with open('x') as told: ...",
        "import json as told",
        "try: ...\nexcept OSError as told: ...",
        "match 1:\n    case told: ...",
        "lambda twin: 0",
    ],
)
def test_words_are_found_wherever_a_name_is_defined(code: str) -> None:
    [found] = _found(code)
    assert re.fullmatch(r"\d: \w+: say .+", found)


@pytest.mark.parametrize(
    "code",
    [
        "names = table.keys()",
        "class Handler:\n    def emit(self, record): ...",
        "card_title, key, keys = 1, 2, 3",
        "text = 'told'  # kept",
        "place.where.told()",
    ],
)
def test_words_of_others_and_parts_of_names_are_no_finding(code: str) -> None:
    assert _found(code) == []
