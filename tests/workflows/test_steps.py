"""The steps of the workflows, run here: publishing below a path, a pull request at the root."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.content import post
from support.server import Server, serving
from support.workflows import Runner, clean_clone, workflow

BASE = "steps.pages.outputs.base_url"
GH = """#!{python}
import json, os, pathlib, sys
issues = pathlib.Path(__file__).with_name("issues.json")
found = json.loads(issues.read_text()) if issues.exists() else []
verb, rest = sys.argv[2], sys.argv[3:]
def option(name):
    return rest[rest.index(name) + 1]
if verb == "list":
    assert option("--jq") == 'map(select(.title == env.TITLE)) | .[0].number // empty'
    print(*[i["number"] for i in found if i["open"] and i["title"] == os.environ["TITLE"]][:1])
elif verb == "create":
    body = pathlib.Path(option("--body-file")).read_text()
    found.append(dict(number=len(found) + 1, title=option("--title"), body=body, open=True))
else:
    [issue] = [i for i in found if i["number"] == int(rest[0])]
    if verb == "edit":
        issue["body"] = pathlib.Path(option("--body-file")).read_text()
    else:
        issue["open"] = False
issues.write_text(json.dumps(found))
"""


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A clean clone, with the packages that the locks name."""
    root = tmp_path_factory.mktemp("runner") / "clone"
    clean_clone(root)
    tools = root.parent / "tools"
    tools.mkdir()
    (tools / "gh").write_text(GH.format(python=sys.executable))
    (tools / "gh").chmod(0o755)
    environment = root.parent / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    runner = Runner(root, [tools, environment / "bin"], environment={"PIP_NO_COMPILE": "1"})
    runner.values = {
        "github.token": "x",
        "github.repository": "owner/repo",
        "github.server_url": "https://github.example",
        "github.run_id": "7",
        "needs.deploy.outputs.url": "https://owner.example/repo/",
    }
    installed = runner.step("pull-request", "site", "Install")
    assert installed.returncode == 0, installed.stdout
    for file, job in (("publish", "build"), ("publish", "smoke"), ("links", "links")):
        script = runner.script(file, job, "Install")["run"]
        tools = " -r .github/tools.txt" if file == "publish" else ""
        assert runner.script("pull-request", "site", "Install")["run"].replace(tools, "") == script
    return runner


@pytest.fixture(scope="module")
def pages(runner: Runner) -> Iterator[Server]:
    """What GitHub Pages serves; the site is below /repo/."""
    folder = runner.root.parent / "pages"
    folder.mkdir()
    with serving(folder) as server:
        yield server


def _deploy(runner: Runner, pages: Server) -> None:
    """Do what the actions do between the jobs."""
    packed = ["tar", "--directory", "site", "-cf", "artifact.tar", "."]
    subprocess.run(packed, cwd=runner.root, check=True)
    shutil.rmtree(pages.folder / "repo", ignore_errors=True)
    shutil.move(runner.root / "site", pages.folder / "repo")
    shutil.copy(pages.folder / "repo/404.html", pages.folder)


def _crawl(pages: Server, runner: Runner) -> subprocess.CompletedProcess[str]:
    """Check every link of every served page, over the network, with lychee."""
    site = pages.folder / "repo"
    files = [p.relative_to(site).as_posix() for p in site.rglob("*.html") if p.name != "404.html"]
    addresses = [f"{pages.url}repo/{name.removesuffix('index.html')}" for name in files]
    assert len(addresses) > 30
    outside = ["--exclude", "^https://", "--exclude", "^http://[^1]", "--include-fragments"]
    return subprocess.run(
        [runner.programs[1] / "lychee", "--no-progress", *outside, *addresses],
        capture_output=True,
        text=True,
        check=False,
    )


def test_publishing_below_a_path_ends_with_the_live_site(runner: Runner, pages: Server) -> None:
    runner.values |= {BASE: f"{pages.url}repo", "needs.deploy.outputs.url": f"{pages.url}repo/"}
    built = runner.step("publish", "build", "Build")
    assert built.returncode == 0, built.stdout
    for expected in ("true", "false"):
        compared = runner.step("publish", "build", "Compare with the published site")
        assert compared.returncode == 0, compared.stdout
        assert runner.outputs["differs"] == expected
        if expected == "true":
            shutil.copytree(runner.root / "site", pages.folder / "repo")
            (runner.root / "published").rmdir()
    _deploy(runner, pages)
    smoke = runner.step("publish", "smoke", "Compare the live site with the built one")
    assert smoke.returncode == 0, smoke.stdout
    assert f"{pages.url}repo/ is the site in site." in smoke.stdout
    told = runner.step("publish", "smoke", "Tell search engines what changed (IndexNow)")
    assert told.returncode == 0, told.stdout
    assert "There is no key" in told.stdout
    crawled = _crawl(pages, runner)
    assert crawled.returncode == 0, crawled.stdout
    dead = [sent.path for sent in pages.sent if sent.status == 404]
    assert {path.partition("?")[0] for path in dead} == {
        "/repo/build.json",  # before the first deployment
        "/repo/there-is-no-such-page/",
    }
    planted = pages.folder / "repo/about/index.html"
    planted.write_text(
        planted.read_text().replace("</article>", '<a href="abuot/">x</a></article>')
    )
    assert "abuot" in _crawl(pages, runner).stdout


