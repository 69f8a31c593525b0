"""Files that cannot be read, or whose names cannot be published, are reported with their names."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from support.content import post
from support.sites import TemporarySite

_LONG = "n" * 201


def _only_message(site: TemporarySite) -> str:
    (message,) = site.messages()
    return message


@pytest.mark.parametrize("path", ["docs/lost.md", "docs/lost.txt", "posts/second/lost.png"])
def test_link_to_nothing_is_reported(path: str, site: TemporarySite) -> None:
    (site.root / path).symlink_to("/nowhere")
    assert _only_message(site).startswith(f"{path}:1: file: is a link to what is not there. Remove")


def test_link_to_a_folder_is_reported(site: TemporarySite) -> None:
    (site.root / "docs/more").symlink_to(site.root / "posts")
    assert _only_message(site).startswith("docs/more:1: file: is a link to a folder.")


def test_link_to_a_file_is_followed(site: TemporarySite) -> None:
    (site.root / "docs/linked.txt").symlink_to(site.root / "mkdocs.yml")
    assert site.messages() == []


def test_pipe_and_socket_are_reported_and_not_read(site: TemporarySite, monkeypatch) -> None:
    os.mkfifo(site.root / "posts/pipe.md")
    monkeypatch.chdir(site.root / "docs")  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("socket")
        assert [message.partition(" Remove")[0] for message in site.messages()] == [
            "docs/socket:1: file: is no file that can be read.",
            "posts/pipe.md:1: file: is no file that can be read.",
        ]


def test_name_that_is_too_long_is_reported(site: TemporarySite) -> None:
    site.write({f"posts/{_LONG}.md": post(), f"docs/{'é' * 120}.txt": "x"})
    ends = [message.partition(": file: ")[2] for message in site.messages()]
    assert ends == [
        "has a name of 124 characters. Shorten it to 200 at most.",
        "has a name of 204 characters. Shorten it to 200 at most.",
    ]


@pytest.mark.parametrize("alias", [f"/{_LONG}/", f"/old/{_LONG}", f"/{'é' * 101}/"])
def test_alias_that_is_too_long_is_reported(alias: str, site: TemporarySite) -> None:
    site.write({"posts/new.md": post(more=f"aliases: [{alias}]\n")})
    assert "aliases: " in _only_message(site)
    assert "has a part of more than 200 characters" in _only_message(site)


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("docs/notes.markdown", "notes.md"),
        ("posts/notes.MD", "notes.md"),
        ("faq/notes.md.txt", "notes.md"),
        ("posts/some.notes.mdx", "some.notes.md"),
    ],
)
def test_markdown_under_another_name_is_reported(
    path: str, right: str, site: TemporarySite
) -> None:
    site.write({path: post()})
    expected = f'{path}:1: file: is not read as Markdown. Rename it to "{right}".'
    assert _only_message(site) == expected


def test_names_that_only_look_like_markdown_are_files(site: TemporarySite) -> None:
    site.write({"docs/a.md5": "x", "docs/md": "x", "docs/cmd.txt": "x"})
    assert site.messages() == []
    assert Path(site.root / "docs/a.md5").is_file()
