"""The contract on imports (pyproject.toml, `tool.importlinter`) holds and catches violations."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from support.sites import ROOT

LAYERS, CYCLES, MKDOCS = (
    "Imports run downwards, from the command to the texts",
    "No two modules or packages need each other",
    "MkDocs is known to the adapter alone",
)


def _lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )


def _broken(output: str) -> set[str]:
    """Return the names of the contracts that are reported as broken."""
    return {line.removesuffix(" BROKEN") for line in output.splitlines() if "BROKEN" in line}


def test_contract_holds() -> None:
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout
    for name in (LAYERS, CYCLES, MKDOCS):
        assert f"{name} KEPT" in result.stdout


# File of the library, the line that is added to it, and the contract that it breaks.
VIOLATIONS = {
    "upwards": ("content/related.py", "import sitekit.pages.spec", LAYERS),
    "between siblings": ("formats/sitemap.py", "import sitekit.checks.advice", LAYERS),
    "a package in no layer": ("newcomer/__init__.py", "", LAYERS),
    "a cycle": ("links/urls.py", "import sitekit.links.resolver", CYCLES),
    "MkDocs outside the adapter": ("content/related.py", "import mkdocs.plugins", MKDOCS),
    "MkDocs in a shared module": ("text.py", "import mkdocs.plugins", MKDOCS),
    "watchdog outside the adapter": ("build/session.py", "import watchdog.events", MKDOCS),
}


@pytest.mark.parametrize(("file", "line", "contract"), VIOLATIONS.values(), ids=list(VIOLATIONS))
def test_contract_catches(file: str, line: str, contract: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("__pycache__", "fonts")
    library = shutil.copytree(ROOT / "hooks/sitekit", tmp_path / "hooks/sitekit", ignore=ignored)
    (library / file).parent.mkdir(exist_ok=True)
    with (library / file).open("a") as module:
        module.write(f"\n{line}\n")
    result = _lint(tmp_path)
    assert result.returncode == 1, result.stdout
    assert contract in _broken(result.stdout), result.stdout  # an upward import is a cycle, too


def test_contract_forbids_mkdocs_in_each_layer_but_command_and_adapter() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers, _, forbidden = settings["contracts"]
    others = [name for name in layers["layers"][:-1] if name not in ("cli", "mkdocs_adapter")]
    packages = {f"sitekit.{name.strip()}" for layer in others for name in layer.split("|")}
    assert set(forbidden["source_modules"]) == packages
