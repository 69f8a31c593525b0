"""The benchmark: build times and memory of our site compared with those of other generators.

All contenders publish the same generated posts. `corpus` and `prose` generate them from
`vocabulary.yml`, `sources` writes them as each generator reads them, `contenders` lays out the
sites (Hugo's layouts are in `hugo/`), `rounds` runs the builds, `measure` times one of them,
`preview` times `mkdocs serve`, `report` formats the tables. `command` is the place to start
reading; the method and the results are in README.md.

It may import `sitekit.text`; nothing in `sitekit` imports it.
"""
