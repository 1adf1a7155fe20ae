"""History: what became of a plan from one version to the next, in sentences; for the terminal, never for a page."""
