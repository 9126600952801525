"""One function a question: a connection and bound values in, frozen records out. ``Reader`` is their only caller."""
