"""What the statute says, by the date of the list it applies to (almenboligloven § 61 a, § 61 b).

Every version of the law stands beside the others and is never edited but to correct it.
Sources: the acts and bills named, and for the numbers that move each year those beside them.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from spatial.law.terms import (
    UNIT_OF,
    CategoryRule,
    Compare,
    Criterion,
    DesignationCategory,
    Indicator,
    LawVersion,
    Limit,
    Reference,
    YearsRequired,
)

__all__ = [
    "UNIT_OF",
    "CategoryRule",
    "Compare",
    "Criterion",
    "DesignationCategory",
    "Indicator",
    "LawVersion",
    "Limit",
    "Reference",
    "YearsRequired",
]

_I, _C = Indicator, DesignationCategory
_ABOVE, _AT_LEAST, _BELOW = Compare

_ACT_2010 = Reference(
    act="Lov om ændring af lov om almene boliger m.v. (identifikation af ghettoområder), 2010",
    url="https://www.retsinformation.dk/Forms/R0710.aspx?id=135224",
)
_BILL_2013 = Reference(
    act="Forslag L 45, fremsat 31. oktober 2013",
    url="https://eu.dk/samling/20131/lovforslag/l45/20131_l45_som_fremsat.htm",
)
_BILL_2018 = Reference(
    act="Forslag L 38, fremsat 3. oktober 2018",
    url="https://eu.dk/samling/20181/lovforslag/l38/20181_l38_som_fremsat.htm",
)
_ACT_TODAY = Reference(
    act="Almenboligloven § 61 a og § 61 b", url="https://danskelove.dk/almenboligloven/61a"
)


def _when(
    indicator: Indicator,
    compare: Compare,
    limit: str | None,
    paragraph: str,
    *,
    years: int = 1,
    times_national: int | None = None,
) -> Criterion:
    return Criterion(
        indicator=indicator,
        compare=compare,
        limit=Decimal(limit) if limit else None,
        times_national=times_national,
        averaged_years=years,
        paragraph=paragraph,
    )


_GHETTO_2010 = CategoryRule(
    category=_C.GHETTO_AREA,
    gates=(_when(_I.RESIDENTS, _AT_LEAST, "1000", "§ 61 a, stk. 1"),),
    criteria=(
        _when(_I.NON_WESTERN, _ABOVE, "50", "§ 61 a, stk. 1"),
        _when(_I.OUTSIDE_WORK_AND_EDUCATION, _ABOVE, "40", "§ 61 a, stk. 1", years=4),
        _when(_I.CONVICTED, _ABOVE, "2.70", "§ 61 a, stk. 1", years=4),
    ),
    needed=2,
    paragraph="§ 61 a, stk. 1",
)
_GHETTO_2014 = CategoryRule(
    category=_C.GHETTO_AREA,
    gates=(_when(_I.RESIDENTS, _AT_LEAST, "1000", "§ 61 a, stk. 1"),),
    criteria=(
        _when(_I.NON_WESTERN, _ABOVE, "50", "§ 61 a, stk. 1, nr. 1"),
        _when(_I.OUTSIDE_WORK_AND_EDUCATION, _ABOVE, "40", "§ 61 a, stk. 1, nr. 2", years=2),
        _when(_I.CONVICTED, _ABOVE, "2.70", "§ 61 a, stk. 1, nr. 3", years=2),
        _when(_I.BASIC_EDUCATION_ONLY, _ABOVE, "50", "§ 61 a, stk. 1, nr. 4"),
        _when(_I.INCOME, _BELOW, "55", "§ 61 a, stk. 1, nr. 5"),
    ),
    needed=3,
    paragraph="§ 61 a, stk. 1",
)
_FOUR = (
    _when(_I.OUTSIDE_WORK_AND_EDUCATION, _ABOVE, "40", "§ 61 a, stk. 1, nr. 1", years=2),
    _when(_I.CONVICTED, _AT_LEAST, None, "§ 61 a, stk. 1, nr. 2", years=2, times_national=3),
    _when(_I.BASIC_EDUCATION_ONLY, _ABOVE, "60", "§ 61 a, stk. 1, nr. 3"),
    _when(_I.INCOME, _BELOW, "55", "§ 61 a, stk. 1, nr. 4"),
)


def _nested_rules(
    lasting: DesignationCategory, majority: DesignationCategory
) -> tuple[CategoryRule, CategoryRule, CategoryRule]:
    """The three steps of 2018; the act of 2021 gave the two stricter ones other names."""
    many = _when(_I.RESIDENTS, _AT_LEAST, "1000", "§ 61 a, stk. 3")
    over_half = _when(_I.NON_WESTERN, _ABOVE, "50", "§ 61 a, stk. 2")
    return (
        CategoryRule(
            category=lasting,
            gates=(many, over_half),
            criteria=_FOUR,
            needed=2,
            within=majority,
            lasting=True,
            paragraph="§ 61 a, stk. 4",
        ),
        CategoryRule(
            category=majority,
            gates=(many, over_half),
            criteria=_FOUR,
            needed=2,
            within=_C.VULNERABLE_AREA,
            paragraph="§ 61 a, stk. 2",
        ),
        CategoryRule(
            category=_C.VULNERABLE_AREA,
            gates=(many,),
            criteria=_FOUR,
            needed=2,
            paragraph="§ 61 a, stk. 1",
        ),
    )


_PREVENTION = CategoryRule(
    category=_C.PREVENTION_AREA,
    gates=(
        _when(_I.RESIDENTS, _AT_LEAST, "1000", "§ 61 b, jf. § 61 a, stk. 3"),
        _when(_I.NON_WESTERN, _ABOVE, "30", "§ 61 b"),
    ),
    criteria=(
        _when(_I.OUTSIDE_WORK_AND_EDUCATION, _ABOVE, "30", "§ 61 b, nr. 1", years=2),
        _when(_I.CONVICTED, _AT_LEAST, None, "§ 61 b, nr. 2", years=2, times_national=2),
        _when(_I.BASIC_EDUCATION_ONLY, _ABOVE, "60", "§ 61 b, nr. 3"),
        _when(_I.INCOME, _BELOW, "65", "§ 61 b, nr. 4"),
    ),
    needed=2,
    paragraph="§ 61 b",
)

VERSIONS: tuple[LawVersion, ...] = (
    LawVersion(
        id="2010",
        title=_("To af tre kriterier"),
        valid_from=date(2010, 1, 1),
        valid_to=date(2014, 1, 31),
        rules=(_GHETTO_2010,),
        reference=_ACT_2010,
        note=_("Arbejde og dømte er gennemsnit af fire år."),
    ),
    LawVersion(
        id="2014",
        title=_("Tre af fem kriterier"),
        valid_from=date(2014, 2, 1),
        valid_to=date(2018, 11, 30),
        rules=(_GHETTO_2014,),
        reference=_BILL_2013,
        note=_("Uoplyst uddannelse tæller som kun grundskole."),
    ),
    LawVersion(
        id="2018",
        title=_("To af fire kriterier, og tre trin"),
        valid_from=date(2018, 12, 1),
        valid_to=date(2021, 11, 30),
        rules=_nested_rules(_C.HARD_GHETTO_AREA, _C.GHETTO_AREA),
        reference=_BILL_2018,
        note=_("Kun uddannelse taget eller godkendt i Danmark tæller."),
    ),
    LawVersion(
        id="2021",
        title=_("Nye betegnelser, og forebyggelsesområder"),
        valid_from=date(2021, 12, 1),
        valid_to=None,
        rules=(*_nested_rules(_C.TRANSFORMATION_AREA, _C.PARALLEL_SOCIETY), _PREVENTION),
        reference=_ACT_TODAY,
    ),
)

# First day of a definition of an indicator, and what was new. Figures on either side of it do
# not measure the same.
_FROM_2014 = {date(2014, 2, 1): _("gennemsnit af to år i stedet for fire")}
_FROM_2018 = {date(2018, 12, 1): _("kun uddannelse taget eller godkendt i Danmark tæller")}
REDEFINED: dict[Indicator, dict[date, str]] = {
    **dict.fromkeys((_I.OUTSIDE_WORK_AND_EDUCATION, _I.CONVICTED), _FROM_2014),
    _I.BASIC_EDUCATION_ONLY: _FROM_2018,
}


def _told(value: str, by: str, url: str = "", uncertainty: str = "0") -> Limit:
    """A limit as the press told it of a list: no document of the ministry was read."""
    source = Reference(act=by, url=url)
    return Limit(value=Decimal(value), uncertainty=Decimal(uncertainty), source=source)


# Percent convicted, by list and by so many times the national mean. What is not here is not known.
CRIME_LIMITS: dict[date, dict[int, Limit]] = {
    date(2018, 12, 1): {3: _told("1.98", "jv.dk artikel 2714888; sn.dk artikel 1345105")},
    date(2019, 12, 1): {3: _told("2.03", "sn.dk artikel 892884 (2. december 2019)")},
    date(2020, 12, 1): {
        3: _told(
            "2.27",
            "tv2fyn.dk (december 2020)",
            "https://tv2fyn.dk/odense/en-kriminel-meget-solbakken-staar-til-nedrivning",
        )
    },
    date(2022, 12, 1): {
        2: _told("1.45", "dklf.dk om listerne i 2022"),
        # Twice the mean is 1.45, rounded: three times is between 2.1675 and 2.1825.
        3: _told("2.175", "afledt: 1,45 x 3/2, dklf.dk om listerne i 2022", uncertainty="0.0075"),
    },
}

_PRESS_2019 = Reference(act="dr.dk, 28 boligområder er på årets ghettoliste (2019)", url="")
_BOTH = _(
    "Loven siger fire år; fem er brugt som overgang i 2018 og 2019. 2020 er ikke efterprøvet."
)
YEARS_REQUIRED: tuple[YearsRequired, ...] = (
    YearsRequired(valid_from=date(2018, 12, 1), least=5, most=5, source=_PRESS_2019, note=_BOTH),
    YearsRequired(valid_from=date(2020, 12, 1), least=4, most=5, source=_PRESS_2019, note=_BOTH),
    YearsRequired(valid_from=date(2021, 12, 1), least=5, most=5, source=_ACT_TODAY),
)


# The names that the act of 2021 gave to two steps, their conditions unchanged.
SUCCESSOR = {
    _C.HARD_GHETTO_AREA: _C.TRANSFORMATION_AREA,
    _C.GHETTO_AREA: _C.PARALLEL_SOCIETY,
}
# What a lasting category has been on each list in a row, under the names it has had.
COUNTED_IN_A_ROW = frozenset({_C.GHETTO_AREA, _C.PARALLEL_SOCIETY})


def law_on(day: date) -> LawVersion:
    """The version for a list of that day; the first one for any earlier day."""
    return next((one for one in reversed(VERSIONS) if one.valid_from <= day), VERSIONS[0])


def limit_on(criterion: Criterion, day: date) -> Limit | None:
    """The limit in force on the list of `day`; None where a moving one is not known."""
    if criterion.limit is not None:
        return Limit(value=criterion.limit, source=law_on(day).reference)
    return CRIME_LIMITS.get(day, {}).get(criterion.times_national or 0)


def years_required(day: date) -> YearsRequired | None:
    """How many lists in a row made a lasting category; None before there was one (2018)."""
    return next((one for one in reversed(YEARS_REQUIRED) if one.valid_from <= day), None)


def asks_for_a_plan(category: DesignationCategory | None, day: date) -> bool:
    """Whether § 168 a asks a development plan of an area in it: of the lasting category."""
    rule = law_on(day).rule(category) if category else None
    return rule is not None and rule.lasting


def nested(category: DesignationCategory, day: date) -> tuple[DesignationCategory, ...]:
    """The categories an area of this strictest category counts in, itself first.

    An omdannelsesområde is also a parallelsamfund and an udsat boligområde. Empty for an area
    that is not on the list, and for a word that the law of the day does not have.
    """
    return tuple(_outwards(law_on(day), category))


def _outwards(
    law: LawVersion, category: DesignationCategory | None
) -> Iterator[DesignationCategory]:
    while category and (rule := law.rule(category)):
        yield rule.category
        category = rule.within


def _words() -> dict[date, frozenset[DesignationCategory]]:
    made: dict[frozenset[DesignationCategory], date] = {}
    for version in VERSIONS:
        made.setdefault(frozenset(rule.category for rule in version.rules), version.valid_from)
    return {day: words for words, day in made.items()}


# First day of a period and the words its lists could use. Old lists keep their old words.
CATEGORIES_FROM = _words()
