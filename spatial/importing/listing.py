"""Entries of a list put in place: what the file says is changed, nothing else is lost."""

from collections import Counter

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.formats import date_format

from spatial.errors import BadInput
from spatial.importing import lists
from spatial.importing.areas import FIRST_DAY, new_area
from spatial.importing.lists import Asked, Entry
from spatial.importing.swap import Origin, Report, record, take_turn
from spatial.importing.tables import Table
from spatial.law import rules
from spatial.law.rules import DesignationCategory
from spatial.models import (
    Designation,
    DesignationList,
    IndicatorValue,
    ListCount,
    Reliability,
    Source,
    judging,
)

Fact = Designation | IndicatorValue | ListCount


def replace(table: Table, origin: Origin, asked: Asked) -> Report:
    """Put the file's entries on the list of that day, which is made if it is not there.

    A figure or category that the file gives takes the place of what was there; what it leaves
    open stays. A stricter category that is known stays too, unless the file speaks of that
    category itself: a file of udsatte boligområder says nothing of which are hårde. With
    `whole`, areas that are not in the file leave its categories (their figures stay), and the
    list's own counts are the file's. Raises BadInput.
    """
    started = timezone.now()
    report = Report(read=len(table.rows))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            take_turn(cursor)
            found, report.dropped = lists.entries(table, asked)
            report.taken = len(found)
            origin.save(table.path.name)
            listed = _list(asked)
            made = _make_areas(found, origin)
            source = Source.objects.get(code=origin.code)
            put = _Listing(listed, source, found, asked, table.path.name)
            report.notes += [*made, put.designations(), put.values(), *put.whole(), *put.counts()]
            report.notes += [*_lacking(table, asked), *_told_of(table)]
            judging.store()
            record("lists", table.path.name, table.checksum(), report, started)
    except IntegrityError as error:
        raise BadInput(f"{table.path.name}: {str(error).splitlines()[0]}") from error
    return report


def _list(asked: Asked) -> DesignationList:
    """The list of that day. Raises BadInput where one of the year is known without its day."""
    year = DesignationList.objects.filter(
        published_on__year=asked.on.year, date_precision=DesignationList.DatePrecision.YEAR
    ).first()
    if year and year.published_on != asked.on:
        raise BadInput(
            f"There is a list of {asked.on.year} whose day is not known. If this is it, say "
            f"--date {year.published_on}."
        )
    title = f"Liste pr. {date_format(asked.on, 'j. F Y')}"
    return DesignationList.objects.get_or_create(published_on=asked.on, defaults={"title": title})[
        0
    ]


def _make_areas(found: list[Entry], origin: Origin) -> list[str]:
    new = [entry for entry in found if entry.area_id is None]
    for entry in new:
        entry.area_id = new_area(entry.name, entry.code or "", origin, FIRST_DAY).pk
    return [f"New areas: {', '.join(entry.name for entry in new)}."] if new else []


