"""All that knows MkDocs: `builds` (a build's events), `pages` (its files), `preview` (its server).

Hooks and the command import from here; nothing else imports MkDocs. The package may import every
other but `cli`. Start reading with `builds.begin` and `builds.finish`.
"""
