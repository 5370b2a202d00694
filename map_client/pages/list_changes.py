"""What changed since the list before, in words that say no more than is known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from map_client.words import called, either
from spatial.law.rules import DesignationCategory as Category
from spatial.models import PublishedArea, Source, completeness
from spatial.models.changes import Change, Changes
from spatial.models.place import Place

# What says nothing but that an area is no longer there is not repeated as a reason.
_NO_REASON = re.compile(r"ikke på [^()]*\(udgået( siden forrige liste)?\)")


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One area: what it was and is, the source's own words, and its number among the sources."""

    area: PublishedArea
    words: str
    remark: str
    source: int | None


@dataclass(frozen=True, kw_only=True)
class Group:
    title: str
    lead: str
    moved: list[Moved]


def groups(found: Changes, cited: dict[Source, int]) -> list[Group]:
    """The groups as a reader meets them; sources not yet `cited` are added to it."""
    unknown = _(
        "Listerne er ikke fuldt navngivet, og kilderne siger ikke, om områderne var på begge."
    )
    return [
        Group(title=_("Kom på listen"), lead="", moved=_all(found.entered, cited)),
        Group(title=_("Gik ud"), lead="", moved=_all(found.left, cited)),
        Group(title=_("Skiftede betegnelse"), lead="", moved=_all(found.changed, cited)),
        Group(
            title=pgettext("områder", "Vides ikke"), lead=unknown, moved=_all(found.unknown, cited)
        ),
    ]


def _all(found: Iterable[Change], cited: dict[Source, int]) -> list[Moved]:
    return [
        Moved(
            area=one.area,
            words=words(one),
            remark="" if _NO_REASON.fullmatch(one.remark) else one.remark,
            source=cited.setdefault(one.source, len(cited) + 1) if one.source else None,
        )
        for one in found
    ]


def words(change: Change) -> str:
    """From what to what, and what is left open."""
    before, after = change.before, change.after
    if before.category and after.category:
        if not before.on_list:
            return called(after.category)
        return f"{called(before.category)} → {called(after.category)}"
    if before.category:
        said = _("var {before}; om det nu er {after}, vides ikke")
        if change.left_categories:
            said = _("var {before}; er ikke længere {left}; om det nu er {after}, vides ikke")
        left = either(map(called, change.left_categories))
        return said.format(before=called(before.category), left=left, after=_listed(after))
    said = _("er {after}; om det var {before}, vides ikke")
    if change.entered_categories:
        said = _("er {after}; var ikke {entered} før; om det var {before}, vides ikke")
    entered = either(map(called, change.entered_categories))
    now = called(after.category) if after.category else _("vides ikke")
    return said.format(after=now, entered=entered, before=_listed(before))


def _listed(place: Place) -> str:
    return either(called(one) for one in place.possible if one != Category.NOT_LISTED)


def unnamed(found: Changes) -> str:
    """How many areas of either list are in no group, since nothing names them."""
    told = [
        _("{number} af listens {areas} fra {year}").format(
            number=number, areas=completeness.many(category), year=one.published_on.year
        )
        for one, numbers in (
            (found.later, found.unnamed_after),
            (found.earlier, found.unnamed_before),
        )
        if one
        for category, number in numbers.items()
        if number and number > 0
    ]
    if not told:
        return ""
    said = _("Ikke navngivet, og derfor ikke med ovenfor: {areas}. De er ukendte her.")
    return said.format(areas="; ".join(told))
