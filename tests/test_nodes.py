"""YAML and TOML as trees that remember their places."""

import tomllib
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from warraq import nodes
from warraq.nodes import Node, Unreadable, from_toml, from_yaml, items, plain, table
from warraq.problems import Problem, Where

PLAIN_TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff"), max_size=12
)
TREES = st.recursive(
    PLAIN_TEXTS | st.integers() | st.booleans() | st.none() | st.sampled_from(["خبر", "نعم", "12:30", "a\nb\n", "«»"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN_TEXTS, inner, max_size=3),
    max_leaves=8,
)


def yaml_problem(text: str) -> Problem:
    with pytest.raises(Unreadable) as caught:
        from_yaml(text, "a.md", 2)
    return caught.value.problem


def toml_problem(text: str) -> Problem:
    with pytest.raises(Unreadable) as caught:
        from_toml(text, "site.toml")
    return caught.value.problem


def places(node: Node) -> list[tuple[str, int, int]]:
    """Every key and text of a tree with its line and column."""
    found = [] if node.kind != "text" else [(str(node.value), node.where.line, node.where.column)]
    for key, value in table(node):
        found += places(key) + places(value)
    for item in items(node):
        found += places(item)
    return found


def frozen(value: Any) -> object:
    """Parsed data as `plain` gives it."""
    if isinstance(value, dict):
        return tuple((key, frozen(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(frozen(inner) for inner in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


# ---------------------------------------------------------------- YAML


def test_every_key_and_value_of_yaml_knows_its_line_and_its_column_in_letters() -> None:
    root = from_yaml("عنوان: خبر\nوسوم: [أَب، ج, د]\nصورة:\n  ملف: a.jpg\n  بديل:   «وصف»", "a.md", 2)

    assert places(root) == [
        ("عنوان", 2, 1),
        ("خبر", 2, 8),
        ("وسوم", 3, 1),
        ("أَب، ج", 3, 8),
        ("د", 3, 16),
        ("صورة", 4, 1),
        ("ملف", 5, 3),
        ("a.jpg", 5, 8),
        ("بديل", 6, 3),
        ("«وصف»", 6, 11),
    ]
    assert root.where.path == "a.md"


@pytest.mark.parametrize(
    "word", ["no", "yes", "12:30", "2018", "0x10", "1_000", "1e3", "2018-12-06", "true", "0777", "~a", ".5"]
)
def test_yaml_guesses_nothing_words_stay_as_they_were_typed(word: str) -> None:
    assert (("a", word),) == plain(from_yaml(f"a: {word}", "a.md", 1))


@pytest.mark.parametrize("text", ["a:", "a: ~", "a: null", "a: # لا شيء"])
def test_a_key_with_nothing_behind_it_is_marked(text: str) -> None:
    ((_, value),) = table(from_yaml(text, "a.md", 1))

    assert value.null


def test_a_quoted_word_is_never_nothing() -> None:
    ((_, value),) = table(from_yaml("a: 'null'", "a.md", 1))

    assert not value.null
    assert value.value == "null"


@pytest.mark.parametrize("text", ["", "\n\n", "# تعليق\n"])
def test_front_matter_without_keys_is_an_empty_table(text: str) -> None:
    assert Node(Where("a.md", 2), (), "table") == from_yaml(text, "a.md", 2)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: &a خبر", (2, 8)),
        ("title: خبر\nx: *a", (3, 4)),
        ("title: !x خبر", (2, 8)),
        ("title: !!python/object/apply:os.system [ls]", (2, 8)),
        ("title: خبر\nوسوم: [أ, !!str ب]", (3, 11)),
        ("!!map {a: b}", (2, 1)),
        ("&a a: b", (2, 1)),
        ("<<: *x", (2, 5)),
        ('"a": &x [1]', (2, 6)),
    ],
)
def test_anchors_aliases_and_tags_are_refused_where_they_stand(text: str, place: tuple[int, int]) -> None:
    found = yaml_problem(text)

    assert ("E106", place) == (found.code, (found.where.line, found.where.column))


@pytest.mark.parametrize(
    "value", ["قال!", "a & b", "a *b* c", "R&D", "'&a'", '"*a"', "'! خبر'", "عاجل!! عاجل", "2*3", "a !b"]
)
def test_the_same_signs_within_a_value_are_only_letters(value: str) -> None:
    assert (("title", value.strip("'\"")),) == plain(from_yaml(f"title: {value}", "a.md", 2))


def test_a_billion_laughs_are_refused_before_they_are_laughed() -> None:
    lines = ["a0: &a0 [لول, لول]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]

    assert ((found := yaml_problem("\n".join(lines))).code, found.where.line) == ("E106", 2)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: 'قال", (2, 8)),
        ('title: "قال\nx: y', (2, 8)),
        ("title: خبر: عاجل", (2, 11)),
        ("title: خبر\n\tx: y", (3, 1)),
        ("title: @خبر", (2, 8)),
        ("title: `خبر`", (2, 8)),
        ("title: خبر\nخبر بلا نقطتين\nx: y", (3, 1)),
    ],
)
def test_a_slip_in_yaml_is_found_where_it_is(text: str, place: tuple[int, int]) -> None:
    found = yaml_problem(text)

    assert ("E104", place) == (found.code, (found.where.line, found.where.column))


@pytest.mark.parametrize(
    "text", ["title: 'قال", "title: خبر: عاجل", "title: @خبر", "title: [أ, ب", "a: {b", "a: %b", "- a\nb: c"]
)
def test_a_slip_in_yaml_is_said_in_both_languages(text: str) -> None:
    found = yaml_problem(text)

    assert found.code == "E104"
    assert not set("abcdefghijklmnopqrstuvwxyz") & set(found.arabic.replace("Tab", ""))  # the name of a key
    assert not any("\u0600" <= letter <= "\u06ff" for letter in found.english)


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 20_000, "a: " + "[" * 3000 + "]" * 3000, "a: " + "{b: " * 3000, "- " * 3000]
)
def test_brackets_without_end_are_a_problem_and_no_crash(text: str) -> None:
    assert yaml_problem(text).code == "E104"


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_a_line_is_what_an_editor_counts_as_one(mark: str) -> None:
    root = from_yaml(f"a: 'خبر{mark}عاجل'\nb: ج", "a.md", 2)

    assert ("b", 3, 1) in places(root)


