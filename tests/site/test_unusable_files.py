"""Files that cannot be read, or whose names cannot be published, are reported with their names."""

from __future__ import annotations

import errno
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest

from support.builds import RebuiltSite, stamps_of
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


@pytest.mark.parametrize("name", ["authors.yml", "tags.yml", "offers.yml", "addresses.txt"])
def test_data_file_that_is_a_pipe_is_reported_and_not_read(name: str, site: TemporarySite) -> None:
    (site.root / f"posts/{name}").unlink(missing_ok=True)
    os.mkfifo(site.root / f"posts/{name}")
    found = [m for m in site.messages() if m.startswith(f"posts/{name}:")]
    assert [m.partition(". ")[0] for m in found] == [
        f"posts/{name}:1: file: is no file that can be read"
    ]


@contextmanager
def _unreadable(folder: Path, error: OSError, after: int) -> Iterator[None]:
    """Let the system fail to list a folder, after some entries."""
    scan = os.scandir

    @contextmanager
    def scan_or_fail(path: str | Path) -> Iterator[Iterator[os.DirEntry[str]]]:
        with scan(path) as entries:
            yield failing(entries) if str(path) == str(folder) else entries

    def failing(entries: Iterator[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
        yield from islice(entries, after)
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sitekit.content.discovery.os.scandir", scan_or_fail)
        yield


_ERRORS = [errno.EACCES, errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN]


@pytest.mark.parametrize("folder", ["posts", "faq", "docs", "posts/second", "docs/assets/fonts"])
@pytest.mark.parametrize("after", [0, 1])
def test_folder_that_cannot_be_listed_is_reported(
    folder: str, after: int, site: TemporarySite
) -> None:
    for number in _ERRORS:
        with _unreadable(site.root / folder, OSError(number, os.strerror(number)), after):
            found = [m for m in site.messages() if m.startswith(f"{folder}:")]
        reason = f"is a folder that cannot be read ({os.strerror(number)}). Make it readable."
        assert found == [f"{folder}:1: file: {reason}"]


def test_folder_that_is_removed_while_it_is_read_is_reported(site: TemporarySite) -> None:
    error = FileNotFoundError(errno.ENOENT, "No such file or directory")
    with _unreadable(site.root / "posts/second", error, 0):
        assert any(m.startswith("posts/second:1: file: is a folder") for m in site.messages())


def test_folder_that_is_a_file_is_reported(site: TemporarySite) -> None:
    shutil.rmtree(site.root / "faq")
    (site.root / "faq").write_text("")
    assert any(m.startswith("faq:1: file: is a folder that cannot") for m in site.messages())


def test_build_with_a_folder_that_cannot_be_listed_leaves_the_site(site: TemporarySite) -> None:
    rebuilt = RebuiltSite(site)
    rebuilt.build()
    before = stamps_of(rebuilt.built)
    with (
        _unreadable(site.root / "posts", OSError(errno.EIO, "Input/output error"), 0),
        pytest.raises(SystemExit, match="site/ is unchanged"),
    ):
        rebuilt.build()
    assert stamps_of(rebuilt.built) == before


def test_build_with_pipes_and_linked_folders_ends(site: TemporarySite) -> None:
    for folder in ("posts", "faq", "docs", "posts/second"):
        os.mkfifo(site.root / folder / "pipe.md")
        (site.root / folder / "linked").symlink_to(site.root / "overrides")
    result = site.build()
    assert result.returncode == 1
    for folder in ("posts", "faq", "docs", "posts/second"):
        assert f"{folder}/pipe.md:1: file: is no file that can be read. " in result.stdout
        assert f"{folder}/linked:1: file: is a link to a folder. " in result.stdout


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
