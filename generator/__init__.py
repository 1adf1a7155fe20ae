"""Handrail: goal plans in, private pages out."""

__version__ = "0.2.0"
