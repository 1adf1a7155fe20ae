"""Builder: from plans to `site/`."""
