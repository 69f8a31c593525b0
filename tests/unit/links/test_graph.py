"""The links between texts, by the paths of their files."""

from __future__ import annotations

from sitekit.links.graph import LinkGraph, link_graph
from support.content import post
from support.sites import TemporarySite

BODY = """[a](second/index.md) [b](second) [c](/blog/second/) [d](../faq/shared.md#what-is-shared)
[itself](linking.md#x) [a listing](/tags/c-sharp/) [gone](gone.md) [elsewhere](https://example.com/)
[call](cta:) ![picture](second/dot.svg)

## X {#x}
"""


def test_graph_has_each_linked_text_once(site: TemporarySite) -> None:
    site.write({"posts/linking.md": post(body=BODY)})
    read = site.read()
    graph = link_graph(read.library, read.links)
    assert graph.targets["posts/linking.md"] == {"posts/second/index.md", "faq/shared.md"}
    assert "posts/linking.md" in graph.sources("faq/shared.md")
    assert "posts/linking.md" not in graph.sources("posts/linking.md")


def test_graph_has_links_from_and_to_drafts(site: TemporarySite) -> None:
    site.write(
        {
            "posts/a.md": post("A", more="draft: true\n", body="[b](b.md)"),
            "posts/b.md": post("B", more="draft: true\n"),
        }
    )
    read = site.read()
    assert link_graph(read.library, read.links).sources("posts/b.md") == {"posts/a.md"}


def test_text_that_nothing_links_to_has_no_sources() -> None:
    assert LinkGraph({"a": frozenset({"b"}), "b": frozenset()}).sources("a") == frozenset()
