from datetime import date
from decimal import Decimal

import pytest

from map_client.sheets import sheet


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (Decimal("52.50"), "52,5"),
        (Decimal("1400.00"), "1400"),
        (date(2017, 12, 1), "2017-12-01"),
        (True, "ja"),
        (False, "nej"),
        (7, "7"),
        ("a;b", '"a;b"'),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("-1", "'-1"),
    ],
)
def test_a_value_is_written_as_danish_excel_reads_it(value, cell):
    text = sheet("x", ["Æ"], [[value]]).content.decode("utf-8-sig")
    assert text.splitlines() == ["Æ", cell or '""']
