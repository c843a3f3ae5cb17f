"""humans.txt and security.txt: what the outlet says of itself in them, and nothing that could be read otherwise."""

import codecs
import re
from datetime import datetime
from pathlib import Path

import pytest
from examples import begun, edit, reports
from examples import toml as outlet
from histories import scratch, tree
from hypothesis import given
from hypothesis import strategies as st
from sites import NOW, SITE_TOML, Built, build, rebuild, report, write

from warraq import config, shop
from warraq.config import Config, Unusable
from warraq.notices import Security
from warraq.problems import Problem

LEAST = 'name = "مرصد"\nbase_url = "https://x.example"\ncopyright = "حقوق"\ntimezone = "Asia/Damascus"\n'
EXPIRES = 'expires = "2026-12-31"'
SECURITY = f'[security]\ncontact = "security@news.example"\n{EXPIRES}\n'
FILE = ".well-known/security.txt"


def read(text: str) -> Config:
    """The Config of a site.toml without fault."""
    found, problems = config.read(LEAST + text, "site.toml")
    assert problems == ()
    return found


def wrong(text: str) -> list[tuple[str, int, int]]:
    """What keeps a site.toml from being used: code, line, column; lines are counted from the first of `text`."""
    with pytest.raises(Unusable) as caught:
        config.read(LEAST + text, "site.toml")
    return [(one.code, one.where.line - 4, one.where.column) for one in caught.value.problems]


def tried(text: str) -> tuple[Config | None, set[str]]:
    """The Config of a site.toml, or the codes of what is wrong with it."""
    try:
        return read(text), set()
    except Unusable as error:
        return None, {one.code for one in error.problems}


def toml(text: str) -> str:
    return f"-- content/site.toml --\n{SITE_TOML}\n{text}\n"


def lines(built: Built, file: str = FILE) -> list[str]:
    """The lines of a notice."""
    return (built.public / file).read_bytes().decode("utf-8").splitlines()


# ---------------------------------------------------------------- humans.txt


def test_humans_are_named_under_the_outlet_in_their_order(tmp_path: Path) -> None:
    built = build(tmp_path, toml('[humans]\n"التحرير" = ["سلمى الحسن", "عمر، ب."]\nSite = "ورّاق,  an\tengine"\n'))
    data = (built.public / "humans.txt").read_bytes()

    assert lines(built, "humans.txt") == [
        "/* منصة التجربة */",
        "التحرير: سلمى الحسن",
        "التحرير: عمر، ب.",
        "Site: ورّاق, an engine",
    ]
    assert not data.startswith(codecs.BOM_UTF8)
    assert data.endswith(b"\n")


def test_nothing_is_written_that_was_not_asked_for(tmp_path: Path) -> None:
    built = build(tmp_path, report())

    assert not (built.public / "humans.txt").exists()
    assert not (built.public / ".well-known").exists()


@given(label=st.text(min_size=1), value=st.text())
def test_whatever_is_said_of_somebody_it_stays_one_line_without_control_characters(label: str, value: str) -> None:
    found, codes = tried(f"[humans]\n{quoted(label)} = {quoted(value)}\n")
    said = found.humans if found else ()

    assert codes <= {"E112", "E121"}
    assert len(said) == 1 - len(codes)
    assert all(len(text.splitlines()) <= 1 for pair in said for text in pair)
    assert not re.search("[\x00-\x1f\x7f\u202d\u202e]", str(said))


def quoted(text: str) -> str:
    """A TOML string with everything escaped that may be."""
    return '"' + "".join(f"\\U{ord(one):08X}" for one in text if not 0xD800 <= ord(one) <= 0xDFFF) + '"'


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('humans = "x"', [("E105", 1, 1)]),
        ("[humans]\nx = 3", [("E120", 2, 1)]),
        ('[humans]\nx = ""', [("E121", 2, 1)]),
        ("[humans]\nx = []", [("E121", 2, 1)]),
        ('[humans]\nx = ["أ", 3, ""]', [("E120", 2, 1), ("E121", 2, 1)]),
        ('[humans]\nx = {a = "b"}', [("E120", 2, 1)]),
    ],
)
def test_humans_are_texts_or_lists_of_them(text: str, wanted: list[tuple[str, int, int]]) -> None:
    assert wrong(text) == wanted


# ---------------------------------------------------------------- security.txt


