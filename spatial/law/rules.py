"""The statute's words: categories and indicators (almenboligloven § 61 a and § 61 b).

Values stored are the Danish statutory terms; code names are English. Imports nothing of ours.
"""

from datetime import date

from django.db import models


class DesignationCategory(models.TextChoices):
    """What a published list calls an area. One row per area and list, the strictest only.

    The categories nest since 2018 (omdannelsesområde within parallelsamfund within udsat
    boligområde), so counts of categories are never added.
    """

    TRANSFORMATION_AREA = "omdannelsesområde", "Omdannelsesområde"
    HARD_GHETTO_AREA = "hårdt ghettoområde", "Hårdt ghettoområde"
    PARALLEL_SOCIETY = "parallelsamfund", "Parallelsamfund"
    GHETTO_AREA = "ghettoområde", "Ghettoområde"
    VULNERABLE_AREA = "udsat boligområde", "Udsat boligområde"
    PREVENTION_AREA = "forebyggelsesområde", "Forebyggelsesområde"
    NOT_LISTED = "ikke på listen", "Ikke på listen"


_C = DesignationCategory

# First day of a period and the words its lists could use. Old lists keep their old words.
# Source: § 61 a in the versions of 2010, 2014, 2018 and 2021; § 61 b from 2021.
CATEGORIES_FROM: dict[date, frozenset[DesignationCategory]] = {
    date(2010, 1, 1): frozenset({_C.GHETTO_AREA}),
    date(2018, 12, 1): frozenset({_C.VULNERABLE_AREA, _C.GHETTO_AREA, _C.HARD_GHETTO_AREA}),
    date(2021, 12, 1): frozenset(
        {_C.VULNERABLE_AREA, _C.PARALLEL_SOCIETY, _C.TRANSFORMATION_AREA, _C.PREVENTION_AREA}
    ),
}


class Indicator(models.TextChoices):
    """A figure the lists are made from. Its unit is in UNIT_OF."""

    RESIDENTS = "residents", "Beboere"
    OUTSIDE_WORK_AND_EDUCATION = (
        "unemployment_pct",
        "18-64-årige uden tilknytning til arbejde eller uddannelse",
    )
    CONVICTED = "crime_pct", "Dømte på 18 år eller derover"
    BASIC_EDUCATION_ONLY = "education_pct", "30-59-årige med kun grundskole"
    INCOME = "income_pct", "Gennemsnitlig bruttoindkomst i forhold til regionen"
    NON_WESTERN = "nonwestern_pct", "Ikkevestlige indvandrere og efterkommere"


UNIT_OF: dict[Indicator, str] = {
    Indicator.RESIDENTS: "personer",
    Indicator.OUTSIDE_WORK_AND_EDUCATION: "procent af beboerne på 18-64 år",
    Indicator.CONVICTED: "procent af beboerne på 18 år eller derover",
    Indicator.BASIC_EDUCATION_ONLY: "procent af beboerne på 30-59 år",
    Indicator.INCOME: "procent af regionens gennemsnit",
    Indicator.NON_WESTERN: "procent af beboerne",
}

# From the strictest on; which of them a list knows is told by CATEGORIES_FROM.
_STRICTEST_FIRST = (
    _C.TRANSFORMATION_AREA,
    _C.HARD_GHETTO_AREA,
    _C.PARALLEL_SOCIETY,
    _C.GHETTO_AREA,
    _C.VULNERABLE_AREA,
)


def nested(category: DesignationCategory, on: date) -> tuple[DesignationCategory, ...]:
    """The categories an area of this strictest one counts in on the list of that day.

    Strictest first; () for an area that is not on the list.
    """
    words = max((start, words) for start, words in CATEGORIES_FROM.items() if start <= on)[1]
    if category not in words:
        return ()
    if category not in _STRICTEST_FIRST:
        return (category,)
    wider = _STRICTEST_FIRST[_STRICTEST_FIRST.index(category) :]
    return tuple(one for one in wider if one in words)
