"""Why an area is on a list, or not: the law on the figures of one list, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from map_client import charts, words
from map_client.timeline import list_of
from spatial.law.designate import entering, leaving
from spatial.law.rules import DesignationCategory as Category
from spatial.law.rules import Indicator, Reference
from spatial.law.verdict import Assessment, Finding, Streak, Way
from spatial.models import Source
from spatial.models.judging import Judged


@dataclass(frozen=True, kw_only=True)
class Row:
    """One criterion: the figure, what the law asks, and how far apart they are."""

    label: str
    figure: str
    condition: str
    met: bool | None
    state: str
    margin: str
    bar: SafeString
    source: Source | None
    paragraph: str
    law: Reference
    limit_source: Reference | None


@dataclass(frozen=True, kw_only=True)
class WayOut:
    """What would change the category. `one_of`: any one is enough; `some_of`: that many of them."""

    title: str
    one_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    some: str = ""
    some_of: tuple[str, ...] = ()
    then: str = ""


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """`later`: what is to be said of newer lists. `missing`: why it cannot be decided."""

    judged: Judged
    title: str
    later: str
    rule: str
    result: str
    decisive: str
    gates: tuple[Row, ...]
    criteria: tuple[Row, ...]
    needed: str
    years: str
    years_note: str
    finding: str
    missing: tuple[str, ...]
    ways: tuple[WayOut, ...]


def reasons(lists: Sequence[Judged]) -> Reasons | None:
    """For the latest list with figures; None where no list has any."""
    one = latest_with_figures(lists)
    if one is None:
        return None
    assessment = _shown(one)
    return Reasons(
        judged=one,
        title=_title(one, lists[-1]),
        later=_later(one, lists),
        rule=_rule(assessment, one),
        result=_result(assessment),
        decisive=_decisive(one),
        gates=tuple(_row(each, one) for each in assessment.gates),
        criteria=tuple(_row(each, one) for each in assessment.criteria),
        needed=f"Mindst {words.small(assessment.rule.needed)} af "
        f"{words.small(len(assessment.criteria))} skal være opfyldt",
        years=_years(one),
        years_note=_years_note(one),
        finding=_finding(one),
        missing=tuple(_missing(one, assessment)),
        ways=tuple(_ways(one)),
    )


def latest_with_figures(lists: Sequence[Judged]) -> Judged | None:
    """The latest list whose figures say something of the criteria, else the latest with any."""
    valued = [one for one in reversed(lists) if _known(one)]
    telling = (
        one for one in valued if one.verdict.category or _known(one) - {Indicator.RESIDENTS}
    )
    return next(telling, valued[0] if valued else None)


def _known(one: Judged) -> set[Indicator]:
    return {indicator for indicator, row in one.values.items() if row.value is not None}


def _shown(one: Judged) -> Assessment:
    """By the rule of the list's own category; of the verdict's, where the list has none."""
    for category in (one.official, one.verdict.category):
        own = [each for each in one.verdict.assessments if each.rule.category == category]
        if own:
            return own[0]
    mildest = one.verdict.of(one.official).rule
    while mildest.within and (wider := one.verdict.law.rule(mildest.within)):
        mildest = wider
    return next(each for each in one.verdict.assessments if each.rule == mildest)


def _title(one: Judged, latest: Judged) -> str:
    if latest.on_list and one.on_list:
        return "Hvorfor er området på listen?"
    year = one.list.published_on.year
    if one.on_list:
        return f"Hvorfor var området på listen i {year}?"
    if one.on_list is False:
        return f"Hvorfor var området ikke på listen i {year}?"
    return f"Hvad sagde tallene i {year}?"


def _later(one: Judged, lists: Sequence[Judged]) -> str:
    """What newer lists lack, so that nobody takes old figures for new ones."""
    newer = lists[lists.index(one) + 1 :]
    if not newer:
        return f"Tallene er fra {list_of(one)}, den seneste."
    partly = {indicator for each in newer for indicator in _known(each)}
    only = words.joined(words.SUBJECT[each] for each in partly)
    lacking = f"kun {only} er fundet" if partly else "der er ikke fundet tal for området"
    years = f"{newer[0].list.published_on.year}–{newer[-1].list.published_on.year}"
    if len(newer) == 1:
        return f"Tallene er fra {list_of(one)}. For {list_of(newer[0])} gælder, at {lacking}."
    return f"Tallene er fra {list_of(one)}. For listerne {years} gælder, at {lacking}."


def _rule(assessment: Assessment, one: Judged) -> str:
    rule, category = assessment.rule, assessment.rule.category
    lasting = ""
    if rule.lasting and rule.within and (asked := assessment.years_asked):
        least, most = (words.small(each) for each in (asked.least, asked.most))
        count = least if least == most else f"{least} eller {most}"
        lasting = f", og har gjort det på {count} lister i træk"
    return (
        f"Efter loven for denne liste er et område {words.WITH_ARTICLE[category]}, "
        f"når det {words.rule(rule)}{lasting}."
    )


def _result(assessment: Assessment) -> str:
    met, unknown = assessment.met, assessment.unknown
    total = len(assessment.criteria)
    if unknown == total:
        return "Tallene for kriterierne er ikke kendt."
    said = f"{words.capital(words.small(met))} af {words.small(total)} kriterier er opfyldt"
    if unknown:
        return f"{said}; {words.small(unknown)} kan ikke afgøres."
    return f"{said}."


def _decisive(one: Judged) -> str:
    found = one.verdict.decisive
    if found is None or one.verdict.category is None:
        return ""
    subject, margin = words.SUBJECT[found.criterion.indicator], words.margin(found)
    if one.verdict.category == Category.NOT_LISTED:
        return f"Tættest på at bringe området på listen var {subject}: {margin}."
    return f"Tættest på at falde anderledes ud, så betegnelsen blev en anden, var {subject}: {margin}."


def _row(found: Finding, one: Judged) -> Row:
    criterion = found.criterion
    indicator = criterion.indicator
    value = one.values.get(indicator)
    known = found.value is not None and found.limit is not None
    moving = found.limit and criterion.times_national
    return Row(
        label=str(indicator.label),
        figure=words.figure(indicator, found.value),
        condition=words.condition(criterion, found.limit),
        met=found.met,
        state=words.MET[found.met],
        margin=words.margin(found),
        bar=charts.bullet(found.value, found.limit.value, met=found.met)
        if known and found.value is not None and found.limit is not None
        else mark_safe(""),
        source=value.source if value else None,
        paragraph=criterion.paragraph,
        law=one.verdict.law.reference,
        limit_source=found.limit.source if moving and found.limit else None,
    )


def _years(one: Judged) -> str:
    """Lists in a row, and the rule on them where the law of the list has one."""
    in_a_row = _in_a_row(one.years_on_list)
    said = f"Området var på listen {in_a_row}." if one.on_list else ""
    lasting = next((each for each in one.verdict.assessments if each.rule.lasting), None)
    if lasting is None or lasting.years is None or lasting.years_asked is None:
        return said
    if not (one.on_list or lasting.years.most):
        return said
    within = lasting.rule.within or Category.GHETTO_AREA
    asked = lasting.years_asked
    least, most = words.small(asked.least), words.small(asked.most)
    count = least if least == most else f"{least} eller {most}"
    majority = f"{_or_before(within)} {_in_a_row(lasting.years)}"
    return (
        f"{said} Reglen om år i træk: {words.WITH_ARTICLE[within]} bliver "
        f"{_plain(lasting.rule.category)} efter {count} lister i træk. "
        f"Dette område har været {majority}."
    ).strip()


def _or_before(category: Category) -> str:
    return "parallelsamfund (før 2021 ghettoområde)" if category == Category.PARALLEL_SOCIETY else str(category.value)


def _plain(category: Category) -> str:
    return str(category.value)


def _in_a_row(years: Streak) -> str:
    if years.number is not None:
        return f"{words.small(years.number)} {'liste' if years.number == 1 else 'lister'} i træk"
    return f"mindst {words.small(years.least)} og højst {words.small(years.most)} lister i træk"


def _years_note(one: Judged) -> str:
    lasting = next((each for each in one.verdict.assessments if each.rule.lasting), None)
    return lasting.years_asked.note if lasting and lasting.years_asked else ""


def _finding(one: Judged) -> str:
    if not one.contradicted:
        return ""
    can_be = words.joined((_said_as(each) for each in one.verdict.possible), "eller")
    return (
        f"Efter de tal, der er fundet, er området {can_be}, men listen siger noget andet. "
        "Tallene, deres kilder eller listen kan være forkert gengivet; her rettes intet."
    )


def _said_as(category: Category) -> str:
    return words.WITH_ARTICLE[category]


def _missing(one: Judged, assessment: Assessment) -> Iterator[str]:
    """The figures and limits without which it cannot be decided."""
    if one.verdict.category is not None:
        return
    for found in (*assessment.gates, *assessment.criteria):
        if found.value is None:
            yield words.SUBJECT[found.criterion.indicator]
        elif found.met is None:
            yield f"årets grænse for {words.SUBJECT[found.criterion.indicator]}"
    if assessment.years and assessment.rule.lasting and assessment.years.number is None:
        yield "hvor mange lister i træk området har været på"


def _ways(one: Judged) -> Iterator[WayOut]:
    category = one.verdict.category
    if category is None:
        return
    for each in one.verdict.assessments:
        if each.rule.category == category:
            yield _out(leaving(each))
    for each in one.verdict.assessments:
        if _is_next(each, category):
            yield _into(entering(each))


def _is_next(one: Assessment, category: Category) -> bool:
    """Whether the category of `one` is the next stricter one, or for no list one of the mildest."""
    if category == Category.NOT_LISTED:
        return one.rule.within is None
    return one.rule.within == category


def _out(way: Way) -> WayOut:
    alone = way.some == 1
    gates = [words.change(one, to_meet=False) for one in way.all_of]
    criteria = [words.change(one, to_meet=False) for one in way.some_of]
    return WayOut(
        title=f"For ikke længere at være {words.WITH_ARTICLE[way.category]} er ét af dette nok",
        one_of=tuple([*criteria, *gates] if alone else gates),
        some="" if alone else f"eller {words.small(way.some)} af disse på én gang",
        some_of=() if alone else tuple(criteria),
    )


def _into(way: Way) -> WayOut:
    more = way.more_lists
    then = ""
    if more is None:
        then = "og det skulle vare flere lister i træk; hvor mange, kan ikke afgøres"
    elif more:
        then = f"og det skulle vare {words.small(more)} {'liste' if more == 1 else 'lister'} mere"
    all_of = [words.change(one, to_meet=True) for one in way.all_of]
    some_of = [words.change(one, to_meet=True) for one in way.some_of]
    return WayOut(
        title=f"For at blive {words.WITH_ARTICLE[way.category]} skulle dette ske",
        all_of=tuple(all_of),
        some=f"{words.small(way.some)} af disse" if some_of else "",
        some_of=tuple(some_of),
        then=then,
    )
