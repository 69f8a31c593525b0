"""The README is complete: every key and setting is told where a writer looks for it."""

from __future__ import annotations

import re

import pytest
import yaml

from sitekit.content.site_metadata import SiteMetadata
from sitekit.front_matter.models import (
    AuthorMeta,
    DocMeta,
    FaqMeta,
    OfferMeta,
    PostMeta,
    TagMeta,
    keys_of,
)
from support.sites import ROOT, TemporarySite

README = (ROOT / "README.md").read_text()


_MODELS = [PostMeta, FaqMeta, DocMeta, AuthorMeta, TagMeta, OfferMeta, SiteMetadata]


@pytest.mark.parametrize("model", _MODELS)
def test_every_key_is_told(model: type) -> None:
    missing = [
        key for key in keys_of(model) if f"`{key}`" not in README and f"`{key}:" not in README
    ]
    assert missing == []


def test_the_examples_are_valid(site: TemporarySite) -> None:
    blocks = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
    post, faq = [text for kind, text in blocks if kind == "markdown"]
    tags, authors, offers = [yaml.safe_load(text) for kind, text in blocks if kind == "yaml"]
    files = {"posts/tags.yml": tags, "posts/authors.yml": authors, "posts/offers.yml": offers}
    new = {}
    for path, example in files.items():
        own = yaml.safe_load((ROOT / path).read_text())
        assert example.keys() <= own.keys()
        new[path] = yaml.safe_dump(own | example)
    (site.root / "posts/first.md").unlink()
    (site.root / "posts/second/index.md").unlink()
    for name in ("faq/alone.md", "faq/shared.md", "docs/index.md"):
        (site.root / name).unlink()
    other = re.sub("title: .*", "title: Build or buy", post).split("An opening")[0] + "Words."
    new |= {"posts/why/index.md": post.replace("build-or-buy.md", "../build-or-buy.md")}
    new |= {"posts/why/loop.svg": "<svg/>", "posts/build-or-buy.md": other, "faq/ai-sprint.md": faq}
    site.write(new)
    for name in ("posts/why/index.md", "posts/build-or-buy.md"):
        site.edit(name, "2026-06-17", "2026-05-17")
    assert site.messages() == []
