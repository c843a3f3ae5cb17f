"""Dates: months by their regional names, the Hijri date, the week, the newsroom's zone; against ICU, and on pages."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import node
from rich import Reading, pages, rich
from sites import NOTICE, ROOT, SITE_TOML, build, report, write

from warraq import arabic, config
from warraq.arabic import Numerals, Week

CASES = Path(__file__).parent / "cases"
FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)  # the ends of the Hijri tables
DAY = timedelta(days=1)
FRIDAY_SATURDAY, SATURDAY_SUNDAY = (4, 5), (5, 6)
MONTHS = """
const told = (locale) => {
  const day = (options) => new Intl.DateTimeFormat(`${locale}-u-nu-latn`, {timeZone: 'UTC', month: 'long', ...options});
  const name = (at, options) => day(options).formatToParts(at).find((part) => part.type === 'month').value;
  const days = [...Array(12).keys()].map((month) => Date.UTC(2024, month, 15));
  return [{}, {day: 'numeric', year: 'numeric'}].map((options) => days.map((at) => name(at, options)));
};
console.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0, 'utf8')).map(told)));
"""
FORMATTED = """
const [locales, options, days] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const told = (format) => days.map((day) => format.format(new Date(day)));
console.log(JSON.stringify(locales.map((locale) => told(new Intl.DateTimeFormat(locale, options)))));
"""
WEEKS = """
const told = (tag) => new Intl.Locale(tag).weekInfo;
const weeks = JSON.parse(require('fs').readFileSync(0, 'utf8')).map(told);
console.log(JSON.stringify(weeks.map((week) => [week.firstDay - 1, week.weekend.map((day) => day - 1).sort()])));
"""


def icu(script: str, given_to_it: object) -> Any:
    """What Node says of a table; one process for all of it."""
    command = [node(), "-e", script]
    done = subprocess.run(command, input=json.dumps(given_to_it), capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def formatted(locales: list[str], days: list[date], zone: str = "UTC", **options: str) -> list[list[str]]:
    """Each day as ICU writes it in each locale."""
    made: list[list[str]] = icu(FORMATTED, [locales, {"timeZone": zone, **options}, [day.isoformat() for day in days]])
    return made


def cases(name: str) -> list[tuple[str, str]]:
    """The lines `one → other` of a case file."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [(one, other) for one, mark, other in (line.partition(" → ") for line in lines) if mark]


def outlet(*lines: str) -> str:
    """The `site.toml` of a one-string site, with these lines among its plain keys."""
    return f"-- content/site.toml --\n{chr(10).join(lines)}\n{SITE_TOML}"


# ---------------------------------------------------------------- months

SETS = {head.split()[0]: (head.split()[1], names.split("، ")) for head, names in cases("months.txt")}


def names_of(months: str, language: str = "ar") -> list[str]:
    return [arabic.month_name(month, months, language) for month in range(1, 13)]


@pytest.mark.parametrize("language", ["ar", "ar-SY", "ar-MA", "ar-EG"])
@pytest.mark.parametrize("months", SETS)
def test_each_set_of_months_has_its_twelve_names_in_arabic_of_any_country(months: str, language: str) -> None:
    """T-2.5."""
    assert SETS[months][1] == names_of(months, language)


def test_icu_has_the_same_names_of_months_alone_and_in_a_date() -> None:
    """T-2.5."""
    told = icu(MONTHS, [locale for locale, _ in SETS.values()])

    assert told == [[names_of(months), names_of(months)] for months in SETS]


@pytest.mark.parametrize(
    ("months", "one", "other"), [("dual", "levantine", "gregorian"), ("dual-gregorian", "gregorian", "levantine")]
)
def test_two_names_of_a_month_stand_in_either_order(months: str, one: str, other: str) -> None:
    """T-2.6."""
    wanted = [f"{first}/{second}" for first, second in zip(names_of(one), names_of(other), strict=True)]

    assert wanted == names_of(months)
    assert set(names_of(months)) & {"كانون الأول/ديسمبر", "ديسمبر/كانون الأول"}


