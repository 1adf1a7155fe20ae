"""Scaffold: new workspaces and new plans."""
