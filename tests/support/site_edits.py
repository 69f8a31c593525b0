"""Every kind of edit of the site that has one of everything (`warm_builds`), by its name."""

from __future__ import annotations

from support.content import post
from support.edits import (
    Edit,
    add_front_matter,
    all_of,
    png,
    replace_text,
    set_day,
    set_nav,
    set_url,
    write_file,
)
from support.warm_builds import (
    ALONE,
    AUTHORS,
    FIRST,
    MKDOCS,
    OFFERS,
    OLDEST,
    PAGED,
    SECOND,
    SHARED,
    SMALL,
    TAGS,
    faq_set,
)

EDITS: dict[str, Edit] = {
    "site_name": replace_text(MKDOCS, "site_name: Engine Works", "site_name: Another Name"),
    "site_description": replace_text(MKDOCS, "A small site", "Leadership"),
    "copyright": replace_text(MKDOCS, "copyright: ©", "copyright: Copyright"),
    "profiles": replace_text(MKDOCS, "label: Forum", "label: The Forum"),
    "locale": replace_text(MKDOCS, "  timezone:", "  locale: de_DE\n  timezone:"),
    "logo": replace_text(MKDOCS, "  timezone:", "  logo: assets/icon-192.png\n  timezone:"),
    "language": replace_text(MKDOCS, "  timezone:", "  language: de\n  timezone:"),
    "training_crawlers": replace_text(
        MKDOCS, "training_crawlers: true", "training_crawlers: false"
    ),
    "feed_authority": replace_text(MKDOCS, ".example,2026", ".com,2025"),
    "figures": replace_text(MKDOCS, "  timezone:", "  figures: false\n  timezone:"),
    "search": replace_text(MKDOCS, "  timezone:", "  search: false\n  timezone:"),
    "order of the navigation": set_nav("nav:\n  - docs/about.md\n  - docs/index.md\n"),
    "section in the navigation": replace_text(
        MKDOCS, "- docs/about.md", "- More:\n    - docs/about.md"
    ),
    "no navigation": set_nav(""),
    "extra_css": replace_text(
        MKDOCS, "markdown_extensions:", "extra_css: [assets/more.css]\nmarkdown_extensions:"
    ),
    "day after a post has expired": set_day(6, 5),
    "day on which a post is published": set_day(6, 10),
    "day after an offer has begun": set_day(6, 3),
    "address of the publisher": replace_text(
        MKDOCS, "  training", "  address: {street: A 1, city: B, country: DE}\n  training"
    ),
    "services of a page": all_of(
        add_front_matter("docs/about.md", "services: [we]"),
        replace_text("docs/about.md", "\nUs.", "\n## We\n\nAll of us."),
    ),
    "site_url": set_url("https://example.org/below/"),
    "time zone": replace_text(MKDOCS, "Europe/Berlin", "America/New_York"),
    "option of a Markdown extension": replace_text(MKDOCS, "permalink: true", "permalink: false"),
    "Markdown extension": replace_text(MKDOCS, "  - abbr\n", ""),
    "hook left out": replace_text(MKDOCS, "  - hooks/structured_data.py\n", ""),
    "label of a tag": replace_text(TAGS, "label: C++", "label: C plus plus"),
    "description of a tag": replace_text(TAGS, "The language.", "A language."),
    "alias of a tag": replace_text(TAGS, "aliases: [strategy]", "aliases: [strategies]"),
    "offer of a tag": replace_text(TAGS, "  offer: workshop", "  offer: call"),
    "tag added": replace_text(
        TAGS, "cpp:\n", "rust:\n  label: Rust\n  description: A third.\ncpp:\n"
    ),
    "title of a series": replace_text("posts/series.yml", "Engines from", "Motors from"),
    "alias of a series": replace_text("posts/series.yml", "[motors]", "[motors, trains]"),
    "series of a single part": replace_text(FIRST, "series: engines\n", ""),
    "order of a series": replace_text(SECOND, "series: motors", "series: motors\npart: 1"),
    "title of a part": replace_text(FIRST, "title: The first", "title: The opening"),
    "bio of an author": replace_text(AUTHORS, "Writes about engines.", "Wrote about engines."),
    "name of an author": replace_text(AUTHORS, "Ada Byron", "Ada Lovelace"),
    "employer of an author": replace_text(AUTHORS, "  bio:", "  works_for: Engines\n  bio:"),
    "picture of an author": write_file("posts/ada.png", png("navy", 420, 200)),
    "size of an author's picture": write_file("posts/ada.png", png("blue", 300, 200)),
    "author without a picture": replace_text(AUTHORS, "  picture: ada.png\n", ""),
    "text of an offer": replace_text(OFFERS, "Thirty minutes, free.", "An hour, free."),
    "address of an offer": replace_text(OFFERS, "book.example/call", "book.example/talk"),
    "line of an offer": replace_text(OFFERS, "If this is your problem", "If this is yours"),
    "address of a sign-up": replace_text(OFFERS, "letters.example", "news.example"),
    "words of proof": replace_text("posts/proof.yml", "in a month", "in a year"),
    "permission withdrawn": replace_text(
        "posts/proof.yml", "  permission: by e-mail, 2026-04-02\n", ""
    ),
    "no proof": write_file("posts/proof.yml", None),
    "default offer": all_of(
        replace_text(OFFERS, "  default: true\n", ""),
        replace_text(OFFERS, "workshop:", "workshop:\n  default: true"),
    ),
    "template of posts": replace_text(
        "overrides/post.html", "words.common_questions ", "words.questions "
    ),
    "template of all pages": replace_text("overrides/main.html", "words.skip ", "words.menu "),
    "template of feeds": replace_text(
        "overrides/formats/atom.html", "<entry>", "<!-- x --><entry>"
    ),
    "template of search entries": replace_text(
        "overrides/formats/search-entry.html", "{{", "found {{"
    ),
    "template of the sitemap": replace_text(
        "overrides/formats/sitemap.html", "<url>", "<!-- x --><url>"
    ),
    "macro": replace_text(
        "overrides/partials/macros.html", " · {{ words.minutes", " – {{ words.minutes"
    ),
    "template that is new": all_of(
        write_file("overrides/partials/new.html", "new"),
        replace_text(
            "overrides/main.html",
            "{{ words.skip",
            '{% include "partials/new.html" %} {{ words.skip',
        ),
    ),
    "icon in overrides": write_file("overrides/.icons/material/menu.svg", "<svg></svg>"),
    "style sheet": replace_text("overrides/site.css", "--gap: 1.5rem", "--gap: 1.4rem"),
    "color of cards": replace_text("overrides/site.css", "--slate: #142033", "--slate: #152033"),
    "mark": replace_text("docs/assets/favicon.svg", "5aa2e6", "5aa2e7"),
    "words": replace_text("overrides/words.yml", "home: Home", "home: Start"),
    "file in docs": write_file("docs/files/file.txt", "more"),
    "picture in a text": write_file("posts/pictured/screen.png", png("olive", 420, 200)),
    "size of a picture": write_file("posts/pictured/screen.png", png("green", 300, 200)),
    "picture in front matter": write_file("posts/pictured/front.png", png("orange", 640, 330)),
    "picture that gives way to a card": write_file(
        "posts/pictured/front.png", png("red", 420, 200)
    ),
    "text for a picture": replace_text(
        "posts/pictured.md", "image_alt: A field", "image_alt: A meadow"
    ),
    "drawing": replace_text("posts/second/dot.svg", "0 0 9 9", "0 0 9 8"),
    "picture added to a text": replace_text(SMALL, "\nWords.", "\n![A dot](second/dot.svg)"),
    "body": replace_text(FIRST, "Opening words.", "Opening lines."),
    "reading time": replace_text(SECOND, "More words", "More words" + 300 * " and more"),
    "answer shown on a post": replace_text(ALONE, "One post does.", "One post alone."),
    "answer of a set with its own page": replace_text(SHARED, "The rest.", "What is left."),
    "answer shown elsewhere": replace_text(SHARED, "This, see", "This one, see"),
    "introduction of a set": replace_text(SHARED, "A word before", "Words before"),
    "title of a set": replace_text(SHARED, "Questions of the site", "Questions of this site"),
    "description of a set": replace_text(SHARED, "A set with a page", "A set with its page"),
    "title of a set on a post": replace_text(ALONE, "Questions of one post", "Questions of a post"),
    "answer with a page of its own": replace_text(PAGED, "With a drawing.", "With a model."),
    "question with a page of its own": replace_text(PAGED, "*begun*", "made"),
    "id of a question with a page of its own": replace_text(
        PAGED, "{#begun aliases=started}", "{#start aliases=begun}"
    ),
    "pages of questions": add_front_matter(SHARED, "question_pages: true"),
    "no pages of questions": replace_text(PAGED, "question_pages: true\n", ""),
    "title of a set whose questions have pages": replace_text(
        PAGED, "Questions with", "Answers with"
    ),
    "question, so that ids in its answer change": replace_text(
        SHARED, "## What is not?", "## What is never shared?"
    ),
    "words of a question": replace_text(SHARED, "## What is *shared*?", "## What is *common*?"),
    "order of sets": add_front_matter(SHARED, "order: 1"),
    "tags of a set": replace_text(SHARED, "tags: [ai-strategy]", "tags: [cpp]"),
    "updated set": add_front_matter(ALONE, "updated: 2026-05-20"),
    "set published": replace_text("faq/draft.md", "draft: true\n", ""),
    "set on a second post, so that it gets a page of its own": add_front_matter(
        SMALL, "faq: alone"
    ),
    "set shown whole on one post, so that its page goes": add_front_matter(SMALL, "faq: shared"),
    "set no longer on a second post, so that its page goes": replace_text(
        "posts/small-1.md", "faq: twice\n", ""
    ),
    "title of a post that shows a set with a page of its own": replace_text(
        "posts/small-1.md", "title: Small 1", "title: Middling"
    ),
    "new set": write_file("faq/new.md", faq_set("new")),
    "title": replace_text(SMALL, "title: Small 3", "title: Middling"),
    "title of a related post": replace_text(SECOND, "title: The second", "title: The other"),
    "description": replace_text(SECOND, "A description of", "Some words on"),
    "time of publication": replace_text(SECOND, "T09:30", "T10:30"),
    "date, so that neighbors change": replace_text(SMALL, "2026-02-04", "2026-05-20"),
    "updated": add_front_matter(SMALL, "updated: 2026-05-20"),
    "updated, of the newest post": add_front_matter("posts/ending.md", "updated: 2026-06-20"),
    "tags": replace_text(SECOND, "tags: [ai-strategy, c-sharp]", "tags: [c-sharp]"),
    "tags of a post on the second page of the listing": replace_text(
        OLDEST, "tags: [cpp]", "tags: [c-sharp]"
    ),
    "slug of a post in the navigation": add_front_matter("posts/small-4.md", "slug: moved"),
    "slug of the home of a question that another post shows": add_front_matter(
        FIRST, "slug: moved"
    ),
    "title of the home of a question that another post shows": replace_text(
        FIRST, "title: The first", "title: The opening"
    ),
    "slug of a post without pictures": add_front_matter(SMALL, "slug: moved"),
    "slug, so that links move": all_of(
        add_front_matter(SECOND, "slug: moved"),
        replace_text("posts/pictured.md", "[second]", "[moved]"),
    ),
    "folder, so that pictures move": all_of(
        write_file("posts/third/index.md", post("Third", body="![A dot](dot.svg)")),
        write_file("posts/third/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ),
    "alias added": add_front_matter(SECOND, "aliases: [/old/second/]"),
    "alias removed": replace_text(FIRST, "aliases: [/old/first/]\n", ""),
    "post made a draft": add_front_matter(SMALL, "draft: true"),
    "draft published": replace_text("posts/draft.md", "draft: true\n", ""),
    "noindex": add_front_matter(FIRST, "noindex: true"),
    "canonical": add_front_matter(FIRST, "canonical: https://other.example/first/"),
    "no offer": add_front_matter(FIRST, "cta: false"),
    "another offer": add_front_matter(SMALL, "cta: workshop"),
    "related": add_front_matter(FIRST, "related: [small-2]"),
    "expired by an edit": add_front_matter(SMALL, "expires: 2026-05-20"),
    "new post, so that a topic gets a second page": write_file("posts/new.md", post("New")),
    "older post, so that a topic gets a second page": write_file(
        "posts/older.md", post("Older", "2025-12-01")
    ),
    "oldest post deleted, so that the listing loses its second page": write_file(OLDEST, None),
    "post deleted": write_file(SMALL, None),
    "posts deleted, so that a topic has none": all_of(
        write_file("posts/small-0.md", None), replace_text(SECOND, ", c-sharp]", "]")
    ),
    "page in docs": replace_text("docs/about.md", "Us.", "All of us."),
    "title of a page in docs": replace_text("docs/about.md", "title: About", "title: About us"),
    "page in docs with a name in the navigation": add_front_matter(
        "docs/about.md", "nav_title: We"
    ),
    "noindex in docs": add_front_matter("docs/about.md", "noindex: true"),
    "draft in docs, in the navigation": all_of(
        add_front_matter("docs/about.md", "draft: true"),
        replace_text("mkdocs.yml", "  - docs/about.md\n", ""),
        replace_text("posts/offers.yml", "../docs/about.md", "../docs/index.md"),
    ),
    "expired page in docs, in the navigation": add_front_matter(
        "docs/about.md", "expires: 2026-05-01"
    ),
    "canonical in docs": add_front_matter("docs/about.md", "canonical: https://e.example/"),
    "lead of the home page": add_front_matter("docs/index.md", "lead: Some more words"),
    "expired set": add_front_matter("faq/shared.md", "expires: 2026-05-01"),
    "noindex of a set": add_front_matter("faq/shared.md", "noindex: true"),
    "canonical of a set": add_front_matter("faq/shared.md", "canonical: https://e.example/"),
    "end of the default offer": replace_text(
        "posts/offers.yml", "default: true", "default: true\n  until: 2026-05-01"
    ),
    "new page in docs": write_file(
        "docs/more.md", "---\ntitle: More\ndescription: D\n---\nMore.\n"
    ),
    "headline of the home page": add_front_matter("docs/index.md", "headline: Another headline"),
    "heading renamed, and its links": all_of(
        replace_text(FIRST, "## A section", "## A part"),
        replace_text("docs/index.md", "#a-section", "#a-part"),
        replace_text("posts/pictured.md", "#a-section", "#a-part"),
    ),
    "many files at once": all_of(
        replace_text(FIRST, "Opening words.", "Opening lines."),
        write_file("posts/new.md", post("New", more="faq: alone\n")),
        write_file("posts/small-1.md", None),
        replace_text(TAGS, "label: C++", "label: C plus plus"),
    ),
}
