"""Which way a text runs on screen, and which pieces of it must be kept in order. Pure; knows no HTML.

In a line that runs from the right, what is stored as 011-2233-4455, @user_name, C++ or -5 is shown turned around
(bar.md 1.3, measured in Chromium). `runs` finds those pieces; whoever prints the text isolates them. Ranges and plain
numbers are shown as an Arabic reader expects and are left alone (T-1.12).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

import msgspec

from warraq.arabic.languages import Direction

Kind = Literal["", "ltr", "figures"]


class Run(msgspec.Struct, frozen=True):
    """A piece of a text. `kind` is empty for what may flow, `ltr` for what is isolated from left to right.

    `figures` are Arabic-Indic digits with marks between them: isolating is not enough for these, as such digits
    keep their numbers apart from right to left even there (UAX #9, N1); their order has to be forced.
    """

    text: str
    kind: Kind = ""


_RLM, _LRM, _LRI, _PDI = "\u200f", "\u200e", "\u2066", "\u2069"
_MARKS: dict[Direction, str] = {"rtl": _RLM, "ltr": _LRM}
_CLOSERS = {"\u2066": _PDI, "\u2067": _PDI, "\u2068": _PDI, "\u202a": "\u202c", "\u202b": "\u202c"}
_ENDS = frozenset(_CLOSERS.values())
_SHORT, _NAMES = 80, 2_048  # letters of a name; how many names are kept in mind, as every page has the same ones
_BOUND = re.compile("[\u202a-\u202c\u2066-\u2069]")  # what opens or ends; hardly any text has one

_RTL = "\u0590-\u05ff\u0600-\u0603\u0608\u060b\u060d\u061b-\u065f\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RTL_LETTERS = re.compile(f"[{_RTL}]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_LTR_LETTERS = re.compile(rf"[^\W\d_{_RTL}]+")
_INDIC = re.compile("[٠-٩]")

_D = "[0-9٠-٩۰-۹]"
_HYPHEN = "[-\u2010\u2011]"
_END_OF_ADDRESS = r"\s<>\"«»“”،؛؟\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_PHONE_LETTERS = range(7, 16)  # digits of a telephone number (ITU-T E.164: at most fifteen)
# Nothing of these, nothing to isolate: most paragraphs are passed over here.
_SUSPECT = re.compile(rf"[A-Za-z@#*\\]|[-+−±]{_D}|{_D}[-\u2010\u2011\u00a0\u202f .]{_D}|\(0")
_TOKEN = rf"""
      (?P<tag>     \#\w*[{_RTL}]\w*)                                        # a hashtag with Arabic in it runs as Arabic
    | (?P<url>     (?:(?:https?|ftp)://|www\.)[^{_END_OF_ADDRESS}]+)
    | (?P<mail>    [A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)
    | (?P<phone>   (?<![0-9A-Za-z٠-٩۰-۹+])
                   (?: \+{_D}{{1,4}}(?:[ \u00a0.\-\u2011]?\(?{_D}{{1,6}}\)?){{1,6}}
                     | \(0{_D}{{1,4}}\)[ \u00a0-]?{_D}{{2,8}}(?:[ \u00a0-]{_D}{{2,5}}){{0,3}}
                     | [0٠۰]{_D}{{1,4}}(?:[ \u00a0-]{_D}{{2,7}}){{1,4}} ) (?!{_D}))
    | (?P<groups>  (?<![0-9A-Za-z٠-٩۰-۹]){_D}+(?:{_HYPHEN}{_D}+){{2,}}        # ISO dates, telephones, ISBN
                   (?:T{_D}{{2}}:{_D}{{2}}(?::{_D}{{2}})?(?:Z|[+-]{_D}{{2}}:?{_D}{{2}})?)?)
    | (?P<spaced>  (?<![0-9A-Za-z٠-٩۰-۹.,]){_D}{{1,3}}                        # 1 000 000
                   (?:(?:[ \u00a0\u202f]{_D}{{3}}){{2,}}|[\u00a0\u202f]{_D}{{3}})(?!{_D}))
    | (?P<signed>  (?<![0-9A-Za-z٠-٩۰-۹)\]%٪+])[-+−±]{_D}+(?:[.,٫٬]{_D}+)*[%٪]?(?![A-Za-z]))
    | (?P<version> (?<![0-9A-Za-z٠-٩۰-۹.])[vV]?{_D}+(?:\.{_D}+){{2,}}(?:[-+.:]?[A-Za-z0-9]+)*)
    | (?P<code>    \*{_D}[0-9*]*\#|\#{_D}+(?!\w))
    | (?P<chunk>   [A-Za-z0-9@\#_~./\\&$=+*%:^|-]+)
    """
# A Latin word, with single marks inside it, is in order anywhere: F-16, Node.js, AT&T, 3M.
_PLAIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-.&':_+@=$%*^][A-Za-z0-9]+)*|[0-9]+[A-Za-z]+")
_JOINERS = "-./:&=+%|*^"  # between words: الروسي/NATO
# What is written on to the next word: «و-5», «بـ+7», «وال../x». As many letters are looked at, and one more.
_CLITICS = re.compile(r"(?<!\w)[وف]?(?:[بلك]|[بك]?ال|لل)?ـ?\Z")
_LONGEST_CLITICS = 5


def reading(text: str, base: Direction) -> Direction:
    """The direction of a name or title among words that run as `base`.

    In surroundings from the right a name with any letter of theirs is one of theirs: «وكالة Associated Press (AP)»,
    «BBC عربي». Else it runs as most of its letters do, and as `base` where as many go the one way as the other; pieces
    that are isolated do not count. Whole paragraphs have a rule of their own (typeset).
    """
    rtl, ltr = letter_counts("".join([run.text for run in runs(text) if not run.kind]))
    if rtl == ltr:
        return base
    return "rtl" if rtl > ltr or (rtl and base == "rtl") else "ltr"


def letter_counts(text: str) -> tuple[int, int]:
    """How many letters of a text run from the right, and how many from the left."""
    return sum(map(len, _RTL_LETTERS.findall(text))), sum(map(len, _LTR_LETTERS.findall(text)))


def has_rtl(text: str) -> bool:
    """Whether a text has a letter that runs from the right."""
    return bool(_RTL_LETTERS.search(text))


def runs(text: str) -> tuple[Run, ...]:
    """The text cut into what may flow and what must be isolated (T-1.11, T-1.13); together they are the text."""
    if not _SUSPECT.search(text):
        return (Run(text),)
    return tuple(run for run in _cut(text) if run.text)


@cache
def _token() -> re.Pattern[str]:
    return re.compile(_TOKEN, re.VERBOSE)  # costs more than all other imports of the room


def _cut(text: str) -> Iterator[Run]:
    done = 0
    for match in _token().finditer(text):
        start, end = _span(match, text)
        if start < end:
            yield Run(text[done:start])
            token = text[start:end]
            yield Run(token, "figures" if _INDIC.search(token) and not _LETTERS.search(token) else "ltr")
            done = end
    yield Run(text[done:])


def _span(match: re.Match[str], text: str) -> tuple[int, int]:
    """From where to where a match has to be isolated; an empty span for what may flow."""
    start, end = match.span()
    match match.lastgroup:
        case "tag":
            end = start
        case "url":
            end = start + len(_without_closing(match.group()))
        case "mail":
            end = start + len(match.group().rstrip(".-"))
        case "phone":
            end = start + _length_of_phone(match.group())
        case "signed" if not _stands_free(text, start):
            end = start
        case "chunk":
            start, end = _chunk(start, end, text)
    return start, end


def _stands_free(text: str, start: int) -> bool:
    """Whether what starts here is joined to no word before it; a clitic is no word of its own."""
    before = text[max(0, start - _LONGEST_CLITICS - 1) : start]
    return not before[-1:].isalpha() or bool(_CLITICS.search(before))


def _length_of_phone(token: str) -> int:
    """How much of it to isolate: a telephone number whole, of a sum with a plus its first figure, else nothing."""
    if sum(letter.isdecimal() for letter in token) in _PHONE_LETTERS:
        return len(token)
    signed = re.match(rf"\+{_D}+(?:[.,٫٬]{_D}+)*", token)
    return signed.end() if signed else 0


def _without_closing(token: str) -> str:
    """An address without the marks of the sentence around it; a closing bracket stays where it was opened inside."""
    left_open = {closing: token.count(opening) - token.count(closing) for opening, closing in _BRACKETS}
    end = len(token)
    while end and (token[end - 1] in ".,:;!?'*…" or left_open.get(token[end - 1], 0) < 0):
        if token[end - 1] in left_open:
            left_open[token[end - 1]] += 1
        end -= 1
    return token[:end]


def _chunk(start: int, end: int, text: str) -> tuple[int, int]:
    """What has to be isolated of Latin letters, digits and marks without a space between them."""
    free, joined = _stands_free(text, start), has_rtl(text[end : end + 1])
    while start < end and text[start] in ("*^|&=%" if free else _JOINERS):
        start += 1
    while start < end and (text[end - 1] in ".:-=&|*^~" or (text[end - 1] == "/" and joined)):
        end -= 1
    token = text[start:end]
    named = token[:1] in {"@", "#"}
    has_letter = bool(_LETTERS.search(token))
    if not (has_letter or (named and len(token) > 1)) or (named and joined) or _PLAIN_WORD.fullmatch(token):
        return start, start
    return start, end


# ---------------------------------------------------------------- plain text, where no element can isolate


def in_order(text: str, base: Direction, *, marked: bool = True) -> str:
    """A text for a place that takes no markup: title bar, attribute, feed (T-1.5, T-1.17).

    What a line from the right would turn around stands between U+2066 and U+2069, always in pairs; where the first
    letter would mislead a program that goes by it, a mark stands before, if `marked`.
    """
    return (_kept_in_order if len(text) <= _SHORT else _in_order)(text, base, marked)


def _in_order(text: str, base: Direction, marked: bool) -> str:  # noqa: FBT001 (a cache goes by place)
    whole = balanced(text)
    if base == "rtl" or has_rtl(whole):
        whole = "".join(piece if isolated else "".join(map(_kept, runs(piece))) for piece, isolated in _pieces(whole))
    return safe_title(whole, base) if marked else whole


_kept_in_order = lru_cache(maxsize=_NAMES)(_in_order)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A balanced text in pieces, each with whether it is isolated already."""
    if not _BOUND.search(text):
        yield text, False
        return
    depth = start = 0
    for at, letter in enumerate(text):
        if letter in _CLOSERS:
            if not depth:
                yield text[start:at], False
                start = at
            depth += 1
        elif letter in _ENDS:
            depth -= 1
            if not depth:
                yield text[start : at + 1], True
                start = at + 1
    yield text[start:], False


def _kept(run: Run) -> str:
    if not run.kind:
        return run.text
    inside = re.sub("([^٠-٩]+)", f"{_LRM}\\1{_LRM}", run.text) if run.kind == "figures" else run.text
    return f"{_LRI}{inside}{_PDI}"


def balanced(text: str) -> str:
    """The text with every isolate and embedding closed that it opens, and none closed that it does not open."""
    if not _BOUND.search(text):
        return text
    kept: list[str] = []
    waiting: list[str] = []
    for letter in text:
        if letter in _CLOSERS:
            waiting.append(_CLOSERS[letter])
        elif letter in _ENDS:
            if not waiting or waiting[-1] != letter:
                continue
            waiting.pop()
        kept.append(letter)
    return "".join([*kept, *reversed(waiting)])


def safe_title(text: str, base: Direction) -> str:
    """A title with a mark before it where a place that goes by the first letter would guess the wrong direction.

    Without a letter nothing is marked but what begins with an isolated piece, which some take for a letter (T-1.5).
    """
    found = first_direction(text)
    wrong = found != base if found else _LRI in text
    return _MARKS[base] + text if wrong else text


def first_direction(text: str) -> Direction | None:
    """The direction of the first strong letter outside isolates: what browsers' title bars and `dir=auto` go by.

    None where there is no such letter (UAX #9, P2; W3C qa-html-dir).
    """
    depth = 0
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif kind in {"L", "R", "AL"} and not depth:
            return "ltr" if kind == "L" else "rtl"
    return None