def test_every_set_that_may_be_asked_for_is_proved() -> None:
    """T-2.5, T-2.6."""
    assert {*SETS, "dual", "dual-gregorian"} == set(arabic.MONTH_SETS)


def test_another_language_has_its_own_months() -> None:
    assert arabic.month_name(12, "levantine", "en") == "December"


def test_a_language_whose_tag_only_begins_like_arabic_is_not_arabic() -> None:
    assert arabic.month_name(12, "levantine", "arn") != "كانون الأول"


@pytest.mark.parametrize("language", ["ar", "ar-SY", "ar-MA"])
def test_an_outlet_that_says_nothing_has_the_months_of_the_levant_and_european_digits(language: str) -> None:
    """T-2.5."""
    made, _ = config.read(f'language = "{language}"\n{SITE_TOML}', "site.toml")

    assert (made.months, made.numerals) == ("levantine", "latn")


def test_months_and_digits_are_those_of_the_outlet_whatever_arabic_a_report_is_in(tmp_path: Path) -> None:
    """T-2.5."""
    syrian = outlet('language = "ar-SY"', 'months = "maghreb-tn"', 'numerals = "arab"')
    built = build(tmp_path, syrian + report(date="2024-06-05", lang="ar-EG", title="خبر"))

    assert "الأربعاء ٥ جوان ٢٠٢٤" in built.page("/2024/06/خبر/")
    assert "٥ جوان ٢٠٢٤" in built.page("/")
    assert "جوان" in built.page("/archive/2024/")


# ---------------------------------------------------------------- dates in words


@pytest.mark.parametrize(
    ("months", "numerals", "language", "wanted"),
    [
        ("levantine", "latn", "ar", "6 كانون الأول 2018"),
        ("levantine", "arab", "ar", "٦ كانون الأول ٢٠١٨"),
        ("gregorian", "arab", "ar-SY", "٦ ديسمبر ٢٠١٨"),
        ("dual", "latn", "ar", "6 كانون الأول/ديسمبر 2018"),
        ("levantine", "arab", "en", "December 6, 2018"),
        ("levantine", "latn", "he", "6 בדצמבר 2018"),
        ("levantine", "latn", "fa", "۶ دسامبر ۲۰۱۸"),
    ],
)
def test_a_date_is_said_with_its_month_by_name(months: str, numerals: Numerals, language: str, wanted: str) -> None:
    """T-2.9."""
    said = arabic.date_words(date(2018, 12, 6), months=months, numerals=numerals, language=language)

    assert wanted == said


def test_a_day_has_its_name() -> None:
    assert arabic.weekday_name(date(2018, 12, 6), "ar") == "الخميس"
    assert arabic.day_words(date(2018, 12, 6), months="levantine", numerals="latn", language="ar") == (
        "الخميس 6 كانون الأول 2018"
    )


SOME_DAYS = [date(1999, 1, 1) + 97 * DAY * step for step in range(120)]


@pytest.mark.parametrize(("style", "named"), [("long", arabic.date_words), ("full", arabic.day_words)])
def test_icu_says_dates_alike_in_arabic_and_in_other_languages(style: str, named: Any) -> None:
    """T-2.9: but for the comma after an Arabic day of the week, which newspapers leave out, and kinds of space."""
    locales = {"ar-SY-u-nu-latn": "ar", "ar-SY": "ar", "fa-u-ca-gregory": "fa"} | {
        one: one for one in ("en", "fr", "de", "tr", "ru", "he", "es")
    }
    told = formatted(list(locales), SOME_DAYS, dateStyle=style)
    digits = ["arab" if locale == "ar-SY" else "latn" for locale in locales]
    ours = [
        [named(day, months="levantine", numerals=hand, language=language) for day in SOME_DAYS]
        for hand, language in zip(digits, locales.values(), strict=True)
    ]

    assert [[_plain(one) for one in said] for said in told] == [[_plain(one) for one in said] for said in ours]


