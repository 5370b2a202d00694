"""Figures, limits and margins as Danish words. Pure."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format

from spatial.law.rules import UNIT_OF, CategoryRule, Compare, Criterion, Indicator, Limit
from spatial.law.rules import DesignationCategory as Category
from spatial.law.verdict import Finding
from spatial.models.demonstration import Part

SPACE = "\u00a0"

# What a sentence calls an indicator.
SUBJECT: dict[Indicator, str] = {
    Indicator.RESIDENTS: "beboertallet",
    Indicator.OUTSIDE_WORK_AND_EDUCATION: "andelen uden tilknytning til arbejde eller uddannelse",
    Indicator.CONVICTED: "andelen af dømte",
    Indicator.BASIC_EDUCATION_ONLY: "andelen med kun grundskole",
    Indicator.INCOME: "gennemsnitsindkomsten i forhold til regionen",
    Indicator.NON_WESTERN: "andelen af ikkevestlige indvandrere og efterkommere",
}
WITH_ARTICLE: dict[Category, str] = {
    Category.TRANSFORMATION_AREA: "et omdannelsesområde",
    Category.HARD_GHETTO_AREA: "et hårdt ghettoområde",
    Category.PARALLEL_SOCIETY: "et parallelsamfund",
    Category.GHETTO_AREA: "et ghettoområde",
    Category.VULNERABLE_AREA: "et udsat boligområde",
    Category.PREVENTION_AREA: "et forebyggelsesområde",
    Category.NOT_LISTED: "på ingen liste",
}
PART_NAMES = {
    Part.MUNICIPALITIES: "kommunernes grænser er omtrentlige",
    Part.BOUNDARIES: "områdernes omrids er omtrentlige",
    Part.LISTED_BOUNDARIES: "områdernes omrids er omtrentlige",
    Part.BUILDINGS: "bygningerne er skematiske",
}
_SMALL = ("nul", "ét", "to", "tre", "fire", "fem", "seks")


def number(value: Decimal | int, decimals: int = 0) -> str:
    """`value` in Danish, rounded half up; Django's own formatting would cut it off."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number_format(rounded, decimals, force_grouping=True)


def percent(value: Decimal | float) -> str:
    """ "40 %", "39,9 %"."""
    exact = Decimal(str(value))
    whole = exact == exact.to_integral_value()
    return f"{number(exact, 0 if whole else 1)}{SPACE}%"


def metres(length: int) -> str:
    """ "50 m", "1,5 km"."""
    return f"{length / 1000:g} km".replace(".", ",") if length >= 1000 else f"{length} m"


def small(count: int) -> str:
    """A number in a sentence: in letters up to six, "ét" of a thing that is "et"."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else number(count)


def lists(count: int) -> str:
    """ "én liste", "to lister"."""
    return "én liste" if count == 1 else f"{small(count)} lister"


def joined(parts: Iterable[str], word: str = "og") -> str:
    """ "a, b og c"."""
    *first, last = [*parts] or [""]
    return f"{', '.join(first)} {word} {last}" if first else last


def demonstration(parts: Iterable[Part]) -> str:
    """Which data are for demonstration, as half a sentence; "" where none is."""
    there = set(parts)
    return joined(dict.fromkeys(name for part, name in PART_NAMES.items() if part in there))


def municipality(name: str) -> str:
    """A municipality's full name: two of them are not "... Kommune" after their name."""
    own = {"København": "Københavns Kommune", "Bornholm": "Bornholms Regionskommune"}
    return own.get(name, f"{name} Kommune")


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def figure(indicator: Indicator, value: Decimal | None) -> str:
    """A figure with its unit: "1.587", "45,0 %"; "ukendt" for None."""
    return "ukendt" if value is None else f"{digits(indicator, value)}{_percent(indicator)}"


def digits(indicator: Indicator, value: Decimal) -> str:
    """A figure as published: persons are whole, convictions have two decimals, the others one."""
    return number(value, _decimals(indicator, value))


def bound(criterion: Criterion, limit: Limit) -> str:
    """The limit alone: "40 %", "ca. 2,18 %"."""
    about = f"ca.{SPACE}" if limit.uncertainty else ""
    return f"{about}{_amount(criterion.indicator, limit.value)}"


def _amount(indicator: Indicator, value: Decimal) -> str:
    """As a statute writes it: without decimals that are 0."""
    whole = value == value.to_integral_value()
    return f"{number(value, 0 if whole else _decimals(indicator, value))}{_percent(indicator)}"


