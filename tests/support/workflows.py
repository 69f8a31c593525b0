"""Steps of GitHub's workflows, run here as a runner runs them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from support.sites import ROOT

_EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")


def workflow(name: str) -> dict[str, Any]:
    """Return a workflow; `on` and numbers are text."""
    text = (ROOT / f".github/workflows/{name}.yml").read_text()
    read: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return read


def clean_clone(folder: Path) -> None:
    """Copy what a commit of the working tree would have."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in names.split("\0"):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


@dataclass
class Runner:
    """A checkout in which the `run` texts of steps are executed, one after the other."""

    root: Path
    programs: list[Path]
    """Folders of programs that go before the machine's."""
    values: dict[str, str] = field(default_factory=dict)
    """What expressions stand for."""
    environment: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    """What steps have set."""

    @property
    def summary(self) -> str:
        """The summary of the job."""
        return (self.root.parent / "summary").read_text()

    def script(self, file: str, job: str, name: str) -> dict[str, Any]:
        """Return a step of a job that has a script."""
        [step] = [s for s in workflow(file)["jobs"][job]["steps"] if s.get("name") == name]
        return step

    def step(self, file: str, job: str, name: str) -> subprocess.CompletedProcess[str]:
        """Run a step of a job."""
        read, step = workflow(file), self.script(file, job, name)
        assert read["defaults"]["run"]["shell"] == "bash"
        assert "${{" not in step["run"], "an expression in a script is code that others may write"
        given = read["jobs"][job].get("env", {}) | step.get("env", {})
        return self._bash(step["run"], {k: self._value(v) for k, v in given.items()})

    def _value(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self.values[found[1]], text)

    def _bash(self, script: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
        files = {name: self.root.parent / name for name in ("output", "summary")}
        outer = {k: v for k, v in os.environ.items() if not k.startswith(("SITE", "SOURCE_"))}
        path = os.pathsep.join([*map(str, self.programs), os.environ["PATH"]])
        result = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.root,
            env=outer
            | self.environment
            | {"PATH": path, "GITHUB_OUTPUT": str(files["output"])}
            | {"GITHUB_STEP_SUMMARY": str(files["summary"])}
            | given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        if files["output"].exists():
            lines = files["output"].read_text().splitlines()
            self.outputs |= dict(line.split("=", 1) for line in lines)
        return result
