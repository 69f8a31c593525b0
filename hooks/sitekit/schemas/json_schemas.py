"""JSON Schemas (draft 7, which all editors know) of front matter and data files, from the models.

Ids are enumerated, with their labels as `enumDescriptions`, which editors show; everything else
across files is left to `sitekit check`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from sitekit.content.library import Library
from sitekit.front_matter import advice_names, field_types, references
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

_DRAFT_7 = "http://json-schema.org/draft-07/schema#"
_YES = ("true", "yes", "on", "1", "t", "y")
_NO = ("false", "no", "off", "0", "f", "n")
_OFF = ("false", "no", "off")
_TEXT = {"type": ["string", "number", "boolean"]}
"""Of YAML: what looks like a number or a truth value is read as the text that it is."""
_DATE = {
    "type": "string",
    "pattern": r"^\s*\d{4}-\d{2}-\d{2}([T ]\d.*([Zz]|\s*[+-]\d{2}:?\d{2}))?\s*$",
}


def _any_case(*words: str) -> str:
    """Return a pattern of words in small or capital letters; JSON Schema has no flag for it."""
    letters = ("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word) for word in words)
    return f"^({'|'.join(letters)})$"


_TRUE = {"anyOf": [{"enum": [True, 1]}, {"type": "string", "pattern": _any_case(*_YES)}]}
_YES_OR_NO = {
    "anyOf": [
        {"type": "boolean"},
        {"enum": [0, 1]},
        {"type": "string", "pattern": _any_case(*_YES, *_NO)},
    ]
}
"""What pydantic reads as a truth value."""
_NO_OFFER = {"anyOf": [{"enum": [False, None]}, {"type": "string", "pattern": _any_case(*_OFF)}]}
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
    make = _generator(library)
    found: dict[str, dict[str, Any]] = {}
    for name, (published, draft) in _TEXTS.items():
        schema = _of_model(published, make, name, describe)
        half_written = _of_model(draft, make, name, describe)
        for key, value in half_written["properties"].items():
            if key != "title":
                half_written["properties"][key] = {"anyOf": [value, {"type": "null"}]}
        is_draft = {"properties": {"draft": _TRUE}, "required": ["draft"]}
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
    left_out = {"title", "default", "description"}
    plain = {k: _plain(v, definitions) for k, v in value.items() if k not in left_out}
    if isinstance(value.get("properties"), dict):
        properties = value["properties"].items()
        plain["properties"] = {key: _plain(each, definitions) for key, each in properties}
    return plain | ({"description": description} if description else {})


class _Generator(GenerateJsonSchema):
    """Turns our types into JSON Schema."""

    ids: ClassVar[Mapping[Any, dict[str, Any]]] = {}
    """What may be written for each type of reference."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:  # noqa: ARG002
        return dict(_TEXT)

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:  # noqa: ARG002
        return dict(_YES_OR_NO)

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        function = schema["function"]["function"]
        if function in (field_types._moment, field_types._end):
            return dict(_DATE)
        inner = self.generate_inner(schema["schema"])
        if function is field_types._one_or_list:
            return {"anyOf": [inner["items"], inner | {"minItems": 1}]}
        return inner

    def function_after_schema(
        self, schema: core_schema.AfterValidatorFunctionSchema
    ) -> JsonSchemaValue:
        function = schema["function"]["function"]
        if function in self.ids:
            return dict(self.ids[function])
        inner = self.generate_inner(schema["schema"])
        if function is references._distinct:
            for option in inner.get("anyOf", [inner]):
                if option.get("type") == "array":
                    option["uniqueItems"] = True
        return inner | _PATTERNS.get(function, {})

    def function_plain_schema(
        self,
        schema: core_schema.PlainValidatorFunctionSchema,  # noqa: ARG002
    ) -> JsonSchemaValue:
        offers = self.ids[references._offer]
        return {"anyOf": [offers, _NO_OFFER]}


def _generator(library: Library) -> type[GenerateJsonSchema]:
    """Return what turns our types into JSON Schema, with the ids of a library."""
    return type("Generator", (_Generator,), {"ids": _ids(library)})


def _ids(library: Library) -> dict[Any, dict[str, Any]]:
    """Return what may be written for each type of reference: an enumeration with descriptions."""
    tags = {key: tag.meta.label for key, tag in library.tags.items()}
    tags |= {a: tag.meta.label for tag in library.tags.values() for a in tag.meta.aliases}
    series = {key: each.meta.title for key, each in library.series.items()}
    series |= {a: each.meta.title for each in library.series.values() for a in each.meta.aliases}
    questions = {}
    for faq_set in library.all_sets:
        questions[faq_set.name] = faq_set.meta.title
        for question in faq_set.questions:
            questions[f"{faq_set.name}#{question.id}"] = question.text
    return {
        references._tag: _enum(tags),
        references._series: _enum(series),
        references._author: _enum({k: a.meta.name for k, a in library.authors.items()}),
        references._offer: _enum({k: o.meta.heading for k, o in library.offers.items()}),
        references._question: _enum(questions),
        advice_names._name: _enum(advice_names.ADVICE),
    }


def _enum(descriptions: Mapping[str, str]) -> dict[str, Any]:
    if not descriptions:
        return dict(_TEXT)
    return {"enum": list(descriptions), "enumDescriptions": list(descriptions.values())}


_REST = r"""[^\s<>"\\^`{|}]+"""
_PATTERNS: Mapping[Any, dict[str, Any]] = {
    field_types._text: {"pattern": r"\S"},
    field_types._slug: {
        "type": ["string", "integer"],
        "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
        "maxLength": 100,
    },
    field_types._web_address: {"type": "string", "pattern": rf"^https?://{_REST}$"},
    field_types._secure_address: {"type": "string", "pattern": rf"^https://{_REST}$"},
    field_types._contact_address: {
        "type": "string",
        "pattern": rf"^(https?://|mailto:|tel:){_REST}$",
    },
    field_types._site_path: {"type": "string", "pattern": "^/"},
    field_types._file_path: {"type": "string", "pattern": r"^(?!/|https?:)[^\\]*$"},
}
"""What is seen of a type's rule without a look at the file."""
