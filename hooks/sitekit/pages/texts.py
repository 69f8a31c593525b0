"""What a page says in its writers' words, ready to be shown: bodies, questions, calls to action."""

from __future__ import annotations

from dataclasses import dataclass

from sitekit.pages.views import AuthorView, DateView


@dataclass(frozen=True)
class SignUpForm:
    """The form of an offer that is a sign-up by e-mail."""

    id: str
    action: str
    """The address of the service that it sends to."""
    email_field: str
    hidden: tuple[tuple[str, str], ...]
    """Names and values of its other fields."""
    privacy: str
    """What happens to the address, as HTML."""


@dataclass(frozen=True)
class ProofView:
    """What a client said, or what was done for one, as a page shows it."""

    is_quotation: bool
    text: str
    source: str
    """Who: name, role, company."""
    date: DateView


@dataclass(frozen=True)
class CallToAction:
    """An offer as a page shows it."""

    heading: str
    text: str
    button: str
    short: str
    """The button's words where there is little room."""
    url: str
    display_url: str
    """The address without what attributes the call, for paper; of a sign-up, its own page's."""
    note: str | None
    host: str = ""
    """Whose page the button opens, if it is not this site's."""
    steps: tuple[str, ...] = ()
    """What happens when it is taken up."""
    person: AuthorView | None = None
    """Who stands behind it."""
    form: SignUpForm | None = None
    proof: ProofView | None = None


@dataclass(frozen=True)
class Segment:
    """A piece of a body: HTML, a call to action, or where the introduction ends."""

    html: str = ""
    call_to_action: CallToAction | None = None
    line: str = ""
    """The offer's sentence, as HTML."""
    ends_introduction: bool = False
    """As `markdown.tree.mark_first_sections` says where that is."""


@dataclass(frozen=True)
class ShownQuestion:
    """A question with its answer as one page shows it."""

    id: str
    title: str
    """HTML."""
    answer: str
    """HTML."""
    url: str
    """Absolute, of the question at its home, for copying."""
    home: str
    """The address of its home, where that is another page."""
    home_title: str
    home_is_article: bool


@dataclass(frozen=True)
class Texts:
    """What a page says in its writers' words, ready to be shown."""

    body: tuple[Segment, ...] = ()
    introductions: tuple[str, ...] = ()
    """Of the FAQ sets that a post shows whole, as HTML."""
    questions: tuple[ShownQuestion, ...] = ()
    line: str = ""
    """The offer's sentence after the second question of a set, as HTML."""

    @property
    def html(self) -> str:
        """The body as HTML, without calls to action."""
        return "".join(segment.html for segment in self.body)
