"""Merging: two versions of a plan as one, by what they mean."""
