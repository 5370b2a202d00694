"""What the law says of an area's figures, list by list: Judged -> JSON. Pure.

The official category is what the list says; what is computed stands beside it, never in its place.
True, false and null are three answers: null is what the sources leave open.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from api.encode import facts
from api.encode.facts import Json
from spatial.law import designate, rules
from spatial.law.verdict import Finding, Persons, Verdict, Way
from spatial.models import DesignationVerdict
from spatial.models.judging import Judged


def history(judged: Sequence[Judged], notes: Mapping[date, str]) -> list[Json]:
    """Every list, oldest first, as it stands for one area; `notes` by the day of the list."""
    return [
        _entry(one, notes[one.list.published_on], before)
        for before, one in pairwise([None, *judged])
        if one
    ]


def _entry(one: Judged, note: str, before: Judged | None) -> Json:
    said = one.designation
    day, day_before = one.list.published_on, before.list.published_on if before else None
    redefined = designate.redefined(day_before, day)
    return {
        **facts.listed(one.list, note),
        "on_list": one.on_list,
        "category": one.official,
        "counts_in": rules.nested(one.official, day) if one.official else [],
        "not_in": (said.not_in or None) if said else None,
        "remark": (said.remark or None) if said else None,
        "source": facts.source(said.source) if said else None,
        "values": facts.values(one.values.values()),
        "years_on_list": one.years_on_list.number,
        "verdict": verdict(one),
        "rule_changed": before is not None and before.verdict.law != one.verdict.law,
        "redefined": {str(indicator): text for indicator, text in redefined.items()},
    }


def verdict(one: Judged) -> Json:
    """The whole verdict. `criteria` are those of the rule of `criteria_of`, the category whose
    limits an area on this list is shown with."""
    shown = one.verdict.of(one.official)
    decisive = one.verdict.decisive
    return {
        "computed_category": one.verdict.category,
        "possible": list(one.verdict.possible),
        "differs": one.contradicted,
        "criteria_of": shown.rule.category,
        "paragraph": shown.rule.paragraph,
        "conditions": [_finding(each) for each in shown.gates],
        "criteria": [_finding(each) for each in shown.criteria],
        "criteria_met": shown.met_of_known,
        "criteria_unknown": shown.unknown,
        "criteria_needed": shown.rule.needed,
        "decisive": decisive.criterion.indicator if decisive else None,
        **_ways(one.verdict),
    }


def _ways(found: Verdict) -> Json:
    ways = designate.ways(found)
    return {
        "leave": [_leaving(one) for one in ways if not one.enter],
        "enter": [_entering(one) for one in ways if one.enter],
    }


def short(stored: DesignationVerdict | None) -> Json | None:
    """The verdict as it is stored for the layers; null where none is."""
    if stored is None:
        return None
    return {
        "computed_category": stored.category,
        "differs": stored.contradicted,
        "criteria_met": stored.criteria_met,
        "criteria_unknown": stored.criteria_unknown,
        "criteria_needed": stored.criteria_needed,
        "years_on_list": stored.years_on_list,
    }


def _finding(one: Finding) -> Json:
    limit = one.limit
    return {
        "indicator": one.criterion.indicator,
        "title": str(one.criterion.indicator.label),
        "value": facts.number(one.value),
        "unit": rules.UNIT_OF[one.criterion.indicator],
        "compare": one.criterion.compare,
        "limit": facts.number(limit.value) if limit else None,
        "limit_uncertainty": facts.number(limit.uncertainty) if limit else None,
        "limit_source": facts.reference(limit.source) if limit else None,
        "times_national": one.criterion.times_national,
        "averaged_years": one.criterion.averaged_years,
        "met": one.met,
        "margin": facts.number(one.margin),
        "persons": _persons(one.persons),
        "paragraph": one.criterion.paragraph,
    }


def _persons(margin: Persons | None) -> Json | None:
    return {"number": margin.number, "at_most": margin.at_most} if margin else None


def _leaving(way: Way) -> Json:
    """Out of the category: by any one of `any_of`, or by `some` of `some_of`; nearest first."""
    return {
        "category": way.category,
        "any_of": _indicators(way.all_of),
        "some_of": _indicators(way.some_of),
        "some": way.some,
    }


def _entering(way: Way) -> Json:
    """Into the category: by all of `all_of` and `some` of `some_of`, and then `more_lists` in a
    row, null where it is not known how many."""
    return {
        "category": way.category,
        "all_of": _indicators(way.all_of),
        "some_of": _indicators(way.some_of),
        "some": way.some,
        "more_lists": way.more_lists,
    }


def _indicators(findings: Sequence[Finding]) -> list[str]:
    return [one.criterion.indicator for one in findings]
