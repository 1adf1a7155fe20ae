"""Icons: two pictures that browsers and phones ask the root of a site for, by themselves.

Drawn and packed by `bench/icons.py`. Each holds the words that tell Handrail's own files from
others.
"""

from __future__ import annotations

import base64
from typing import Final

#: A line that rises, 32 pixels wide. Without it some browsers show what they like.
FAVICON: Final = base64.b64decode(
    """\
AAABAAEAICAEAAEAAgDGAAAAFgAAAIlQTkcNChoKAAAADUlIRFIAAAAgAAAAIAIDAAAADhSSZwAAABJ0RVh0Q29tbWVudAAjIEhhbmRyYWls2Cnx
rgAAAAxQTFRF/fv517fDsHONii9XSOpsrwAAAFdJREFUeNpjYKAmYF3/BUwz7v//B8yQ/g9l7P//HyzF/v9fAFhA//8EiJ79PyE0+/8LEIb8PwcI
o/4HhGb6/wDCyP8PkZH//xciYA+TsYfKMMg/oaqHGADk+h/nThE7xwAAAABJRU5ErkJggg==
"""
)

#: The same, 180 pixels wide: a phone that finds none takes a picture of the open page for its home
#: screen.
TOUCH_ICON: Final = base64.b64decode(
    """\
iVBORw0KGgoAAAANSUhEUgAAALQAAAC0AgMAAABAo+6hAAAAEnRFWHRDb21tZW50ACMgSGFuZHJhaWzYKfGuAAAADFBMVEX9+/nXt8Owc42KL1dI
6myvAAABTUlEQVR42u2WrRHCQBSED2YAgcBhECmBFlJCDAaKoARSAoISMEARtEAJERSAiACRPGC4HBwmuzPg9tM7N3v7fu6cE0IIIYQQ4nd0ZrMU
1fYOZlaC4rk9qTHxwl7kiHjixVYA4n4jtgsQxjGogWsug9iuhA9EvWLUQ2PUx0912y0Hn+LWvJeR+oQH8qClCZNIfIPL+GC/huPbZXjR6w3QT0Gc
Aa0ajKyRKWha5AxNORbclxHIR5PI1TFGoEFv2g872k0Z134OKscYKTB1ArV0XEjwjl1otuJCgjvY5wca6VBGBpSRhDHiC3mi8ksZIxVlpKCM5H8w
4tdfyfQImt/r6BrLb8KM75h51A/gsxGv7IpYUNhifb+POR41WMiE+IqE5Qd21JQxEtQFpU6JzkaHfURNzZDaI12is/0kbFDx85pb5lOeOSGEEEII
IX7IHeskE15VSpwdAAAAAElFTkSuQmCC
"""
)
