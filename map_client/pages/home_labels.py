"""The legend of the first page, in the words of the list that holds in its year."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from map_client import areas, when, words
from map_client.areas import KIND_OF, Kind
from map_client.card import day
from spatial.law import rules
from spatial.models import DesignationList


@dataclass(frozen=True, kw_only=True)
class Label:
    """A kind in the legend, in the words of the year's list. `note`: what it is called today."""

    kind: Kind
    number: int
    text: str
    note: str
    hidden: bool


def title(year: when.Year) -> str:
    if year.list is None:
        return _("Betegnelse; ingen liste er kendt så tidligt")
    given = {"day": day(year.list)}
    if year.later:
        return _("Betegnelse på listen fra %(day)s") % given
    return _("Betegnelse på den seneste liste, %(day)s") % given


def labels(
    counted: Sequence[tuple[Kind, int]], everything: Sequence[areas.Listed], year: when.Year
) -> list[Label]:
    """The legend in the words of the year's list, without what its law had no word for."""
    unlisted = any(area.kind == areas.UNLISTED for area in everything)
    texts = label_texts(year.list)
    made = []
    for kind, number in counted:
        text, note = texts.get(kind.code, ("", ""))
        if kind == areas.UNLISTED:
            text = areas.unlisted(year)
        hidden = not text or (kind == areas.UNLISTED and not unlisted)
        text = text or kind.label
        made.append(Label(kind=kind, number=number, text=text, note=note, hidden=hidden))
    return made


def label_texts(one: DesignationList | None) -> dict[str, tuple[str, str]]:
    """By kind: the list's word, and where that is no longer used, what it is called today."""
    texts = {areas.FORMER.code: (areas.FORMER.label, "")}
    if one is None:
        return texts
    for rule in rules.law_on(one.published_on).rules:
        kind = KIND_OF[rule.category.value]
        today = rules.SUCCESSOR.get(rule.category)
        note = (
            _("listens ord; siden 2021 %(word)s") % {"word": words.called(today)} if today else ""
        )
        texts[kind.code] = (areas.called(rule.category), note)
    return texts
