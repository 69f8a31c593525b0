"""`mkdocs gh-deploy`: the branch of the site is fetched before, and a CNAME on it kept."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort

from sitekit.mkdocs_adapter.builds import build_of, log
from sitekit.mkdocs_adapter.folders import root_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_CNAME = "CNAME"


class Deployment:
    """Whether the program deploys, which MkDocs says once at its start."""

    is_under_way = False


def announce(command: str) -> None:
    """Remember that a deployment starts."""
    Deployment.is_under_way = command == "gh-deploy"


def prepare(config: MkDocsConfig) -> None:
    """Before a site is published for a deployment, fetch the branch that it is pushed to.

    MkDocs commits on top of the branch as it was fetched last: without this, what another machine
    deployed since, or GitHub wrote there, makes the push fail. A CNAME that GitHub put there, for
    a custom domain chosen in its settings, becomes part of the site. Raises Abort if the remote
    does not answer.
    """
    if not Deployment.is_under_way:
        return
    remote, branch, root = config.remote_name, config.remote_branch, root_of(config)
    if not _git(root, "ls-remote", remote, f"refs/heads/{branch}"):
        return  # the first deployment
    fetched = f"refs/remotes/{remote}/{branch}"
    _git(root, "fetch", "--quiet", remote, f"+refs/heads/{branch}:{fetched}")
    if not _git(root, "ls-tree", fetched, _CNAME):
        return
    content = _git(root, "show", f"{fetched}:{_CNAME}")
    domain, own = content.strip(), root / "docs" / _CNAME
    if own.exists():
        if (written := own.read_text("utf-8", "replace").strip()) != domain:
            log.info(f"docs/CNAME says {written}; the branch {branch} said {domain}.")
        return
    log.info(
        f"The branch {branch} has a CNAME, {domain}, that docs/ lacks: it is kept. Write it to "
        f"docs/CNAME, and https://{domain}/ to `site_url` in mkdocs.yml."
    )
    build_of(config).add_file(_CNAME, content.encode())
    target = Path(config.site_dir) / _CNAME
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, "utf-8")


def _git(folder: Path, *arguments: str) -> str:
    """Return what a command of git prints. Raises Abort if it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - git, with arguments of our own
            ["git", *arguments],  # noqa: S607 - as MkDocs calls it
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        )
    except subprocess.CalledProcessError as error:
        message = " ".join(error.stderr.split())
        raise Abort(f"git {arguments[0]}: {message} Nothing was published.") from None
    except OSError as error:
        raise Abort(f"git does not run: {error}. Nothing was published.") from None
    return done.stdout
