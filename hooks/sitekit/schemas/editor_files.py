"""The files that editors and agents read, made from the models and the README."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from sitekit.content.library import Library
from sitekit.front_matter.models import DocMeta, FaqMeta, PostMeta
from sitekit.schemas.json_schemas import schemas
from sitekit.schemas.readme_tables import descriptions

SCHEMAS = ".vscode/schemas/"
SETTINGS = ".vscode/settings.json"
CMS = ".vscode/frontmatter.json"
RULES = ".github/copilot-instructions.md"
_FOLDERS = {"post": "posts", "faq": "faq", "page": "docs"}
_MODELS: Mapping[str, type[BaseModel]] = {"post": PostMeta, "faq": FaqMeta, "page": DocMeta}
_CMS_TYPES = {"tags": "tags", "image": "image"}
"""The types of Front Matter CMS's fields that a schema does not tell."""


class SettingsFileError(Exception):
    """Why the editor's settings cannot be edited, and what to do."""


def editor_files(library: Library) -> dict[str, str]:
    """Return the text of each file, by its path from the site's root. Raises SettingsFileError."""
    root = library.settings.root
    readme = root / "README.md"
    said = descriptions(readme.read_text("utf-8") if readme.is_file() else "")
    made = schemas(library, lambda kind, key: said.get((kind, key), ""))
    files = {f"{SCHEMAS}{name}.json": _json(schema) for name, schema in made.items()}
    files[SETTINGS] = _json(_settings(root, made))
    files[CMS] = _json(_cms(made))
    files[RULES] = _rules(said)
    return files


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _settings(root: Path, made: Mapping[str, Any]) -> dict[str, Any]:
    """Return the editor's settings, of which only our own keys are replaced."""
    try:
        text = (root / SETTINGS).read_text("utf-8")
    except FileNotFoundError:
        text = "{}"
    try:
        settings = json.loads(text)
        if not isinstance(settings, dict):
            raise TypeError
    except (ValueError, TypeError):
        message = (
            f"{SETTINGS} is no plain JSON object, so it cannot be edited. Remove its comments."
        )
        raise SettingsFileError(message) from None
    data = [name for name in made if name not in _FOLDERS]
    settings["yaml.schemas"] = {f"./{SCHEMAS}{name}.json": f"posts/{name}.yml" for name in data}
    return settings


def _cms(made: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of Front Matter CMS, which looks for its file in every folder."""
    folders = [
        {"title": folder, "path": f"[[workspace]]/{folder}", "contentTypes": [kind]}
        for kind, folder in _FOLDERS.items()
    ]
    types = [
        {
            "name": kind,
            "fields": [
                _field(key, schema) for key, schema in made[kind]["else"]["properties"].items()
            ],
        }
        for kind in _FOLDERS
    ]
    return {
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.content.pageFolders": folders,
        "frontMatter.taxonomy.contentTypes": types,
    }


def _field(key: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    options = schema.get("anyOf", [schema])
    types = [option.get("type") for option in options]
    if key in _CMS_TYPES:
        kind = _CMS_TYPES[key]
    elif r"\d{4}-\d{2}-\d{2}" in schema.get("pattern", ""):
        return {"title": key, "name": key, "type": "datetime", "dateFormat": "yyyy-MM-dd"}
    elif "boolean" in types:
        kind = "boolean"
    elif "array" in types:
        kind = "list"
    else:
        kind = "number" if types == ["integer"] else "string"
    return {"title": key, "name": key, "type": kind}


_INTRODUCTION = """# Rules of the content, for agents that write or edit it

Made by `sitekit schema` from the models and the README: do not edit it here.

- A post is `posts/<name>.md` or `posts/<name>/index.md`, a set of questions `faq/<name>.md`, any
  other page `docs/<name>.md`. `sitekit new post "Title" --tag <id> --description "…"` begins one.
- Front matter has the keys below and no others. Ids come from `posts/tags.yml`,
  `posts/authors.yml`, `posts/offers.yml`, `posts/series.yml`, and from the questions of `faq/`.
  Invent none.
- Link to files, relative to the file that links: `[words](other-post.md#section)`; to a tag's page
  as `/tags/<id>/`; to the booking of a call as `[words](cta:)`.
- To rename or move a file, a question or a section, run `sitekit move OLD NEW`: links follow, and
  the old address leads on. Never change an address by hand.
- State no fact, name, number or quotation that the content does not have.
- Before you are done, run `sitekit check`. It prints `file:line: key: what is wrong and what to
  do`; do all of it, and consider its advice.
"""


def _rules(said: Mapping[tuple[str, str], str]) -> str:
    """Return the rules of the content in words, with what the README says of each key."""
    parts = [_INTRODUCTION]
    for kind, model in _MODELS.items():
        lines = [f"\n## Front matter in {_FOLDERS[kind]}/\n"]
        for key, info in model.model_fields.items():
            needed = " (needed)" if info.is_required() else ""
            words = said.get((kind, key), "").replace(": needed; ", ": ").removesuffix(": needed")
            lines.append(f"- `{key}`{needed}{f': {words}' if words else ''}")
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)
