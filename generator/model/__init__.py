"""Model: what a plan is."""