@pytest.mark.parametrize(
    "text",
    [
        "عنوان: خبر\nوسوم: [أ، ب, ج]\nextra:\n  a: {b: 'ج'}\n",
        "a: |\n  سطر\n  سطر\nb: >-\n  طي\n  طي\n",
        "a:\n- ب\n- c: د\n  e:\n",
        '"a\\u0628": "\\n\\t\\x41"\n? ب\n: ج\n',
        "a: 🙂🙂 x\n🙂: b # تعليق\n",
        "a: 'it''s'\nb: - \nc: ~\n",
    ],
)
def test_both_yaml_loaders_see_the_same_tree(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    trees = []
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        monkeypatch.setattr(nodes, "_loader", lambda _, chosen=loader: chosen)
        try:
            trees.append(repr(from_yaml(text, "a.md", 2)))
        except Unreadable as error:
            trees.append(error.problem.code)

    assert trees[0] == trees[1]


@given(TREES, st.booleans())
def test_both_yaml_loaders_see_the_same_tree_whatever_it_holds(data: object, flow: bool) -> None:  # noqa: FBT001 (drawn)
    text = yaml.safe_dump({"عنوان": data}, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "_loader", lambda _: yaml.CSafeLoader)
        quick = from_yaml(text, "a.md", 2)
        patch.setattr(nodes, "_loader", lambda _: yaml.SafeLoader)
        slow = from_yaml(text, "a.md", 2)

    assert quick == slow


@given(st.text(st.sampled_from("ab: -\n'\"[]{}#&*!|>%@,?~\tخبر، ")))
def test_whatever_is_typed_gives_a_tree_or_a_problem(text: str) -> None:
    try:
        answer = from_yaml(text, "a.md", 2).kind
    except Unreadable as error:
        answer = error.problem.code

    assert answer in {"text", "list", "table", "E104", "E106"}


# ---------------------------------------------------------------- TOML


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# تعليق\n\n",
        'name = "مرصد مينا" # تعليق\nper_page = 20\nlite = true\n',
        'a = """\nسطر\n[ليس جدولا]\nx = 1\n"""\nb = \'\'\'\n"""\n\'\'\'\n',
        'a = [\n  1, # واحد\n  "ب]",\n  [2, 3],\n]\nb = []\n',
        "a.b.c = 1\na.b.d = 2\na.e = 3\n",
        "[a]\nx = 1\n[a.b]\ny = 2\n[c]\nz = 3\n",
        "[a.b.c]\nx = 1\n[a]\ny = 2\n",
        '[sections.field]\nname = "الميدان"\n[sections.politics]\nname = "السياسة"\n[nav]\n"حقوق" = "/حقوق/"\n',
        '["ا ب"."ج.د"]\n"هـ = و" = 1\n',
        "a = {b = 1, c = {d = 2}}\ne = {}\n[f]\ng = {h = []}\n",
        "[empty]\n[also.empty]\n",
        "[ spaced . out ]\n  x  =  1\n",
        "a = [[1, 2], []]\n",
        'a = [{b = "cd"}, {b = "e", f = 1}]\n',
        "a = [{b = 1}]\n",
        "a = [{b = {c = [1]}}]\n",
        "[[x]]\na = 1\n[[x]]\na = 2\nb = 3\n",
        "[[x]]\n[[x.y]]\na = 1\n[[x.y]]\na = 2\n",
        "[[x]]\na = 1\n[x.z]\nb = 2\n[[x]]\n",
        'a = "x"\r\n[b]\r\nc = """\r\nd\r\n"""\r\n',
    ],
)
def test_the_tree_of_toml_holds_what_the_standard_library_reads(text: str) -> None:
    assert frozen(tomllib.loads(text)) == plain(from_toml(text, "site.toml"))


