"""Advice: what could be clearer in a plan, and what a person should look at."""
