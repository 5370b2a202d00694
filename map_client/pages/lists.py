"""The published lists: all of them, and one with its counts, its law, its areas and figures."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from map_client import words
from map_client.areas import KINDS
from map_client.card import day
from map_client.drawings import years
from map_client.pages import list_changes, list_entries
from map_client.pages.list_entries import Entry
from spatial.law import rules
from spatial.law.rules import CategoryRule, Indicator, LawVersion
from spatial.law.rules import DesignationCategory as Category
from spatial.models import DesignationList, Source, changes, completeness
from spatial.models.completeness import CategoryCompleteness, ListCompleteness

STEPS = (  # the columns of the overview: each nested in the one before, but the last
    ("udsat", (Category.VULNERABLE_AREA,)),
    ("parallel", (Category.GHETTO_AREA, Category.PARALLEL_SOCIETY)),
    ("omdannelse", (Category.HARD_GHETTO_AREA, Category.TRANSFORMATION_AREA)),
    ("forebyggelse", (Category.PREVENTION_AREA,)),
)


def names(days: Iterable[date]) -> dict[date, str]:
    """What each list is called in addresses: its year, or its day where a year has two."""
    days = list(days)
    number = Counter(day.year for day in days)
    return {day: str(day.year) if number[day.year] == 1 else day.isoformat() for day in days}


def addresses(days: Iterable[date]) -> dict[date, str]:
    """The address of each list's page. `days` are those of all lists."""
    return {day: reverse("page-list", args=[name]) for day, name in names(days).items()}


def named(when: str, lists: Iterable[DesignationList]) -> DesignationList | None:
    """The list of a year or of an ISO day; of `lists` that are of one year the first."""
    return next(
        (
            one
            for one in lists
            if when in (str(one.published_on.year), one.published_on.isoformat())
        ),
        None,
    )


@dataclass(frozen=True, kw_only=True)
class Summary:
    """One list in the overview; `counts` by STEPS, None where the law had no such category."""

    day: str
    address: str
    law: LawVersion
    counts: tuple[CategoryCompleteness | None, ...]


def index() -> dict[str, Any]:
    """What lists.html shows, newest list first."""
    lists = DesignationList.objects.in_bulk(field_name="published_on")
    complete = completeness.completeness()
    bars = [bar(one) for one in complete]
    at = addresses(lists)
    return {
        "lists": [
            _summary(lists[one.published_on], one, at[one.published_on])
            for one in reversed(complete)
        ],
        "steps": [next(kind for kind in KINDS if kind.code == code) for code, _ in STEPS],
        "figure": years.stacked(bars, title="Områder på hver liste i deres strengeste betegnelse"),
        "shown_kinds": years.shown(bars),
    }


def _summary(one: DesignationList, complete: ListCompleteness, address: str) -> Summary:
    of = {each.category: each for each in complete.categories}
    return Summary(
        day=day(one),
        address=address,
        law=rules.law_on(one.published_on),
        counts=tuple(
            next((of[word] for word in called if word in of), None) for _, called in STEPS
        ),
    )


def bar(complete: ListCompleteness) -> years.Bar:
    """The official counts, each area in its strictest category."""
    parts = []
    for each in complete.categories:
        inside = sum(
            one.official or 0 for one in complete.categories if one.within == each.category
        )
        if each.official is not None:
            parts.append((each.category, each.official - inside))
    return years.Bar(
        label=str(complete.published_on.year),
        law=rules.law_on(complete.published_on).id,
        parts=tuple(sorted(parts, key=lambda part: list(Category).index(part[0]))),
    )


@dataclass(frozen=True, kw_only=True)
class Count:
    """One category of the list, counted nested."""

    words: str
    depth: int
    of: CategoryCompleteness
    with_figures: int


def page(one: DesignationList) -> dict[str, Any]:
    """What list.html shows of one."""
    on = one.published_on
    [complete] = completeness.completeness(on)
    found = list_entries.of(one)
    lists = list(DesignationList.objects.order_by("published_on"))
    at = addresses(each.published_on for each in lists)
    here = lists.index(one)
    before, after = lists[:here][-1:], lists[here + 1 :][:1]
    return {
        "list": one,
        "day": day(one),
        "day_known": one.date_precision == DesignationList.DatePrecision.DAY,
        "year": on.year,
        "law": rules.law_on(on),
        "sentences": sentences(on),
        "counts": _counts(complete, found.entries),
        "missing": list(_missing(complete, found.entries)),
        "tables": list_entries.tables(found, complete),
        "address": at[on],
        "before": [(at[each.published_on], day(each)) for each in before],
        "after": [(at[each.published_on], day(each)) for each in after],
        **_judged(found.entries),
        **_changed(before[0].published_on if before else None, on, found.sources),
    }


