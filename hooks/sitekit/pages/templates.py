"""The environment of our templates: where values are escaped, and filters for addresses."""

from __future__ import annotations

import posixpath
import re
import traceback
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, lru_cache, partial
from pathlib import Path
from types import CodeType
from urllib.parse import urlsplit

from jinja2 import BytecodeCache, Environment, TemplateSyntaxError, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from sitekit.content.library import Library
from sitekit.content.loaded_files import RARE_SHEETS
from sitekit.figures.drawing import figure_of, sketch, svg
from sitekit.figures.outline import Outline
from sitekit.links.urls import Target, absolute_url, relative_path
from sitekit.pages.spec import PageSpec
from sitekit.runtime.context import BuildContext
from sitekit.runtime.fingerprint import code_digest, digest

_CLASSES = re.compile(r"""class=["']?([^"'>]*)""")
_CLASS_OF_RULE = re.compile(r"^ *\.([\w-]+)", re.MULTILINE)


class CompiledTemplates(BytecodeCache):
    """Compiled templates, in memory, for the rebuilds of a preview."""

    def __init__(self) -> None:
        self._code: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if its text has not changed."""
        bucket.code = self._code.get(f"{bucket.key} {bucket.checksum}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember a template's code."""
        if bucket.code:
            self._code[f"{bucket.key} {bucket.checksum}"] = bucket.code


def prepare(
    env: Environment,
    own: Path,
    library: Library,
    compiled: CompiledTemplates,
    context: BuildContext,
) -> None:
    """Escape in the templates of the folder `own`, and add the filters `url` and `absolute`.

    The theme's own templates escape by hand. `url` replaces the addresses of style sheets and
    scripts by those with a digest. Each template has the words of overrides/words.yml, and the
    brand with its mark and its style sheet as HTML. What is in `compiled` is not compiled again.
    `figure` and `sketch` draw the figure of an outline (`figures.drawing`). The filter
    `rare_sheets` names the style sheets of what few pages have, and this HTML has.
    """
    digest_addresses, site_url = library.digest_addresses, library.settings.site_url
    words, brand = library.words, library.brand

    @pass_context
    def url(context: Context, address: str) -> str:
        return _url(context, digest_addresses.get(address, address))

    env.bytecode_cache = compiled
    env.globals |= {"words": words, "brand": brand, "mark": _inline(brand.mark)}
    env.globals |= {"style": Markup(brand.style), "preview": library.settings.preview}  # noqa: S704
    env.autoescape = cache(lambda name: bool(name) and (own / str(name)).is_file())
    env.filters["url"] = url
    env.filters |= {"figure": partial(_figure, context), "sketch": partial(_sketch, context)}
    env.filters["rare_sheets"] = partial(_rare_sheets, _sheets_by_class(library.settings.root))
    env.filters["absolute"] = lambda address: absolute_url(site_url, Target(address))


def _sheets_by_class(root: Path) -> dict[str, str]:
    """Return the addresses of rare sheets, by the classes that their rules begin with."""
    found: dict[str, str] = {}
    for path in RARE_SHEETS:
        with suppress(OSError, UnicodeDecodeError):  # reported where it is published
            sheet = (root / path).read_text("utf-8")
            found |= dict.fromkeys(_CLASS_OF_RULE.findall(sheet), path.removeprefix("docs/"))
    return found


def _rare_sheets(by_class: Mapping[str, str], html: str) -> list[str]:
    classes = " ".join(_CLASSES.findall(html)).split()
    return sorted({by_class[name] for name in by_class.keys() & classes})


def _figure(context: BuildContext, outline: Outline, label: str, *measures: str) -> Markup:
    """Return a figure as SVG. A fresh checkout with a cache renders 1,000 posts a fifth faster."""
    key = digest(code_digest(), repr(outline), label, *measures)
    return Markup(context.cached("figures", key, lambda: svg(figure_of(outline), label, *measures)))  # noqa: S704


def _sketch(context: BuildContext, outline: Outline) -> Markup:
    """Return the sketch of a figure as SVG."""
    key = digest(code_digest(), repr(outline))
    return Markup(context.cached("sketches", key, lambda: sketch(figure_of(outline))))  # noqa: S704


def _inline(mark: str) -> Markup:
    """Return a drawing (SVG) as a part of a page, which says nothing beside the name next to it."""
    return Markup(mark.replace("<svg ", '<svg aria-hidden="true" width="26" height="26" ', 1))  # noqa: S704


def position_in_templates(error: BaseException) -> str:
    """Return the file and line of a template at which an error arose, or nothing."""
    if isinstance(error, TemplateSyntaxError):
        return f"{_shortened(error.filename or error.name or 'template')}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    of_templates = [entry for entry in frames if entry.filename.endswith((".html", ".xml"))]
    if not of_templates:
        return ""
    return f"{_shortened(of_templates[-1].filename)}:{of_templates[-1].lineno}"


def _shortened(path: str) -> str:
    """Return a template's path from the folder of templates on."""
    _, folder, inside = path.rpartition("/overrides/")
    return f"overrides/{inside}" if folder else path


def _url(context: Context, address: str) -> str:
    """Return the URL that leads from the page being rendered to an address of the site.

    The filter `url` replaces MkDocs' own, which is slower, and like it leaves URLs unchanged.
    """
    if _is_url(address):
        return address
    spec: PageSpec | None = context["spec"]
    if spec is None:  # a template of the writer's own
        return posixpath.join(context["base_url"], address)
    if spec.is_not_found_page:
        return posixpath.join(urlsplit(context["config"].site_url).path, address)
    return relative_path(address.removeprefix("./"), spec.address)  # MkDocs' home page is "./"


@lru_cache(maxsize=10_000)
def _is_url(address: str) -> bool:
    """Tell whether an address is a URL already, as those of other sites in the navigation."""
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc) or address.startswith(("/", "#"))
