"""Validate: from the tree of a file to a plan, with every finding at once."""
