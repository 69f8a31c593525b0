"""YAML keys and values, validated, with the line of each."""
