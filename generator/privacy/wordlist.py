"""Word list: the 1,024 English words that a page in words mode opens with.

In: `words.txt`, a word a line. Out: `WORDS`, in alphabetical order.
Reads that file of the package, nothing else.

Part of format HR1: a changed word changes what people have written down, so the list stays as it is
from the first release on. Chosen by hand, to be read out over a telephone, written on a card and
kept on a kitchen table:

- 3 to 7 letters, common, none of them a letter or an exchange of neighbours away from another, no
  two that sound alike, none that is another one with an ending, none that British and American
  English spell differently;
- nothing about bodies, weight, illness, drink, drugs, weapons, heights or faith, nothing that
  belittles or frightens, and no word with a meaning of its own in a therapy room.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

WORDS: Final = tuple(Path(__file__).with_name("words.txt").read_text("utf-8").split())
