"""Why an area is on a list, or not: the law on the figures of one list, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from map_client import words
from map_client.drawings import charts
from map_client.pages.timeline import list_of, lists_of, years_of
from map_client.pages.ways import WayOut, conditions, ways
from spatial.law.rules import SUCCESSOR, Indicator, Reference, YearsRequired
from spatial.law.rules import DesignationCategory as Category
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
        needed=_("Mindst {needed} af {all} skal være opfyldt").format(
            needed=words.small(assessment.rule.needed), all=words.small(len(assessment.criteria))
        ),
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
        return _("Hvorfor er området på listen?")
    year = one.list.published_on.year
    if one.on_list:
        return _("Hvorfor var området på listen i {year}?").format(year=year)
    if one.on_list is False:
        return _("Hvorfor var området ikke på listen i {year}?").format(year=year)
    return _("Hvad sagde tallene i {year}?").format(year=year)


def _later(one: Judged, lists: Sequence[Judged]) -> str:
    """What newer lists lack, so that nobody takes old figures for new ones."""
    newer = lists[lists.index(one) + 1 :]
    if not newer:
        return _("Tallene er fra {list}, den seneste.").format(list=list_of(one))
    partly = {indicator for each in newer for indicator in _known(each)}
    latest = newer[-1]
    called = ""
    if latest.official and latest.on_list:
        called = _("{list} kalder området “{category}”. ").format(
            list=words.capital(list_of(latest)), category=words.called(latest.official)
        )
    said = _("Tallene her er fra {list}. For {newer} er der ikke fundet tal for området.")
    if partly:
        said = _("Tallene her er fra {list}. For {newer} er kun {figures} fundet.")
    return called + said.format(
        list=list_of(one),
        newer=list_of(newer[0]) if len(newer) == 1 else lists_of(years_of(newer)),
        figures=words.joined(words.SUBJECT[each] for each in partly),
    )


def _rule(assessment: Assessment, one: Judged) -> str:
    rule = assessment.rule
    said = _("Loven for denne liste giver betegnelsen {category}, når et område {rule}.")
    if rule.lasting and rule.within and assessment.years_asked:
        said = _(
            "Loven for denne liste giver betegnelsen {category}, når et område {rule}, og har "
            "gjort det på {lists} i træk."
        )
    return said.format(
        category=_named(rule.category),
        rule=conditions(rule),
        lists=_asked(assessment.years_asked) if assessment.years_asked else "",
    )


def _named(category: Category) -> str:
    """A list's word in quotes, with today's where that is another."""
    today = SUCCESSOR.get(category)
    if today is None:
        return f"“{words.called(category)}”"
    said = _("“{category}” (i dag {today})")
    return said.format(category=words.called(category), today=words.called(today))


def _asked(asked: YearsRequired) -> str:
    if asked.least == asked.most:
        return words.lists(asked.most)
    least, most = words.small(asked.least), words.lists(asked.most)
    return _("{least} eller {most}").format(least=least, most=most)


def _result(assessment: Assessment) -> str:
    return " ".join([*_failed_gates(assessment), _criteria(assessment)])


def _failed_gates(assessment: Assessment) -> Iterator[str]:
    for found in assessment.gates:
        if found.met is False:
            subject = words.capital(str(words.SUBJECT[found.criterion.indicator]))
            said = _("{subject} udelukker det, uanset kriterierne: {margin}.")
            yield said.format(subject=subject, margin=words.margin(found))


def _criteria(assessment: Assessment) -> str:
    met, unknown, total = assessment.met, assessment.unknown, len(assessment.criteria)
    if unknown == total:
        return _("Tallene for kriterierne er ikke kendt.")
    said = ngettext(
        "{met} af {total} kriterier er opfyldt.", "{met} af {total} kriterier er opfyldt.", met
    )
    if unknown:
        said = ngettext(
            "{met} af {total} kriterier er opfyldt; {unknown} kan ikke afgøres.",
            "{met} af {total} kriterier er opfyldt; {unknown} kan ikke afgøres.",
            met,
        )
    number = words.capital(words.small(met))
    return said.format(met=number, total=words.small(total), unknown=words.small(unknown))


def _decisive(one: Judged) -> str:
    found = one.verdict.decisive
    if found is None or one.verdict.category is None:
        return ""
    said = _(
        "Afgørende var {subject}: {margin}. Af de krav, som området ikke kunne undvære, "
        "var det tættest på sin grænse."
    )
    if one.verdict.category == Category.NOT_LISTED:
        said = _("Tættest på at bringe området på listen var {subject}: {margin}.")
    return said.format(subject=words.SUBJECT[found.criterion.indicator], margin=words.margin(found))


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
    on = _("Området var på {lists} i træk.").format(lists=_number(one.years_on_list))
    said = [on] if one.on_list else []
    lasting = _lasting(one)
    if lasting and lasting.years_asked and lasting.rule.within and one.years_counted.most:
        within = lasting.rule.within
        this = _("Dette område var {category} på {lists} i træk.")
        if within == Category.PARALLEL_SOCIETY:
            this = _("Dette område var {category} (før 2021 ghettoområde) på {lists} i træk.")
        becomes = _("Efter {lists} i træk bliver {category} til {stricter}.").format(
            lists=_asked(lasting.years_asked),
            category=words.WITH_ARTICLE[within],
            stricter=words.WITH_ARTICLE[lasting.rule.category],
        )
        lists = _number(one.years_counted)
        said += [becomes, this.format(category=words.WITH_ARTICLE[within], lists=lists)]
    return " ".join(said)


def _lasting(one: Judged) -> Assessment | None:
    return next((each for each in one.verdict.assessments if each.rule.lasting), None)


def _number(years: Streak) -> str:
    if years.number is not None:
        return words.lists(years.number)
    said = _("mindst {least} og højst {most}")
    return said.format(least=words.small(years.least), most=words.lists(years.most))


def _years_note(one: Judged) -> str:
    lasting = _lasting(one)
    note = lasting.years_asked.note if lasting and lasting.years_asked else ""
    return _(note) if note else ""


def _finding(one: Judged) -> str:
    if not one.contradicted:
        return ""
    said = _(
        "Efter de tal, der er fundet, er området {category}, men listen siger noget andet. "
        "Tallene, deres kilder eller listen kan være forkert gengivet; her rettes intet."
    )
    possible = words.either(words.WITH_ARTICLE[each] for each in one.verdict.possible)
    return said.format(category=possible)


def _missing(one: Judged, assessment: Assessment) -> Iterator[str]:
    """The figures and limits without which it cannot be decided."""
    if one.verdict.category is not None:
        return
    for found in (*assessment.gates, *assessment.criteria):
        subject = words.SUBJECT[found.criterion.indicator]
        if found.value is None:
            yield str(subject)
        elif found.met is None:
            yield _("årets grænse for {subject}").format(subject=subject)
    if assessment.rule.lasting and one.years_counted.number is None:
        yield _("hvor mange lister i træk området har været på")
