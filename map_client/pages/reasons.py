"""Why an area is on a list, or not: the law on the figures of one list, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from map_client import words
from map_client.areas import KIND_OF
from map_client.drawings import charts
from map_client.pages.timeline import list_of, years_of
from map_client.pages.ways import WayOut, ways
from spatial.law.rules import DesignationCategory as Category
from spatial.law.rules import Indicator, Reference, YearsRequired
from spatial.law.verdict import Assessment, Finding, Streak
from spatial.models import Source
from spatial.models.judging import Judged


@dataclass(frozen=True, kw_only=True)
class Row:
    """One criterion: the figure, what the law asks, and how far apart they are."""

    label: str
    unit: str
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
class Reasons:
    """`later`: what is to be said of newer lists. `missing`: why it cannot be decided."""

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
    missing: str
    ways: tuple[WayOut, ...]


def reasons(lists: Sequence[Judged]) -> Reasons | None:
    """For the latest list with figures; None where no list has any."""
    one = latest_with_figures(lists)
    if one is None:
        return None
    assessment = assessment_of(one)
    return Reasons(
        title=_title(one, lists[-1]),
        later=_later(one, lists),
        rule=_rule(assessment, one),
        result=_result(assessment),
        decisive=_decisive(one),
        gates=tuple(row(each, one) for each in assessment.gates),
        criteria=tuple(row(each, one) for each in assessment.criteria),
        needed=f"Mindst {words.small(assessment.rule.needed)} af "
        f"{words.small(len(assessment.criteria))} skal være opfyldt",
        years=_years(one),
        years_note=_years_note(one),
        finding=_finding(one),
        missing=words.joined(_missing(one, assessment)),
        ways=tuple(ways(one)),
    )


def latest_with_figures(lists: Sequence[Judged]) -> Judged | None:
    """The latest list whose figures say something of the criteria, else the latest with any."""
    valued = [one for one in reversed(lists) if _known(one)]
    telling = (one for one in valued if one.verdict.category or _known(one) - {Indicator.RESIDENTS})
    return next(telling, valued[0] if valued else None)


def _known(one: Judged) -> set[Indicator]:
    return {indicator for indicator, row in one.values.items() if row.value is not None}


def assessment_of(one: Judged) -> Assessment:
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
    lacking = f"er kun {only} fundet" if partly else "er der ikke fundet tal for området"
    those = list_of(newer[0]) if len(newer) == 1 else f"listerne {years_of(newer)}"
    latest = newer[-1]
    called = ""
    if latest.official and latest.on_list:
        called = f"{words.capital(list_of(latest))} kalder området “{latest.official.value}”. "
    return f"{called}Tallene her er fra {list_of(one)}. For {those} {lacking}."


def _rule(assessment: Assessment, one: Judged) -> str:
    rule = assessment.rule
    lasting = ""
    if rule.lasting and rule.within and assessment.years_asked:
        lasting = f", og har gjort det på {_asked(assessment.years_asked)} i træk"
    return (
        f"Loven for denne liste giver betegnelsen {_named(rule.category)}, "
        f"når et område {words.rule(rule)}{lasting}."
    )


def _named(category: Category) -> str:
    """A list's word in quotes, with today's where that is another."""
    today = KIND_OF[category.value].label.lower()
    return f"“{category.value}”" + (f" (i dag {today})" if today != category.value else "")


def _asked(asked: YearsRequired) -> str:
    least, most = words.small(asked.least), words.lists(asked.most)
    return most if asked.least == asked.most else f"{least} eller {most}"


def _result(assessment: Assessment) -> str:
    return " ".join([*_failed_gates(assessment), _criteria(assessment)])


def _failed_gates(assessment: Assessment) -> Iterator[str]:
    for found in assessment.gates:
        if found.met is False:
            subject = words.capital(words.SUBJECT[found.criterion.indicator])
            yield f"{subject} udelukker det, uanset kriterierne: {words.margin(found)}."


def _criteria(assessment: Assessment) -> str:
    met, unknown, total = assessment.met, assessment.unknown, len(assessment.criteria)
    if unknown == total:
        return "Tallene for kriterierne er ikke kendt."
    said = f"{words.capital(words.small(met))} af {words.small(total)} kriterier er opfyldt"
    return f"{said}; {words.small(unknown)} kan ikke afgøres." if unknown else f"{said}."


def _decisive(one: Judged) -> str:
    found = one.verdict.decisive
    if found is None or one.verdict.category is None:
        return ""
    subject, margin = words.SUBJECT[found.criterion.indicator], words.margin(found)
    if one.verdict.category == Category.NOT_LISTED:
        return f"Tættest på at bringe området på listen var {subject}: {margin}."
    return (
        f"Afgørende var {subject}: {margin}. Af de krav, som området ikke kunne undvære, "
        "var det tættest på sin grænse."
    )


def row(found: Finding, one: Judged) -> Row:
    """One condition of the law on one list's figures."""
    criterion = found.criterion
    indicator = criterion.indicator
    value = one.values.get(indicator)
    known = found.value is not None and found.limit is not None
    moving = found.limit and criterion.times_national
    return Row(
        label=str(indicator.label),
        unit=words.unit(criterion),
        figure=words.figure(indicator, found.value),
        condition=words.condition(criterion, found.limit),
        met=found.met,
        state=words.capital(words.state(found.met, found.value)),
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
    said = [f"Området var på {_in_a_row(one.years_on_list)}."] if one.on_list else []
    lasting = _lasting(one)
    if lasting and lasting.years_asked and lasting.rule.within and one.years_counted.most:
        within = lasting.rule.within
        before = " (før 2021 ghettoområde)" if within == Category.PARALLEL_SOCIETY else ""
        said += [
            f"Efter {_asked(lasting.years_asked)} i træk bliver {within.value} til "
            f"{lasting.rule.category.value}.",
            f"Dette område var {within.value}{before} på {_in_a_row(one.years_counted)}.",
        ]
    return " ".join(said)


def _lasting(one: Judged) -> Assessment | None:
    return next((each for each in one.verdict.assessments if each.rule.lasting), None)


def _in_a_row(years: Streak) -> str:
    if years.number is not None:
        return f"{words.lists(years.number)} i træk"
    return f"mindst {words.small(years.least)} og højst {words.lists(years.most)} i træk"


def _years_note(one: Judged) -> str:
    lasting = _lasting(one)
    return lasting.years_asked.note if lasting and lasting.years_asked else ""


def _finding(one: Judged) -> str:
    if not one.contradicted:
        return ""
    can_be = words.joined((words.WITH_ARTICLE[each] for each in one.verdict.possible), "eller")
    return (
        f"Efter de tal, der er fundet, er området {can_be}, men listen siger noget andet. "
        "Tallene, deres kilder eller listen kan være forkert gengivet; her rettes intet."
    )


def _missing(one: Judged, assessment: Assessment) -> Iterator[str]:
    """The figures and limits without which it cannot be decided."""
    if one.verdict.category is not None:
        return
    for found in (*assessment.gates, *assessment.criteria):
        if found.value is None:
            yield words.SUBJECT[found.criterion.indicator]
        elif found.met is None:
            yield f"årets grænse for {words.SUBJECT[found.criterion.indicator]}"
    if assessment.rule.lasting and one.years_counted.number is None:
        yield "hvor mange lister i træk området har været på"
