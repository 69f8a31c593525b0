"""The figure of a post: a plan of its text, drawn as an architect draws the plan of a building.

A section is a room, its area in proportion to its words; its paragraphs are windows, its
subsections partitions, its tables, code, lists and pictures fittings. The questions are niches of
the last room. A dashed line is the reader's walk from the entrance to the exit, and the line below
measures the reading time.

Imports nothing of the library. Start with `outline` (what is drawn) and `plan` (how the
rooms are laid out); `walls`, `interior` and `shapes` turn a plan into strokes, `drawing` these into
SVG. `social_cards` draws the same strokes with Pillow.
"""
