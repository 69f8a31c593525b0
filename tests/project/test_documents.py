"""README and CONTRIBUTING say what is there: keys, settings, examples, files, packages."""

from __future__ import annotations

import ast
import copy
import re
import shlex
from importlib import import_module
from inspect import signature

import pytest
import yaml

from sitekit.cli.importing import import_
from sitekit.cli.leads import leads
from sitekit.cli.new import new
from sitekit.content.site_metadata import SiteMetadata
from sitekit.formats.files import SITE_FILES
from sitekit.front_matter.data_models import (
    AuthorMeta,
    OfferMeta,
    ProofMeta,
    SeriesMeta,
    SignUpMeta,
    TagMeta,
)
from sitekit.front_matter.models import DocMeta, FaqMeta, PostMeta, keys_of
from sitekit.importer.generators import GENERATORS
from support.exports import CALENDLY, calendly, export
from support.sites import ROOT, TemporarySite, pages_of

README = (ROOT / "README.md").read_text()
CONTRIBUTING = (ROOT / ".github/CONTRIBUTING.md").read_text()
CODE = re.compile(r"`([^`\n]+)`")
CONFIG_FILE = ("-f", "--config-file")
KEY = re.compile(r"`([a-z_]+)(?:: [^`]*)?`")
LIBRARY = ROOT / "hooks/sitekit"


def _section(document: str, heading: str) -> str:
    """Return the text below a heading, up to the next heading of its level or above."""
    marks = heading.partition(" ")[0]
    document = re.sub(r"^```.*?^```$", "", document, flags=re.DOTALL | re.MULTILINE)
    _, found, after = document.partition(f"\n{heading}\n")
    assert found, heading
    return re.split(rf"\n#{{1,{len(marks)}}} ", after)[0]


