"""The share of family dwellings: computed, and how fast it moves."""

from decimal import Decimal

from spatial.law import shares
from spatial.law.shares import PARTS, DwellingKind, Share


def share(pct, as_of=None):
    return Share(pct=Decimal(pct), as_of=as_of)


def test_the_share_is_family_dwellings_of_all_kinds_together():
    counts = dict.fromkeys(PARTS, 100) | {DwellingKind.FAMILY: 300}
    assert shares.computed(counts) == Decimal("37.5")


def test_a_share_is_not_computed_while_a_kind_is_unknown():
    counts = dict.fromkeys(PARTS, 100)
    counts.pop(DwellingKind.CO_OPERATIVE)
    assert shares.computed(counts) is None
    assert shares.computed(counts | {DwellingKind.ALL: 900}) is None


def test_an_area_without_dwellings_has_no_share():
    assert shares.computed(dict.fromkeys(PARTS, 0)) is None


def test_progress_is_points_per_year_between_first_and_last_share():
    told = shares.progress(share(96, "2019"), [share(80, "2023")], Decimal(40), 2030)
    assert (told.baseline, told.latest) == (share(96, "2019"), share(80, "2023"))
    assert told.moved_per_year == Decimal("-4.00")
    # From the middle of 2023 to the end of 2030 are 7.5 years.
    assert told.needed_per_year == Decimal("-5.33")


def test_an_undated_share_gives_no_rate():
    told = shares.progress(share(96), [], Decimal(40), 2030)
    assert (told.baseline, told.latest) == (share(96), share(96))
    assert (told.moved_per_year, told.needed_per_year) == (None, None)


def test_one_dated_share_tells_what_is_needed_but_not_what_has_moved():
    told = shares.progress(share(91, "2010"), [], Decimal(40), 2030)
    assert told.moved_per_year is None
    assert told.needed_per_year == Decimal("-2.49")  # 51 points in 20.5 years


def test_nothing_known_is_nothing_said():
    told = shares.progress(None, [], None, None)
    assert set(vars(told).values()) == {None}


def test_nothing_is_needed_per_year_once_the_year_has_passed():
    told = shares.progress(share(91, "2010"), [share(50, "2031")], Decimal(40), 2030)
    assert told.needed_per_year is None
