"""Measures: the words of each measure."""
