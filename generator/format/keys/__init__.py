"""Keys: every key of a plan file, format 1, and of `handrail.yml`, each with its field, its meaning
and an example.

In: nothing. Out: records, a class for each map that a file may have. Touches nothing.
What a key means together with other keys is decided in `validate`.
"""
