"""The catalogue of problems: every code has its words, every word its value, and no code is left unsaid."""

import ast
import errno
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from warraq.catalogue import CATALOGUE
from warraq.problems import Problem, Where, hints, problem, reasons, said

PACKAGE = Path(__file__).parent.parent / "warraq"
CODE = re.compile(r"[EW]\d{3}")
ARABIC_LETTER = re.compile("[\u0621-\u064a]")


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def given(call: ast.Call, module: ast.Module) -> set[str]:
    """The names of the values that a call gives, with `**hints(…)`, `**reasons(…)` and `**` of a dictionary."""
    names = {keyword.arg for keyword in call.keywords if keyword.arg}
    for keyword in call.keywords:
        if keyword.arg is None and isinstance(keyword.value, ast.Call):
            is_system = ast.unparse(keyword.value.func) == "reasons"
            names |= {"reason", "reason_en"} if is_system else {"hint", "hint_en"}
        elif keyword.arg is None and isinstance(keyword.value, ast.Name):
            for node in ast.walk(module):
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == keyword.value.id:
                    names |= {str(ast.literal_eval(key)) for key in getattr(node.value, "keys", []) if key}
    return names


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """Each call in the program that names a code: where it stands, the code, the values it gives."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for call in ast.walk(module):
            if isinstance(call, ast.Call):
                for argument in call.args:
                    if isinstance(argument, ast.Constant) and CODE.fullmatch(str(argument.value)):
                        yield f"{path.relative_to(PACKAGE)}:{call.lineno}", str(argument.value), given(call, module)


def written_codes() -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path.parent.name != "catalogue"]
    return set(re.findall(r'"([EW]\d{3})"', "\n".join(texts)))


def test_every_code_that_the_program_raises_is_in_the_catalogue() -> None:
    assert set() == written_codes() - set(CATALOGUE)


def test_every_code_of_the_catalogue_is_raised_somewhere() -> None:
    assert set() == set(CATALOGUE) - written_codes()


def test_every_code_is_a_letter_and_three_figures() -> None:
    assert [code for code in CATALOGUE if not CODE.fullmatch(code)] == []


@pytest.mark.parametrize("code", CATALOGUE)
def test_both_sentences_of_a_code_say_the_same_values(code: str) -> None:
    arabic, english = CATALOGUE[code]

    in_arabic = {name.removesuffix("_en") for name in placeholders(arabic)}
    in_english = {name.removesuffix("_en") for name in placeholders(english)}

    assert in_arabic == in_english


@pytest.mark.parametrize("code", CATALOGUE)
def test_each_sentence_of_a_code_is_in_its_own_language(code: str) -> None:
    arabic, english = CATALOGUE[code]

    assert ARABIC_LETTER.search(arabic)
    assert not ARABIC_LETTER.search(english)
    assert re.search("[a-z]{2}", english)


def test_wherever_a_code_is_raised_its_values_are_given() -> None:
    lacking = []
    for place, code, values in raised():
        needed = placeholders(CATALOGUE[code][0]) | placeholders(CATALOGUE[code][1])
        if needed - values:
            lacking.append((place, code, sorted(needed - values)))

    assert lacking == []


def test_a_code_that_nobody_knows_is_our_own_bug() -> None:
    with pytest.raises(KeyError):
        problem("E999", Where("a.md"))


def test_a_value_that_is_not_given_is_our_own_bug() -> None:
    with pytest.raises(KeyError):
        problem("E111", Where("a.md"))


def test_errors_are_told_from_warnings_by_their_letter() -> None:
    assert problem("E101", Where("a.md")).is_error
    assert not problem("W143", Where("a.md")).is_error


def test_a_slip_in_a_key_is_answered_with_the_nearest_key() -> None:
    suggested = hints("عنون", ["title", "عنوان", "تاريخ"])

    assert suggested == {"hint": " هل تقصد «عنوان»؟", "hint_en": " Did you mean 'عنوان'?"}


def test_a_word_that_is_near_to_nothing_gets_no_suggestion() -> None:
    assert hints("zzzzzz", ["title", "عنوان"]) == {"hint": "", "hint_en": ""}


def test_a_problem_is_said_with_its_place_and_code_first_and_english_beneath() -> None:
    found = problem("E112", Where("content/reports/x.md", 4, 7), key="عنون", **hints("عنون", ["عنوان"]))

    assert said(found) == (
        "content/reports/x.md:4:7: E112 \u2067المفتاح «عنون» غير معروف. هل تقصد «عنوان»؟\u2069\n"
        "    unknown key 'عنون'. Did you mean 'عنوان'?"
    )


def test_values_with_braces_are_said_as_they_are() -> None:
    found = problem("E205", Where("site.toml"), value="/{year}/")

    assert (
        found.english
    ) == "the permalink '/{year}/' is not accepted; it must start and end with '/' and have {slug} or {id}"


def test_problems_sort_by_file_then_line_then_column() -> None:
    places = [Where("b.md", 1, 1), Where("a.md", 10, 1), Where("a.md", 2, 9), Where("a.md", 2, 3)]

    found: list[Problem] = sorted(problem("E101", where) for where in places)

    assert [places[3], places[2], places[1], places[0]] == [one.where for one in found]


def test_a_value_that_an_arabic_sentence_would_turn_around_has_a_mark_before_it() -> None:
    """A date is read aright in the terminal, too: 2024-02-30 and not 30-02-2024 (bar.md, finding 8)."""
    found = problem("E126", Where("x.md"), value="2024-02-30")

    assert "«\u20662024-02-30\u2069»" in found.arabic
    assert "'2024-02-30'" in found.english


def test_what_the_system_refuses_is_said_in_both_languages() -> None:
    assert reasons(OSError(errno.ENOSPC, "No space left on device")) == {
        "reason": "القرص ممتلئ",
        "reason_en": "No space left on device",
    }
    assert reasons(OSError(9999, "odd"))["reason"] == "خطأ في النظام (odd)"
