"""Preview: pages for the therapist alone. Nothing here is ever published."""
