"""Figures and rules -> Verdict: what the law says of an area, how near each limit is, what would
change it. Pure. The official category is what a list says; a verdict only explains and checks it.

Every condition has three answers: met, not met, or unknown (None). What hangs on an unknown one is
unknown too, unless the others decide it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from itertools import takewhile

from spatial.law import rules
from spatial.law.rules import CategoryRule, Compare, Criterion, Indicator, Limit, YearsRequired
from spatial.law.rules import DesignationCategory as Category
from spatial.law.verdict import Assessment, Finding, Persons, Streak, Verdict, Way

Values = Mapping[Indicator, Decimal | None]


def designate(values: Values, day: date, earlier: Streak | None = None) -> Verdict:
    """The verdict on an area's `values` for the list of `day`.

    `earlier` are the lists in a row directly before this one on which the area was what a
    lasting category asks for (ghettoområde or parallelsamfund, whatever the word was then);
    None where nothing is known of them.
    """
    law = rules.law_on(day)
    before = earlier or Streak(least=0, most=99)
    assessments = tuple(_assess(rule, values, day, before) for rule in law.rules)
    possible = _possible(assessments)
    category = possible[0] if len(possible) == 1 else None
    return Verdict(
        day=day,
        law=law,
        category=category,
        possible=possible,
        assessments=assessments,
        hinges=_hinges(assessments, category),
    )


def redefined(earlier: date | None, later: date) -> dict[Indicator, str]:
    """The indicators that do not measure the same on the list of `later` as on that of `earlier`,
    and what is new; none where there is no earlier list."""
    return {
        indicator: text
        for indicator, starts in rules.REDEFINED.items()
        for start, text in starts.items()
        if earlier is not None and earlier < start <= later
    }


def streak(answers: Sequence[bool | None]) -> Streak:
    """Lists in a row up to the last of `answers`, oldest first; None is a list not known."""
    least = most = 0
    for answer in answers:
        least = least + 1 if answer else 0
        most = 0 if answer is False else most + 1
    return Streak(least=least, most=most)


def _assess(rule: CategoryRule, values: Values, day: date, before: Streak) -> Assessment:
    gates = tuple(_find(one, values, day) for one in rule.gates)
    criteria = tuple(_find(one, values, day) for one in rule.criteria)
    conditions = [one.met for one in gates] + [_enough(criteria, rule.needed)]
    years, asked = None, rules.years_required(day) if rule.lasting else None
    if asked:
        years = _years(before, _all(conditions))
        conditions.append(_lasted(years, asked))
    return Assessment(
        rule=rule,
        gates=gates,
        criteria=criteria,
        years=years,
        years_asked=asked,
        fulfilled=_all(conditions),
    )


def _find(criterion: Criterion, values: Values, day: date) -> Finding:
    value = values.get(criterion.indicator)
    limit = rules.limit_on(criterion, day)
    known = value is not None and limit is not None
    margin = value - limit.value if value is not None and limit is not None else None
    return Finding(
        criterion=criterion,
        value=value,
        limit=limit,
        met=_met(criterion.compare, value, limit) if known else None,
        margin=margin,
        persons=_persons(criterion.indicator, margin, values.get(Indicator.RESIDENTS)),
    )


def _met(compare: Compare, value: Decimal | None, limit: Limit | None) -> bool | None:
    """Whether the value meets a limit that may be known within bounds only."""
    if value is None or limit is None:
        return None
    answers = {_holds(compare, value, bound) for bound in (limit.least, limit.most)}
    return answers.pop() if len(answers) == 1 else None


def _holds(compare: Compare, value: Decimal, limit: Decimal) -> bool:
    if compare is Compare.ABOVE:
        return value > limit
    return value >= limit if compare is Compare.AT_LEAST else value < limit


def _persons(
    indicator: Indicator, margin: Decimal | None, residents: Decimal | None
) -> Persons | None:
    """The margin in persons; an income has none. At least 1 where there is any margin at all."""
    if margin is None or indicator == Indicator.INCOME:
        return None
    if indicator == Indicator.RESIDENTS:
        return Persons(number=int(abs(margin)), at_most=False)
    if residents is None:
        return None
    of_all = indicator == Indicator.NON_WESTERN
    exact = abs(margin) * residents / 100
    whole = exact.to_integral_value(ROUND_HALF_UP if of_all else ROUND_CEILING)
    return Persons(number=max(int(whole), 1 if margin else 0), at_most=not of_all)


def _enough(findings: Iterable[Finding], needed: int) -> bool | None:
    answers = [one.met for one in findings]
    if answers.count(True) >= needed:
        return True
    return None if answers.count(True) + answers.count(None) >= needed else False


def _all(conditions: Sequence[bool | None]) -> bool | None:
    if False in conditions:
        return False
    return None if None in conditions else True


def _years(before: Streak, now: bool | None) -> Streak:
    """Lists in a row with this one, on which the rule holds, does not, or may."""
    most = 0 if now is False else before.most + 1
    return Streak(least=before.least + 1 if now else 0, most=most)


def _lasted(years: Streak, asked: YearsRequired) -> bool | None:
    if years.least >= asked.most:
        return True
    return False if years.most < asked.least else None


def _possible(assessments: Sequence[Assessment]) -> tuple[Category, ...]:
    """The categories the area can be in as its strictest, NOT_LISTED last."""
    possible = []
    for one in assessments:
        if one.fulfilled is not False:
            possible.append(one.rule.category)
        if one.fulfilled:
            return tuple(possible)
    return (*possible, Category.NOT_LISTED)


def _nearest(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: one.nearness))


def _hinges(assessments: Sequence[Assessment], category: Category | None) -> tuple[Finding, ...]:
    """The conditions of which any one alone, had it been otherwise, would take the area out of
    its category; for an area on no list, those of which any one would bring it on one.
    """
    if category is None:
        return ()
    if category != Category.NOT_LISTED:
        own = next(one for one in assessments if one.rule.category == category)
        way = leaving(own)
        return _nearest((*way.all_of, *(way.some_of if way.some == 1 else ())))
    ways = [entering(one) for one in assessments]
    alone = [way for way in ways if len(way.all_of) + way.some == 1 and way.more_lists == 0]
    lacking = _nearest(one for way in alone for one in (*way.all_of, *way.some_of))
    # One indicator may be near several categories' limits: the nearest of them speaks for it.
    return tuple({one.criterion.indicator: one for one in reversed(lacking)}.values())[::-1]


def ways(verdict: Verdict) -> tuple[Way, ...]:
    """Out of every category the area is certainly in, and into the stricter ones it is not in.

    What cannot be decided has no way.
    """
    certain = set.intersection(*(set(rules.nested(one, verdict.day)) for one in verdict.possible))
    stricter = takewhile(lambda one: not one.fulfilled, verdict.assessments)
    return (
        *(leaving(one) for one in verdict.assessments if one.rule.category in certain),
        *(entering(one) for one in stricter if one.fulfilled is False),
    )


def leaving(one: Assessment) -> Way:
    """How an area whose rule is fulfilled would leave the category.

    A criterion that is not known may be met: it is among those that must not be.
    """
    open_still = [each for each in one.criteria if each.met is not False]
    return Way(
        category=one.rule.category,
        enter=False,
        all_of=_nearest(one.gates),
        some_of=_nearest(open_still),
        some=len(open_still) - one.rule.needed + 1,
    )


def entering(one: Assessment) -> Way:
    """How an area whose rule is not fulfilled would enter the category.

    A criterion that is not known may be met already: it is among those that must be.
    """
    lacking = max(one.rule.needed - one.met, 0)
    return Way(
        category=one.rule.category,
        enter=True,
        all_of=_nearest(each for each in one.gates if not each.met),
        some_of=_nearest(each for each in one.criteria if not each.met) if lacking else (),
        some=lacking,
        more_lists=_more_lists(one.years, one.years_asked),
    )


def _more_lists(years: Streak | None, asked: YearsRequired | None) -> int | None:
    if years is None or asked is None:
        return 0
    if years.number is None or asked.least != asked.most:
        return None
    return max(asked.most - years.number, 0)
