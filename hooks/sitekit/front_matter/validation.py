"""Front matter and data entries → validated models, or every problem with its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sitekit.front_matter.models import keys_of
from sitekit.front_matter.references import Known, context
from sitekit.front_matter.yaml_lines import Document
from sitekit.problems import Problem
from sitekit.text import did_you_mean, quote

M = TypeVar("M", bound=BaseModel)


def validate(
    model: type[M], path: str, document: Document, known: Known, at: tuple[str, ...] = ()
) -> tuple[M | None, list[Problem]]:
    """Validate the mapping at `at` in a document, the whole of it by default.

    Where there are problems, what is valid beside them still comes back, stand-ins in the place
    of the rest, so that it can be checked against the other files; None where even that fails.
    """
    data: Any = document.data
    for key in at:
        data = data[key]
    if not isinstance(data, Mapping):
        keys = ", ".join(keys_of(model)[:3])
        message = f"must hold keys ({keys}, …), each on an indented line of its own."
        return None, [Problem(path, document.line(*at), ".".join(at), message)]
    try:
        return model.model_validate(data, context=context(known)), []
    except ValidationError as error:
        problems = []
        for details in error.errors(include_url=False):
            loc, near = details["loc"], _near(details)
            line = document.line(*at, *((near,) if near else loc))
            key = ".".join([*at, *(str(part) for part in loc[:1])])
            problems.append(Problem(path, line, key, _message(model, details)))
        return _provisional(model, dict(data), error, known), list(dict.fromkeys(problems))


def _near(details: ErrorDetails) -> str:
    """Return the key beside which one that is missing would stand, where the error names it."""
    return str(details.get("ctx", {}).get("near", ""))


_ATTEMPTS = 3
"""Mending one key can show another to be wrong, seldom a third."""


def _provisional(
    model: type[M], data: dict[str, Any], error: ValidationError, known: Known
) -> M | None:
    """Return what is valid of `data`, stand-ins for what must be there and is not."""
    tags = list(known.tags or ())[:1] or ["-"]
    placeholders = {"tags": tags, "date": "2000-01-01", "url": "https://stand-in.invalid/"}
    needed = {
        info.alias or name: placeholders.get(name, "-")
        for name, info in model.model_fields.items()
        if info.is_required()
    }
    for _ in range(_ATTEMPTS):
        for details in error.errors(include_url=False):
            key = str(details["loc"][0])
            data.pop(key, None)
            if _near(details):
                needed[key] = "-"
        try:
            return model.model_validate(needed | data, context=context(known))
        except ValidationError as again:
            error = again
    return None


def _wrong_key(model: type[BaseModel], details: ErrorDetails) -> str:
    key = str(details["loc"][-1])
    keys = keys_of(model)
    near = did_you_mean(key, keys) or f" The keys are {', '.join(keys)}."
    return f"is not a key of this kind of file.{near}"


_MESSAGES: Mapping[str, Callable[[type[BaseModel], ErrorDetails], str]] = {
    "sitekit": lambda _, d: d["msg"],
    "missing": lambda _, d: f"is missing. Add a line `{d['loc'][-1]}: …`.",
    "extra_forbidden": _wrong_key,
    "string_type": lambda _, d: f"must be text, not {_kind(d['input'])}.",
    "bool_parsing": lambda _, d: f"{quote(d['input'])} is neither true nor false.",
    "bool_type": lambda _, d: f"must be true or false, not {_kind(d['input'])}.",
    "int_parsing": lambda _, d: f"{quote(d['input'])} is not a whole number.",
    "int_type": lambda _, d: f"must be a whole number, not {_kind(d['input'])}.",
}


def _message(model: type[BaseModel], details: ErrorDetails) -> str:
    say = _MESSAGES.get(details["type"])
    return say(model, details) if say else f"{details['msg']}."


def _kind(value: object) -> str:
    if isinstance(value, Mapping):
        return "keys of its own"
    return "a list" if isinstance(value, list) else "that"
