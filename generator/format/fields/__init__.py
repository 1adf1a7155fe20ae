"""Fields: how the node of one field becomes a value, or a finding that says what to change.

In: nodes of a parsed file. Out: typed values and, in the `Report`, every finding. Touches nothing.
Types come from the field, never from the scalar: a text field takes the text as written (`01274`,
`no`, `1.10`), only number fields read numbers, only date fields read dates, quoted or not.
"""
