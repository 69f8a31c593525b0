"""Pages as values: what each shows."""
