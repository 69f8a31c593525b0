"""What the site's search finds, and its index."""
