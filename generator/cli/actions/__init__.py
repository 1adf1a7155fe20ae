"""Actions: what each command does once its options are read; loaded when it is to be done."""
