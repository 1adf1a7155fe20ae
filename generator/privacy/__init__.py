"""Privacy: keys, links and sealing."""