def _percent(indicator: Indicator) -> str:
    return "" if indicator == Indicator.RESIDENTS else f"{SPACE}%"


def unit(criterion: Criterion) -> str:
    """What the figure is counted in, and of how many years it is a mean."""
    years = criterion.averaged_years
    mean = f", gennemsnit af {small(years)} år" if years > 1 else ""
    return f"{UNIT_OF[criterion.indicator]}{mean}"


def state(met: bool | None, value: Decimal | None) -> str:
    """Whether a criterion is met, and if that is open, what it is for want of."""
    if met is None:
        return "ukendt" if value is None else "kan ikke afgøres"
    return "opfyldt" if met else "ikke opfyldt"


def condition(criterion: Criterion, limit: Limit | None) -> str:
    """What a criterion asks: "over 40 %", "mindst 2,03 % (3 gange landsgennemsnittet)"."""
    times = national(criterion)
    if limit is None:
        return f"{criterion.compare} {times}, som ikke er kendt for denne liste"
    asked = f"{criterion.compare} {bound(criterion, limit)}"
    return f"{asked} ({times})" if times else asked


def national(criterion: Criterion) -> str:
    """The part of a limit that follows the nation's mean; "" where the act has a number."""
    times = criterion.times_national
    return f"{times} gange landsgennemsnittet" if times else ""


def margin(found: Finding) -> str:
    """How far the figure is from the limit, in its unit and in persons; "" if not known."""
    if found.margin is None:
        return ""
    if not found.margin:
        return "lig med grænsen"
    side = "over" if found.margin > 0 else "under"
    return f"{distance(found)} {side} grænsen{_in_persons(found, side)}"


def distance(found: Finding) -> str:
    """The margin without its side: "588 personer", "0,8 procentpoint"."""
    size = abs(found.margin or Decimal(0))
    indicator = found.criterion.indicator
    if indicator == Indicator.RESIDENTS:
        return _persons(int(size))
    return f"{number(size, _decimals(indicator, size))}{SPACE}procentpoint"


def _decimals(indicator: Indicator, value: Decimal) -> int:
    if indicator == Indicator.RESIDENTS:
        return 0
    tenths = value == value.quantize(Decimal("0.1"))
    return 1 if tenths and indicator != Indicator.CONVICTED else 2


def _persons(count: int) -> str:
    return f"{number(count)}{SPACE}{'person' if count == 1 else 'personer'}"


def _in_persons(found: Finding, side: str) -> str:
    """The same in persons. None of an income; a number of residents has said so already."""
    if found.persons is None or found.criterion.indicator == Indicator.RESIDENTS:
        return ""
    about = "højst" if found.persons.at_most else "ca."
    return f", {about}{SPACE}{_persons(found.persons.number)} {side}"


def change(found: Finding, *, to_meet: bool) -> str:
    """What would have to happen to one figure for its criterion to be met, or not to be."""
    criterion = found.criterion
    subject = SUBJECT[criterion.indicator]
    if found.limit is None:
        return f"{subject}: grænsen er ikke kendt"
    at = bound(criterion, found.limit)
    rises = (criterion.compare is Compare.BELOW) != to_meet
    if rises:
        reached = f"kommer over {at}" if criterion.compare is Compare.ABOVE else f"når op på {at}"
    elif criterion.compare is Compare.ABOVE:
        reached = f"kommer ned på {at} eller derunder"
    else:
        reached = f"kommer under {at}"
    return f"{subject} {reached}{_to_go(found, rises=rises)}"


def _to_go(found: Finding, *, rises: bool) -> str:
    if found.value is None or found.margin is None:
        return "; tallet er ikke kendt"
    if found.criterion.indicator == Indicator.RESIDENTS and not rises:
        return f" ({_persons(int(found.margin) + 1)})"  # the limit itself is still enough
    if not found.margin:
        return "; tallet er lig med grænsen"
    return f" ({distance(found)}{_in_persons(found, '').rstrip()})"


def rule(one: CategoryRule) -> str:
    """What makes an area one of a category, as the end of a sentence."""
    of_all = f"opfylder mindst {small(one.needed)} af {small(len(one.criteria))} kriterier"
    return f"har {joined(map(_gate, one.gates))} og {of_all}"


def _gate(criterion: Criterion) -> str:
    asked = f"{criterion.compare} {_amount(criterion.indicator, criterion.limit or Decimal(0))}"
    if criterion.indicator == Indicator.RESIDENTS:
        return f"{asked} beboere"
    return f"{asked} ikkevestlige indvandrere og efterkommere"
