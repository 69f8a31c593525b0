"""Image files and the renditions that are published of them."""
