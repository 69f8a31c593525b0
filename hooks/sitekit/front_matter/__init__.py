"""The keys of front matter and data files: parsing, types, validation, the line of each problem.

May import `problems` and `text` alone. Start at `models` and `data_models`, which list every
key of every kind of file; `validation.validate` turns a parsed mapping into a model or into
problems.
"""
