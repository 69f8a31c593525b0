"""`sitekit schema`: what editors and agents are told is what the models accept."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML, YAMLError

from sitekit.front_matter.models import DocMeta, FaqMeta, PostMeta, keys_of
from sitekit.schemas.editor_files import CMS, RULES, SCHEMAS, SETTINGS, editor_files
from support.cases import CASES
from support.sites import ROOT, TemporarySite

KINDS = {"posts": "post", "faq": "faq", "docs": "page"}
SEEN = re.compile(
    r"is missing\. Add a line|is empty\. Give|is not a valid key here|is not a date|"
    r"is not in posts/|there is no FAQ set|has no question|must be true or false|"
    r"must be a whole number|is not a complete web address|is not a relative file path"
)
"""The problems of a value by itself, or of an id, which a schema can see."""


def _schemas(site: TemporarySite) -> dict[str, Draft7Validator]:
    files = editor_files(site.read().library)
    made = {Path(p).stem: json.loads(t) for p, t in files.items() if p.startswith(SCHEMAS)}
    for schema in made.values():
        Draft7Validator.check_schema(schema)
    return {name: Draft7Validator(schema) for name, schema in made.items()}


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_json(each) for each in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _document(path: str, text: str) -> tuple[str, Any] | None:
    """Return the kind of a file, and its front matter or data as editors read it."""
    folder = path.split("/")[0]
    if path.endswith(".md"):
        match = re.match(r"---\n(.*?)^---$", text, re.DOTALL | re.MULTILINE)
        if not match or folder not in KINDS:
            return None
        kind, text = KINDS[folder], match[1]
    elif re.fullmatch(r"posts/(tags|authors|offers|proof|series)\.yml", path):
        kind = Path(path).stem
    else:
        return None
    try:
        data = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError):  # the latter for a day that does not exist
        return None
    return kind, _as_json(data)


@pytest.fixture(scope="module")
def base(base_built: TemporarySite) -> dict[str, Draft7Validator]:
    return _schemas(base_built)


def test_golden_mistakes_that_a_schema_can_see_are_refused(base) -> None:
    seen, accepted = 0, []
    for case in CASES.values():
        texts = {path: text for path, text in case["files"].items() if isinstance(text, str)}
        if not all(path.endswith(".md") for path in texts):
            continue  # the ids of data files would be others
        for path, text in texts.items():
            found = _document(path, text)
            of_file = [p for p in case["problems"] if p.startswith(f"{path}:")]
            end = text.count("\n", 0, text.find("\n---", 4)) + 1  # what follows is the body
            values = [p for p in of_file if int(p.split(":")[1]) <= end and "yml. Add it" not in p]
            if found and any(SEEN.search(problem) for problem in values):
                kind, data = found
                seen += 1
                if base[kind].is_valid(data):
                    accepted.append((case["name"], values))
    assert seen > 30
    assert accepted == [], "\n".join(map(str, accepted))


def test_valid_files_of_the_base_site_and_the_showcase_are_accepted(
    base_built: TemporarySite, showcase: TemporarySite
) -> None:
    count = 0
    for site in (base_built, showcase):
        validators = _schemas(site)
        for path in sorted(
            p for name in ("posts", "faq", "docs") for p in (site.root / name).rglob("*.*")
        ):
            relative = path.relative_to(site.root).as_posix()
            if path.suffix in (".md", ".yml") and (found := _document(relative, path.read_text())):
                errors = [error.message for error in validators[found[0]].iter_errors(found[1])]
                assert errors == [], relative
                count += 1
    assert count > 25


def test_own_files_are_valid_for_an_independent_checker(
    own_site: TemporarySite, tmp_path: Path
) -> None:
    files = editor_files(own_site.read().library)
    groups: dict[str, list[str]] = {}
    for folder in ("posts", "faq", "docs"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            relative = path.relative_to(ROOT).as_posix()
            if path.suffix not in (".md", ".yml"):
                continue
            if found := _document(relative, path.read_text()):
                copied = tmp_path / found[0] / f"{len(groups.get(found[0], []))}.yml"
                copied.parent.mkdir(exist_ok=True)
                text = path.read_text()
                copied.write_text(text.split("---\n")[1] if path.suffix == ".md" else text)
                groups.setdefault(found[0], []).append(str(copied))
    assert {"post", "faq", "page", "tags"} <= groups.keys()
    program = [Path(sys.executable).parent / "check-jsonschema", "--schemafile"]
    for kind, paths in groups.items():
        schema = tmp_path / f"{kind}.json"
        schema.write_text(files[f"{SCHEMAS}{kind}.json"])
        result = subprocess.run(
            [*program, schema, *paths], capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stdout
        (tmp_path / "wrong.yml").write_text("titel: x\n")
        wrong = subprocess.run(
            [*program, schema, tmp_path / "wrong.yml"], capture_output=True, check=False
        )
        assert wrong.returncode == 1


def _without_ids(schema: Any) -> Any:
    """Leave out what the content decides."""
    if isinstance(schema, dict):
        if "enumDescriptions" in schema:
            return "an id"
        return {key: _without_ids(value) for key, value in schema.items()}
    return [_without_ids(each) for each in schema] if isinstance(schema, list) else schema


def test_files_in_the_repository_are_those_of_the_models() -> None:
    files = editor_files(TemporarySite(ROOT).read().library)
    for path, text in files.items():
        if path.startswith(SCHEMAS):
            stored = json.loads((ROOT / path).read_text())
            assert _without_ids(stored) == _without_ids(json.loads(text)), f"{path}: sitekit schema"
        else:
            assert (ROOT / path).read_text() == text, f"{path}: run sitekit schema"


def test_schemas_name_ids_with_their_labels_and_say_what_keys_mean(base) -> None:
    post = base["post"].schema["else"]["properties"]
    tags = post["tags"]["anyOf"][0]
    described = dict(zip(tags["enum"], tags["enumDescriptions"], strict=True))
    assert described["cpp"] == "C++"
    assert described["strategy"] == "AI Strategy"
    no_advice = post["no_advice"]["anyOf"][0]
    assert "unlinked" in no_advice["enum"]
    own = json.loads((ROOT / SCHEMAS / "offers.json").read_text())
    assert "header" in own["additionalProperties"]["properties"]["short"]["description"]
    for model, kind in ((PostMeta, "post"), (FaqMeta, "faq"), (DocMeta, "page")):
        assert base[kind].schema["else"]["properties"].keys() == {*keys_of(model)}
    assert "needed" not in post["image"].get("description", "")


WRITTEN = {
    "draft": ["Yes", "TRUE", 1, "y", True, "off"],
    "noindex": ["No", "true", 0, False],
    "cta": ["No", "OFF", False, None, "workshop"],
    "slug": [2026, "a-b"],
    "date": ["2026-05-01", "2026-05-01T09:00:00Z", "2026-05-01 09:00:00 +02:00"],
    "tags": ["cpp", ["cpp", "strategy"]],
    "canonical": ["https://example.org/a?b=c"],
}
REFUSED = {
    "draft": ["maybe", 2, []],
    "slug": ["a_b", "a" * 101],
    "date": ["2026-05-01T09:00:00", "May"],
    "tags": ["nope", ["cpp", "cpp"], []],
    "canonical": ["https://a b", "example.org"],
    "no_advice": ["nope"],
}


def test_values_are_those_that_the_check_accepts(base) -> None:
    valid = {"title": "T", "description": "D", "date": "2026-05-01", "tags": "cpp"}
    for values, is_valid in ((WRITTEN, True), (REFUSED, False)):
        wrong = [
            (key, value)
            for key, every in values.items()
            for value in every
            if base["post"].is_valid(valid | {key: value}) != is_valid
        ]
        assert wrong == []


def test_fields_of_the_cms_have_the_types_of_the_models(base_built: TemporarySite) -> None:
    cms = json.loads(editor_files(base_built.read().library)[CMS])
    [post, faq, page] = cms["frontMatter.taxonomy.contentTypes"]
    types = {field["name"]: field["type"] for field in post["fields"]}
    expected = {"date": "datetime", "review": "datetime", "draft": "boolean", "part": "number"}
    expected |= {"tags": "tags", "no_advice": "list", "related": "list", "title": "string"}
    assert {key: types[key] for key in expected} == expected
    assert [field["name"] for field in page["fields"]] == keys_of(DocMeta)
    assert {"order", "question_pages"} <= {field["name"] for field in faq["fields"]}


def test_command_writes_once_and_leaves_other_settings(site: TemporarySite) -> None:
    (site.root / "README.md").write_text((ROOT / "README.md").read_text())
    site.write({SETTINGS: '{"editor.wordWrap": "on", "yaml.schemas": {"a": "b"}}'})
    result = site.run("sitekit", "schema")
    assert result.returncode == 0, result.stdout
    settings = json.loads((site.root / SETTINGS).read_text())
    assert settings["editor.wordWrap"] == "on"
    assert settings["yaml.schemas"]["./.vscode/schemas/tags.json"] == "posts/tags.yml"
    assert "`series`" in (site.root / RULES).read_text()
    assert ", 0 of them written." in site.run("sitekit", "schema").stdout
    site.write({SETTINGS: "{} // mine"})
    result = site.run("sitekit", "schema")
    assert (result.returncode, result.stdout.count("\n")) == (2, 1)
    assert "Remove its comments." in result.stdout


def test_problem_matcher_reads_what_the_check_prints(site: TemporarySite) -> None:
    site.write({"posts/odd name.md": "---\ntitel: x\n---\nSee [a](b.md).\n"})
    output = site.run("sitekit", "check").stdout.splitlines()
    task = next(
        task
        for task in json.loads((ROOT / ".vscode/tasks.json").read_text())["tasks"]
        if task["label"] == "sitekit check"
    )
    problem, advice = (re.compile(m["pattern"]["regexp"]) for m in task["problemMatcher"])
    found = json.loads(
        site.run("sitekit", "check", "--format", "json").stdout.split("\n]")[0] + "]"
    )
    for pattern, level in ((problem, "problem"), (advice, "advice")):
        expected = [(f["file"], str(f["line"])) for f in found if f["level"] == level]
        matches = [match for line in output if (match := pattern.match(line))]
        assert len(expected) > 1
        assert [match.group(1, 2) for match in matches] == expected
        for match, remark in zip(matches, (f for f in found if f["level"] == level), strict=True):
            assert remark["message"] in match[match.re.groups]


def test_snippets_are_valid_markdown_of_this_site(site: TemporarySite) -> None:
    snippets = json.loads((ROOT / ".vscode/sitekit.code-snippets").read_text())
    bodies = {s["prefix"]: "\n".join(s["body"]) for s in copy.deepcopy(snippets).values()}
    assert {"post", "cta", "call", "question-link", "faq", "question", "note"} == bodies.keys()
    variables = {"CURRENT_YEAR": "2026", "CURRENT_MONTH": "05", "CURRENT_DATE": "01"}
    values = {"post": {3: "cpp"}, "question-link": {2: "shared", 3: "what-is-not"}}
    values |= {"cta": {1: ": workshop"}, "question": {2: "why"}}
    values["faq"] = {1: "shared", 2: "#what-is-not"}
    for prefix, body in bodies.items():
        text = re.sub(r"\$\{([A-Z_]+)\}", lambda m: variables[m[1]], body)
        chosen = values.get(prefix, {})
        text = re.sub(
            r"\$\{(\d)[:|]([^}|,]*)[^}]*\}",
            lambda m: chosen.get(int(m[1]), m[2]),  # noqa: B023
            text,
        )
        bodies[prefix] = text.replace("$0", "Words.")
    text = "\n\n".join(
        bodies[prefix] for prefix in ("post", "call", "cta", "question-link", "note")
    )
    site.write({"posts/snippets.md": f"{text}\n"})
    site.edit("faq/shared.md", "## What is not?", f"{bodies['question']}\n\n## What is not?")
    assert site.messages() == []
