"""One build: whether something is rebuilt, and how it is published."""
