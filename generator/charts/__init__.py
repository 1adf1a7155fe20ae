"""Charts: from words and numbers to figures."""
