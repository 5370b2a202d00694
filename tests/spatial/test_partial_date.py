"""Dates that are no more exact than their source."""

from datetime import date

import pytest

from spatial import partial_date


@pytest.mark.parametrize(
    ("text", "first", "last", "danish"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31), "2019"),
        ("2019-21", date(2019, 3, 1), date(2019, 5, 31), "foråret 2019"),
        ("2019-23", date(2019, 9, 1), date(2019, 11, 30), "efteråret 2019"),
        ("2019-24", date(2019, 12, 1), date(2020, 2, 29), "vinteren 2019"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "februar 2020"),
        ("2019-09-10", date(2019, 9, 10), date(2019, 9, 10), "10. september 2019"),
    ],
)
def test_a_date_means_all_days_from_its_first_to_its_last(text, first, last, danish):
    assert partial_date.checked(text) == text
    assert partial_date.days(text) == (first, last)
    assert first <= partial_date.middle(text) <= last
    assert partial_date.in_words(text) == danish


@pytest.mark.parametrize("text", ["19", "2019-13", "2019-25", "2019-02-30", "2019-6", "juni 2019"])
def test_what_no_calendar_has_is_refused(text):
    with pytest.raises(ValueError, match="is n"):
        partial_date.checked(text)


def test_dates_of_one_form_sort_as_texts():
    assert sorted(["2020-01", "2019-12", "2019-02"]) == ["2019-02", "2019-12", "2020-01"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2019-06", "2019-06"),
        ("10.9.2019", "2019-09-10"),
        ("2019-09-10 00:00:00", "2019-09-10"),
        ("Juni 2019", "2019-06"),
        ("10. september 2019", "2019-09-10"),
        ("efteråret 2019", "2019-23"),
        ("forår 2020", "2020-21"),
    ],
)
def test_dates_are_read_as_danish_files_write_them(text, read):
    assert partial_date.read(text) == read


@pytest.mark.parametrize("text", ["31.2.2019", "12. efteråret 2019", "snart 2019", "x"])
def test_a_text_that_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="is n"):
        partial_date.read(text)
