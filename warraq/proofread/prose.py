"""What is not prose in a body of Markdown: masked letter for letter, so that every slip keeps its place.

Knows of Markdown only so much as to leave alone code, addresses, markup and passages in another language, and to tell
where a paragraph, an item or a cell ends. Knows no slips.
"""

import re
from collections.abc import Iterator

from warraq.proofread.slip import CLEAR, EDGE, SPACES, THING, UNSEEN

_APART = re.compile(  # a passage with lang= is another language's: the way to quote Persian or English at length
    rf"^[>{SPACES}{UNSEEN}]*(?P<fence>`{{3,}}|~{{3,}})[^`\n]*\n[\s\S]*?(?:^[> \t]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|<!--[\s\S]*?(?:-->|\Z)"
    r"|<(?P<raw>pre|code|kbd|samp|var|script|style)\b[^<>]*>[\s\S]*?</(?P=raw)>"
    r"|<(?P<foreign>[a-z]+)\b[^<>]*\slang=[^<>]*>[\s\S]*?</(?P=foreign)>",
    re.MULTILINE | re.IGNORECASE,
)
_QUOTED = re.compile(r"(?:[ \t]{0,3}>[ \t]?)*")
_START = re.compile(  # of an item, a definition, a footnote's text; «5 . نص» too, lest mending make it an item
    rf"[ \t{UNSEEN}]*(?:(?:[-*+:]|\d{{1,3}}[.)-]|\d+[ \t]+[.)])(?:[ \t]|$)|\[\^[^\]\s]+\]:)"
)
_NOT_PROSE = re.compile(  # rules of tables and between parts, box lines, reference definitions
    rf"[ \t{UNSEEN}]*(?:[-=*_|:][-=*_|: \t]*|:::.*|\[[^\]^][^\]]*\]:[ \t]*(?:<[^<>\n]*>|\S+)(?:[ \t]+[\"'(].*)?[ \t]*)"
)
_HEADING = re.compile(r"^ {0,3}#{1,6}")
_INLINE = re.compile(
    r"(?P<kept>\\[^|])"
    r"|(?P<thing>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\n)[\s\S])+?(?<!`)(?P=ticks)(?!`)"
    r"|<[a-z][a-z0-9+.-]*:[^<>\s]*>|<[^<>\s@]+@[^<>\s@]+>"
    r"|(?:(?<![a-z0-9_])(?:https?|ftp)://|(?<![a-z0-9_])www\.|(?<![\w.@-])(?:[a-z0-9-]+\.)+[a-z]{2,24}/)"
    r"(?:[^\s()<>|\"«»“”،؛؟]|\([^\s()]*\))*(?<![.,;:!?\]'*_])"
    r"|(?<![a-z0-9_.%+-])[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+"
    r"|&(?:[a-z]\w{1,30}|\#\d{1,7}|\#x[0-9a-f]{1,6});|\\\|)"
    r"|(?P<clear>\[\^[^\]\s]+\]|(?<=\])\[[^\[\]\n]*\](?!\()|\{ *(?::|[#.]|[a-z-]+=)[^{}\n]*\}"
    r"|</?(?:a|abbr|b|bdi|bdo|br|cite|del|dfn|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)\b[^<>]*>)"
    r"|(?P<edge></?[a-z][^<>]*>)"
    r"|(?P<link>\]\((?P<to>[^()\n\"]*(?:\([^()\n\"]*\)[^()\n\"]*)*)(?:\"(?P<title>[^\"\n]*)\"[ \t]*)?\))",
    re.IGNORECASE,
)
_ROW = re.compile(r"^[^\n|]*\|.*\n?", re.MULTILINE)
_PARAGRAPH = re.compile(rf"(?:[^\n{EDGE}]+|\n(?![^\S\n]*\n))+")
_LETTER = re.compile(r"[^\n]")
_FILLERS = {"thing": THING, "clear": CLEAR, "edge": EDGE, "kept": r"\g<0>"}


def only_prose(text: str) -> str:
    """The text with fillers, letter for letter, for all that Markdown does not show as running words."""
    blocks = _blocks(_APART.sub(lambda found: _LETTER.sub(THING, found[0]), text))
    return _ROW.sub(lambda row: re.sub(r"[|\n]", EDGE, row[0]), _INLINE.sub(_masked, blocks))


def _blocks(text: str) -> str:
    """Indented code filled, what opens a line an edge, the marks of a quotation spaces, blank lines wholly blank."""
    made, code_from, fresh = [], 4, True
    for line in text.split("\n"):
        rest = _QUOTED.sub("", line, count=1)
        indent = len(rest.expandtabs(4)) - len(rest.expandtabs(4).lstrip())
        starts = _START.match(rest)
        is_blank, is_code = not rest.strip(), fresh and indent >= code_from
        if is_blank or is_code:
            made.append(("\n" if is_blank else THING) * len(line))
        else:
            if starts or (fresh and indent < 4):  # noqa: PLR2004 (Markdown's indent)
                code_from = indent // 4 * 4 + 8 if starts else 4  # an item's own paragraphs are indented, too
            made.append(" " * (len(line) - len(rest)) + _line(rest, starts.end() if starts else 0))
        fresh = is_blank or is_code
    return "\n".join(made)


def _line(line: str, opening: int) -> str:
    if _NOT_PROSE.fullmatch(line):
        return EDGE * len(line)
    return EDGE * opening + _HEADING.sub(lambda marks: "|" * len(marks[0]), line[opening:])  # a row of one cell


def _masked(found: re.Match[str]) -> str:
    if found.lastgroup in _FILLERS:
        return _LETTER.sub(_FILLERS[found.lastgroup], found[0])
    title = found["title"] or ""
    before = found.start("title") - found.start() - 1 if title else 0
    return "]" + THING * before + title + CLEAR * (len(found[0]) - 1 - before - len(title))


def paragraphs(seen: str, letters: str) -> Iterator[list[int]]:
    """The places of these letters (the inside of a regular expression's brackets), a paragraph at a time."""
    for paragraph in _PARAGRAPH.finditer(seen):
        yield [found.start() for found in re.compile(f"[{letters}]").finditer(seen, *paragraph.span())]
