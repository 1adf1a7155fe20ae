"""Progress: from a plan to its series."""
