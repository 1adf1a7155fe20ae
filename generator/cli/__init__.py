"""Command line: what a person types and reads; a module for each command, and its work in `actions`."""