def _first_column(text: str) -> list[str]:
    """Return the cells of the first column of the only table in a text, without its head."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return [row.split("|")[1] for row in rows[2:]]


def _data_file(name: str) -> str:
    """Return what README says of a data file, up to its example."""
    found = re.search(rf"\n\*\*`{name}`\*\*[^:]*: (.*?)(?=```|\n\*\*)", README, re.DOTALL)
    assert found, name
    return found[1]


POSTS = "### Front matter of a post"
FAQ = "## Writing a FAQ set"
PROGRAMS = "## What programs find"


@pytest.mark.parametrize(
    ("heading", "model"), [(POSTS, PostMeta), (FAQ, FaqMeta)], ids=["post", "FAQ set"]
)
def test_readme_table_has_the_keys_of(heading: str, model: type) -> None:
    named = KEY.findall(" ".join(_first_column(_section(README, heading))))
    assert sorted(named) == sorted(keys_of(model))


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("posts/tags.yml", TagMeta),
        ("posts/series.yml", SeriesMeta),
        ("posts/authors.yml", AuthorMeta),
        ("posts/offers.yml", OfferMeta),
        ("posts/proof.yml", ProofMeta),
    ],
    ids=["tag", "series", "author", "offer", "proof"],
)
def test_readme_text_has_the_keys_of(name: str, model: type) -> None:
    assert sorted(KEY.findall(_data_file(name))) == sorted(keys_of(model))


def test_readme_text_has_the_keys_of_a_sign_up() -> None:
    about = README.partition("**sign-up by e-mail**")[2].partition("**`posts/proof.yml`**")[0]
    assert {*keys_of(SignUpMeta)} <= {*KEY.findall(about)}


def test_readme_example_of_leads_is_run(site: TemporarySite) -> None:
    example = re.search(r"`sitekit (leads \S+)`", README)[1]
    options = re.findall(r"`(--[^`]+)`", _section(README, "## What won the calls"))
    site.write({"export.csv": export(CALENDLY, [calendly("2026-05-01 10:00 am")])})
    result = site.run("sitekit", *example.split(), *" ".join(options).split())
    assert result.returncode == 0, result.stdout
    named = {option.split()[0] for option in options}
    assert named == {name for each in leads.params for name in each.opts} - {"file", *CONFIG_FILE}
    assert (site.root / "calls.svg").exists()


def test_readme_example_of_new_is_run(site: TemporarySite, monkeypatch) -> None:
    example = re.search(r"`sitekit (new post [^`]+)`", README)[1]
    monkeypatch.setenv("VISUAL", "true")
    result = site.run("sitekit", *shlex.split(example), "--description", "What it is about.")
    assert result.returncode == 0, result.stdout
    [address] = re.findall(r"address will be `/blog/([^/]+)/`", README)
    assert (site.root / f"posts/{address}.md").exists()
    assert {"post", *re.findall(r"`new (\w+)`", README)} == new.commands.keys()


def test_readme_text_has_the_keys_of_pages() -> None:
    assert set(keys_of(DocMeta)) <= set(KEY.findall(_section(README, "## Other pages")))


def test_readme_table_has_the_keys_of_the_site() -> None:
    section = _section(README, PROGRAMS)
    table = section[section.index("| key | value |") :]
    keys = {"timezone", *keys_of(SiteMetadata)} - {"site_name", "site_description"}
    assert set(KEY.findall(" ".join(_first_column(table)))) == keys
    assert {"site_name", "site_description"} <= set(CODE.findall(section))


def _environment_variables() -> set[str]:
    """Return the names in the code and in mkdocs.yml that can only be environment variables."""
    constants = {
        node.value
        for path in (ROOT / "hooks").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    pattern = r"(?:SITE|SITEKIT|SOURCE|MKDOCS)_[A-Z_]+"
    in_settings = re.findall(r"!ENV \[?([A-Z_]+)", (ROOT / "mkdocs.yml").read_text())
    return {name for name in constants if re.fullmatch(pattern, name)} | {*in_settings}


def test_readme_table_has_each_environment_variable() -> None:
    table = _first_column(_section(README, "## Building"))
    names = [re.match(r"`([A-Z0-9_]+)(?:=1)?`", cell.strip())[1] for cell in table]
    of_material = {"NO_MKDOCS_2_WARNING"}
    assert set(names) == _environment_variables() | of_material


def test_readme_table_has_each_output_format(showcase: TemporarySite) -> None:
    section = _section(README, PROGRAMS)
    of_browsers = {"site.webmanifest"}
    named = {code for code in CODE.findall(section) if code.startswith("/")}
    assert {f"/{file.address}" for file in SITE_FILES if file.address not in of_browsers} <= named
    for address in named:
        pattern = address.strip("/").replace("<tag>", "*")
        assert list((showcase.root / "site").glob(pattern)), address


def test_readme_table_has_each_placement_of_a_booking_link(showcase: TemporarySite) -> None:
    section = _section(README, "## Tags, authors, offers")
    rows = [line for line in section.splitlines() if line.startswith("|")]
    named = {name for row in rows[2:] for name in CODE.findall(row.split("|")[3])}
    links = [
        link["href"]
        for page in pages_of(showcase.root / "site").values()
        for link in page.select("a[href*=utm_content]")
    ]
    shown = {re.search(r"utm_content=([a-z]+)", link)[1] for link in links}
    assert named == shown


def test_readme_examples_are_valid(site: TemporarySite) -> None:
    blocks = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
    post, faq = [text for kind, text in blocks if kind == "markdown"]
    data = [yaml.safe_load(text) for kind, text in blocks if kind == "yaml"]
    tags, authors, offers, sign_up, proof = data
    for tag in [tag for tag in tags.values() if "offer" in tag]:
        offers.setdefault(tag["offer"], copy.deepcopy(sign_up["letter"]))
    for meta in (yaml.safe_load(text.split("---")[1]) for text in (post, faq)):
        for tag in meta["tags"]:
            tags.setdefault(tag, {"label": f"Tag {tag}", "description": "What it is about."})
    files = {"posts/tags.yml": tags, "posts/offers.yml": offers | sign_up}
    new = {"posts/authors.yml": yaml.safe_dump(authors)}  # the one author of posts without `author`
    for path, example in files.items():
        here = yaml.safe_load((site.root / path).read_text())
        for entry in here.values():
            entry.pop("default", None)  # the example has the site's default offer
        new[path] = yaml.safe_dump(here | example)
    new["posts/proof.yml"] = yaml.safe_dump(proof)
    new["docs/imprint.md"] = (ROOT / "tests/showcase/docs/imprint.md").read_text()
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


def test_readme_table_has_each_option_of_the_import() -> None:
    table = _first_column(_section(README, "## Importing a blog"))
    options = [option for cell in table for option in re.findall(r"--[a-z-]+", cell)]
    found = {name for option in import_.params for name in option.opts if name.startswith("--")}
    assert set(options) == found - {"--config-file"}


def test_readme_names_each_generator_that_is_imported() -> None:
    section = _section(README, "## Importing a blog").lower()
    assert [name for name in GENERATORS if name not in section] == []


@pytest.mark.parametrize(
    ("document", "most"), [("README.md", 450), (".github/CONTRIBUTING.md", 220)]
)
def test_document_is_short(document: str, most: int) -> None:
    lines = (ROOT / document).read_text().splitlines()
    assert len([line for line in lines if line.strip()]) <= most


@pytest.mark.parametrize(
    "document", ["README.md", ".github/CONTRIBUTING.md", "tests/bench/README.md"]
)
def test_document_links_lead_to_files(document: str) -> None:
    file = ROOT / document
    text = re.sub(r"```.*?```|`[^`\n]*`", "", file.read_text(), flags=re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if ":" not in link]
    assert [link for link in links if not (file.parent / link).exists()] == []


def test_contributing_table_has_each_package() -> None:
    cells = _first_column(_section(CONTRIBUTING, "## The house"))
    named = [name for cell in cells for name in CODE.findall(cell)]
    found = [p.stem for p in LIBRARY.iterdir() if not p.name.startswith("__")]
    assert sorted(named) == sorted(found)


def test_contributing_lists_the_folders_of_tests() -> None:
    section = _section(CONTRIBUTING, "## Tests")
    named = re.findall(r"^    (tests/\w+)/ ", section, re.MULTILINE)
    folders = [p for p in (ROOT / "tests").iterdir() if p.is_dir() and p.name[0] not in "._"]
    content_of_cases = {"tests/base_site"}
    assert {*named} == {p.relative_to(ROOT).as_posix() for p in folders} - content_of_cases


def _paths(document: str) -> list[str]:
    """Return the paths that a document names as code, from the root or within the library."""
    names = [name for code in CODE.findall(document) for name in code.split()]
    made_later = {".cache/", "site/", "docs/files/", "docs/.well-known/", "posts/proof.yml"}
    made_later.add("posts/series.yml")
    return [name for name in names if _is_path(name) and name not in made_later]


def _is_path(name: str) -> bool:
    """Tell whether a word of code is a path of a file or folder, and no address of the site."""
    pattern = r"[\w.*][\w.*/-]*(?:/|\.(?:py|html|yml|md|css|toml|txt|in))|\.ci/\w+"
    return bool(re.fullmatch(pattern, name))


def _missing(path: str) -> bool:
    """Tell whether a path is found neither from the root nor in the library or the templates."""
    found = any([*place.glob(path)] for place in (ROOT, ROOT / "overrides"))
    return not found and not any(LIBRARY.rglob(path))


@pytest.mark.parametrize(
    ("document", "least"), [(README, 10), (CONTRIBUTING, 20)], ids=["README", "CONTRIBUTING"]
)
def test_document_names_paths_that_exist(document: str, least: int) -> None:
    paths = _paths(document)
    assert len(paths) >= least
    assert [path for path in paths if _missing(path)] == []


def _members(code: ast.Module | ast.ClassDef) -> dict[str, ast.stmt]:
    """Return the names that a module or class defines."""
    members: dict[str, ast.stmt] = {}
    for node in code.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                members[name] = node
            case ast.AnnAssign(target=ast.Name(id=name)):
                members[name] = node
            case ast.Assign(targets=[ast.Name(id=name)]):
                members[name] = node
    return members


MODULES = {
    ".".join(path.relative_to(LIBRARY).with_suffix("").parts): _members(ast.parse(path.read_text()))
    for path in LIBRARY.rglob("*.py")
}
NAMES = {name: node for members in MODULES.values() for name, node in members.items()}


def _resolves(dotted: str) -> bool:
    """Tell whether a dotted name is a module of the library, or a member of one or of a class."""
    module, _, name = dotted.rpartition(".")
    owner = NAMES.get(module)
    members = _members(owner) if isinstance(owner, ast.ClassDef) else MODULES.get(module, {})
    return dotted in MODULES or name in members


def test_contributing_names_code_that_exists() -> None:
    names = [code for code in CODE.findall(CONTRIBUTING) if re.fullmatch(r"\w+(?:\.\w+)+", code)]
    elsewhere = {"tool.importlinter", "view.reviewed", "build.json"}
    dotted = [name for name in names if name not in elsewhere and not _is_path(name)]
    assert len(dotted) > 15
    assert [name for name in dotted if not _resolves(name)] == []


def test_contributing_names_parameters_that_exist() -> None:
    calls = re.findall(r"`(\w+)\((\w+(?:, \w+)*)\)`", CONTRIBUTING)
    assert len(calls) == 1
    for name, parameters in calls:
        [module] = [module for module, members in MODULES.items() if name in members]
        called = getattr(import_module(f"sitekit.{module}"), name)
        needed = [p.name for p in signature(called).parameters.values() if p.default is p.empty]
        assert needed == parameters.split(", "), name


def test_contributing_writes_words_of_the_code() -> None:
    places = [*(ROOT / "hooks").rglob("*.py"), *(ROOT / "overrides").rglob("*.html")]
    places += [ROOT / name for name in ("pyproject.toml", ".ci/run", "tests/lighthouse.py")]
    places += [*ROOT.glob(".github/*.in"), *ROOT.glob(".github/workflows/*.yml")]
    places.append(ROOT / "tests/kills/__main__.py")
    known = set(re.findall(r"\w+", " ".join(path.read_text() for path in places)))
    of_examples = {"reviewed", "lastReviewed", "tags", "json", "EDIT_SEQUENCES", "200"}
    codes = [code for code in CODE.findall(CONTRIBUTING) if code[0] != "-"]
    used = {
        word
        for code in codes
        for name in code.split()
        if not _is_path(name)
        for word in re.findall(r"\w+", name)
    }
    assert used - known - of_examples == set()


def test_readme_lists_each_of_its_sections() -> None:
    text = re.sub(r"^```.*?^```$", "", README, flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    contents = text.partition("\n## ")[0]
    slugs = [re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-") for name in headings]
    assert re.findall(r"\]\(#([\w-]+)\)", contents) == slugs
