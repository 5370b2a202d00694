"""The published lists as such."""

from collections import defaultdict

from django.db.models import F
from django.db.models.functions import Collate
from rest_framework.request import Request
from rest_framework.response import Response

from api import links, params
from api.encode import facts
from api.encode import lists as encode
from api.encode.facts import Json
from api.http import Resource
from spatial.errors import UnknownItem
from spatial.law.rules import UNIT_OF, DesignationCategory, Indicator
from spatial.models import Designation, DesignationList, IndicatorValue, PublishedArea, changes
from spatial.models.completeness import completeness, notes
from spatial.models.names import DANISH_ORDER


def named_list(which: str) -> DesignationList:
    """The list of a year such as 2018 or of a date; raises UnknownItem with those there are."""
    lists = list(DesignationList.objects.order_by("published_on"))
    found = [one for one in lists if which in (str(one.published_on.year), str(one.published_on))]
    if len(found) == 1:
        return found[0]
    if found:
        days = ", ".join(str(one.published_on) for one in found)
        raise UnknownItem(f"There are several lists of {which}: name one by its date, {days}.")
    years = ", ".join(dict.fromkeys(str(one.published_on.year) for one in lists)) or "no year"
    raise UnknownItem(f"There is no list of {which!r}; there are lists of {years}.")


class Lists(Resource):
    """GET /api/lists: every list, oldest first, with its counts."""

    template_name = "api/lists.html"

    def get(self, request: Request) -> Response:
        params.nothing(request.query_params)
        rows = {one.published_on: one for one in DesignationList.objects.all()}
        told = notes(rows.values())
        return Response(
            {
                "lists": [
                    {
                        **facts.listed(rows[one.published_on], told[one.published_on]),
                        "counts": encode.counts(one),
                        "links": _links(request, rows[one.published_on]),
                    }
                    for one in completeness()
                ],
                "counts_note": encode.NEVER_ADDED,
                "links": links.self_and_alternate(request, links.JSON),
            }
        )


class OneList(Resource):
    """GET /api/lists/{year} or /api/lists/{date}: its areas, and what it changed."""

    template_name = "api/list.html"

    def get(self, request: Request, which: str) -> Response:
        params.nothing(request.query_params)
        one = named_list(which)
        day = one.published_on
        [complete] = completeness(day)
        self.shown = {"indicators": [(str(each.label), UNIT_OF[each]) for each in Indicator]}
        return Response(
            {
                **facts.listed(one, notes([one])[day]),
                "counts": encode.counts(complete),
                "counts_note": encode.NEVER_ADDED,
                "areas": _areas(one),
                "since": encode.changes(changes.between(changes.list_before(day), day)),
                "links": [
                    *links.self_and_alternate(request, links.JSON),
                    *_links(request, one)[1:],
                    links.link(links.url(request, "lists"), "collection", links.JSON, "Listerne"),
                ],
            }
        )


def _links(request: Request, one: DesignationList) -> list[links.Link]:
    """To the list, its page, and its areas as features."""
    day = one.published_on
    areas = links.url(request, "items", "designations", datetime=day)
    return [
        links.link(links.url(request, "list", day), "item", links.JSON, one.title),
        links.link(links.page_of_list(request, day.year), "related", links.HTML, "Listen i ord"),
        links.link(areas, "related", links.GEOJSON, "Områderne som GeoJSON"),
    ]


def _areas(one: DesignationList) -> list[Json]:
    """The areas that the list names, in Danish order."""
    rows = one.designations.exclude(category=DesignationCategory.NOT_LISTED)
    said: dict[int, Designation] = {
        row.area_id: row for row in rows.select_related("source", "verdict")
    }
    values: dict[int, list[IndicatorValue]] = defaultdict(list)
    for value in one.values.select_related("source"):
        values[value.area_id].append(value)
    areas = PublishedArea.objects.filter(pk__in=said).defer("geometry")
    return [
        encode.designated(area, said[area.pk], values[area.pk])
        for area in areas.order_by(Collate(F("name"), DANISH_ORDER), "pk")
    ]
