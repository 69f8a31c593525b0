"""What several tests share: sites, content, builds, previews, images, walks over what was built."""