def _plain(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", text).replace("، ", " ")


def test_no_date_on_any_page_is_in_figures_only(tmp_path: Path) -> None:
    """T-2.9, T-2.10: machines read RFC 3339, with its offset where an hour was given, else a day alone."""
    built = build(tmp_path, rich(more='hijri = true\nnumerals = "arab"'))
    months = re.compile("|".join([*names_of("levantine"), *names_of("levantine", "en")]))
    rfc_3339 = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?", re.ASCII)
    for name, page in pages(built.public).items():
        figures = re.findall(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}", page.one("body").text)
        times = [one for one in page.all("time") if not re.fullmatch("..:..", one.text)]
        assert (name, figures) == (name, [])
        assert (name, [one.text for one in times if not months.search(one.text)]) == (name, [])
        assert [one for one in times if not rfc_3339.fullmatch(one.attributes["datetime"])] == []


# ---------------------------------------------------------------- the newsroom's zone


@pytest.mark.parametrize(
    ("written", "iso", "said"),
    [
        ("2018-06-14T21:30:00Z", "2018-06-15T00:30:00+03:00", "الجمعة 15 حزيران 2018، 00:30"),
        ("2018-06-14T20:30:00Z", "2018-06-14T23:30:00+03:00", "الخميس 14 حزيران 2018، 23:30"),
        ("2018-12-14T22:30:00Z", "2018-12-15T00:30:00+02:00", "السبت 15 كانون الأول 2018، 00:30"),
        ("2018-12-14T21:30:00Z", "2018-12-14T23:30:00+02:00", "الجمعة 14 كانون الأول 2018، 23:30"),
        ("2023-12-14T21:30:00Z", "2023-12-15T00:30:00+03:00", "الجمعة 15 كانون الأول 2023، 00:30"),
        ("2018-12-31 23:59", "2018-12-31T23:59:00+02:00", "الاثنين 31 كانون الأول 2018، 23:59"),
        ("2018-12-31T23:59:00-08:00", "2019-01-01T09:59:00+02:00", "الثلاثاء 1 كانون الثاني 2019، 09:59"),
    ],
)
def test_a_moment_is_that_of_the_newsroom_with_the_summer_time_of_its_year(
    tmp_path: Path, written: str, iso: str, said: str
) -> None:
    """T-2.10: Damascus had summer time until 2022, and has it all the year since."""
    built = build(tmp_path, report(date=written))
    (name,) = (name for name in built.files() if re.match(r"20\d\d/\d\d/", name))
    (shown,) = Reading((built.public / name).read_text(encoding="utf-8")).all("time")

    assert (shown.attributes["datetime"], shown.text) == (iso, said)
    assert name.startswith(iso[:7].replace("-", "/"))


def test_icu_gives_every_moment_the_same_offset() -> None:
    """T-2.10: from 1925, before which Damascus kept the mean time of its own sun."""
    made, _ = config.read(SITE_TOML, "site.toml")
    days = [date(1925, 1, 1) + 61 * DAY * step for step in range(660)]
    options = {"timeZoneName": "longOffset", "hour": "numeric"}
    ((*told,),) = formatted(["en"], days, zone="Asia/Damascus", **options)
    ours = [made.iso(int(datetime(one.year, one.month, one.day, tzinfo=UTC).timestamp()))[-6:] for one in days]

    assert [re.sub(r".*GMT", "", one) for one in told] == ours
    assert {"+02:00", "+03:00"} == set(ours)


@pytest.mark.parametrize(
    "environment", [{"TZ": "UTC", "LC_ALL": "C"}, {"TZ": "Asia/Tokyo", "LC_ALL": "ar_SY.UTF-8"}], ids=["utc", "tokyo"]
)
def test_dates_do_not_hang_on_the_machine_that_builds(tmp_path: Path, environment: dict[str, str]) -> None:
    """T-2.10: the same bytes in any zone and locale (test_reproducible has the other machines)."""
    here, there = tmp_path / "here", tmp_path / "there"
    write(there, rich(more="hijri = true"))
    command = [sys.executable, str(ROOT / "build.py"), "--as-of", "2026-01-01T00:00:00Z", "--quiet"]
    done = subprocess.run(
        command, cwd=there, env={"PATH": os.environ["PATH"], **environment}, capture_output=True, check=False
    )
    made = {path.relative_to(there / "public").as_posix(): path for path in (there / "public").rglob("*")}

    assert done.returncode == 0
    assert {name: path.read_bytes() for name, path in made.items() if path.is_file()} == (
        build(here, rich(more="hijri = true")).files()
    )


# ---------------------------------------------------------------- weeks


@pytest.mark.parametrize(
    ("countries", "first", "weekend"),
    [
        ("SY EG IQ JO DZ", 5, FRIDAY_SATURDAY),
        ("SA", 6, FRIDAY_SATURDAY),
        ("MA TN LB AE", 0, SATURDAY_SUNDAY),
    ],
)
def test_a_country_has_its_week(countries: str, first: int, weekend: tuple[int, ...]) -> None:
    """T-2.11: days are 0 for Monday to 6 for Sunday."""
    found = {country: arabic.week(f"ar-{country}") for country in countries.split()}

    assert found == dict.fromkeys(countries.split(), Week(first, weekend))


def test_icu_has_the_same_weeks() -> None:
    """T-2.11."""
    countries = "SY EG IQ JO DZ SA MA TN LB AE QA KW BH OM YE SD LY MR PS"
    languages = [f"ar-{country}" for country in countries.split()]
    weeks = [arabic.week(language) for language in languages]

    assert icu(WEEKS, languages) == [[week.first, list(week.weekend)] for week in weeks]


# ---------------------------------------------------------------- the Hijri date


def hijri(day: date, offset: int = 0, numerals: Numerals = "latn") -> str | None:
    return arabic.hijri_words(day, offset=offset, numerals=numerals)


@pytest.mark.parametrize(("day", "wanted"), cases("hijri.txt"))
def test_a_day_has_its_hijri_date(day: str, wanted: str) -> None:
    """T-2.12."""
    assert wanted == hijri(date.fromisoformat(day))


def test_all_twelve_months_are_among_the_proved() -> None:
    """T-2.12."""
    assert (
        len({words.partition(" ")[2].rpartition(" 1446")[0] for _, words in cases("hijri.txt") if "1446" in words})
        == 12
    )


def icu_hijri(days: list[date]) -> list[str]:
    return formatted(["ar-u-ca-islamic-umalqura-nu-latn"], days, dateStyle="long")[0]


def test_icu_has_every_day_alike_while_both_follow_the_published_calendar() -> None:
    """T-2.12: each of the 11,073 days from 1 محرم 1420 to 29 ربيع الأول 1451."""
    days = [date(1999, 4, 17) + DAY * step for step in range(11_073)]

    assert [hijri(day) for day in days] == icu_hijri(days)


def test_before_and_after_that_no_month_begins_more_than_two_days_away_from_icus() -> None:
    """T-2.12: there ICU has computed months, and Warraq those that were printed, or were announced beforehand."""
    every = [FIRST - 30 * DAY + DAY * step for step in range((LAST - FIRST).days + 60)]
    theirs = dict(zip(icu_hijri(every), every, strict=True))
    ours = {words: day for day in every if (words := hijri(day)) and words.startswith("1 ")}

    assert len(ours) == 158 * 12
    assert {words: day for words, day in ours.items() if abs(day - theirs[words]) > 2 * DAY} == {}


@pytest.mark.parametrize("day", [FIRST - DAY, LAST + DAY, date.min, date.max, date(1882, 11, 12)])
@pytest.mark.parametrize("offset", [-2, 0, 2])
def test_a_day_outside_the_tables_has_no_hijri_date(day: date, offset: int) -> None:
    """T-2.12: none, and no failure; an offset may bring a day of the edge inside."""
    inside = FIRST <= day + timedelta(days=offset) <= LAST if date.min < day < date.max else False

    assert (hijri(day, offset) is not None) == inside


@given(st.dates(FIRST - 3 * DAY, LAST + 3 * DAY), st.integers(-2, 2))
def test_an_offset_gives_the_date_of_as_many_days_on(day: date, offset: int) -> None:
    """T-2.13."""
    assert hijri(day, offset) == hijri(day + timedelta(days=offset))


@pytest.mark.parametrize(("offset", "wanted"), [(-2, "2"), (-1, "3"), (0, "4"), (1, "5"), (2, "6")], ids=str)
def test_the_newsroom_moves_the_month_by_a_day_or_two(tmp_path: Path, offset: int, wanted: str) -> None:
    """T-2.13."""
    built = build(tmp_path, outlet("hijri = true", f"hijri_offset = {offset}") + report(date="2024-12-05"))

    assert Reading(built.page("/2024/12/خبر/")).one("span", **{"class": "hijri"}).text == (
        f"{wanted} جمادى الآخرة 1446 هـ"
    )


@pytest.mark.parametrize("offset", ["3", "-3", "1.5", '"غدا"'])
def test_an_offset_of_more_than_two_days_is_refused_at_its_line(tmp_path: Path, offset: str) -> None:
    """T-2.13."""
    built = build(tmp_path, outlet("hijri = true", f"hijri_offset = {offset}") + report())
    (found,) = built.outcome.problems

    assert (built.exit_code, found.code, found.where.line) == (2, "E128", 2)


def test_the_hijri_date_stands_by_the_date_of_a_report_and_of_a_day_in_arabic_digits(tmp_path: Path) -> None:
    """T-2.12: by the newsroom's day, which in Damascus has begun."""
    built = build(tmp_path, outlet("hijri = true", 'numerals = "arab"') + report(date="2024-12-04T22:30:00Z"))
    wanted = "٤ جمادى الآخرة ١٤٤٦ هـ"
    own, month = Reading(built.page("/2024/12/خبر/")), Reading(built.page("/archive/2024/12/"))

    assert f"الخميس ٥ كانون الأول ٢٠٢٤، ٠١:٣٠ {wanted}" in " ".join(own.one("p", **{"class": "byline"}).text.split())
    assert f"الخميس ٥ كانون الأول ٢٠٢٤ {wanted}" in " ".join(month.one("h2", **{"class": "day-name"}).text.split())


def test_a_report_before_the_tables_has_its_gregorian_date_alone_and_a_warning(tmp_path: Path) -> None:
    """T-2.12."""
    built = build(tmp_path, outlet("hijri = true") + report("old", date="1920-07-24") + report(date="2024-12-05"))
    old = built.page("/1920/07/خبر/")
    (found,) = built.outcome.problems

    assert (built.exit_code, found.code) == (0, "W149")
    assert found.where.path.endswith("content/reports/old.md")
    assert "1920-07-24" in found.english
    assert "24 تموز 1920" in old
    assert "هـ" not in old.replace(NOTICE, "")
    assert "هـ" not in built.page("/archive/1920/07/")


def test_a_report_in_another_language_has_no_hijri_date(tmp_path: Path) -> None:
    built = build(tmp_path, outlet("hijri = true") + report(date="2024-12-05", lang="en", title="News"))

    assert "hijri" not in built.page("/2024/12/news/")


def test_an_outlet_that_did_not_ask_has_no_hijri_date_and_no_warning(tmp_path: Path) -> None:
    """T-2.12."""
    built = build(tmp_path, rich() + report("old", date="1920-07-24", title="قديم"))
    shown = "".join(page.one("body").text for page in pages(built.public).values())

    assert built.codes == []
    assert "هـ" not in shown
    assert all(not page.all("span", **{"class": "hijri"}) for page in pages(built.public).values())
