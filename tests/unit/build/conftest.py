from collections.abc import Iterator
from pathlib import Path

import pytest

from sitekit.runtime.store import CacheStore
from support.builds import wait_for_the_clock
from support.outputs import PAGES, Outputs


@pytest.fixture
def outputs(tmp_path: Path) -> Outputs:
    """A site that was built once."""
    outputs = Outputs(tmp_path)
    outputs.build(PAGES)
    wait_for_the_clock(tmp_path)
    return outputs


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CacheStore]:
    with CacheStore(tmp_path / "store", pytest.fail) as store:
        yield store
