"""Figures, limits, days and margins as words, in the language of the page."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from spatial.law.rules import UNIT_OF, Compare, Criterion, Indicator, Limit
from spatial.law.rules import DesignationCategory as Category
from spatial.law.verdict import Finding
from spatial.models.demonstration import Part

SPACE = "\u00a0"
Text = str | Promise  # a Promise is read anew in the language of each page

# What a sentence calls an indicator.
SUBJECT: dict[Indicator, Text] = {
    Indicator.RESIDENTS: gettext_lazy("beboertallet"),
    Indicator.OUTSIDE_WORK_AND_EDUCATION: gettext_lazy(
        "andelen uden tilknytning til arbejde eller uddannelse"
    ),
    Indicator.CONVICTED: gettext_lazy("andelen af dømte"),
    Indicator.BASIC_EDUCATION_ONLY: gettext_lazy("andelen med kun grundskole"),
    Indicator.INCOME: gettext_lazy("gennemsnitsindkomsten i forhold til regionen"),
    Indicator.NON_WESTERN: gettext_lazy("andelen af ikkevestlige indvandrere og efterkommere"),
}
# What a list calls an area. Words that no law has any longer stay in Danish, with what they mean.
CALLED: dict[Category, Text] = {
    Category.TRANSFORMATION_AREA: gettext_lazy("omdannelsesområde"),
    Category.HARD_GHETTO_AREA: gettext_lazy("hårdt ghettoområde"),
    Category.PARALLEL_SOCIETY: gettext_lazy("parallelsamfund"),
    Category.GHETTO_AREA: gettext_lazy("ghettoområde"),
    Category.VULNERABLE_AREA: gettext_lazy("udsat boligområde"),
    Category.PREVENTION_AREA: gettext_lazy("forebyggelsesområde"),
    Category.NOT_LISTED: gettext_lazy("ikke på listen"),
}
WITH_ARTICLE: dict[Category, Text] = {
    Category.TRANSFORMATION_AREA: gettext_lazy("et omdannelsesområde"),
    Category.HARD_GHETTO_AREA: gettext_lazy("et hårdt ghettoområde"),
    Category.PARALLEL_SOCIETY: gettext_lazy("et parallelsamfund"),
    Category.GHETTO_AREA: gettext_lazy("et ghettoområde"),
    Category.VULNERABLE_AREA: gettext_lazy("et udsat boligområde"),
    Category.PREVENTION_AREA: gettext_lazy("et forebyggelsesområde"),
    Category.NOT_LISTED: gettext_lazy("på ingen liste"),
}
PART_NAMES: dict[Part, Text] = {
    Part.MUNICIPALITIES: gettext_lazy("kommunernes grænser er omtrentlige"),
    Part.BOUNDARIES: gettext_lazy("områdernes omrids er omtrentlige"),
    Part.LISTED_BOUNDARIES: gettext_lazy("områdernes omrids er omtrentlige"),
    Part.BUILDINGS: gettext_lazy("bygningerne er skematiske"),
}
_SMALL = (
    *(gettext_lazy("nul"), gettext_lazy("ét"), gettext_lazy("to"), gettext_lazy("tre")),
    *(gettext_lazy("fire"), gettext_lazy("fem"), gettext_lazy("seks")),
)
_CONDITIONS: dict[Compare, Text] = {
    Compare.ABOVE: gettext_lazy("over {limit}"),
    Compare.AT_LEAST: gettext_lazy("mindst {limit}"),
    Compare.BELOW: gettext_lazy("under {limit}"),
}


def in_danish() -> bool:
    """Whether the page is in Danish."""
    return (get_language() or "da").startswith("da")


def day(on: date) -> str:
    """ "1. december 2018", "1 December 2018", on one line."""
    return date_format(on, pgettext("en dag", "j. F Y")).replace(" ", SPACE)


def number(value: Decimal | int, decimals: int = 0) -> str:
    """`value` with the language's marks, rounded half up; Django's own would cut it off."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number_format(rounded, decimals, force_grouping=True)


def percent(value: Decimal | float, decimals: int | None = None) -> str:
    """ "40 %", "39,9 %"; with the decimals it needs, one at most, unless they are given."""
    exact = Decimal(str(value))
    if decimals is None:
        decimals = 0 if exact == exact.to_integral_value() else 1
    return _("{number} %").format(number=number(exact, decimals)).replace(" ", SPACE)


def points(value: Decimal | float, decimals: int = 1) -> str:
    """ "0,8 procentpoint", without its sign."""
    shown = number(abs(Decimal(str(value))), decimals)
    return _("{number} procentpoint").format(number=shown).replace(" ", SPACE, 1)


def metres(length: int) -> str:
    """ "50 m", "1,5 km"."""
    if length < 1000:
        return f"{length} m"
    kilometres = (Decimal(length) / 1000).normalize()
    return f"{number(kilometres, max(-int(kilometres.as_tuple().exponent), 0))} km"


def small(count: int) -> str:
    """A number in a sentence: in letters up to six, "ét" of a thing that is "et"."""
    return str(_SMALL[count]) if 0 <= count < len(_SMALL) else number(count)


def lists(count: int) -> str:
    """ "én liste", "to lister"."""
    return ngettext("én liste", "{count} lister", count).format(count=small(count))


def joined(parts: Iterable[Text]) -> str:
    """ "a, b og c"."""
    return _joined(parts, _("{parts} og {last}"))


def either(parts: Iterable[Text]) -> str:
    """ "a, b eller c"."""
    return _joined(parts, _("{parts} eller {last}"))


