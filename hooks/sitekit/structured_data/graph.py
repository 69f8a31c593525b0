"""One graph a page: flat nodes that refer to each other, saying what the page says.

After the design that Yoast documents: https://developer.yoast.com/features/schema/. A node whose
required part is missing is left out, and with it every reference to it.
"""

from __future__ import annotations

from typing import Any

from sitekit.content.models import Author, Doc, Post, Series
from sitekit.markdown.openings import opening_paragraphs
from sitekit.pages.composer import Composer
from sitekit.pages.spec import PageSpec
from sitekit.pages.view_builders import pixels_of, series_link
from sitekit.pages.views import Picture, PostView, SeriesPageView
from sitekit.structured_data import nodes
from sitekit.structured_data.nodes import Node, ref


def graph(spec: PageSpec, composer: Composer) -> dict[str, Any]:
    """Return the page's JSON-LD document (JSON-LD 1.1, §4.9 Graph Objects)."""
    return {"@context": "https://schema.org", "@graph": _Graph(spec, composer).nodes()}


class _Graph:
    def __init__(self, spec: PageSpec, composer: Composer) -> None:
        self.library, self.spec, self.composer = composer.library, spec, composer
        self.root = self.composer.absolute("")
        self.page = self.composer.absolute(spec.address)
        self.found: dict[str, Node] = {}

    def _add(self, node: Node) -> Node:
        """Put a node into the graph, once, and return a reference to it."""
        self.found.setdefault(node["@id"], node)
        return ref(node["@id"])

    def nodes(self) -> list[Node]:
        """Return all nodes of the page, the page's own first."""
        metadata = self.library.settings.metadata
        page = self._page()
        logo = Picture(metadata.logo, 512, 512, metadata.site_name)
        self._image(f"{self.root}#logo", logo)
        self._add(nodes.website(metadata, self.root))
        self._add(nodes.organization(metadata, self.root))
        if metadata.address:
            self._add(nodes.postal_address(metadata.address, self.root))
        return [page, *self.found.values()]

    def _page(self) -> Node:
        spec, entry = self.spec, self.spec.entry
        questions, breadcrumb, booked = self._questions(), None, None
        if len(spec.breadcrumbs) > 1:
            absolute = self.composer.absolute
            breadcrumb = self._add(nodes.breadcrumb(self.page, spec.breadcrumbs, absolute))
        image = self._primary_image()
        if isinstance(entry, Post):
            self._article(entry, image)
        person = None
        if isinstance(entry, Author) and spec.type == "ProfilePage":
            person = self._person(entry)
        series = self._series(entry, spec.view) if isinstance(entry, Series) else None
        offer = self.composer.offer
        offered = offer if isinstance(entry, Doc) and entry.offers_service else None
        if offered and offered.meta.url:
            booked = self._add(nodes.booked_service(self.root, offered))
        facts = {
            "breadcrumb": breadcrumb,
            "primaryImageOfPage": image,
            "about": self._services(entry) if isinstance(entry, Doc) else None,
            "mentions": booked,
            "potentialAction": nodes.subscribe(self.composer, offered) if offered else None,
            "mainEntity": questions or person or series,
        }
        language = self.library.settings.metadata.language
        return nodes.webpage(spec, self.page, self.root, language, facts)

    def _primary_image(self) -> Node | None:
        picture = self.spec.picture
        return self._image(f"{self.page}#primaryimage", picture) if picture else None

    def _image(self, identifier: str, picture: Picture) -> Node:
        url = self.composer.absolute(picture.address)
        return self._add(nodes.image(identifier, url, picture))

    def _article(self, post: Post, image: Node | None) -> None:
        facts: dict[str, Any] = {
            "author": [self._person(author) for author in self.library.authors_of(post)],
            "publisher": ref(f"{self.root}#organization"),
            "image": image,
        }
        view = self.spec.view
        if isinstance(view, PostView) and view.series:
            series = self._add(nodes.series(view.series.link, self.composer.absolute))
            facts |= {"isPartOf": [ref(self.page), series], "position": view.series.number}
        self._add(nodes.article(post, self.page, self.composer, facts))

    def _series(self, series: Series, view: SeriesPageView) -> Node:
        absolute = self.composer.absolute
        numbered = enumerate(view.posts, start=1)
        parts = [nodes.part(card, position, absolute) for position, card in numbered]
        link, about = series_link(series), series.meta.description
        return self._add(nodes.series(link, absolute, description=about, hasPart=parts))

    def _person(self, author: Author) -> Node:
        page = self.composer.absolute(author.address)
        picture = pixels_of(self.library, author.picture_path, author.meta.name)
        facts = {
            "worksFor": self._employer(author.meta.works_for, page),
            "image": self._image(f"{page}#portrait", picture) if picture else None,
        }
        return self._add(nodes.person(author, page, facts))

    def _employer(self, name: str | None, page: str) -> Node | None:
        if name == self.library.settings.metadata.site_name:
            return ref(f"{self.root}#organization")
        return self._add(nodes.employer(name, page)) if name else None

    def _services(self, doc: Doc) -> list[Node]:
        """Return the services that a page describes, a section each."""
        openings = opening_paragraphs(doc.body.parts) if doc.meta.services else {}
        services = []
        for section in doc.body.headings:
            if section.id in doc.meta.services:
                here = self.composer.absolute(doc.address, section.id)
                words = openings.get(section.id, "")
                services.append(self._add(nodes.section_service(here, section, words, self.root)))
        return services

    def _questions(self) -> list[Node]:
        return [
            self._add(nodes.question(self.composer, faq_set, question))
            for faq_set, question in self.composer.questions
            if self.composer.is_home_of(faq_set, question)
        ]
