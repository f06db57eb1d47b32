"""Where a telephone number is too short or too long."""

from __future__ import annotations

import pytest

from programme.phones import e164


@pytest.mark.parametrize(
    ("shortest", "one_digit_short"),
    [
        ("0812-0000-12", "0812-0000-1"),
        ("+62 812-0000-12", "+62 812-0000-1"),
        ("812000012", "81200001"),
        ("(031) 000-000", "(031) 000-00"),
        ("+60 12-345 6", "+60 12-345"),
    ],
)
def test_a_number_one_digit_short_is_refused(shortest, one_digit_short):
    assert e164(shortest)
    assert e164(one_digit_short) is None


@pytest.mark.parametrize(
    ("longest", "one_digit_more"),
    [
        ("0812-0000-1004-5", "0812-0000-1004-56"),
        ("+60 12-345-678-901-23", "+60 12-345-678-901-234"),
    ],
)
def test_a_number_one_digit_too_long_is_refused(longest, one_digit_more):
    assert e164(longest)
    assert e164(one_digit_more) is None