class _Listing:
    """The list of a day as it is, and what the file's entries make of it."""

    def __init__(
        self,
        listed: DesignationList,
        source: Source,
        found: list[Entry],
        asked: Asked,
        file_name: str,
    ) -> None:
        self.listed, self.source, self.found, self.asked = listed, source, found, asked
        self.file_name = file_name
        self.spoken = {category for entry in found for category in entry.said}
        entries = Designation.objects.filter(list=listed).select_related("source", "area")
        self.there = {one.area_id: one for one in entries}

    def designations(self) -> str:
        """Put each entry in its category. Raises BadInput."""
        done: Counter = Counter()
        for entry in self.found:
            old = self.there.get(entry.area_id)
            if old and old.category not in self.spoken and self._within(old, entry):
                done["known as stricter, left"] += 1
                continue
            given = {
                "category": entry.category,
                "not_in": "",
                "remark": "",
                "source": self.source,
            }
            told = f"row {entry.row}: category of {entry.name!r}"
            done[self._put(Designation, {"area_id": entry.area_id}, given, old, told)] += 1
        return f"Areas on the list of {self.asked.on}: {_said(done)}."

    def values(self) -> str:
        """Put each entry's figures in place. Raises BadInput."""
        figures = IndicatorValue.objects.filter(list=self.listed).select_related("source")
        there = {(one.area_id, one.indicator): one for one in figures}
        done: Counter = Counter()
        for entry in self.found:
            for indicator, value in entry.values.items():
                key = {"area_id": entry.area_id, "indicator": indicator.value}
                given = {"value": value, "source": self.source}
                old = there.get((entry.area_id, indicator.value))
                told = f"row {entry.row}: {indicator.value} of {entry.name!r}"
                done[self._put(IndicatorValue, key, given, old, told)] += 1
        return f"Figures: {_said(done)}."

    def _put(
        self,
        model: type[Fact],
        key: dict[str, object],
        given: dict[str, object],
        old: Fact | None,
        told: str,
    ) -> str:
        """Store a fact, the first of `given`; says what became of it. `told` names it."""
        name, fact = next(iter(given.items()))
        same = old is not None and getattr(old, name) == fact
        if old and same and (old.source == self.source or self._weaker_than(old)):
            return "as before"
        self._may_change(old, told)
        model.objects.update_or_create(list=self.listed, **key, defaults=given)
        return "new" if old is None else "the same but now from this source" if same else "changed"

    def _weaker_than(self, old: Fact) -> bool:
        """Official facts give way to official ones alone."""
        official = Reliability.OFFICIAL
        return old.source.reliability == official != self.source.reliability

    def _may_change(self, old: Fact | None, told: str) -> None:
        """Raises BadInput where what is there is official and this file is not."""
        if old and self._weaker_than(old):
            raise BadInput(
                f"{self.file_name}, {told} is not that of the official source {old.source_id}. "
                "If this file is official too, say --reliability official."
            )

    def whole(self) -> list[str]:
        """With --whole: areas that are not in the file leave its categories, each for the next
        wider one of which the file does not speak, or the list. Raises BadInput."""
        gone = {}
        kept = {entry.area_id for entry in self.found}
        for old in self.there.values() if self.asked.whole else ():
            chain = self._nested(old.category)
            if old.area_id in kept or not self.spoken & set(chain):
                continue
            self._may_change(old, f"which has no row for {old.area.slug}: its category")
            last = max(place for place, one in enumerate(chain) if one in self.spoken)
            gone[old.area.slug] = chain[last + 1] if chain[last + 1 :] else "no area of the list"
            if chain[last + 1 :]:
                # The old source never said so: it is this file that leaves the area out.
                old.category, old.source, old.remark = chain[last + 1], self.source, ""
                old.save()
            else:
                old.delete()
        told = [f"{slug} (now {what})" for slug, what in sorted(gone.items())]
        return [f"Known until now, but not in the file: {', '.join(told)}."] if told else []

    def counts(self) -> list[str]:
        """The list's own counts, as told or, with --whole, the file's. Raises BadInput."""
        told = dict(self.asked.counts)
        if self.asked.whole:
            every = [one for entry in self.found for one in self._nested(entry.category)]
            for category in self.spoken:
                in_file = every.count(category)
                if told.setdefault(category, in_file) != in_file:
                    raise BadInput(
                        f"--count {category.value}={told[category]}: {self.file_name} is "
                        f"said to be whole and has {in_file}."
                    )
        there = {one.category: one for one in self.listed.counts.select_related("source")}
        for category, areas in told.items():
            if not self._nested(category):
                raise BadInput(f"--count {category.value}: no category of {self.asked.on}.")
            given = {"areas": areas, "source": self.source}
            what = f"the list's own count of {category.value}: {areas}"
            self._put(ListCount, {"category": category}, given, there.get(category), what)
        parts = [f"{category.value} {areas}" for category, areas in sorted(told.items())]
        return [f"The list's own counts: {', '.join(parts)}."] if parts else []

    def _within(self, old: Designation, entry: Entry) -> bool:
        return entry.category in self._nested(old.category)

    def _nested(self, category: str) -> tuple[DesignationCategory, ...]:
        return rules.nested(DesignationCategory(category), self.asked.on)


def _said(done: Counter) -> str:
    return ", ".join(f"{number} {what}" for what, number in done.items()) or "none"


def _lacking(table: Table, asked: Asked) -> list[str]:
    """The law's figures for which the file has no column: more likely unread than unpublished."""
    law = rules.law_on(asked.on)
    asked_for = [one for rule in law.rules for one in (*rule.gates, *rule.criteria)]
    names = dict.fromkeys(one.indicator.value for one in asked_for)
    lacking = [name for name in names if name not in table.columns]
    if len(lacking) == len(names):  # a list of names has no figures, and is meant so
        return []
    told = []
    if lacking:
        named = ", ".join(lacking)
        told = [f"NO COLUMN WAS READ AS {named}: if there is one, name it with --field."]
    if any(rules.limit_on(one, asked.on) is None for one in asked_for):
        told.append(
            "The limit for convictions of this list is not known: until it stands in CRIME_LIMITS "
            "(see CONTRIBUTING.md), what hangs on it cannot be decided."
        )
    return told


def _told_of(table: Table) -> list[str]:
    """What of the file is in no row: notes, totals, columns."""
    marked = [
        f"row {row.number} {row.values['name']} ({', '.join(row.marks)})"
        for row in table.rows
        if row.marks
    ]
    notes = [f"Footnote: {one}" for one in table.footnotes]
    notes += [f"Marked with footnotes: {'; '.join(marked)}."] if marked else []
    notes += [f"Lines that are no areas: {', '.join(table.totals)}."] if table.totals else []
    notes += [f"Columns not used: {', '.join(table.unused)}."] if table.unused else []
    return notes
