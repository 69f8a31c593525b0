"""Image files, and the files that are published of them.

Imports `runtime`, `problems` and `text` only: it gets paths and values, not the library or pages.
Start with `source` (an image file, read and checked) and `renditions` (which files are published,
and their cache); `social` is about the one for chats and social sites, `raster` decodes
and encodes by means of Pillow, `svg` reads a drawing's size.
"""
