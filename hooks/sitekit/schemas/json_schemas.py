"""JSON Schemas (draft 7, which all editors know) of front matter and data files, from the models.

Ids are enumerated, with their labels as `enumDescriptions`, which editors show; everything else
across files is left to `sitekit check`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from sitekit.content.library import Library
from sitekit.front_matter.data_models import (
    AuthorMeta,
    OfferMeta,
    ProofMeta,
    SeriesMeta,
    TagMeta,
)
from sitekit.front_matter.models import (
    DocMeta,
    DraftDocMeta,
    DraftFaqMeta,
    DraftPostMeta,
    FaqMeta,
    PostMeta,
)
from sitekit.schemas.value_schemas import TRUE, schema_generator

_DRAFT_7 = "http://json-schema.org/draft-07/schema#"
_DATA: Mapping[str, type[BaseModel]] = {
    "authors": AuthorMeta,
    "offers": OfferMeta,
    "proof": ProofMeta,
    "series": SeriesMeta,
    "tags": TagMeta,
}
"""The models of the data files' entries, by the names of the files in posts/."""
_TEXTS: Mapping[str, tuple[type[BaseModel], type[BaseModel]]] = {
    "post": (PostMeta, DraftPostMeta),
    "faq": (FaqMeta, DraftFaqMeta),
    "page": (DocMeta, DraftDocMeta),
}
"""The models of front matter: of what is published, and of a draft, which may lack keys."""
_TOGETHER = {"image": ["image_alt"], "image_alt": ["image"], "part": ["series"]}
"""The keys that are not given without others."""
Describe = Callable[[str, str], str]


def schemas(library: Library, describe: Describe) -> dict[str, dict[str, Any]]:
    """Return the schema of each kind of front matter and data file, by its name.

    `describe` tells what a key of a kind means.
    """
    make = schema_generator(library)
    found: dict[str, dict[str, Any]] = {}
    for name, (published, draft) in _TEXTS.items():
        schema = _of_model(published, make, name, describe)
        half_written = _of_model(draft, make, name, describe)
        for key, value in half_written["properties"].items():
            if key != "title":
                half_written["properties"][key] = {"anyOf": [value, {"type": "null"}]}
        is_draft = {"properties": {"draft": TRUE}, "required": ["draft"]}
        found[name] = {
            "$schema": _DRAFT_7,
            "type": "object",
            "if": is_draft,
            "then": half_written,
            "else": schema,
        }
    for name, model in _DATA.items():
        entry = _of_model(model, make, name, describe)
        found[name] = {
            "$schema": _DRAFT_7,
            "type": "object",
            "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "additionalProperties": entry,
        }
    return found


def _of_model(
    model: type[BaseModel], make: type[GenerateJsonSchema], kind: str, describe: Describe
) -> dict[str, Any]:
    schema = model.model_json_schema(schema_generator=make, by_alias=True)
    definitions = schema.pop("$defs", {})
    properties = {
        key: _plain(value, definitions, describe(kind, key))
        for key, value in schema["properties"].items()
    }
    return {
        "type": "object",
        "properties": properties,
        "required": schema.get("required", []),
        "dependencies": {k: v for k, v in _TOGETHER.items() if k in properties},
        "additionalProperties": False,
    }


def _plain(value: Any, definitions: Mapping[str, Any], description: str = "") -> Any:
    """Return a schema with its definitions in place, and without what editors do not need."""
    if isinstance(value, list):
        return [_plain(each, definitions) for each in value]
    if not isinstance(value, dict):
        return value
    options = value.get("anyOf", [])
    if {"type": "null"} in options:  # not given: no key
        options = [option for option in options if option != {"type": "null"}]
        value = options[0] if len(options) == 1 else {"anyOf": options}
    if "$ref" in value:
        value = definitions[value["$ref"].rpartition("/")[2]]
    left_out = {"title", "default", "description", "properties"}
    plain = {k: _plain(v, definitions) for k, v in value.items() if k not in left_out}
    if "properties" in value:  # of which any may be called as one of these
        properties = value["properties"].items()
        plain["properties"] = {key: _plain(each, definitions) for key, each in properties}
    return plain | ({"description": description} if description else {})
