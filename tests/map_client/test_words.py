from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from map_client import words
from map_client.pages import ways
from spatial import partial_date
from spatial.law.designate import designate
from spatial.law.rules import Indicator
from spatial.law.verdict import Finding

I = Indicator  # noqa: E741
FULL = {
    I.RESIDENTS: Decimal(1587),
    I.OUTSIDE_WORK_AND_EDUCATION: Decimal("26.7"),
    I.CONVICTED: Decimal("1.62"),
    I.BASIC_EDUCATION_ONLY: Decimal("77.3"),
    I.INCOME: Decimal("54.2"),
    I.NON_WESTERN: Decimal("66.4"),
}


def finding(indicator: Indicator, day=date(2022, 12, 1), **values) -> Finding:
    verdict = designate(FULL | {I[name]: each for name, each in values.items()}, day)
    strictest = verdict.assessments[0]
    found = (*strictest.gates, *strictest.criteria)
    return next(one for one in found if one.criterion.indicator == indicator)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("indicator", "values", "said"),
    [
        (I.RESIDENTS, {}, "587 personer over grænsen"),
        (I.RESIDENTS, {"RESIDENTS": Decimal(999)}, "1 person under grænsen"),
        (I.RESIDENTS, {"RESIDENTS": Decimal(1000)}, "lig med grænsen"),
        (I.NON_WESTERN, {}, "16,4 procentpoint over grænsen, ca. 260 personer over"),
        (
            I.OUTSIDE_WORK_AND_EDUCATION,
            {},
            "13,3 procentpoint under grænsen, højst 212 personer under",
        ),
        (
            I.BASIC_EDUCATION_ONLY,
            {"RESIDENTS": None},
            "17,3 procentpoint over grænsen",
        ),
        (I.INCOME, {}, "0,8 procentpoint under grænsen"),
        (I.INCOME, {"INCOME": None}, ""),
    ],
)
def test_a_margin_is_told_in_its_unit_and_in_persons_but_never_of_an_income(
    indicator, values, said
):
    assert plain(words.margin(finding(indicator, **values))) == said


@pytest.mark.parametrize(
    ("indicator", "to_meet", "said"),
    [
        (I.INCOME, False, "gennemsnitsindkomsten i forhold til regionen når op på 55 %"),
        (I.INCOME, True, "gennemsnitsindkomsten i forhold til regionen kommer under 55 %"),
        (I.RESIDENTS, False, "beboertallet kommer under 1.000"),
        (I.RESIDENTS, True, "beboertallet når op på 1.000"),
        (I.BASIC_EDUCATION_ONLY, False, "andelen med kun grundskole kommer ned på 60 % eller der"),
        (I.BASIC_EDUCATION_ONLY, True, "andelen med kun grundskole kommer over 60 %"),
    ],
)
def test_a_change_is_told_to_the_side_on_which_equal_counts(indicator, to_meet, said):
    assert plain(ways.change(finding(indicator), to_meet=to_meet)).startswith(said)


def test_a_limit_that_follows_the_nation_says_so_and_how_sure_it_is():
    day = date(2022, 12, 1)
    found = finding(I.CONVICTED, day)
    said = plain(words.condition(found.criterion, found.limit))
    assert said == "mindst ca. 2,18 % (3 gange landsgennemsnittet)"
    found = finding(I.CONVICTED, date(2023, 12, 1))
    said = plain(words.condition(found.criterion, found.limit))
    assert said == "mindst 3 gange landsgennemsnittet, som ikke er kendt for denne liste"
    assert words.state(found.met, found.value) == "kan ikke afgøres"


def test_numbers_are_rounded_half_up_and_not_cut_off():
    assert words.number(Decimal("2.175"), 2) == "2,18"
    assert words.number(Decimal("12345.5")) == "12.346"


def test_a_published_hundredth_is_kept():
    assert plain(words.figure(I.INCOME, Decimal("60.25"))) == "60,25 %"
    assert plain(words.figure(I.CONVICTED, Decimal("2.80"))) == "2,80 %"


def test_enumerations_are_danish():
    assert words.joined(["a", "b", "c"]) == "a, b og c"
    assert words.joined(["a"]) == "a"
    assert words.joined([]) == ""
    assert [words.lists(count) for count in (1, 2, 12)] == ["én liste", "to lister", "12 lister"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", ["1.234,5", "1. december 2018", "45,0 %", "1,5 km", "én liste", "a, b og c"]),
        ("en", ["1,234.5", "1 December 2018", "45.0%", "1.5 km", "one list", "a, b and c"]),
    ],
)
def test_numbers_and_days_follow_the_language_of_the_page(language, said):
    with override(language):
        assert [
            words.number(Decimal("1234.5"), 1),
            plain(words.day(date(2018, 12, 1))),
            plain(words.figure(I.NON_WESTERN, Decimal(45))),
            words.metres(1500),
            words.lists(1),
            words.joined("abc"),
        ] == said


@pytest.mark.parametrize(
    ("text", "danish", "english"),
    [
        ("2019", "2019", "2019"),
        ("2019-06", "juni 2019", "June 2019"),
        ("2019-23", "efteråret 2019", "autumn 2019"),
        ("2019-06-01", "1. juni 2019", "1 June 2019"),
    ],
)
def test_a_date_known_in_part_is_told_in_both_languages(text, danish, english):
    assert partial_date.in_words(text) == danish
    with override("en"):
        assert partial_date.in_words(text) == english


def test_a_margin_in_english_is_a_whole_sentence_of_its_own():
    with override("en"):
        said = words.margin(finding(I.NON_WESTERN))
    assert plain(said) == "16.4 percentage points above the limit, about 260 persons above"


def test_a_list_before_2021_keeps_its_own_word_with_what_it_means():
    with override("en"):
        assert words.called("hårdt ghettoområde") == "hårdt ghettoområde (hard ghetto area)"
        assert words.called("parallelsamfund") == "parallel society"
