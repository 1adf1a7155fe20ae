"""Editing: changes to a plan file that keep every other byte."""
