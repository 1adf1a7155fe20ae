"""Publish: what leaves the computer, and what is called back."""
