"""The site's search: which texts it finds, and the index that browsers search.

Imports `content`, `markdown` and `runtime`. Start reading at `index`.
"""