def _judged(found: Sequence[Entry]) -> dict[str, int]:
    verdicts = [each.verdict for each in found if each.verdict]
    return {
        "number": len(found),
        "judged": sum(verdict.category is not None for verdict in verdicts),
        "differing": sum(verdict.contradicted for verdict in verdicts),
    }


def _changed(before: date | None, on: date, sources: Sequence[Source]) -> dict[str, Any]:
    """What changed since the list before, and every source of the page in its order."""
    if before is None:
        return {"changes": None, "sources": sources}
    cited = {source: number for number, source in enumerate(sources, 1)}
    found = changes.between(before, on)
    return {
        "changes": found,
        "groups": list_changes.groups(found, cited),
        "unnamed": list_changes.unnamed(found),
        "sources": list(cited),
    }


def _missing(complete: ListCompleteness, found: Sequence[Entry]) -> Iterator[str]:
    """What is not known of the list, in sentences."""
    for each in complete.categories:
        if each.within is None and each.unnamed and each.unnamed > 0:
            yield (
                f"{each.unnamed} af de {each.official} {completeness.MANY[each.category]} er ikke"
                " navngivet i kilderne: navne og tal er ukendte her."
            )
    derived = sum(entry.derived for entry in found)
    if derived:
        yield (
            f"{derived} er afledt: at de var på listen, er regnet ud af andre kilder og ikke læst i"
            " den. De er mærket “afledt” i tabellen."
        )
    figures = [bool(entry.population) for entry in found]
    figures += [cell.value is not None for entry in found for cell in entry.cells]
    known = sum(figures)
    if known < len(figures):
        most = "De fleste er ukendte." if known < len(figures) / 2 else "Resten er ukendte."
        yield f"{known} af {len(figures)} tal er kendt. {most}"


def file(one: DesignationList) -> tuple[list[str], list[list[Any]]]:
    """The same list as heads and lines."""
    [complete] = completeness.completeness(one.published_on)
    return list_entries.sheet(list_entries.of(one), complete)


def sentences(on: date) -> list[str]:
    """The law of a list in plain words: two sentences, and a third where § 61 b is in force."""
    law = rules.law_on(on)
    outer = next(
        rule for rule in reversed(law.rules) if rule.within is None and not _prevents(rule)
    )
    told = [
        f"Et {outer.category} har mindst {_residents(outer)} beboere og opfylder mindst"
        f" {outer.needed} af {len(outer.criteria)} kriterier."
    ]
    inner = [rule for rule in reversed(law.rules) if rule.within]
    told.append(_steps(inner[0], inner[1], on) if inner else law.note)
    return told + [_prevention(rule) for rule in law.rules if _prevents(rule)]


def _prevents(rule: CategoryRule) -> bool:
    return rule.category == Category.PREVENTION_AREA


def _residents(rule: CategoryRule) -> str:
    return words.number(_gate(rule, Indicator.RESIDENTS))


def _gate(rule: CategoryRule, indicator: Indicator) -> Decimal:
    return next(one.limit or Decimal(0) for one in rule.gates if one.indicator == indicator)


def _steps(majority: CategoryRule, lasting: CategoryRule, on: date) -> str:
    asked = rules.years_required(on)
    lists = (
        str(asked.least)
        if asked.least == asked.most
        else f"{asked.least} eller {asked.most} (kilderne er uenige)"
    )
    share = words.number(_gate(majority, Indicator.NON_WESTERN))
    return (
        f"Er over {share} procent af beboerne ikkevestlige indvandrere og efterkommere, er det også"
        f" et {majority.category}, og efter {lists} lister i træk et {lasting.category}."
    )


def _prevention(rule: CategoryRule) -> str:
    return (
        f"Et {rule.category} har mindst {_residents(rule)} beboere, over"
        f" {words.number(_gate(rule, Indicator.NON_WESTERN))} procent ikkevestlige indvandrere og"
        f" efterkommere og opfylder mindst {rule.needed} af {len(rule.criteria)} kriterier med"
        " lavere grænser."
    )


def _counts(complete: ListCompleteness, found: Sequence[Entry]) -> list[Count]:
    on = complete.published_on
    return [
        Count(
            words=completeness.MANY[each.category],
            depth=len(rules.nested(each.category, on)) - 1,
            of=each,
            with_figures=sum(
                each.category in rules.nested(Category(entry.designation.category), on)
                and entry.has_figures
                for entry in found
            ),
        )
        for each in complete.categories
    ]