def test_every_key_of_toml_knows_its_line_and_column() -> None:
    text = 'name = "خبر"\n\n# تعليق\nlist = [\n  1,\n]\n[nav]\n  "حقوق النشر" = "/x/"\n'
    text += '[a.b]\nlong = """\nسطر\n"""\nz = 1\n'
    keys: dict[str, tuple[int, int]] = {}
    waiting = [from_toml(text, "site.toml")]
    while waiting:
        for key, value in table(waiting.pop()):
            keys[str(key.value)] = (key.where.line, key.where.column)
            waiting.append(value)

    assert keys == {
        "name": (1, 1),
        "list": (4, 1),
        "nav": (7, 1),
        "حقوق النشر": (8, 3),
        "a": (9, 1),
        "b": (9, 1),
        "long": (10, 1),
        "z": (13, 1),
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('name = "خبر', (1, 12)),
        ("a = 1\nb = \n", (2, 5)),
        ("a = 1\nخبر = 2", (2, 1)),
        ("a = 1\na = 2", (2, 6)),
        ("[a]\n[a]\n", (2, 3)),
    ],
)
def test_a_slip_in_toml_is_found_where_it_is(text: str, place: tuple[int, int]) -> None:
    found = toml_problem(text)

    assert ("E202", place) == (found.code, (found.where.line, found.where.column))


def test_toml_brackets_without_end_are_a_problem_and_no_crash() -> None:
    assert toml_problem("a = " + "[" * 20_000 + "]" * 20_000).code == "E202"


# ---------------------------------------------------------------- looking into nodes


def test_a_text_has_neither_pairs_nor_items() -> None:
    text = Node(Where("a.md"), "خبر")

    assert table(text) == ()
    assert items(text) == ()


def test_plain_data_is_in_normal_form() -> None:
    root = from_yaml('"\\u0627\\u0653": ["\\u202eخبر\\0"]', "a.md", 1)

    assert plain(root) == (("\u0622", ("خبر",)),)
