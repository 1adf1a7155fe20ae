"""Text: languages, and words that are safe on a page."""
