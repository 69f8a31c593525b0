"""Strange front matter and text end in problems of one line, or are escaped; never a traceback."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import yaml
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitekit.front_matter.models import PostMeta, keys_of
from sitekit.problems import Problem
from support.page_walks import nodes_of, strict_json, structured_data
from support.sites import TemporarySite

_FEW_EXAMPLES = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_PLANTED = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; alert(1) //",
    "{{ config }} {% raw %}",
    "<!-- cta -->",
    "\x00\x02\x03",
    "\u2028\u202e",
    "!!python/object/apply:os.system [ls]",
    "31/04/2026",
    "2026-04-01",
    "no",
    "null",
    "99999-01-01",
    "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+23:59",
    "-" * 5000,
    "😀 Ünï",
    "[" * 200,
    "//[",
    "http://[::1",
    "#",
    "../" * 50,
]
_TEXT = st.one_of(st.sampled_from(_PLANTED), st.text(max_size=60))
_VALUE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), _TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_TEXT, inner, max_size=4)),
    max_leaves=20,
)
_KEY = st.one_of(st.sampled_from(keys_of(PostMeta)), _TEXT)


def _problems_of(site: TemporarySite, files: dict[str, str | bytes]) -> list[Problem]:
    """Read a site with strange files; return its problems, each of which must be one line."""
    site.write(files)
    found = site.read()
    shown = site.read(preview=True)
    for page in [*shown.content_pages, *shown.listing_pages]:
        assert shown.composer(page).calls_to_action() is not None
        shown.composer(page).texts()
        shown.view(page)
    for remark in [*found.problems, *found.advice()]:
        assert "\n" not in str(remark)
        assert len(str(remark)) < 1000
        str(remark).encode()
    return list(found.problems)


@_FEW_EXAMPLES
@given(st.dictionaries(_KEY, _VALUE, max_size=8), _TEXT)
def test_front_matter_may_have_any_shape(site: TemporarySite, data: dict, body: str) -> None:
    front = yaml.safe_dump(data, allow_unicode=True)
    text = f"---\n{front}---\n{body}\n"
    _problems_of(site, {"posts/x.md": text.encode("utf-8", "surrogatepass")})


@_FEW_EXAMPLES
@given(st.one_of(st.binary(max_size=300), _TEXT.map(lambda t: t.encode("utf-8", "replace"))))
def test_files_may_have_any_bytes(site: TemporarySite, content: bytes) -> None:
    paths = ["posts/x.md", "faq/x.md", "docs/x.md", "posts/tags.yml", "posts/offers.yml"]
    paths += ["posts/authors.yml", "posts/first.md"]
    for path in paths:
        before = (site.root / path).read_bytes() if (site.root / path).exists() else None
        assert _problems_of(site, {path: content}) or path.endswith(".yml")
        site.write({path: before})


@_FEW_EXAMPLES
@given(st.text(max_size=300))
def test_yaml_may_be_any_text(site: TemporarySite, front: str) -> None:
    text = f"---\n{front}\n---\nWords.\n".encode("utf-8", "replace")
    _problems_of(site, {"posts/x.md": text})


@_FEW_EXAMPLES
@given(st.lists(st.one_of(_TEXT, st.sampled_from(["## ", "\n\n", "```\n", "[a](", "](b)"]))))
def test_bodies_may_have_any_text(site: TemporarySite, pieces: list[str]) -> None:
    body = "".join(pieces).encode("utf-8", "replace").decode()
    front = "---\ntitle: T\ndescription: D\n---\n"
    _problems_of(site, {"faq/x.md": front + body, "docs/x.md": front + body})


def test_nesting_in_front_matter_is_limited(site: TemporarySite) -> None:
    for deep in ("[" * 100_000, "{a: " * 50_000, "- " * 50_000, "a: &a [*a, *a]"):
        (problem,) = _problems_of(site, {"posts/x.md": f"---\ntitle: {deep}\n---\n"})
        assert problem.key == "front matter"


_SHOWN = """</script><script>alert('nasty')</script> & “quoted” <b>bold</b> ]]> {{ x }}"""
_MARKUP = """</script><script>alert('nasty')</script> & "quoted" <b>bold</b> ]]> {{ x }}"""


def test_markup_in_front_matter_is_shown_as_text_on_every_page(site: TemporarySite) -> None:
    quoted = json.dumps(_MARKUP)
    site.edit("posts/first.md", "title: The first post", f"title: {quoted}")
    site.edit("posts/first.md", "description: ", f"description: {quoted} #")
    site.edit("posts/tags.yml", "label: AI Strategy", f"label: {quoted}")
    site.edit("posts/tags.yml", "description: What", f"description: {quoted} # What")
    site.edit("posts/authors.yml", "name: Ada Byron", f"name: {quoted}")
    site.edit("posts/authors.yml", "bio: ", f"bio: {quoted} #")
    site.edit("posts/offers.yml", "heading: Come to the workshop", f"heading: {quoted}")
    site.edit("posts/offers.yml", "text: A day", f"text: {quoted} # A day")
    site.edit("posts/offers.yml", "button: Ask for a date", f"button: {quoted}")
    site.edit("faq/alone.md", "title: Questions of one post", f"title: {quoted}")
    site.edit("faq/alone.md", "## Who shows this?", '## Who is `</script>` & "x"?')
    site.edit("faq/alone.md", "One post does.", 'It is `</script><script>` & "more".')
    site.edit("docs/about.md", "title: About", f"title: {quoted}")
    site.edit("faq/alone.md", "(#who-shows-this)", "(#who-is-script-x)")
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    seen = 0
    for path, content in site.built().items():
        if not path.endswith(".html"):
            continue
        assert b"<script>alert" not in content, path
        assert b"<b>bold" not in content, path
        page = BeautifulSoup(content, "html5lib")
        assert not [s for s in page.select("script") if "nasty" in (s.string or "")[:40]]
        seen += page.get_text().count(_SHOWN)
        for data in structured_data(page):
            names = [q["name"] for q in nodes_of(data, "Question")]
            assert strict_json(json.dumps(data)) == data
            assert path != "blog/first/index.html" or names[0] == "Who is </script> & “x”?"
    assert seen > 30
    assert site.page("blog/first").h1.get_text() == _SHOWN
    description = site.page("blog/first").select_one('meta[name="description"]')
    assert description["content"] == _SHOWN
    sitemap = (site.root / "site/sitemap.xml").read_bytes()
    assert len(ElementTree.fromstring(sitemap)) > 5
