"""What of a page no translation may change, and what would change it if it could."""

from html.parser import HTMLParser

HOSTILE = [
    "<script>alert(1)</script>",
    "# x",
    "1. x",
    "- x",
    "> x",
    "|",
    "| a | b |\n|---|---|",
    "a\n\nb",
    "```\ncode",
    "---",
    ":::",
    "::: task",
    "    x",
    '<img src="x" onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](data:text/html,x)",
    "![x](https://example.org/x.png)",
    "[x](term:nonsense)",
    '[x](https://example.org "onclick=")',
    "<!--",
    "&lt;b&gt; &#60;b&#62;",
    "{#key} [x] [ ]",
    "\0",
    "&nbsp;",
    "**&#32;** ` `",
    "x" * 5000,
]
WORDS = {"a", "button", "code", "em", "img", "small", "span", "strong", "br"}


class Blocks(HTMLParser):
    """Collects the tags of blocks with their ids, where links lead, and anything that could run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.links: list[str] = []
        self.dangers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.links += [found["href"] or ""] if tag == "a" and "href" in found else []
        if tag not in WORDS:
            self.blocks.append(f"{tag}#{found.get('id', '')}")
        self.dangers += [name for name in found if name.startswith("on") or name == "style"]
        for name, allowed in (("href", ("/", "https://")), ("src", ("/media/",))):
            if name in found and not (found[name] or "").startswith(allowed):
                self.dangers.append(f"{name}={found[name]}")


def seen(html: str) -> Blocks:
    blocks = Blocks()
    blocks.feed(html)
    return blocks
