"""The verb `new`: a post, a FAQ set, a tag, an author or an offer, in its place."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from sitekit.cli.reading import checked
from sitekit.creation.create import create
from sitekit.creation.plans import CreationError, NewText, Plan, entry, faq_set, post
from sitekit.mkdocs_adapter import builds
from sitekit.site import Site

F = TypeVar("F", bound=Callable[..., Any])


class _RefusedError(click.ClickException):
    exit_code = 2


@click.group()
def new() -> None:
    """Begin a post, a FAQ set, a tag, an author or an offer.

    What is needed and not given is asked for on a terminal. Nothing is ever overwritten.
    """


def _shared(command: F) -> F:
    """Add the options that every kind has."""
    for option in (
        click.option("--edit", is_flag=True, help="Open the file in $VISUAL or $EDITOR."),
        click.option("--slug", default="", help="The name in the address, or the entry's id."),
        click.option("-f", "--config-file", help="The site's mkdocs.yml, by default the one here."),
    ):
        command = option(command)
    return command


def _of_texts(command: F) -> F:
    """Add the options of posts and FAQ sets."""
    for option in (
        click.option("--draft", is_flag=True, help="Do not publish it yet."),
        click.option("--text", default="", help="The text, - for standard input; none: a draft."),
        click.option("--tag", "tags", multiple=True, help="A tag's id; may be repeated."),
        click.option("--description", default="", help="What search results say of it."),
    ):
        command = option(command)
    return _shared(command)


@new.command("post")
@click.argument("title")
@click.option("--author", default="", help="An author's id, where there are several.")
@_of_texts
def new_post(title: str, author: str, **given: Any) -> None:
    """Begin the post TITLE in posts/, dated today."""
    site = _site(given)
    library = site.library
    text = _text(site, title, given)
    if not author and len(library.authors) > 1:
        author = _asked("author", "Author", list(library.authors))
    _write(site, lambda: post(library, text, author), given)


@new.command("faq")
@click.argument("title")
@_of_texts
def new_faq(title: str, **given: Any) -> None:
    """Begin the FAQ set TITLE in faq/."""
    site = _site(given)
    text = _text(site, title, given, needs_tags=False)
    _write(site, lambda: faq_set(site.library, text), given)


@new.command("tag")
@click.argument("label")
@click.option("--description", default="", help="What its page says of it.")
@click.option("--offer", default="", help="The id of the offer that its posts show.")
@_shared
def new_tag(label: str, description: str, offer: str, **given: Any) -> None:
    """Add the tag LABEL to posts/tags.yml."""
    description = description or _asked("description", "Description")
    _add("tag", {"label": label, "description": description, "offer": offer}, given)


@new.command("author")
@click.argument("name")
@click.option("--role", default="", help="What they are, such as Founder.")
@click.option("--bio", default="", help="A sentence or two about them.")
@click.option("--url", default="", help="Their website.")
@_shared
def new_author(name: str, role: str, bio: str, url: str, **given: Any) -> None:
    """Add the author NAME to posts/authors.yml."""
    _add("author", {"name": name, "role": role, "bio": bio, "url": url}, given)


@new.command("offer")
@click.argument("heading")
@click.option("--words", "text", default="", help="What is offered, in a sentence or two.")
@click.option("--button", default="", help="The words of its button.")
@click.option("--url", default="", help="Where it is booked.")
@click.option("--note", default="", help="What stands below the button.")
@_shared
def new_offer(heading: str, text: str, button: str, url: str, note: str, **given: Any) -> None:
    """Add the offer HEADING to posts/offers.yml; the first one is the default."""
    values = {
        "heading": heading,
        "text": text or _asked("words", "What is offered"),
        "button": button or _asked("button", "The button's words"),
        "url": url or _asked("url", "Where it is booked"),
        "note": note,
    }
    _add("offer", values, given)


def _site(given: Mapping[str, Any]) -> Site:
    return checked(builds.settings_of(builds.read_config(given["config_file"]), preview=False))


def _text(site: Site, title: str, given: Mapping[str, Any], *, needs_tags: bool = True) -> NewText:
    description, tags, text = given["description"], given["tags"], given["text"]
    if text == "-":
        text = sys.stdin.read()
    elif not description or (needs_tags and not tags):
        description = description or _asked("description", "Description")
        if needs_tags and not tags and site.library.tags:
            tags = (_asked("tag", "Tag", list(site.library.tags)),)
    return NewText(title, description, tags, text.strip(), given["slug"], given["draft"])


def _asked(option: str, question: str, choices: list[str] | None = None) -> str:
    """Ask on a terminal for what an option would say; elsewhere, end with what is missing."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        ids = f" (one of {', '.join(choices)})" if choices else ""
        raise click.UsageError(f"Nothing to ask on here: give --{option}{ids}.")
    kind = click.Choice(choices) if choices else None
    return str(click.prompt(question, type=kind, err=True)).strip()


def _add(kind: str, values: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    site = _site(given)
    if kind == "offer" and not site.library.offers:
        values = {**values, "default": True}
    _write(site, lambda: entry(site.library, kind, values, given["slug"]), given)


def _write(site: Site, plan: Callable[[], Plan], given: Mapping[str, Any]) -> None:
    try:
        path = create(site, plan())
    except CreationError as error:
        raise _RefusedError(str(error)) from None
    click.echo(path)
    if given["edit"]:
        click.edit(filename=str(site.library.settings.root / path))
