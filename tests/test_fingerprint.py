"""Digests: the same everywhere and for ever."""

import re

from hypothesis import given
from hypothesis import strategies as st

from warraq.fingerprint import digest_bytes, short_digest


def test_a_digest_never_changes_between_versions_and_machines() -> None:
    assert digest_bytes("وراق".encode()) == "ssxgqfjrxqcqxy5oppn3qmqq4g"


def test_a_short_digest_never_changes_so_that_short_links_hold() -> None:
    assert short_digest("reports/a.md") == "jfz7lw33"


def test_a_short_digest_is_as_long_as_asked() -> None:
    assert len(short_digest("reports/a.md", 12)) == 12
    assert short_digest("reports/a.md", 12).startswith(short_digest("reports/a.md"))


@given(st.binary())
def test_a_digest_is_safe_in_file_names_that_ignore_case(data: bytes) -> None:
    assert re.fullmatch("[a-z2-7]{26}", digest_bytes(data))


@given(st.binary(), st.binary())
def test_two_contents_have_two_digests(one: bytes, other: bytes) -> None:
    assert (one == other) == (digest_bytes(one) == digest_bytes(other))
