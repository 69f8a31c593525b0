"""Validation of front matter and data entries: a model, or all problems with their lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from sitekit.front_matter import foreign_keys
from sitekit.front_matter.models import keys_of
from sitekit.front_matter.references import References, validation_context
from sitekit.front_matter.yaml_lines import YamlDocument
from sitekit.problems import Fix, Problem
from sitekit.text import certain_match, did_you_mean, quote

M = TypeVar("M", bound=BaseModel)


def validate(
    model: type[M],
    path: str,
    document: YamlDocument,
    references: References,
    at: tuple[str, ...] = (),
) -> tuple[M | None, list[Problem]]:
    """Validate a document, or the mapping found at the keys `at` in it.

    If there are problems, the model returned holds the valid values, and placeholders for invalid
    required ones, so that the valid ones can still be checked against other files. None: no such
    model could be made.
    """
    data: Any = document.data
    for key in at:
        data = data[key]
    if not isinstance(data, Mapping):
        some_keys = ", ".join(keys_of(model)[:3])
        message = f"must contain keys ({some_keys}, …), each on its own indented line."
        return None, [Problem(path, document.line(*at), ".".join(at), message)]
    try:
        return model.model_validate(data, context=validation_context(references)), []
    except ValidationError as error:
        problems = []
        for details in error.errors(include_url=False):
            loc, line_of = details["loc"], _line_of(details)
            line = document.line(*at, *((line_of,) if line_of else loc))
            key = ".".join([*at, *_names(loc)])
            message, fix = _message(model, details, data), _fix(model, details)
            problems.append(Problem(path, line, key, message, fix=fix))
        return _provisional(model, dict(data), error, references), list(dict.fromkeys(problems))


def _line_of(details: ErrorDetails) -> str:
    """Return the key on whose line to report the error, if `value_error` was given one."""
    return str(details.get("ctx", {}).get("line_of", ""))


def _fix(model: type[BaseModel], details: ErrorDetails) -> Fix | None:
    """Return what can only be meant by a value or by a key that does not exist."""
    old, new = details.get("ctx", {}).get("fix") or ("", None)
    if details["type"] == "extra_forbidden":
        old = str(details["loc"][-1])
        new = certain_match(old, keys_of(_model_of(model, details["loc"])))
    return Fix(old, new, details["type"] == "extra_forbidden") if new else None


_MAX_ATTEMPTS = 3
"""Replacing one invalid value can reveal an error in another key, rarely in a third."""


def _provisional(
    model: type[M], data: dict[str, Any], error: ValidationError, references: References
) -> M | None:
    """Return a model of the valid values in `data`, with placeholders for other required ones."""
    tags = list(references.tags or ())[:1] or ["-"]
    placeholders = {"tags": tags, "date": "2000-01-01", "url": "https://placeholder.invalid/"}
    required = {
        info.alias or name: placeholders.get(name, "-")
        for name, info in model.model_fields.items()
        if info.is_required()
    }
    for _ in range(_MAX_ATTEMPTS):
        for details in error.errors(include_url=False):
            key = str(details["loc"][0])
            data.pop(key, None)
            if _line_of(details):
                required[key] = "-"
        try:
            return model.model_validate(required | data, context=validation_context(references))
        except ValidationError as next_error:
            error = next_error
    return None


def _invalid_key(model: type[BaseModel], details: ErrorDetails, data: Mapping[str, Any]) -> str:
    key = str(details["loc"][-1])
    valid_keys = keys_of(_model_of(model, details["loc"]))
    suggestion = (
        foreign_keys.explain(key, data, valid_keys)
        or did_you_mean(key, valid_keys).strip()
        or f"The valid keys are {', '.join(valid_keys)}."
    )
    return f"is not a valid key here. {suggestion}"


_KEYS_WANTED = "must contain keys, each on its own indented line."
_MESSAGES: Mapping[str, Callable[[ErrorDetails], str]] = {
    "sitekit": lambda d: d["msg"],
    "missing": lambda d: f"is missing. Add a line `{d['loc'][-1]}: …`.",
    "string_type": lambda d: f"must be text, not {_kind(d['input'])}.",
    "bool_parsing": lambda d: f"must be true or false, not {quote(d['input'])}.",
    "bool_type": lambda d: f"must be true or false, not {_kind(d['input'])}.",
    "int_parsing": lambda d: f"must be a whole number, not {quote(d['input'])}.",
    "int_type": lambda d: f"must be a whole number, not {_kind(d['input'])}.",
    "model_type": lambda _: _KEYS_WANTED,
    "dict_type": lambda _: _KEYS_WANTED,
    "literal_error": lambda d: f"must be {d['ctx']['expected']}, not {quote(d['input'])}.",
}


def _message(model: type[BaseModel], details: ErrorDetails, data: Mapping[str, Any]) -> str:
    if details["type"] == "empty":
        owner, name = _model_of(model, details["loc"]), _names(details["loc"])[-1]
        optional = not _field(owner, name).is_required()
        return f"is empty. Give it a value{', or remove the line' if optional else ''}."
    if details["type"] == "extra_forbidden":
        return _invalid_key(model, details, data)
    make_message = _MESSAGES.get(details["type"])
    return make_message(details) if make_message else "has a value that cannot be used here."


def _names(loc: Sequence[str | int]) -> list[str]:
    """Return the keys on the way to a value, without positions in lists."""
    return [part for part in loc if isinstance(part, str)]


def _model_of(model: type[BaseModel], loc: Sequence[str | int]) -> type[BaseModel]:
    """Return the model that the last key of a location is one of: `model`, or one within it."""
    for name in _names(loc)[:-1]:
        annotation = _field(model, name).annotation
        for inner in get_args(annotation) or (annotation,):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                model = inner
    return model


def _field(model: type[BaseModel], key: str) -> FieldInfo:
    fields = model.model_fields.items()
    return next(info for name, info in fields if key in (name, info.alias))


def _kind(value: object) -> str:
    if isinstance(value, Mapping):
        return "a group of keys. Put text with a colon, or a brace at its start, in quotes"
    if isinstance(value, list):
        return "a list. Put text that starts with a bracket in quotes"
    return "this value"
