"""Format: the bytes of a YAML file as a plan, or as findings."""
