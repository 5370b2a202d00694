"""The compared areas' development plans in a few words each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from map_client import words
from map_client.pages.plan_measures import Told, about, measure, source_of
from spatial.law import rules
from spatial.models import DevelopmentPlan, Source
from spatial.models.judging import Judged


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is known of one plan, and from where. `state` is "unknown" where nothing is."""

    text: str
    state: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


def lines(areas: Sequence[tuple[Told, Sequence[Judged]]]) -> Iterator[tuple[str, list[Said]]]:
    """Each line's head with what is said of each area, in their order."""
    for head, say in (
        (_("Vedtaget"), _adopted),
        (_("Mål for almene familieboliger"), _target),
        (_("Senest kendte andel"), _share),
        (_("Tiltag"), _measures),
    ):
        yield head, [say(story) if story["plans"] else _no_plan(lists) for story, lists in areas]


def _no_plan(lists: Sequence[Judged]) -> Said:
    """No plan is known: the law has asked for one, or it has not."""
    asked = any(rules.asks_for_a_plan(one.official, one.list.published_on) for one in lists)
    if asked:
        return Said(text=_("ukendt"), state="unknown")
    return Said(text=_("ingen plan kendt; loven har ikke krævet en"), state="unknown")


def _unknown() -> Said:
    return Said(text=_("ukendt"), state="unknown")


def _adopted(story: Told) -> Said:
    """The day of the newest plan; an addendum's is not that of the plan it changes."""
    plan = story["plans"][0]
    kind = str(DevelopmentPlan.Kind(plan["kind"]).label)
    notes = [kind] if plan["kind"] != DevelopmentPlan.Kind.PLAN else []
    if plan["approved_on"]:
        notes.append(_("godkendt %(day)s") % {"day": plan["approved_on"]["text"]})
    sources = (source_of(plan["source"]),)
    if not plan["adopted_on"]:
        return Said(text=_("ukendt"), state="unknown", notes=tuple(notes), sources=sources)
    return Said(text=plan["adopted_on"]["text"], notes=tuple(notes), sources=sources)


def _target(story: Told) -> Said:
    told = story["progress"]
    if told["target_pct"] is None:
        return _unknown()
    of = [one for one in story["plans"] if one["target_share_pct"] == told["target_pct"]]
    notes = []
    if told["target_year"]:
        notes.append(_("senest i %(year)s") % {"year": told["target_year"]})
    if any(one["dispensation"] for one in story["plans"]):
        notes.append(_("med dispensation fra kravet om højst 40 procent"))
    return Said(
        text=_("højst %(share)s") % {"share": words.percent(told["target_pct"])},
        notes=tuple(notes),
        sources=tuple(source_of(one["source"]) for one in of[:1]),
    )


def _share(story: Told) -> Said:
    """The latest share of family dwellings; what was known at the start, if no later one is."""
    told = story["progress"]
    share = told["latest"] or told["baseline"]
    if share is None:
        return _unknown()
    notes = [_("af alle boliger og omregnede enheder")]
    if share["as_of"]:
        notes.append(_("opgjort %(day)s") % {"day": share["as_of"]["text"]})
    else:
        notes.append(_("datoen er ikke kendt"))
    if share == told["baseline"]:
        notes.append(_("planens udgangspunkt"))
    same = [
        one
        for one in story["shares"]
        if (one["pct"], one["as_of"]) == (share["pct"], share["as_of"])
    ]
    if share["computed"]:
        notes.append(_("beregnet af boligtallene"))
        same = story["dwellings"]
    sources = {one["source"]["code"]: source_of(one["source"]) for one in same}
    exact = share["computed"] or not same
    figure = words.percent(share["pct"])
    return Said(
        text=figure if exact else about(figure, same[0]["precision"]),
        notes=tuple(notes),
        sources=tuple(sources.values()),
    )


def _measures(story: Told) -> Said:
    """Measures in one line: of the newest plan, and of the one that an addendum changes."""
    plans: list[dict[str, Any]] = story["plans"]
    newest = plans[0]
    of = plans[:2] if newest["kind"] == DevelopmentPlan.Kind.ADDENDUM else plans[:1]
    told = [one for plan in of for one in plan["measures"]]
    if not told:
        return _unknown()
    sources = {one["source"]["code"]: source_of(one["source"]) for one in told}
    shown = [measure(one) for one in told]
    text = "; ".join(f"{one.title.lower()}: {one.planned}" for one in shown)
    return Said(text=words.capital(text), sources=tuple(sources.values()))
