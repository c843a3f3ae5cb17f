"""Markdown → safe HTML and the facts of a text. Knows no reports, no addresses of the site, no files.

The dialect is Python-Markdown's, which keeps Arabic bold beside «» where CommonMark engines lose it (T-2.28; bar.md,
finding 7), with what newsrooms need besides (dialect.py). It does not sanitise, so everything passes nh3 with our own
allow-list (bar.md, finding 5).
"""

import html as entities
import re

import markdown
import nh3
from markdown.extensions.toc import TocExtension

from warraq import arabic, dialect, galley
from warraq.links import SCHEMES, Resolver, address
from warraq.model import Body
from warraq.typeset import Setting, typeset, typeset_blocks

__all__ = ["ATTRIBUTES", "SCHEMES", "TAGS", "Markup", "Resolver", "address", "cleaned", "plain_text"]

# What the text of a report may be made of. No h1 (the page has its own), no form, frame, script or style.
TAGS = frozenset(
    [
        "a",
        "abbr",
        "aside",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
    ]
)
ATTRIBUTES = {
    "*": {"dir", "lang", "id", "class", "title"},
    "a": {"href", "hreflang", "aria-label"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime", "cite"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "ins": {"datetime", "cite"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "pre": {"tabindex"},
    "q": {"cite"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
}
_ADDRESSES = {
    ("a", "href"),
    ("img", "src"),
    ("blockquote", "cite"),
    ("q", "cite"),
    ("del", "cite"),
    ("ins", "cite"),
}
_DIRECTIONS = {"rtl", "ltr", "auto"}
_ID = re.compile(r"\S+")
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_DATETIME = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:?\d{2})?)?)?)?", re.ASCII)
_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)
_FOOTNOTES = re.compile(r'<div class="footnote">.*\Z', re.DOTALL)
_ASIDE = re.compile(r"<aside\b.*?</aside>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_MOST_SETTLINGS = 8  # one is nearly always enough
_FOOTNOTE_MARKS = re.compile(r'<sup id="fnref[^>]*>.*?</sup>', re.DOTALL)


_Converter = tuple[markdown.Markdown, dialect.Addresses]


class Markup:
    """One Markdown converter, kept for many texts of one manner (a new one costs more than a text, peers.md 3)."""

    def __init__(self, manner: dialect.Manner, setting: Setting | None = None) -> None:
        """`setting` is how the HTML is typeset; without one it is left as the sanitiser made it."""
        self._manner, self._setting = manner, setting
        self._converter: _Converter | None = None  # made for the first text that needs it: 40 ms

    def _make(self) -> _Converter:
        converter = markdown.Markdown(
            extensions=[
                "attr_list",
                "def_list",
                "md_in_html",
                "fenced_code",
                dialect.HashHeadings(),
                dialect.Lists(self._manner),
                dialect.Footnotes(self._manner),
                dialect.Tables(),
                dialect.Figures(),
                dialect.Boxes(),
                TocExtension(slugify=lambda words, _separator: dialect.heading_id(words)),
            ],
            output_format="html",
        )
        addresses = dialect.Addresses(converter)
        converter.treeprocessors.register(addresses, "warraq-addresses", 7)
        converter.treeprocessors.register(dialect.Headings(), "warraq-headings", 6)  # before toc (5) gives ids
        return converter, addresses

    def read(self, text: str) -> Body:
        """The text as safe HTML, and its facts. `text` is in normal form (arabic.normal)."""
        prose = galley.prose(text) if self._manner.fast else None
        if prose is None:
            return self._converted(text)
        html = typeset_blocks(prose.blocks, self._setting) if self._setting else "\n".join(prose.blocks)
        return _body(html, prose.links, prose.images)

    def _converted(self, text: str) -> Body:
        self._converter = self._converter or self._make()
        converter, addresses = self._converter
        converter.reset()
        addresses.links = addresses.images = ()
        try:
            raw = converter.convert(text)
        except BaseException:
            self._converter = None  # what tripped leaves its state behind, and the next text would suffer
            raise
        html = settled(raw)
        html = typeset(html, self._setting) if self._setting else html
        return _body(html, addresses.links, addresses.images)


def _body(html: str, links: tuple[str, ...], images: tuple[str, ...]) -> Body:
    return Body(html, _opening(html), arabic.word_count(plain_text(html)), links, images)


def plain_text(html: str) -> str:
    """The words of HTML: no tags, entities resolved, footnotes and their marks left out."""
    return entities.unescape(_TAG.sub("", _FOOTNOTE_MARKS.sub("", _FOOTNOTES.sub("", html))))


def settled(html: str) -> str:
    """HTML of any kind made safe, and read by a browser as it is written.

    What a table throws out may end in an element that allows no other of its kind; read again, that is two.
    """
    made = cleaned(html, lambda address: address)
    for _ in range(_MOST_SETTLINGS):
        again = cleaned(made, lambda address: address)
        if again == made:
            break
        made = again
    return made


def cleaned(html: str, resolve: Resolver) -> str:
    """HTML of any kind made safe, each address passed through `resolve` on the way."""
    ids: set[str] = set()

    def filtered(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "id" and (value in ids or ids.add(value)):  # type: ignore[func-returns-value]  # add gives None
            return None
        if (tag, attribute) in _ADDRESSES:
            seen = address(value)
            return None if seen is None else resolve(seen)
        return value if _is_sound(attribute, value) else None

    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=filtered,
        url_schemes=set(SCHEMES),
        link_rel=None,
        clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "template", "noscript"},
    )
    return arabic.normal(cleaned)  # a reference such as &#1; has become the control character itself


def _is_sound(attribute: str, value: str) -> bool:
    """Whether a plain attribute's value is one that HTML allows there; others would fail the Nu checker."""
    match attribute:
        case "dir":
            return value in _DIRECTIONS
        case "id":
            return bool(_ID.fullmatch(value)) and not value.startswith(dialect.THEMES_IDS)
        case "datetime":
            return bool(_DATETIME.fullmatch(value))
        case "width" | "height" | "colspan" | "rowspan" | "span" | "start" | "value" | "tabindex":
            return bool(_NUMBER.fullmatch(value)) and (attribute != "tabindex" or value == "0")
        case "lang" | "hreflang":
            return arabic.is_language(value)
    return True


def _opening(html: str) -> str:
    """The first words of the text itself: a box's title or a pull quote is no summary."""
    for match in _PARAGRAPH.finditer(_ASIDE.sub("", _FOOTNOTES.sub("", html))):
        words = " ".join(plain_text(match[1]).split())
        if words:
            return words
    return ""
