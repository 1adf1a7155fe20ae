"""Render: from words and figures to HTML."""
