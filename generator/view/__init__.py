"""View: from a plan and its series to words."""
