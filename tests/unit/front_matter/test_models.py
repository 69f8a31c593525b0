"""Front matter and data entries: rules between keys, and every problem of a file at once."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel

from sitekit.front_matter.data_models import AuthorMeta, OfferMeta, TagMeta
from sitekit.front_matter.models import (
    DocMeta,
    FaqMeta,
    PostMeta,
    keys_of,
)
from sitekit.front_matter.references import References
from sitekit.front_matter.validation import validate
from sitekit.front_matter.yaml_lines import load

REFERENCES = References(
    ZoneInfo("Europe/Berlin"),
    authors=("ada", "bob"),
    tags={"cpp": "cpp", "c++": "cpp", "ai": "ai"},
    offers=("open", "other"),
    questions={"set": ["one", "two"], "broken": None},
)
NOTHING_KNOWN = References(ZoneInfo("Europe/Berlin"))
POST = "title: T\ndescription: D\ndate: 2026-05-01\ntags: [cpp]\n"
OFFER = "heading: H\ntext: T\nbutton: B\nurl: https://e.org\n"


def _read(model: type[BaseModel], text: str, references: References = REFERENCES):
    return validate(model, "x.md", load(text), references)


def _problems(model: type[BaseModel], text: str, references: References = REFERENCES) -> list[str]:
    return [str(problem) for problem in _read(model, text, references)[1]]


def _of_post(more: str, references: References = REFERENCES) -> list[str]:
    return _problems(PostMeta, POST + more, references)


@pytest.mark.parametrize(
    "more",
    [
        "updated: 2026-05-01\n",
        "updated: 2026-05-01T00:00:00+02:00\n",
        "expires: 2026-05-01\n",
        "authors: [bob, ada]\n",
        "faq: set\n",
        "faq: [set#one, set#two, broken#any]\n",
        "cta: other\n",
        "image: p.png\nimage_alt: A\n",
    ],
)
def test_post_is_valid(more: str) -> None:
    assert _of_post(more) == []


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        (
            "updated: 2026-04-30\n",
            ["x.md:5: updated: is before `date` (2026-05-01). Fix one of the two."],
        ),
        (
            "author: ada\nauthors: [bob]\n",
            ["x.md:6: authors: is given together with `author`. Remove one of the two."],
        ),
        (
            "author: adda\n",
            ['x.md:5: author: "adda" is not in posts/authors.yml. Did you mean "ada"?'],
        ),
        ("faq: sett\n", ['x.md:5: faq: there is no FAQ set "sett". Did you mean "set"?']),
        (
            "faq: set#onne\n",
            ['x.md:5: faq: faq/set.md has no question "onne". Did you mean "one"?'],
        ),
        (
            "faq: [set, 'set#one']\n",
            ['x.md:5: faq: "set#one" is already in the set "set". Remove one of the two.'],
        ),
        (
            "image: p.png\n",
            [
                "x.md:5: image_alt: is missing. Add a line `image_alt: …` that says what `image` "
                "shows."
            ],
        ),
        (
            "image_alt: A\n",
            ["x.md:5: image_alt: is given without `image`. Add `image`, or remove this line."],
        ),
        (
            "image: /p.png\nimage_alt: A\n",
            [
                'x.md:5: image: "/p.png" is not a relative file path. Write it relative to this '
                "file."
            ],
        ),
        (
            "cta: opne\n",
            ['x.md:5: cta: "opne" is not in posts/offers.yml. Did you mean "open"?'],
        ),
        (
            "cta: [open]\n",
            ["x.md:5: cta: must be the id of an offer in posts/offers.yml, or false."],
        ),
        ("titel: X\n", ['x.md:5: titel: is not a valid key here. Did you mean "title"?']),
        ("draft: perhaps\n", ['x.md:5: draft: must be true or false, not "perhaps".']),
    ],
)
def test_post_has_a_problem_for_each_rule(more: str, problems: list[str]) -> None:
    assert _of_post(more) == problems


def test_post_has_every_problem_at_once_each_of_them_once() -> None:
    text = "description: ''\ndate: 1\ntags: [cpp, no, no, no]\nslug: A B\nextra: x\n"
    found = _problems(PostMeta, text)
    assert [problem.split(": ")[0:2] for problem in found] == [
        ["x.md:1", "title"],
        ["x.md:1", "description"],
        ["x.md:2", "date"],
        ["x.md:3", "tags"],
        ["x.md:4", "slug"],
        ["x.md:5", "extra"],
    ]


def test_references_are_not_checked_where_their_files_cannot_be_read() -> None:
    more = "author: any\nfaq: any#one\ncta: any\n"
    assert _of_post(more, NOTHING_KNOWN) == []
    assert _problems(TagMeta, "label: L\ndescription: D\noffer: any", NOTHING_KNOWN) == []


@pytest.mark.parametrize("value", ["false", "False", "no", "OFF"])
def test_cta_may_be_declined(value: str) -> None:
    meta, problems = _read(PostMeta, f"{POST}cta: {value}\n")
    assert (meta.cta, problems) == (False, [])


def test_tag_is_known_by_its_alias() -> None:
    meta, problems = _read(PostMeta, POST.replace("[cpp]", "[ai, c++]"))
    assert (meta.tags, problems) == (("ai", "cpp"), [])


@pytest.mark.parametrize(
    ("model", "valid", "key", "value"),
    [
        (PostMeta, POST, "authors", "ada"),
        (PostMeta, POST, "faq", "set"),
        (PostMeta, POST, "aliases", "/a/"),
        (PostMeta, POST, "related", "a"),
        (PostMeta, POST.replace("tags: [cpp]\n", ""), "tags", "cpp"),
        (FaqMeta, "title: T\ndescription: D\n", "tags", "cpp"),
        (AuthorMeta, "name: A\n", "same_as", "https://e.org"),
        (TagMeta, "label: L\ndescription: D\n", "aliases", "a"),
    ],
)
def test_list_has_each_value_once(model: type[BaseModel], valid: str, key: str, value: str) -> None:
    line = valid.count("\n") + 1
    assert _problems(model, f"{valid}{key}: ['{value}']\n") == []
    assert _problems(model, f"{valid}{key}: ['{value}', '{value}']\n") == [
        f'x.md:{line}: {key}: contains "{value}" twice. Remove one of the two.'
    ]


def test_offer_begins_before_it_ends() -> None:
    day = "from: 2026-06-05\nuntil: 2026-06-05\n"
    assert _problems(OfferMeta, OFFER + day) == []
    moment = "'2026-06-05T00:00:00+02:00'"
    found = _problems(OfferMeta, f"{OFFER}from: {moment}\nuntil: {moment}\n")
    assert found == [
        "x.md:6: until: is before `from`, so the offer is never shown. Fix one of the two."
    ]


def test_page_of_docs_has_no_keys_but_its_own() -> None:
    own = "kind: about\nheadline: H\nlead: L\nnav_title: N\ncanonical: https://e.org/\n"
    assert _problems(DocMeta, f"title: T\ndescription: D\n{own}") == []
    assert _problems(DocMeta, "title: T\ndescription: D\nkind: other\n") == [
        "x.md:3: kind: must be 'about' or 'services', not \"other\"."
    ]
    assert _problems(DocMeta, "title: T\ndescription: D\nhedline: H\n") == [
        'x.md:3: hedline: is not a valid key here. Did you mean "headline"?'
    ]


def test_keys_are_those_that_writers_spell() -> None:
    assert {"from", "until", "default"} <= {*keys_of(OfferMeta)}
    assert "from_" not in keys_of(OfferMeta)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "title: ''\n",
        "date: nonsense\nupdated: 1999-01-01\n",
        "date: nonsense\nupdated: 1999-01-01\nexpires: 1998-01-01\n",
        "image: p.png\nauthors: []\nauthor: nobody\n",
        "tags: words\ncanonical: words\n",
    ],
)
def test_model_of_an_invalid_file_has_its_valid_values(text: str) -> None:
    meta, problems = _read(PostMeta, f"{text}slug: a-slug\n")
    assert problems
    assert meta.slug == "a-slug"


def test_entry_that_is_no_mapping_has_one_problem() -> None:
    meta, problems = validate(TagMeta, "t.yml", load("cpp: words\n"), REFERENCES, ("cpp",))
    assert meta is None
    assert [str(problem) for problem in problems] == [
        "t.yml:1: cpp: must contain keys (label, description, aliases, …), each on its own "
        "indented line."
    ]


def test_problem_of_an_entry_names_its_path_and_line() -> None:
    document = load("cpp:\n  label: L\n  description: D\n  offer: opne\n")
    _, problems = validate(TagMeta, "t.yml", document, REFERENCES, ("cpp",))
    assert [str(problem) for problem in problems] == [
        't.yml:4: cpp.offer: "opne" is not in posts/offers.yml. Did you mean "open"?'
    ]
