"""What all stages of a build use: caches, worker processes, progress, digests.

Imports `problems` and `text` only. Start with `context` (what a build passes to its stages); it
holds `store` (the cache on disk), `memo` (the cache in memory, between the rebuilds of a preview),
`workers` (processes for many pieces of work) and `progress`. `fingerprint` makes the digests that
are cache keys, `files` writes and prunes cached files, `artifacts` are files that are slow to make,
`cached_files` those of them that are cached. `garbage` says when Python looks for garbage.
"""
