"""What each type of value in front matter and data files is in JSON Schema (draft 7).

A type is recognised by the function that validates it, so that a key needs nothing of its own here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from sitekit.content.library import Library
from sitekit.front_matter import advice_names, field_types, references

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


TRUE = {"anyOf": [{"enum": [True, 1]}, {"type": "string", "pattern": _any_case(*_YES)}]}
_YES_OR_NO = {
    "anyOf": [
        {"type": "boolean"},
        {"enum": [0, 1]},
        {"type": "string", "pattern": _any_case(*_YES, *_NO)},
    ]
}
"""What pydantic reads as a truth value."""
_NO_OFFER = {"anyOf": [{"enum": [False, None]}, {"type": "string", "pattern": _any_case(*_OFF)}]}
_REST = r"""[^\s<>"\\^`{|}]+"""
_PATTERNS: Mapping[Any, dict[str, Any]] = {
    field_types._text: {"pattern": r"\S"},
    field_types._prose: {"pattern": r"\S"},
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


def schema_generator(library: Library) -> type[GenerateJsonSchema]:
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
