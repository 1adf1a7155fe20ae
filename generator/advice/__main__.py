"""Prints the page of all rules: `python -m generator.advice > docs/advice.md`."""

import sys

from generator.advice.rules import rules_as_markdown

if __name__ == "__main__":
    sys.stdout.write(rules_as_markdown())
