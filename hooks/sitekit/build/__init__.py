"""One build: `build` (its state), `output` and `manifest` (what is published), `cache_keys`.

Beside them `session` (what a preview keeps in memory), `staging` and `debounce`. May import `site`
and what is below it; MkDocs' adapter alone imports this. Start reading with `output`.
"""