def test_publishing_that_fails_has_one_issue_that_names_the_files(
    runner: Runner, pages: Server
) -> None:
    runner.values |= {BASE: f"{pages.url}repo"}
    outcome = "contains(needs.*.result, 'failure') && 'failed' || 'well'"
    wrong, report = runner.root / "posts/wrong.md", "Open, update or close the issue"
    issues = runner.programs[0] / "issues.json"
    for tag in ("nonsense", "nonsense-too"):
        wrong.write_text(post(tags=tag))
        assert runner.step("publish", "build", "Build").returncode != 0
        marked = runner.step("publish", "build", "Mark the lines with problems")
        assert "::error file=posts/wrong.md,line=5,title=tags::" in marked.stdout
        runner.values[outcome] = "failed"
        assert runner.step("publish", "report", report).returncode == 0
        [issue] = json.loads(issues.read_text())
        assert issue["title"] == "The site is not published"
        assert f'posts/wrong.md:5: tags: "{tag}" is not in posts/tags.yml.' in issue["body"]
        assert "https://github.example/owner/repo/actions/runs/7" in issue["body"]
        assert issue["open"]
    wrong.unlink()
    runner.values[outcome] = "well"
    for _ in range(2):
        assert runner.step("publish", "report", report).returncode == 0
    [issue] = json.loads(issues.read_text())
    assert not issue["open"]


def test_pull_request_says_what_it_changes(runner: Runner) -> None:
    clean_clone(runner.root / ".base")
    (runner.root / ".base/posts/withdrawn.md").write_text(post(tags="ai-strategy"))
    new = runner.root / "posts/brand-new.md"
    new.write_text(post(title="Brand new", tags="ai-strategy"))
    for name in ("Check the content", "Build", "Check the links within the site"):
        result = runner.step("pull-request", "site", name)
        assert result.returncode == 0, result.stdout
    assert runner.step("pull-request", "site", "List the addresses that change").returncode == 0
    assert "- `/blog/brand-new/` Brand new" in runner.summary
    assert "### Gone addresses: 1" in runner.summary
    assert "- `/blog/withdrawn/` A post" in runner.summary
    assert "- `/blog/` " in runner.summary
    page = runner.root / "site/about/index.html"
    page.write_text(page.read_text().replace("</article>", '<a href="../abuot/">x</a></article>'))
    dead = runner.step("pull-request", "site", "Check the links within the site")
    assert dead.returncode != 0
    assert "abuot" in dead.stdout
    new.unlink()


def test_pull_request_with_a_base_that_does_not_build_says_so(runner: Runner) -> None:
    (runner.root / ".base/posts").mkdir(parents=True, exist_ok=True)
    (runner.root / ".base/posts/wrong.md").write_text(post(tags="nonsense"))
    (runner.root.parent / "summary").unlink(missing_ok=True)
    assert runner.step("pull-request", "site", "List the addresses that change").returncode == 0
    assert runner.summary == "What this changes is not known: its base does not build.\n"


def test_outside_links_that_are_dead_are_reported(runner: Runner, pages: Server) -> None:
    step = "Check the links to other hosts"
    assert runner.step("links", "links", "Build").returncode == 0
    # Nothing of the site is asked for but two links, to a server of ours.
    for page in (runner.root / "site").rglob("*.*"):
        if page.suffix in (".html", ".xml", ".md", ".txt"):
            page.unlink()
    (pages.folder / "alive.html").write_text("here")
    links = "".join(f'<a href="{pages.url}{name}">x</a>' for name in ("alive.html", "dead.html"))
    (runner.root / "site/index.html").write_text(f'{links}<a href="nowhere/">x</a>')
    assert runner.step("links", "links", step).returncode == 0
    report = (runner.root / "report.txt").read_text()
    assert runner.outputs["outcome"] == "failed"
    assert "dead.html" in report
    assert "alive.html" not in report
    runner.values["steps.check.outputs.outcome"] = runner.outputs["outcome"]
    assert runner.step("links", "links", "Open, update or close the issue").returncode == 0
    issues = json.loads((runner.programs[0] / "issues.json").read_text())
    assert "dead.html" in issues[-1]["body"]
    assert issues[-1]["title"] == "Links to other hosts that are dead"


def test_every_script_of_the_workflows_is_run_here() -> None:
    """Left out is the job that installs other versions, which this suite runs in."""
    scripts = {
        step["name"]
        for name in ("publish", "pull-request", "links")
        for job, read in workflow(name)["jobs"].items()
        for step in read["steps"]
        if "run" in step and job != "versions"
    }
    run = Path(__file__).read_text()
    assert len(scripts) > 8
    assert [name for name in scripts if f'"{name}"' not in run] == []
