"""What a preview remembers between its rebuilds, and what it must not."""

from __future__ import annotations

import gc
import re
import weakref
from pathlib import Path

from mkdocs.commands.build import build

from sitekit.build.session import Session
from support.builds import ManualDebouncer, make_editable

_FUNCTION = """  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""


def test_edit_shows_where_a_function_is_among_the_markdown_settings(tmp_path: Path) -> None:
    made = make_editable(tmp_path / "site-under-test")
    made.site.edit("mkdocs.yml", "  - pymdownx.details\n", f"  - pymdownx.details\n{_FUNCTION}")
    session = Session(preview=True, debouncer=ManualDebouncer())
    for words in ("Opening words", "Better words", "Best words"):
        text = (made.site.root / "posts/first.md").read_text()
        made.site.write({"posts/first.md": re.sub(r"\w+ words", words, text)})
        made.serve(made.built, session)
        assert words in (made.built / "blog/first/index.html").read_text()


def test_build_that_has_ended_is_freed(tmp_path: Path) -> None:
    """`mkdocs serve` holds the settings of its first build for as long as it runs."""
    made = make_editable(tmp_path / "site-under-test")
    with made._loaded(made.built, {}) as (config, hook):
        hook.session = Session(preview=True, debouncer=ManualDebouncer())
        build(config, serve_url="http://127.0.0.1:8000/")
        ended = weakref.ref(hook.session.debouncer.job.args[0])
        hook.session.debouncer.cancel()
        gc.collect()
        assert ended() is None
