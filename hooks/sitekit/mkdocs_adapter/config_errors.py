"""What MkDocs finds wrong with mkdocs.yml, reported like every other problem, with its line."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path

import click
import mkdocs.config
from yaml import MarkedYAMLError

from sitekit.content.config_file import ConfigFile
from sitekit.content.site_url import SiteUrlError, normal_site_url

_MESSAGE = re.compile(r"Config value '(\w+)': (.+)", re.DOTALL)


def report_config_errors() -> None:
    """Name the line in what MkDocs logs of settings.

    The command `sitekit check` and a running preview have this. A build that MkDocs ends before it
    loads a hook has not.
    """
    logger = logging.getLogger(mkdocs.config.__name__)
    if not any(isinstance(added, _WithLine) for added in logger.filters):
        logger.addFilter(_WithLine())


def yaml_fault(error: Exception) -> str:
    """Return where the settings are no YAML, if an error says so, else nothing."""
    cause = error if isinstance(error, MarkedYAMLError) else error.__context__
    if not isinstance(cause, MarkedYAMLError) or not cause.problem_mark:
        return ""
    return (
        f"{_config_path().name}:{cause.problem_mark.line + 1}: is not valid YAML here or in the "
        "lines above. Look for a missing space after a colon, a missing quote or bracket, or a "
        "wrong indent."
    )


class _WithLine(logging.Filter):
    """Rewrites messages to `mkdocs.yml:12: site_url: …`."""

    def filter(self, record: logging.LogRecord) -> bool:
        if found := _MESSAGE.fullmatch(record.getMessage()):
            key, message = found[1], " ".join(found[2].split())
            file = ConfigFile.read(_config_path())
            if key == "site_url":
                message = _fault_of_site_url(file) or message
            record.msg, record.args = str(file.problem((key,), message)), ()
        return True


def _fault_of_site_url(file: ConfigFile) -> str:
    try:
        normal_site_url(file.text("site_url", os.environ))
    except SiteUrlError as error:
        return str(error)
    return ""


def _config_path() -> Path:
    """Return the file that the command under way reads."""
    context = click.get_current_context(silent=True)
    given = context.params.get("config_file") if context else None
    return Path(getattr(given, "name", given) or "mkdocs.yml")
