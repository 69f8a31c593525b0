"""What is wrong, or worth a look, across files."""
