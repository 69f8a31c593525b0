"""Random edits in any order: after each, the site equals one that is built from nothing.

Hypothesis chooses the steps. By default they are the same in every run, so that no change fails by
chance; `EDIT_SEQUENCES=200 pytest tests/incremental/test_sequences.py` tries that many other
sequences, and shrinks the ones that fail.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import initialize, rule, run_state_machine_as_test
from hypothesis.strategies import sampled_from
from jinja2 import TemplateError

from sitekit.build.session import Session
from support.builds import Files, ManualDebouncer, files_of, moved, stamps_of, without_index
from support.edit_machine import EditMachine
from support.warm_builds import assert_equal

_SEQUENCES = int(os.environ.get("EDIT_SEQUENCES", "0"))
_SETTINGS = settings(
    max_examples=_SEQUENCES or 9,
    stateful_step_count=30 if _SEQUENCES else 14,
    deadline=None,
    derandomize=not _SEQUENCES,
    database=None,
    phases=(Phase.generate, Phase.shrink) if _SEQUENCES else (Phase.generate,),
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def _fails(build: Callable[[], object]) -> bool:
    try:
        build()
    except (SystemExit, TemplateError):
        return True
    return False


class Builds(EditMachine):
    """`mkdocs build` after each step."""

    counts: ClassVar = Counter[str]()

    def build_and_compare(self) -> bool:
        fresh, before = self.site.root.parent / "fresh", stamps_of(self.rebuilt.built)
        shutil.rmtree(fresh, ignore_errors=True)
        failed = _fails(lambda: self.copy.build(fresh, SITEKIT_FRESH="1"))
        assert _fails(self.rebuilt.build) == failed
        if failed:
            assert stamps_of(self.rebuilt.built) == before, "A failed build changed the site."
            self.counts["failed"] += 1
            return False
        expected = files_of(fresh)
        assert_equal(files_of(self.rebuilt.built), expected)
        self.count("built", expected)
        return True

    @rule(
        damage=sampled_from(("truncate", "delete", "edit", "make a folder", "delete all", "add")),
        place=sampled_from(("index.html", "blog/first/index.html", "feed.xml", "sitemap.xml")),
    )
    def damage_site(self, damage: str, place: str) -> None:
        file = self.rebuilt.built / place
        if damage == "delete all":
            shutil.rmtree(self.rebuilt.built, ignore_errors=True)
        elif damage == "add":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.with_name("more.html").write_text("More.")
        elif file.is_file():
            if damage == "truncate":
                file.write_bytes(file.read_bytes()[:-1])
            elif damage == "edit":
                with file.open("r+b") as opened:
                    opened.write(b"!")
            else:
                file.unlink()
                if damage == "make a folder":
                    file.mkdir()


def _at_once(files: Files) -> Files:
    """Return files without what a preview publishes later: its index, and the widths of pictures.

    Something else stands for these.
    """
    pictures = [name for name in files if name.endswith((".png", ".webp"))]
    return without_index(files) | dict.fromkeys(pictures, b"")


class Previews(EditMachine):
    """A preview that rebuilds after each step."""

    counts: ClassVar = Counter[str]()

    @initialize()
    def start_preview(self) -> None:
        self.debouncer = ManualDebouncer()
        self.session = Session(preview=True, debouncer=self.debouncer)
        self.is_idle = False

    def build_and_compare(self) -> bool:
        served, fresh = self.site.root.parent / "served", self.site.root.parent / "fresh"
        before = stamps_of(served)
        with ExitStack() as open_until_compared:
            fresh_debouncers: list[ManualDebouncer] = []

            def serve_fresh() -> None:
                started = self.copy.served_fresh(fresh)
                fresh_debouncers.append(open_until_compared.enter_context(started))

            failed = _fails(serve_fresh)
            assert _fails(lambda: self.rebuilt.serve(served, self.session)) == failed
            if failed:
                assert stamps_of(served) == before, "A failed rebuild changed what is served."
                self.counts["failed"] += 1
                return False
            expected = moved(_at_once(files_of(fresh)), self.copy.site.root, self.site.root)
            assert_equal(_at_once(files_of(served)), expected)
            self.count("served", expected)
            if self.is_idle:
                fresh_debouncers[0].run()
                self.debouncer.run()
                indexed = moved(files_of(fresh), self.copy.site.root, self.site.root)
                assert_equal(files_of(served), indexed)
                self.counts["indexed"] += 1
                self.is_idle = False
        return b"preview-problems" not in expected["404.html"]

    @rule()
    def be_idle(self) -> None:
        self.is_idle = True


@pytest.mark.parametrize("machine", [Builds, Previews])
def test_sequence_of_edits_gives_the_site_of_a_build_from_nothing(
    machine: type[EditMachine],
) -> None:
    machine.counts.clear()
    run_state_machine_as_test(machine, settings=_SETTINGS)
    counts = machine.counts
    assert counts["changed"] > counts.total() / 4, counts  # else the steps prove little
