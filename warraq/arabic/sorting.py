"""The order of names in an index, as ICU's `ar` has it (CLDR 48), without ICU. Pure.

Knows the letters of Arabic and of its neighbours (the Unicode blocks Arabic and Arabic Supplement), the Latin ones,
the digits of every script, and the signs of keyboards. Other letters come after these and other signs before the
digits, each by code point, where ICU has tables of its own; nor does it read «½», «①» or «ﷺ» as ICU does.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from warraq.arabic.letters import MARKS, bare

SortKey = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]


class _Element(NamedTuple):
    """What a letter, or a part of one, weighs on each of the three levels; 0 is nothing."""

    letter: int
    form: int
    shade: int


_PLAIN = 10  # a letter as such, on the second and the third level

# The first level: spaces, signs, (digits,) letters, each line in order. What is not listed keeps its code point.
_SPACES = "\t\n\x0b\x0c\r\x85\u2028\u2029 "
_SIGNS = "‾_‗-‐‒–—―,،؍٫٬;؛:؞!¡?¿؟‽.۔·'‹›\"«»()[]{}﴾﴿‖§¶@*٭/\\&#%٪‰؉†‡•‣′″`´˜^¯˘˙¨˚˝¸˛°؎؏۞۩©®←→↑↓+±÷×<=>¬|¦~−∞¤¢$£¥؋₪€₺₽"
_ARABIC = (
    "اٵٶٷٸٲٱٳݳݴٮبٻپڀݐݑݒݓݔݕݖتثٹٺټٽٿجڃڄچڿڇحخځڂڅݗݘݮݯݲݼدذڈډڊڋڌڍڎڏڐۮݙݚرزڑڒړڔڕږڗژڙۯݛݫݬݱسشښڛڜۺݜݭݰݽݾ"
    "صضڝڞۻطظڟعغڠۼݝݞݟفڡڢڣڤڥڦݠݡٯقڧڨكکڪګڬݿڭڮگڰڱڲڳڴݢػؼݣݤلڵڶڷڸݪمݥݦنںڻڼڽڹݧݨݩهھہۃۿەوۄۅۆۇۈۉۊۋۏݸݹيۍێېۑؽؾؿؠݵݶݷےݺݻ"
)
_LATIN = "abcdeəfƒghʻʽiıjklmnŋopqĸrstŧuvwxyzþʔʼʾʕʿ"
_OTHER_SIGN, _DIGIT, _LETTER, _OTHER_LETTER = 1_000, 2_000_000, 2_000_010, 3_000_000
_ORDER = [*enumerate(_SPACES + _SIGNS, 1), *enumerate(_ARABIC + _LATIN, _LETTER)]
_LETTERS = {letter: _Element(weight, _PLAIN, _PLAIN) for weight, letter in _ORDER}

# The second level: the forms of a letter, from the least, around the plain one; then accents.
_FORMS_OF = {"ا": "ءأؤإئا", "ت": "ةت", "ي": "یىي", "'": "'‘’‚‛", '"': '"“”„‟'}
_ARE_BEFORE = "اتي"  # the plain one comes last of its forms here, first elsewhere
_FORMS = {
    form: _LETTERS[letter]._replace(form=weight)
    for letter, forms in _FORMS_OF.items()
    for weight, form in enumerate(forms, _PLAIN + 1 - len(forms) if letter in _ARE_BEFORE else _PLAIN)
}
_ACCENTS = (
    "\u0332\u0313\u0314\u0301\u0300\u0306\u0302\u030c\u030a\u0342\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304\u0335"
)
_ACCENT, _OTHER_ACCENT, _FUSED = 100, 200, 2_000_000
_MARKS = {accent: _Element(0, weight, _PLAIN) for weight, accent in enumerate(_ACCENTS, _ACCENT)}

# The third level: case and the like; then harakat, which weigh nothing before it.
_SHADES_OF = {" ": "\u00a0\u2007\u202f", "‐": "‑", "ء": "ٴ", "و": "ۥ", "ي": "ۦ"}
_SHADED, _HARAKA = 11, 20
_SHADES = {c: (_LETTERS | _FORMS)[plain]._replace(shade=_SHADED) for plain, own in _SHADES_OF.items() for c in own}
_HARAKAT = (
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u06df\u06e1\u065f\u0656\u0657\u0658\u0659\u065a\u065b"
    "\u065c\u065d\u065e\u0670"
)
_MARKS |= {haraka: _Element(0, 0, weight) for weight, haraka in enumerate(_HARAKAT, _HARAKA)}

_ONE = _LETTERS | _FORMS | _SHADES | _MARKS
_FUSION = _Element(0, _FUSED, _PLAIN)
_MANY = {
    "آ": (_ONE["ء"], _ONE["ا"]._replace(form=_FUSED)),  # two alefs, after all that begin with ء and before أ
    "æ": (_ONE["a"], _FUSION, _ONE["e"]),
    "œ": (_ONE["o"], _FUSION, _ONE["e"]),
    "ß": (_ONE["s"], _FUSION, _ONE["s"]),
    "ð": (_ONE["d"], _FUSION),
    **{letter: (_ONE[plain], _ONE["\u0335"]) for letter, plain in zip("đħł", "dhl", strict=True)},
    "ø": (_ONE["o"], _ONE["\u0338"]),
}
_ELEMENTS = {letter: (element,) for letter, element in _ONE.items()} | _MANY
_WEIGHTLESS = re.compile("[\u034f\u0610-\u061a\u0640\u06d6-\u06ed\ufe00-\ufe0f]")  # tatweel, marks of the Quran …

_NAMES = 4_096  # kept in mind: an index is put in order wherever its names are listed

# «ال» where it is the article: not before a single letter (ألف without its hamza), nor in words that only begin so,
# some of them so only where their hamza was left out (ألمانيا، ألبانيا، إلياس).
_ARTICLE = re.compile(rf"\A[{MARKS}]*[اٱ][{MARKS}]*ل[{MARKS}]*(?=[^\W\d_][{MARKS}]*[^\W\d_])")
_NO_ARTICLE = {"الله", "الذي", "التي", "الذين", "المانيا", "البانيا", "الياس"}


def sort_key(text: str, *, ignore_article: bool = False) -> SortKey:
    """The place of a name in an index, to compare with others of the same kind (T-2.14).

    First come letters, whatever their hamza, marks and case; then the form of the hamza, ة and ى; then case and
    harakat; then the text itself. With `ignore_article` the letters are those after «ال»: الأمن stands under ا.
    """
    return _sort_key(text, ignore_article)


@lru_cache(maxsize=_NAMES)
def _sort_key(text: str, ignore_article: bool) -> SortKey:  # noqa: FBT001 (a cache goes by place)
    composed = unicodedata.normalize("NFC", text)
    elements = _elements(composed)
    main = _elements(_without_article(composed)) if ignore_article else elements
    return (
        tuple(element.letter for element in main if element.letter),
        tuple(element.form for element in elements if element.form),
        tuple(element.shade for element in elements),
        text,
    )


def _without_article(text: str) -> str:
    first = bare(text).partition(" ")[0]
    return text if first in _NO_ARTICLE else _ARTICLE.sub("", text, count=1)


def _elements(letters: str) -> list[_Element]:
    return [element for letter in letters for element in _ELEMENTS.get(letter) or _worked_out(letter)]


def _worked_out(letter: str) -> tuple[_Element, ...]:
    """The elements of a letter that has no place of its own in the tables."""
    kind = unicodedata.category(letter)
    if kind in {"Cc", "Cf"} or _WEIGHTLESS.match(letter):
        return ()
    if kind == "Nd":
        return (_Element(_DIGIT + unicodedata.decimal(letter), _PLAIN, _PLAIN),)
    if letter.lower() in _ELEMENTS:
        return tuple(element._replace(shade=_SHADED) for element in _ELEMENTS[letter.lower()])
    parts = unicodedata.normalize("NFKC", letter)
    if parts == letter:
        parts = unicodedata.normalize("NFD", letter)
    return (_unlisted(letter, kind),) if parts == letter else tuple(_elements(parts))


def _unlisted(letter: str, kind: str) -> _Element:
    if kind.startswith("M"):
        return _Element(0, _OTHER_ACCENT + ord(letter), _PLAIN)
    return _Element((_OTHER_LETTER if letter.isalnum() else _OTHER_SIGN) + ord(letter), _PLAIN, _PLAIN)
