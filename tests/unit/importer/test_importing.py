"""An import writes all or nothing, overwrites nothing, and changes nothing when run again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sitekit.importer.models import ForeignSiteError
from support.foreign_blogs import PNG, Blog, files_below, write_files

POST = "---\ntitle: {0}\ndate: 2024-01-02\ndescription: Says.\ntags: [{1}]\n---\n![x](/dot.png)\n"
BLOG = {
    "_config.yml": "author: Ada Byron\n",
    "_posts/2024-01-02-a.md": POST.format("A", "C++, c-sharp"),
    "_posts/2024-01-03-b.md": POST.format("B", "news"),
    "dot.png": PNG,
}
TAGS = "cpp:\n  label: C++\n  description: The language.\n  aliases: [cplusplus]\n"
AUTHORS = "ada:\n  name: Ada Byron\nal:\n  name: Al\n"
OURS = {"posts/tags.yml": TAGS, "posts/authors.yml": AUTHORS, "posts/own.md": "Own.\n"}


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    blog = Blog(tmp_path, BLOG)
    write_files(blog.site, OURS)
    return blog


def test_import_appends_only_the_entries_that_data_files_lack(blog: Blog) -> None:
    blog.import_()
    files = blog.files()
    assert files["posts/tags.yml"] == TAGS + (
        "\nc-sharp:\n  label: c-sharp\n  description: Posts on c-sharp.\n"
        "\nnews:\n  label: news\n  description: Posts on news.\n"
    )
    assert files["posts/authors.yml"] == AUTHORS
    assert "tags: [cpp, c-sharp]\n" in blog.post("a/index.md")
    assert "author: ada\n" in blog.post("a/index.md")


def test_import_again_writes_nothing(blog: Blog) -> None:
    first = blog.import_()
    before = {path: path.stat().st_mtime_ns for path in blog.site.rglob("*")}
    second = blog.import_()
    assert len(first.written) == 5
    assert second.written == []
    assert second.posts == first.posts
    assert {path: path.stat().st_mtime_ns for path in blog.site.rglob("*")} == before


@pytest.mark.parametrize("name", ["posts/a.md", "posts/a/index.md", "posts/a/dot.png"])
def test_import_overwrites_nothing(name: str, blog: Blog) -> None:
    write_files(blog.site, {name: "Other."})
    before = files_below(blog.site)
    with pytest.raises(ForeignSiteError, match=f"with other content(?s:.)*\n  {name}$"):
        blog.import_()
    assert blog.files() == before


def test_import_of_an_edited_post_is_refused(blog: Blog) -> None:
    blog.import_()
    post = blog.site / "posts/b/index.md"
    post.write_text(post.read_text() + "More.\n")
    with pytest.raises(ForeignSiteError, match=r"posts/b/index\.md"):
        blog.import_()
    assert post.read_text().endswith("More.\n")


@pytest.mark.parametrize("failing", range(1, 6))
def test_import_that_cannot_write_a_file_writes_none(
    failing: int, blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, calls = Path.replace, []

    def full(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ForeignSiteError, match="No space left on device"):
        blog.import_()
    assert len(calls) == failing
    assert blog.files() == OURS
    assert sorted(p.name for p in (blog.site / "posts").iterdir()) == [
        "authors.yml", "own.md", "tags.yml"
    ]  # fmt: skip


def test_import_that_cannot_be_staged_writes_nothing(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ForeignSiteError, match="nothing was"):
        blog.import_()
    assert blog.files() == OURS


def test_import_that_only_reports_writes_nothing(blog: Blog) -> None:
    report = blog.import_(write=False)
    assert blog.files() == OURS
    assert report.done[0] == "Jekyll: 2 of 2 posts imported, 5 files would be written."


@pytest.mark.parametrize("text", [None, "", "\n\n"])
def test_import_makes_a_data_file_that_is_empty_or_missing(text: str | None, blog: Blog) -> None:
    (blog.site / "posts/tags.yml").unlink()
    if text is not None:
        write_files(blog.site, {"posts/tags.yml": text})
    blog.import_()
    assert blog.files()["posts/tags.yml"].startswith("c-plus-plus:\n  label: C++\n")


@pytest.mark.parametrize("name", ["posts/tags.yml", "posts/authors.yml"])
def test_import_is_refused_where_a_data_file_is_broken(name: str, blog: Blog) -> None:
    write_files(blog.site, {name: "a: [\n"})
    with pytest.raises(ForeignSiteError, match=f"{name}:1: file: "):
        blog.import_()


def test_file_with_broken_front_matter_is_left_out_and_reported(blog: Blog) -> None:
    write_files(blog.folder, {"_posts/2024-01-04-c.md": "---\ntitle: x\na: [\n---\nWords.\n"})
    report = blog.import_()
    assert [str(problem) for problem in report.by_hand] == [
        "_posts/2024-01-04-c.md:4: front matter: is not valid (did not find expected node "
        "content). The file is left out."
    ]
    assert report.posts == ["posts/a/index.md", "posts/b/index.md"]


def test_post_without_latin_letters_is_left_out_and_reported(blog: Blog) -> None:
    write_files(blog.folder, {"_posts/2024-01-04-文.md": POST.format("文", "文")})
    report = blog.import_()
    assert [(p.key, p.message[:28]) for p in report.by_hand] == [
        ("slug", "has no Latin letters in its "),
    ]


def test_tag_without_latin_letters_is_reported(blog: Blog) -> None:
    write_files(blog.folder, {"_posts/2024-01-04-c.md": POST.format("C", "文, news")})
    [problem] = blog.import_().by_hand
    assert str(problem).startswith('_posts/2024-01-04-c.md:5: tags: "文" has no Latin letters')
    assert "tags: [news]\n" in blog.post("c/index.md")


def test_posts_without_tag_and_description_get_what_the_writer_decides(blog: Blog) -> None:
    text = "---\ntitle: C\n---\nSome *words* of [it](x). And more.\n"
    write_files(blog.folder, {"_posts/2024-01-04-c.md": text})
    report = blog.import_(tag="news", opening=True)
    assert "description: Some words of it. And more.\n" in blog.post("c.md")
    assert "tags: [news]\n" in blog.post("c.md")
    assert "Descriptions made of first sentences, which you should read: 1." in report.done


def test_posts_without_tag_and_description_are_counted(blog: Blog) -> None:
    write_files(blog.folder, {"_posts/2024-01-04-c.md": "---\ntitle: C\n---\nWords.\n"})
    done = blog.import_().done
    assert "Posts without a description: 1. --opening takes their first sentences." in done
    assert "Posts without a tag: 1. --tag gives them one." in done


def test_keys_without_a_counterpart_are_counted(blog: Blog) -> None:
    text = "---\ntitle: C\nmood: {0}\nlayout: post\n---\nWords.\n"
    files = {f"_posts/2024-01-04-{n}.md": text.format("good") for n in "cd"}
    write_files(blog.folder, files)
    assert "Keys of front matter without a counterpart, left out: mood (2)." in blog.import_().done


def test_file_that_cannot_be_read_ends_the_import(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(shutil, "copyfile", unreadable)
    with pytest.raises(ForeignSiteError, match="Permission denied"):
        blog.import_()
    assert blog.files() == OURS


def test_picture_without_alternative_text_is_copied_and_reported(blog: Blog) -> None:
    text = "---\ntitle: C\nimage: {0}\n---\nWords.\n"
    files = {"c": text.format("/dot.png"), "d": text.format("/none.png")}
    write_files(blog.folder, {f"_posts/2024-01-04-{name}.md": text for name, text in files.items()})
    notes = [str(note) for note in blog.import_().by_hand]
    assert notes == [
        '_posts/2024-01-04-c.md:3: image: "/dot.png" has no alternative text, so the post does '
        "not show it. Add `image: dot.png` and `image_alt` to the post.",
        '_posts/2024-01-04-d.md:3: image: "/none.png" was not found, and is left out.',
    ]
    assert "image" not in blog.post("c/index.md") + blog.post("d.md")
    assert (blog.site / "posts/c/dot.png").read_bytes() == PNG


def test_links_to_pages_of_tags_lead_to_ours(blog: Blog) -> None:
    text = "---\ntitle: C\n---\n[a](/tags/News/), [b](/categories/cpp.html), [c](/tags/none/)\n"
    write_files(blog.folder, {"_posts/2024-01-04-c.md": text})
    report = blog.import_(old_site="https://old.example")
    assert blog.body("c.md") == (
        "[a](/tags/news/), [b](/tags/cpp/), [c](https://old.example/tags/none/)\n"
    )
    assert "the old site, since their pages did not come along: 1." in " ".join(report.done)


def test_other_sizes_of_a_picture_are_removed(blog: Blog) -> None:
    picture = "<img src='/dot.png' srcset=\"/a.png 2x\" sizes='1px'>"
    text = f"---\ntitle: C\n---\n{picture}\n\n`srcset=''>`\n"
    write_files(blog.folder, {"_posts/2024-01-04-c.md": text})
    blog.import_()
    assert blog.body("c/index.md") == "<img src='dot.png' >\n\n`srcset=''>`\n"


def test_pictures_with_one_name_get_a_number(blog: Blog) -> None:
    text = "---\ntitle: C\n---\n![](/dot.png) ![](/x/Dot.png) ![](/dot.png)\n"
    write_files(blog.folder, {"_posts/2024-01-04-c.md": text, "x/Dot.png": PNG + b"2"})
    blog.import_()
    assert blog.body("c/index.md") == "![](dot.png) ![](Dot-2.png) ![](dot.png)\n"
    assert (blog.site / "posts/c/Dot-2.png").read_bytes() == PNG + b"2"


def test_posts_with_one_name_get_a_number_but_the_oldest(blog: Blog) -> None:
    files = {
        f"_posts/{year}-01-04-c.md": f"---\ntitle: {year}\n---\nWords.\n" for year in (2023, 2022)
    }
    write_files(blog.folder, files)
    blog.import_()
    assert "title: '2022'" in blog.post("c.md")
    assert "title: '2023'" in blog.post("c-2.md")


def test_slug_that_starts_with_a_date_is_written(blog: Blog) -> None:
    text = "---\ntitle: C\nslug: 2020-01-01-news\n---\nWords.\n"
    write_files(blog.folder, {"_posts/2024-01-04-c.md": text})
    blog.import_()
    assert "slug: 2020-01-01-news\n" in blog.post("2020-01-01-news.md")


@pytest.mark.parametrize(
    ("alias", "message"),
    [
        ("/a b/", '"/a b/" cannot be aliases here'),
        ("/tags/x/", '"/tags/x/" cannot be aliases here'),
        ("/blog/b/", '"/blog/b/" cannot be aliases here'),
        ("/2024/01/02/b.html", '"/2024/01/02/b.html" is the old address of _posts/2024-01-03-b'),
    ],
)
def test_old_address_that_cannot_redirect_is_reported(alias: str, message: str, blog: Blog) -> None:
    text = f"---\ntitle: C\nredirect_from: ['{alias}']\n---\nWords.\n"
    write_files(blog.folder, {"_posts/2024-01-04-c.md": text})
    [note] = blog.import_().by_hand
    assert str(note).startswith(f"_posts/2024-01-04-c.md:1: aliases: {message}")
    assert "aliases: [/2024/01/04/c.html]\n" in blog.post("c.md")


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("https://elsewhere.example/c/", "canonical: https://elsewhere.example/c/\n"),
        ("https://old.example/2024/01/04/c.html", ""),
    ],
)
def test_canonical_address_is_taken_unless_it_is_the_old_one(
    url: str, line: str, blog: Blog
) -> None:
    text = f"---\ntitle: C\ncanonical_url: {url}\n---\nWords.\n"
    write_files(blog.folder, {"_posts/2024-01-04-c.md": text})
    blog.import_(old_site="https://old.example")
    assert line in blog.post("c.md")
    assert ("canonical" in blog.post("c.md")) == bool(line)


@pytest.mark.parametrize(
    ("front", "body", "missing"),
    [
        ("title: C\ndate: 2024-01-02\ntags: [x]", "Words.", "description"),
        ("date: soon\ndescription: D", "Words.", "date, tags"),
        ("description: D\ntags: [x]", "", "text"),
        ("title: C", "Words.", "description, tags"),
    ],
)
def test_post_that_lacks_something_is_a_draft_and_reported(
    front: str, body: str, missing: str, blog: Blog
) -> None:
    write_files(blog.folder, {"_posts/2024-01-04-c.md": f"---\n{front}\n---\n{body}\n"})
    [note] = blog.import_().incomplete
    line = blog.post("c.md").split("\n").index("draft: true") + 1
    assert str(note) == (
        f"posts/c.md:{line}: draft: is a draft, since it has no {missing}. Add what is missing, "
        "and remove this."
    )


def test_post_without_date_is_a_draft(blog: Blog) -> None:
    text = "---\ntitle: C\ndate: 07/08/2022\ndescription: D\ntags: [x]\n---\nWords.\n"
    write_files(blog.folder, {"_drafts/c.md": text, "_posts/d.md": text})
    report = blog.import_()
    assert [(note.path, "no date" in note.message) for note in report.incomplete] == [
        ("posts/d.md", True),
    ]


def test_post_without_author_is_a_draft_where_there_are_several(blog: Blog) -> None:
    write_files(blog.folder, {"_config.yml": "title: x\n"})
    incomplete = blog.import_().incomplete
    assert [note.message[:38] for note in incomplete] == [
        "is a draft, since it has no author. Ad"
    ] * 2
    assert "draft: true\n" in blog.post("a/index.md")
