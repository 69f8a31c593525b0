"""All that knows MkDocs: `builds` (a build's events), `pages` (its files), `preview` (its server).

Hooks and the command import from here; nothing else imports MkDocs. The package may import every
other but `cli`. Start reading with `builds.begin` and `builds.finish`.
"""

from importlib.util import find_spec

if find_spec("mkdocs") is None:  # ProperDocs alone: alias mkdocs.* to it, as its own command does
    import properdocs.replacement  # noqa: F401
