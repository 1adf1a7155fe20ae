"""Measures: each measure and its scores, read from a plan."""
