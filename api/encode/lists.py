"""A published list as such: its counts, its areas, and what it changed. Values -> JSON. Pure."""

from collections.abc import Iterable, Mapping

from api.encode import facts, verdict
from api.encode.facts import Json
from spatial.law import rules
from spatial.law.rules import DesignationCategory
from spatial.models import Designation, IndicatorValue, PublishedArea
from spatial.models.changes import Change, Changes
from spatial.models.completeness import ListCompleteness
from spatial.models.place import Place

NEVER_ADDED = (
    "Hvert område tæller i sin egen betegnelse og i dem, som betegnelsen ligger indenfor. Antal på "
    "tværs af betegnelser lægges aldrig sammen."
)


def counts(one: ListCompleteness) -> list[Json]:
    """Areas of a list by category, nested; the list's own count is null while it is not known."""
    return [
        {
            "category": each.category,
            "within": each.within,
            "areas": each.official,
            "named": each.named,
            "derived": each.derived,
            "unnamed": each.unnamed,
            "source": facts.source(each.source) if each.source else None,
        }
        for each in one.categories
    ]


def named(area: PublishedArea) -> Json:
    """An area under its present name."""
    return {
        "slug": area.slug,
        "name": area.name,
        "municipality_code": area.municipality_code,
        "municipality_name": area.municipality_name,
    }


def designated(area: PublishedArea, said: Designation, values: Iterable[IndicatorValue]) -> Json:
    """One area of the list. Raises nothing: a verdict that is not stored is null."""
    category = DesignationCategory(said.category)
    return {
        **named(area),
        "category": category,
        "counts_in": rules.nested(category, said.list_id),
        "remark": said.remark or None,
        "source": facts.source(said.source),
        "values": facts.every_value(values),
        "verdict": verdict.short(getattr(said, "verdict", None)),
    }


def changes(found: Changes) -> Json | None:
    """What is new since the list before; null for the first list."""
    if found.earlier is None:
        return None
    return {
        "list_date": found.earlier.published_on.isoformat(),
        "rule_changed": found.rule_changed,
        "law_before": facts.law(found.law_before) if found.law_before else None,
        "entered": [_change(one) for one in found.entered],
        "left": [_change(one) for one in found.left],
        "changed": [_change(one) for one in found.changed],
        "unknown": [_change(one) for one in found.unknown],
        "stayed": [_change(one) for one in found.stayed],
        "unnamed_before": _by_category(found.unnamed_before),
        "unnamed_after": _by_category(found.unnamed_after),
    }


def _change(one: Change) -> Json:
    return {
        **named(one.area),
        "before": _place(one.before),
        "after": _place(one.after),
        "left_categories": list(one.left_categories),
        "entered_categories": list(one.entered_categories),
        "remark": one.remark or None,
        "source": facts.source(one.source) if one.source else None,
    }


def _place(one: Place) -> Json:
    return {"on_list": one.on_list, "category": one.category, "possible": list(one.possible)}


def _by_category(unnamed: Mapping[DesignationCategory, int | None]) -> Json:
    return {str(category): number for category, number in unnamed.items()}
