"""A preview goes on after whatever ends a rebuild, and says in a line what that was."""

from __future__ import annotations

import os
import shutil
import socket

from support.content import post
from support.sites import ROOT, TemporarySite


def test_slip_in_mkdocs_yml_is_one_line_and_the_preview_goes_on(start, site: TemporarySite) -> None:
    preview = start()
    config = (site.root / "mkdocs.yml").read_text()
    line = config[: config.index("plugins: []")].count("\n") + 1
    printed = preview.change({"mkdocs.yml": config.replace("plugins: []", "plugins: [\n  a: : b")})
    assert f"mkdocs.yml:{line + 1}: is not valid YAML here or in the lines above." in printed
    assert "Traceback" not in printed
    assert preview.status("blog/first/") == 200
    printed = preview.change({"mkdocs.yml": config, "posts/new.md": post(title="New")})
    assert "ERROR" not in printed
    assert preview.status("blog/new/") == 200


def test_pipe_and_linked_folder_are_reported_and_the_preview_goes_on(
    start, site: TemporarySite
) -> None:
    preview = start()
    os.mkfifo(site.root / "posts/pipe.md")
    (site.root / "docs/linked").symlink_to(site.root / "overrides")
    printed = preview.change({"posts/new.md": post(title="New")})
    assert "posts/pipe.md:1: file: is no file that can be read. Remove it" in printed
    assert "docs/linked:1: file: is a link to a folder." in printed
    assert preview.status("blog/new/") == 200


def test_setting_that_does_not_exist_is_reported_and_the_preview_goes_on(
    start, site: TemporarySite
) -> None:
    preview = start()
    config = (site.root / "mkdocs.yml").read_text()
    printed = preview.change({"mkdocs.yml": config.replace("name: material", "name: nowhere")})
    assert "nowhere" in printed
    assert "Traceback" not in printed
    assert preview.status("blog/first/") == 200


def test_error_in_a_template_is_reported_and_the_preview_goes_on(
    start, site: TemporarySite
) -> None:
    (site.root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", site.root / "overrides")
    preview = start()
    template = (site.root / "overrides/post.html").read_text()
    broken = template.replace("{% block above_title %}", "{% block above_title %}{{ 1 // 0 }}")
    printed = preview.change({"overrides/post.html": broken})
    assert "overrides/post.html:3: template: ZeroDivisionError" in printed
    assert "Traceback" not in printed
    assert preview.status("blog/first/") == 200
    assert "ERROR" not in preview.change({"overrides/post.html": template})


def test_port_that_is_taken_is_reported_before_anything_is_built(site: TemporarySite) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = site.run("mkdocs", "serve", "-a", f"127.0.0.1:{port}")
    assert result.returncode == 1
    assert f"The preview cannot use 127.0.0.1:{port} (" in result.stdout
    assert f"mkdocs serve -a 127.0.0.1:{port + 1}" in result.stdout
    assert "Traceback" not in result.stdout
    assert not (site.root / ".cache").exists()
