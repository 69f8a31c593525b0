"""The preview's server: its port, how it learns of saved files, and what it does about errors."""

from __future__ import annotations

import os
import socket
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.exceptions import Abort

from sitekit.mkdocs_adapter.builds import log
from sitekit.mkdocs_adapter.config_errors import yaml_fault
from sitekit.mkdocs_adapter.folders import own_folders, root_of
from sitekit.mkdocs_adapter.preview_folder import take

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

_starting = set[str]()
"""Contains "preview" from the start of one to its first build."""


def announce(command: str) -> None:
    """Remember that a preview starts, for its first build."""
    if command == "serve":
        _starting.add("preview")


def begin(config: MkDocsConfig) -> None:
    """Check the port of a preview that starts, and take its folder. Raises Abort."""
    if _starting:
        _starting.clear()
        check_port(config)
        lasting = None if os.environ.get("SITEKIT_FRESH") else root_of(config) / ".cache/preview"
        take(Path(config.site_dir), lasting)


def check_port(config: MkDocsConfig) -> None:
    """Raise Abort if the port of a preview that starts is taken.

    MkDocs would build the site first, and end with a traceback.
    """
    host, port = config.dev_addr
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise Abort(
            f"The preview cannot use {host}:{port} ({error.strerror}): perhaps another preview "
            f"runs there. End that one, or choose another port: mkdocs serve -a {host}:{port + 1}"
        ) from None


def watch_files(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Let the system notify a preview of changes; with `SITEKIT_POLL=1` MkDocs polls for them.

    Network drives, and folders of another system, send no notifications. Beside what mkdocs.yml
    says under `watch`, the folders of the content and the templates are watched.
    """
    config.watch += [folder for folder in own_folders(config) if folder not in config.watch]
    if os.environ.get("SITEKIT_POLL"):
        return
    from sitekit.mkdocs_adapter.watcher import install_watcher  # loads watchdog, unused in builds

    watched = [config.docs_dir, config.config_file_path, *config.theme.dirs]
    if not install_watcher(server, watched, config.watch):
        log.info("The system cannot watch so many files: the preview polls for changes.")


def answer_own_host(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Let a preview answer requests for its own host alone.

    A page on the web whose name was made to lead to this machine (DNS rebinding) could read drafts
    otherwise. It cannot send an IP address as its host.
    """
    names = {"localhost", str(config.dev_addr.host), socket.gethostname()}
    serve = server.get_app() or server.serve_request

    def serve_own_host(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        host = urlsplit(f"//{environ.get('HTTP_HOST', '')}").hostname or ""
        if host.removesuffix(".local") in names or _is_address(host):
            return serve(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [f"This preview does not answer for {host}: open http://{config.dev_addr}/".encode()]

    server.set_app(serve_own_host)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def survive_errors(server: LiveReloadServer) -> None:
    """Let a preview show its last pages after a rebuild that fails; MkDocs' server would hang.

    What reading mkdocs.yml raises comes before any event of a hook, so the server's function for a
    rebuild is replaced.
    """
    build = server.builder

    def build_or_report() -> None:
        try:
            build()
        except Exception as error:  # whatever it is, the preview goes on
            log.error(_explained(error))

    server.builder = build_or_report


def _explained(error: Exception) -> str:
    """Return what ended a rebuild, on one line."""
    otherwise = "The preview shows the last pages that could be built."
    return yaml_fault(error) or f"{' '.join(str(error).split())} {otherwise}"