def test_security_txt_says_all_that_was_given_in_one_order(tmp_path: Path) -> None:
    """RFC 9116."""
    more = """
languages = ["ar", "en"]
hiring = "https://news.example/وظائف"
policy = "https://news.example/p,q?a=1&b=2#c"
acknowledgments = ["https://news.example/thanks", "https://other.example/"]
encryption = ["https://news.example/key.asc", "dns:5d2d.news.example?type=OPENPGPKEY"]
"""
    security = SECURITY.replace(
        '"security@news.example"', '["mailto:a@news.example", "https://مثال.example/", "tel:+1-2"]'
    )
    found = lines(build(tmp_path, toml(security + more)))

    assert found == [
        "Contact: mailto:a@news.example",
        "Contact: https://xn--mgbh0fb.example/",
        "Contact: tel:+1-2",
        "Expires: 2026-12-31T00:00:00+03:00",
        "Encryption: https://news.example/key.asc",
        "Encryption: dns:5d2d.news.example?type=OPENPGPKEY",
        "Acknowledgments: https://news.example/thanks",
        "Acknowledgments: https://other.example/",
        "Preferred-Languages: ar, en",
        "Canonical: https://news.example/.well-known/security.txt",
        "Policy: https://news.example/p,q?a=1&b=2#c",
        "Hiring: https://news.example/%D9%88%D8%B8%D8%A7%D8%A6%D9%81",
    ]
    assert all(re.fullmatch(r"[A-Z][A-Za-z-]+: [\x21-\x7e]+( [\x21-\x7e]+)*", line) for line in found)


def test_the_least_security_txt_has_a_contact_a_date_and_the_outlets_language(tmp_path: Path) -> None:
    """RFC 9116: exactly one Expires; a bare address of e-mail is written as RFC 6068 wants it."""
    found = lines(build(tmp_path, toml(SECURITY)))

    assert [line.partition(": ")[0] for line in found] == ["Contact", "Expires", "Preferred-Languages", "Canonical"]
    assert found[0] == "Contact: mailto:security@news.example"
    assert datetime.fromisoformat(found[1].removeprefix("Expires: ")).utcoffset() is not None
    assert found[2] == "Preferred-Languages: ar"


def test_where_the_site_is_not_on_https_no_place_of_it_is_called_the_right_one(tmp_path: Path) -> None:
    """RFC 9116, 2.5.2."""
    build(tmp_path, toml(SECURITY))

    assert "Canonical" not in "\n".join(lines(rebuild(tmp_path, base_url="http://localhost:8000")))


@pytest.mark.parametrize(
    "written", ['"2026-12-31"', "2026-12-31", '"٢٠٢٦-١٢-٣١"', '"2026-12-31 00:00"', "2026-12-31T00:00:00+03:00"]
)
def test_the_date_may_be_written_in_any_way(written: str) -> None:
    found = read(SECURITY.replace('"2026-12-31"', written)).security

    assert found == Security(contact=("mailto:security@news.example",), expires=1_798_664_400, languages=("ar",))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('security = "x"', [("E105", 1, 1), ("E110", 1, 1), ("E110", 1, 1)]),
        ("[security]", [("E110", 1, 1), ("E110", 1, 1)]),
        ('[security]\ncontact = "x@y.example"', [("E110", 1, 1)]),
        (f"[security]\ncontact = []\n{EXPIRES}", [("E121", 2, 1)]),
        (f"[security]\ncontact = 3\n{EXPIRES}", [("E120", 2, 1)]),
        (f'[security]\ncontact = "سلمى"\n{EXPIRES}', [("E215", 2, 1)]),
        (f'[security]\ncontact = ["x@y.example", "http://y.example/"]\n{EXPIRES}', [("E215", 2, 1)]),
        (f'[security]\ncontact = "https://"\n{EXPIRES}', [("E215", 2, 1)]),
        (f'[security]\ncontact = "mailto:"\n{EXPIRES}', [("E215", 2, 1)]),
        (f'[security]\ncontact = "mailto:salma"\n{EXPIRES}', [("E215", 2, 1)]),
        (f'[security]\ncontact = "tel:+963 11 222"\n{EXPIRES}', [("E215", 2, 1)]),
        (f'[security]\ncontact = "javascript:alert(1)"\n{EXPIRES}', [("E215", 2, 1)]),
        (f'[security]\ncontact = "https://y.example/\\nContact: mailto:evil@z.example"\n{EXPIRES}', [("E215", 2, 1)]),
        (SECURITY + 'policy = "mailto:x@y.example"', [("E215", 4, 1)]),
        (SECURITY + 'encryption = "openpgp4fpr:xyz"', [("E215", 4, 1)]),
        (SECURITY + 'languages = ["ar", "xx"]', [("E134", 4, 1)]),
        (SECURITY + "languages = 3", [("E123", 4, 1)]),
        (SECURITY + 'polcy = "https://y.example/"', [("E112", 4, 1)]),
        (SECURITY.replace("2026-12-31", "قريبًا"), [("E125", 3, 1)]),
        (SECURITY.replace('"2026-12-31"', "5"), [("E125", 3, 1)]),
        (SECURITY.replace("2026-12-31", "2026-02-30"), [("E126", 3, 1)]),
    ],
)
def test_a_wrong_value_is_a_problem_at_its_place(text: str, wanted: list[tuple[str, int, int]]) -> None:
    assert wrong(text) == wanted


