"""Workspace: the folder on the disk."""
