"""The golden cases: files with mistakes, and what is said of them (cases/mistakes/)."""

from __future__ import annotations

import yaml

from support.sites import ROOT

CASES = {
    case["name"]: case
    for file in sorted((ROOT / "tests/cases/mistakes").glob("*.yml"))
    for case in yaml.safe_load(file.read_text())
}
"""The cases by name. A case has `files`, their `problems` and, where it is about it, `advice`.

`about` names the advice that such a case is about."""
