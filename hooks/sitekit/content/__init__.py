"""Files become valid entries, and entries a library."""
