"""The folders of a project, which no build may overwrite."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort

from sitekit.build.staging import conflict_with

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_PROJECT_FOLDERS = (
    *("posts", "faq", "docs", "hooks", "overrides", "tests"),
    *(".git", ".github", ".ci", ".cache", ".venv"),
)
"""The folders of a project, beside those that mkdocs.yml names."""


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder of mkdocs.yml."""
    return Path(config.config_file_path).parent


def own_folders(config: MkDocsConfig) -> list[str]:
    """Return the folders of content and templates beside docs/, as far as there are any."""
    root = root_of(config)
    folders = [root / "posts", root / "faq", *map(Path, filter(None, [config.theme.custom_dir]))]
    return [str(folder) for folder in folders if folder.is_dir()]


def refuse_to_overwrite_the_project(config: MkDocsConfig) -> None:
    """Raise Abort if publishing would remove the project's own files."""
    root = root_of(config)
    hooks = [(root / name).parent for name in config.hooks]
    configured = [config.docs_dir, *config.watch, *filter(None, [config.theme.custom_dir])]
    own = [*(root / name for name in _PROJECT_FOLDERS), *map(Path, configured), *hooks]
    inside = [folder for folder in own if not root.resolve().is_relative_to(folder.resolve())]
    if folder := conflict_with(Path(config.site_dir), inside):
        raise Abort(
            f"The site cannot be built into {config.site_dir}: a build removes what is not the "
            f"site's, and {folder} is the project's own. Choose another folder, such as site."
        )
