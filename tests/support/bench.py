"""The benchmark's options, and small sites for it; needs the packages of the extra `bench`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from bench import command, contenders
from bench.contenders import Contender, SiteConfig
from bench.corpus import BenchPost, corpus
from support.sites import ROOT

FEW_POSTS, FEW_WORDS = 14, 300
WITH_SEARCH = SiteConfig(ROOT, search=True)


def links_of(post: BenchPost) -> list[str]:
    """Return the slugs of the posts that a post links to, in the order of its text."""
    text = "\n".join(block for block in post.blocks if isinstance(block, str))
    return re.findall(r"\]\(post:([^)]+)\)", text)


def small_site(root: Path) -> Contender:
    """Lay out a small site of ours."""
    return contenders.make_ours(root, WITH_SEARCH, corpus(FEW_POSTS, FEW_WORDS))


def copying_site(root: Path, page: str = "p.read_text()") -> Contender:
    """Lay out a site of three posts whose build copies each post to its page.

    Its builds append to runs.txt whether they found the cache, and the site, of an earlier one.
    """
    (root / "posts").mkdir(parents=True)
    for post in corpus(3, 50):
        (root / f"posts/{post.slug}.md").write_text(post.title)
    program = f"""
from pathlib import Path
found = [Path(name).exists() for name in (".cache/file", "site/index.html")]
Path("runs.txt").open("a").write("{{:d}}{{:d}} ".format(*found))
for name in ("site/.", ".cache"):
    Path(name).mkdir(parents=True, exist_ok=True)
Path(".cache/file").touch()
Path("site/index.html").touch()
for p in Path("posts").iterdir():
    page = Path("site/blog", p.stem, "index.html")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text({page})
"""
    build, check = (sys.executable, "-c", program), (sys.executable, "-c", "")
    return Contender(root, (build,), "site", (".cache",), check=check)


def options(work_folder: Path, **changes) -> command.Options:
    """Return the options of a run over three short posts of ours, without a preview."""
    given = {
        "project": ROOT,
        "posts": 3,
        "words": 50,
        "rounds": 1,
        "contenders": ("ours",),
        "search": True,
        "serve": False,
        "scaling": (),
        "work_folder": work_folder,
    }
    return command.Options(**(given | changes))
