"""The schema.org graph of each page."""
