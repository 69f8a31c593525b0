"""The pictures of 1200×630 pixels that chats and other sites show for an address."""