def test_a_refused_address_is_said_with_what_would_be_taken() -> None:
    with pytest.raises(Unusable) as caught:
        config.read(LEAST + SECURITY + 'policy = "http://y.example/"', "site.toml")
    (found,) = caught.value.problems

    assert (
        found.english
        == "the address 'http://y.example/' in 'policy' of [security] is not accepted; begin it with one of: https:"
    )
    assert "https:" in found.arabic


near = st.from_regex(r"(https://|mailto:|tel:)?[\w.@:/?#+%؀-ۿ -]{0,12}", fullmatch=True)


@given(st.text() | near)
def test_whatever_the_contact_it_is_one_plain_address_or_a_problem(text: str) -> None:
    found, codes = tried(f"[security]\n{EXPIRES}\ncontact = {quoted(text)}\n")
    contacts = found.security.contact if found and found.security else ()

    assert codes <= {"E121", "E215"}
    assert len(contacts) == 1 - len(codes)
    assert all(re.fullmatch(r"(https://|mailto:|tel:)[\x21-\x7e]+", one) for one in contacts)


# ---------------------------------------------------------------- time


def overdue(built: Built) -> list[Problem]:
    return [found for found in built.outcome.problems if found.code == "W298"]


def test_a_date_that_has_passed_is_told_in_every_build_from_that_moment_on(tmp_path: Path) -> None:
    """RFC 9116, 2.5.5; a warning, so that the site goes out."""
    first = build(tmp_path, toml(SECURITY))
    assert first.outcome.next_moment == "2026-12-31T00:00:00+03:00"
    assert overdue(rebuild(tmp_path, as_of="2026-12-30 23:59:59")) == []
    late = rebuild(tmp_path, as_of="2026-12-31")
    (found,) = overdue(late)

    assert (found.where.line, found.where.column) == (1 + toml(SECURITY).split("\n").index(EXPIRES) - 1, 1)
    assert (late.exit_code, late.outcome.written, late.outcome.touched, late.outcome.next_moment) == (0, 0, 0, "")
    assert overdue(rebuild(tmp_path, as_of="2027-01-01")) == [found]
    assert overdue(rebuild(tmp_path)) == []


def test_the_nearest_of_all_moments_is_told(tmp_path: Path) -> None:
    built = build(tmp_path, toml(SECURITY) + report(date="2026-12-30 12:00"))

    assert built.outcome.next_moment == "2026-12-30T12:00:00+03:00"
    assert rebuild(tmp_path, as_of="2026-12-30 12:00").outcome.next_moment == "2026-12-31T00:00:00+03:00"


# ---------------------------------------------------------------- their places


def test_the_notices_go_with_their_tables_and_leave_what_is_not_ours() -> None:
    with scratch() as folder:
        pair = begun(folder, reports("a"))
        edit(pair, outlet('humans = {a = "ب"}', f'security = {{contact = "a@x.example", {EXPIRES}}}'))
        pair.build()
        assert {"humans.txt", FILE} <= tree(pair.public).keys()
        edit(pair, outlet())
        pair.build()
        assert not (pair.public / ".well-known").exists()
        edit(pair, outlet(f'security = {{contact = "a@x.example", {EXPIRES}}}'))
        pair.build()
        pair.foreign[".well-known/acme"] = b"not yours"
        (pair.public / ".well-known" / "acme").write_bytes(b"not yours")
        edit(pair, outlet())
        pair.build()

    assert pair.foreign


@pytest.mark.parametrize("line", ['humans = {a = "أ"}', 'security = {contact = "a@x.example", expires = "2026-12-31"}'])
def test_texts_are_not_read_anew_for_them(tmp_path: Path, line: str) -> None:
    build(tmp_path, outlet())
    asked = {name: str(tmp_path / folder) for name, folder in (("content", "content"), ("output", "public"))}
    before = shop.opened(shop.Options(**asked, theme="diwan", now=NOW)).reading_key  # type: ignore[arg-type]
    write(tmp_path, outlet(line))
    after = shop.opened(shop.Options(**asked, theme="diwan", now=NOW)).reading_key  # type: ignore[arg-type]

    assert after == before


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("/humans.txt", "E303"),
        ("/humans.txt/x/", "E303"),
        ("/.well-known/security.txt", "E132"),
        ("/.well-known/", "E132"),
    ],
)
def test_nothing_of_the_content_can_stand_in_their_places(tmp_path: Path, alias: str, code: str) -> None:
    built = build(
        tmp_path, toml(SECURITY + '[humans]\na = "ب"') + report("a", aliases=f"[{alias}]") + report("b", title="آخر")
    )

    assert built.codes == [code]
    assert lines(built, "humans.txt")[0].startswith("/*")
    assert lines(built)[0].startswith("Contact: ")
