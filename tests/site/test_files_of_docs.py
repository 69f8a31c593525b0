"""Files of docs/ are published where a page shows them or their folder says so, and no others."""

from __future__ import annotations

from support.builds import RebuiltSite, different, files_of
from support.sites import TemporarySite

PUBLISHED = {
    "docs/files/report.pdf": "files/report.pdf",
    "docs/files/deep/data.csv": "files/deep/data.csv",
    "docs/.well-known/security.txt": ".well-known/security.txt",
    "docs/CNAME": "CNAME",
    "docs/google1a2b3c.html": "google1a2b3c.html",
    "docs/linked.txt": "linked.txt",
}
LEFT_OUT = {
    "docs/notes.txt": "no published page shows it",
    "docs/about.md~": "a backup or a lock of a program",
    "docs/~$plan.docx": "a backup or a lock of a program",
    "docs/files/Thumbs.db": "a file that the operating system makes",
    "docs/files/report.sync-conflict-20260501.pdf": "a copy that a sync tool made of two versions",
    "posts/Icon\r": "a file that the operating system makes",
    "posts/second/desktop.ini": "a file that the operating system makes",
}


def test_files_of_docs_that_are_published_and_those_that_are_not(site: TemporarySite) -> None:
    site.write(dict.fromkeys((*PUBLISHED, *LEFT_OUT), "content"))
    site.edit("docs/about.md", "Us.", "[Linked](linked.txt)")
    result = site.build()
    assert result.returncode == 0, result.stdout
    built = site.built()
    assert [address for address in PUBLISHED.values() if built.get(address) != b"content"] == []
    assert sorted(built.values()).count(b"content") == len(PUBLISHED)
    for path, reason in LEFT_OUT.items():
        assert f"{path.strip()} is not published: {reason}" in result.stdout.replace("\r", "")


def test_file_below_a_dot_is_removed_with_its_source(site: TemporarySite) -> None:
    rebuilt = RebuiltSite(site)
    site.write({"docs/.well-known/security.txt": "Contact: x", "site/.git/config": "theirs"})
    rebuilt.build()
    assert files_of(rebuilt.built)[".well-known/security.txt"] == b"Contact: x"
    site.write({"docs/.well-known/security.txt": None})
    rebuilt.build()
    left = files_of(rebuilt.built)
    assert left.pop(".git/config") == b"theirs"
    assert different(left, rebuilt.fresh()) == set()


def test_pages_of_docs_and_sets_obey_the_keys_of_posts(site: TemporarySite) -> None:
    front = "---\ntitle: {}\ndescription: D\n{}\n---\n## Why {}?\n\nWords.\n"
    for folder in ("docs", "faq"):
        keys = {"draft": "true", "expires": "2026-05-01", "noindex": "true"}
        keys["canonical"] = "https://other.example/"
        for key, value in keys.items():
            site.write({f"{folder}/{key}.md": front.format(key, f"{key}: {value}", folder + key)})
    result = site.build()
    assert result.returncode == 0, result.stdout
    built = site.built()
    for folder in ("", "faq/"):
        assert not any(name.startswith((f"{folder}draft/", f"{folder}expires/")) for name in built)
        assert f"{folder}noindex/index.md" not in built
        robots = site.page(f"{folder}noindex").select_one("meta[name=robots]")
        assert robots["content"] == "noindex"
        canonical = site.page(f"{folder}canonical").select_one("link[rel=canonical]")
        assert canonical["href"] == "https://other.example/"
        assert f"{folder}canonical/".encode() not in built["sitemap.xml"]
        assert f"{folder}noindex/".encode() not in built["sitemap.xml"] + built["llms.txt"]
    assert b"draft" not in built["faq/index.html"].lower()
    for path, reason in (("docs/draft.md", "draft"), ("faq/expires.md", "expired")):
        assert f"{path} is not published: {reason}" in result.stdout
