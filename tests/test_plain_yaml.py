"""Front matter of plain lines is read without the YAML library, to the same nodes at the same places."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warraq.nodes import from_any_yaml, from_plain_yaml

TIMES = 100 if os.environ.get("WARRAQ_LONG") else 1
KEYS = ("title", "date", "tags", "عنوان", "معرّف", "no", "null", "a b", "Title", '"k"', "?", "- a")
VALUES = (
    "كلمة",
    "كلمة ثانية، «ثالثة»؟",
    "عادةً",
    "2018-12-06 10:30",
    "10:30, 5",
    "12",
    "no",
    "null",
    "Null",
    "~",
    "a: b",
    "a:b",
    "a :b",
    "a:",
    "a ,b",
    "a, b",
    "a # b",
    "a#b",
    "'a'",
    '"a"',
    "a'b",
    "&a",
    "!a",
    "a!",
    "- a",
    "a - b",
    "…",
    "",
    "[a, b]",
    "[ أ , ب]",
    "[أ ب, ج]",
    "[a-b, c/d]",
    "[a:b]",
    "[a,, b]",
    "[a, ]",
    "[]",
    "{a: b}",
    "https://x.example/z",
    "a\u00a0b",
    "a\tb",
    "a  b",
)
VALUE = st.one_of(st.sampled_from(VALUES), st.text("ab أبً:,-#[]\"'!&.?١ ", max_size=8))
ENTRY = st.tuples(
    st.sampled_from(KEYS[:6]) | st.sampled_from(KEYS), st.sampled_from([": ", ": ", ":  ", ":", " : "]), VALUE
)
LINE = st.one_of(
    ENTRY.map("".join),
    ENTRY.map("".join),
    VALUE.map("  - {}".format),
    st.sampled_from(["tags:", "tags: ", "", "  ", "# تعليق", "- a", " - a", "    - a", "  a", "---", "..."]),
)


@settings(max_examples=1_000 * TIMES, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=4).map("\n".join))
def test_plain_front_matter_is_what_the_library_reads(text: str) -> None:
    plain = from_plain_yaml(text, "x.md", 2)

    assert plain is None or plain == from_any_yaml(text, "x.md", 2)


@pytest.mark.parametrize(
    "text",
    [
        "title: ريف دير الزور الشرقي.. 72 ساعة دامية",
        "id: r1\ndate: 2018-12-06 10:30\ntags: [أ ب, ج]\n",
        "tags:\n  - التحالف الدولي\n  - روسيا\nplaces:\n  - هجين",
    ],
)
def test_what_editors_write_is_read_so(text: str) -> None:
    assert from_plain_yaml(text, "x.md", 2) == from_any_yaml(text, "x.md", 2)


@pytest.mark.parametrize("text", ["", "title: null", "title: ~", "title:", "a: b: c", "a: &x b", "a: 'b'", "a: b\n  c"])
def test_any_other_is_left_to_the_library(text: str) -> None:
    assert from_plain_yaml(text, "x.md", 2) is None
