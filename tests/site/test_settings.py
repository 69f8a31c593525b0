"""Settings are checked like content: one message with mkdocs.yml's line, whatever reads them."""

from __future__ import annotations

import pytest

from support.sites import TemporarySite

SITE_URL = "site_url: !ENV [SITE_URL, 'https://engines.example/']"
NO_SCHEME = 'site_url: "www.example.org" has no scheme. Write "https://www.example.org".'
QUERY = (
    'site_url: "https://example.org/?a=b" must not have a query or a fragment: '
    'addresses of pages are added to it. Write "https://example.org/".'
)
SPACE = (
    'site_url: "https://example.org/my site/" contains a space. Write it like '
    "https://www.example.org/."
)
CASES = [
    (SITE_URL, "site_url: www.example.org", NO_SCHEME),
    (SITE_URL, "site_url: https://example.org/?a=b", QUERY),
    (SITE_URL, "site_url: https://example.org/my site/", SPACE),
    (
        "copyright:",
        "use_directory_urls: false\ncopyright:",
        "use_directory_urls: must be true: each page is a folder here, /about/. Remove the line.",
    ),
    (
        "  training_crawlers: true",
        "  training_crawler: true",
        'extra.training_crawler: is no key here. Did you mean "training_crawlers"?',
    ),
    (
        "  - docs/about.md",
        "  - People: docs/abuot.md",
        'nav: "docs/abuot.md" does not exist. Did you mean "docs/about.md"?',
    ),
    ("  - docs/about.md", "  - about.md", 'nav: "about.md" does not exist. Write "docs/about.md".'),
    (
        "copyright:",
        "exclude_docs: |\n  drafts/\ncopyright:",
        "exclude_docs: is not used here. Write `draft: true` in the page, or move the file.",
    ),
    (
        "copyright:",
        "draft_docs: |\n  drafts/\ncopyright:",
        "draft_docs: is not used here. Write `draft: true` in the page, or move the file.",
    ),
    ("timezone: Europe/Berlin", "timezone: Berlin", "extra.timezone: must name a zone, such as"),
    (
        "  training_crawlers: true",
        "  allowed_hosts: [https://Player.example.org/embed]",
        'extra.allowed_hosts.0: "https://Player.example.org/embed" is not the name of a host, such '
        'as player.vimeo.com or *.example.org. Write "player.example.org".',
    ),
    (
        "  training_crawlers: true",
        "  address: {street: A 1, city: Oslo, country: NO}",
        "extra.address.country: must be text. Put it in quotes.",
    ),
    ("docs_dir: docs", "docs_dir: posts", "docs_dir: must be docs. Remove the line."),
]


COMMANDS = {
    "build": ("mkdocs", "build"),
    "check": ("sitekit", "check"),
    "preview": ("mkdocs", "serve", "-a", "127.0.0.1:0"),
}


def _output(site: TemporarySite, command: str) -> str:
    """Return what a command says that ends for a mistake in mkdocs.yml, which names the address."""
    environment = {k: v for k, v in site.environment().items() if k != "SITE_URL"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "environment", lambda: environment)
        result = site.run(*COMMANDS[command])
    assert result.returncode == 1, result.stdout
    assert "Traceback" not in result.stdout
    return result.stdout


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_setting_that_is_wrong_is_one_message_with_its_line(
    old: str, new: str, message: str, site: TemporarySite
) -> None:
    site.edit("mkdocs.yml", old, new)
    lines = (site.root / "mkdocs.yml").read_text().splitlines()
    line = 1 + next(n for n, text in enumerate(lines) if new.split("\n")[0].strip() in text)
    expected = f"mkdocs.yml:{line}: {message}"
    assert _output(site, "check").count(expected) == 1
    if new == "site_url: www.example.org":  # MkDocs ends before it loads a hook
        assert "it should include the http:// (scheme)" in _output(site, "build")
        return
    assert _output(site, "build").count(expected) == 1
    if not message.startswith("nav:"):  # with that a preview goes on
        assert _output(site, "preview").count(expected) == 1


def test_settings_that_are_wrong_are_all_told_at_once(site: TemporarySite) -> None:
    site.edit("mkdocs.yml", "timezone: Europe/Berlin", "timezone: Berlin")
    site.edit("mkdocs.yml", "copyright:", "use_directory_urls: false\ncopyright:")
    site.edit("mkdocs.yml", SITE_URL, "site_url: https://example.org/#top")
    output = _output(site, "check")
    assert [key in output for key in ("site_url: ", "use_directory", "timezone: ")] == [True] * 3


def test_setting_that_is_given_twice_is_reported_where_it_is_repeated(site: TemporarySite) -> None:
    site.edit("mkdocs.yml", "copyright:", "copyright: Nobody\ncopyright:")
    crawlers = "  training_crawlers: true"
    site.edit("mkdocs.yml", crawlers, f"  search: true\n{crawlers}\n  search: false")
    lines = (site.root / "mkdocs.yml").read_text().splitlines()
    expected = [
        f"mkdocs.yml:{n}: {key}: is given twice. Remove one of the two."
        for key, start in (("copyright", "copyright:"), ("extra.search", "  search:"))
        for n in [n for n, line in enumerate(lines, 1) if line.startswith(start)][1:]
    ]
    assert len(expected) == 2
    assert _output(site, "check").splitlines() == expected


def test_site_url_of_the_environment_is_named_as_such(site: TemporarySite) -> None:
    site.url = "https://example.org/a?b"
    result = site.build()
    assert result.returncode == 1
    assert "It comes from the environment variable SITE_URL." in result.stdout


def test_site_url_with_an_umlaut_domain_is_published_in_ascii(site: TemporarySite) -> None:
    site.url = "https://www.bücher.example/über uns".replace(" ", "%20")
    assert site.build().returncode == 0
    address = "https://www.xn--bcher-kva.example/%C3%BCber%20uns/"
    assert site.page("about").select_one("link[rel=canonical]")["href"] == f"{address}about/"
    assert f"<loc>{address}about/</loc>" in (site.root / "site/sitemap.xml").read_text()
    assert f"Sitemap: {address}sitemap.xml" in (site.root / "site/robots.txt").read_text()