def _joined(parts: Iterable[Text], template: str) -> str:
    *first, last = [str(one) if isinstance(one, Promise) else one for one in parts] or [""]
    if not first:
        return str(last)
    if any(isinstance(one, SafeString) for one in (*first, last)):
        return format_html(template, parts=format_html_join(", ", "{}", zip(first)), last=last)
    return template.format(parts=", ".join(map(str, first)), last=last)


def called(category: str) -> str:
    """What a list calls an area: "hårdt ghettoområde"."""
    return str(CALLED[Category(category)])


def demonstration(parts: Iterable[Part]) -> str:
    """Which data are for demonstration, as half a sentence; "" where none is."""
    there = set(parts)
    return joined(dict.fromkeys(str(name) for part, name in PART_NAMES.items() if part in there))


def municipality(name: str) -> str:
    """A municipality's full name: two of them are not "... Kommune" after their name."""
    own = {"København": "Københavns Kommune", "Bornholm": "Bornholms Regionskommune"}
    if name in own and in_danish():
        return own[name]
    return _("{name} Kommune").format(name=name)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def unit_of(indicator: Indicator) -> str:
    """What an indicator is counted in: "procent af beboerne"."""
    return _(UNIT_OF[indicator])


def figure(indicator: Indicator, value: Decimal | None) -> str:
    """A figure with its unit: "1.587", "45,0 %"; "ukendt" for None."""
    if value is None:
        return _("ukendt")
    return _with_unit(indicator, value, _decimals(indicator, value))


def digits(indicator: Indicator, value: Decimal) -> str:
    """A figure as published: persons are whole, convictions have two decimals, the others one."""
    return number(value, _decimals(indicator, value))


def bound(criterion: Criterion, limit: Limit) -> str:
    """The limit alone: "40 %", "ca. 2,18 %"."""
    said = amount(criterion.indicator, limit.value)
    return _about(said) if limit.uncertainty else said


def _about(amount: str) -> str:
    return _("ca. {amount}").format(amount=amount).replace(" ", SPACE)


def amount(indicator: Indicator, value: Decimal) -> str:
    """As a statute writes it: without decimals that are 0."""
    whole = value == value.to_integral_value()
    return _with_unit(indicator, value, 0 if whole else _decimals(indicator, value))


def _with_unit(indicator: Indicator, value: Decimal, decimals: int) -> str:
    if indicator == Indicator.RESIDENTS:
        return number(value, decimals)
    return percent(value, decimals)


def unit(criterion: Criterion) -> str:
    """What the figure is counted in, and of how many years it is a mean."""
    of = unit_of(criterion.indicator)
    years = criterion.averaged_years
    if years == 1:
        return of
    return _("{unit}, gennemsnit af {years} år").format(unit=of, years=small(years))


def state(met: bool | None, value: Decimal | None) -> str:
    """Whether a criterion is met, and if that is open, what it is for want of."""
    if met is None:
        return _("ukendt") if value is None else _("kan ikke afgøres")
    return _("opfyldt") if met else _("ikke opfyldt")


def condition(criterion: Criterion, limit: Limit | None) -> str:
    """What a criterion asks: "over 40 %", "mindst 2,03 % (3 gange landsgennemsnittet)"."""
    times = national(criterion)
    if limit is None:
        asked = compared(criterion.compare, times)
        return _("{condition}, som ikke er kendt for denne liste").format(condition=asked)
    asked = limited(criterion, limit)
    return f"{asked} ({times})" if times else asked


def limited(criterion: Criterion, limit: Limit) -> str:
    """ "over 40 %"."""
    return compared(criterion.compare, bound(criterion, limit))


def compared(compare: Compare, limit: str) -> str:
    """ "mindst 1.000"; `limit` is in words."""
    return str(_CONDITIONS[compare]).format(limit=limit)


def national(criterion: Criterion) -> str:
    """The part of a limit that follows the nation's mean; "" where the act has a number."""
    times = criterion.times_national
    return _("{times} gange landsgennemsnittet").format(times=times) if times else ""


def margin(found: Finding) -> str:
    """How far the figure is from the limit, in its unit and in persons; "" if not known."""
    if found.margin is None:
        return ""
    if not found.margin:
        return _("lig med grænsen")
    also, over = in_persons(found), found.margin > 0
    if not also:
        said = _("{distance} over grænsen") if over else _("{distance} under grænsen")
    elif over:
        said = _("{distance} over grænsen, {persons} over")
    else:
        said = _("{distance} under grænsen, {persons} under")
    return said.format(distance=distance(found), persons=also)


def distance(found: Finding) -> str:
    """The margin without its side: "588 personer", "0,8 procentpoint"."""
    size = abs(found.margin or Decimal(0))
    indicator = found.criterion.indicator
    if indicator == Indicator.RESIDENTS:
        return persons(int(size))
    return points(size, _decimals(indicator, size))


def _decimals(indicator: Indicator, value: Decimal) -> int:
    if indicator == Indicator.RESIDENTS:
        return 0
    tenths = value == value.quantize(Decimal("0.1"))
    return 1 if tenths and indicator != Indicator.CONVICTED else 2


def persons(count: int) -> str:
    """ "588 personer"."""
    said = ngettext("{number} person", "{number} personer", count)
    return said.format(number=number(count)).replace(" ", SPACE)


def in_persons(found: Finding) -> str:
    """The same in persons. None of an income; a number of residents has said so already."""
    if found.persons is None or found.criterion.indicator == Indicator.RESIDENTS:
        return ""
    said = persons(found.persons.number)
    if found.persons.at_most:
        return _("højst {amount}").format(amount=said).replace(" ", SPACE, 1)
    return _about(said)
