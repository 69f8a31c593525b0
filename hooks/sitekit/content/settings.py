"""The settings of a build: where, when, for whom, and how Markdown is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from sitekit.content.config_file import ConfigFile
from sitekit.content.loaded_files import LOADED
from sitekit.content.site_metadata import SiteMetadata, metadata_fault
from sitekit.content.site_url import SiteUrlError, normal_site_url
from sitekit.front_matter.words import Words
from sitekit.markdown.notes import NOTES
from sitekit.problems import Problem
from sitekit.text import did_you_mean

_NO_FILE = ConfigFile()


class SettingsError(Exception):
    """What is missing or wrong in mkdocs.yml or the environment, a line for each."""

    def __init__(self, *problems: Problem | str) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def clock(environment: Mapping[str, str]) -> datetime:
    """Return the build's moment: `SOURCE_DATE_EPOCH` (reproducible-builds.org), else now.

    Raises SettingsError for an epoch that is no number of seconds.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        message = "SOURCE_DATE_EPOCH must be a number of seconds since 1970."
        raise SettingsError(message) from None


def time_zone(name: object, file: ConfigFile = _NO_FILE) -> tzinfo:
    """Return the zone of this name. Raises SettingsError if there is none."""
    try:
        return ZoneInfo(str(name or ""))
    except (ValueError, OSError, KeyError):  # KeyError: no such zone; OSError: a folder's name
        message = "must name a zone, such as Europe/Berlin."
        raise SettingsError(file.problem(("extra", "timezone"), message)) from None


def site_metadata(settings: Mapping[str, Any], file: ConfigFile = _NO_FILE) -> SiteMetadata:
    """Return the site's metadata. Raises SettingsError with a line for each key that is wrong."""
    keys = {*SiteMetadata.model_fields, "timezone"}
    wrong = [
        file.problem(("extra", key), f"is no key here.{did_you_mean(key, keys)}")
        for key in sorted(settings.keys() - keys)
    ]
    try:
        metadata = SiteMetadata.model_validate(settings)
    except ValidationError as error:
        wrong += [
            file.problem(_keys_of(details["loc"]), metadata_fault(details))
            for details in error.errors(include_url=False)
        ]
    if wrong:
        raise SettingsError(*sorted(wrong))
    return metadata


def _keys_of(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the keys at which a value is in mkdocs.yml."""
    return loc if str(loc[0]).startswith("site_") else ("extra", *loc)


def _refused(config: Mapping[str, Any], root: Path, file: ConfigFile) -> Iterator[Problem]:
    """Yield settings that are given twice, and those of MkDocs that this site has no use for."""
    yield from file.repeated_keys()
    if config.get("use_directory_urls") is False:
        message = "must be true: each page is a folder here, /about/. Remove the line."
        yield file.problem(("use_directory_urls",), message)
    if Path(config.get("docs_dir") or root / "docs").resolve() != (root / "docs").resolve():
        yield file.problem(("docs_dir",), "must be docs. Remove the line.")
    for key in ("exclude_docs", "draft_docs"):
        if config.get(key):
            message = "is not used here. Write `draft: true` in the page, or move the file."
            yield file.problem((key,), message)


def _all(*makers: Callable[[], Any], refused: tuple[Problem, ...]) -> list[Any]:
    """Return what each function makes. Raises SettingsError with all that is wrong."""
    made, problems = [], list[Problem | str](refused)
    for make in makers:
        try:
            made.append(make())
        except SettingsError as error:
            problems += error.problems
    if problems:
        raise SettingsError(*problems)
    return made


def _site_url(config: Mapping[str, Any], environment: Mapping[str, str], file: ConfigFile) -> str:
    """Return the site's address as written, which in a preview `config` has not."""
    written = file.text("site_url", environment) or str(config["site_url"] or "")
    try:
        return normal_site_url(written)
    except SiteUrlError as error:
        is_given = environment.get("SITE_URL") == written and written
        source = " It comes from the environment variable SITE_URL." if is_given else ""
        raise SettingsError(file.problem(("site_url",), f"{error}{source}")) from None


@dataclass(frozen=True)
class Settings:
    """The settings of one build."""

    root: Path
    """The folder that holds posts/, faq/ and docs/."""
    now: datetime
    timezone: tzinfo
    site_url: str
    """Absolute, with a trailing slash."""
    metadata: SiteMetadata
    preview: bool = False
    """Whether drafts, scheduled and expired posts are shown."""
    extensions: Sequence[str] = ()
    extension_configs: Mapping[str, Any] = field(default_factory=dict)
    page_size: int = 10
    nav: tuple[tuple[str, int], ...] = ()
    """The files and addresses that the navigation names, each with its line in mkdocs.yml."""
    config_name: str = "mkdocs.yml"
    """The name of the file of settings."""
    own_files: tuple[str, ...] = ()
    """The files of docs/ that the settings name: templates and the logo."""
    sheets_and_scripts: frozenset[str] = frozenset(LOADED)
    """The style sheets and scripts of every page, whose addresses carry a digest."""
    other_cache: Path | None = None
    """The cache folder, if not the usual one."""

    @classmethod
    def from_config(
        cls,
        root: Path,
        config: Mapping[str, Any],
        environment: Mapping[str, str],
        *,
        preview: bool,
    ) -> Settings:
        """Return the settings in mkdocs.yml, as MkDocs has read it, and in the environment.

        Raises SettingsError.
        """
        file = ConfigFile.read(Path(config.get("config_file_path") or root / "mkdocs.yml"))
        extra: Mapping[str, Any] = config.get("extra") or {}
        site = {key: config[key] for key in ("site_name", "site_description")}
        site_url, zone, metadata = _all(
            lambda: _site_url(config, environment, file),
            lambda: time_zone(extra.get("timezone"), file),
            lambda: site_metadata({**extra, **site}, file),
            refused=tuple(_refused(config, root, file)),
        )
        loaded = [*config.get("extra_css", ()), *config.get("extra_javascript", ())]
        return cls(
            root=root,
            now=clock(environment),
            timezone=zone,
            site_url=config["site_url"] if preview else site_url,
            metadata=metadata,
            own_files=(f"docs/{metadata.logo}", *config.get("extra_templates", ())),
            sheets_and_scripts=frozenset([*LOADED, *(f"docs/{name}" for name in loaded)]),
            nav=tuple(file.texts_below("nav")),
            config_name=file.name,
            preview=preview,
            extensions=config["markdown_extensions"],
            extension_configs=config["mdx_configs"],
        )

    def markdown_configs(self, words: Words) -> dict[str, Any]:
        """Return the settings of Markdown's extensions, with the words that these add."""
        own = {
            "toc": {"permalink_title": words.section_link},
            "footnotes": {"BACKLINK_TITLE": words.footnote_back.format(n="{}")},
            NOTES: words.notes,
        }
        given = self.extension_configs
        return {**given, **{name: {**own[name], **given.get(name, {})} for name in own}}

    @property
    def cache(self) -> Path:
        """The cache folder, which may be deleted at any time."""
        return self.other_cache or self.root / ".cache"
