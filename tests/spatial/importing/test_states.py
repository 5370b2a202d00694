"""The states of buildings on the ground of a plan's measures."""

from datetime import date

import pytest
from django.db import connection

from spatial import models
from spatial.importing import buildings, states
from spatial.importing.delivery import Wishes
from tests.conftest import square
from tests.spatial.importing.files import TEST, geojson, polygon

pytestmark = pytest.mark.django_db

INSIDE, OUTSIDE = 12.55, 12.56


@pytest.fixture
def plan(area, source):
    return area().plans.create(code="parken-2019", adopted_on="2019-05-22", source=source)


@pytest.fixture
def demolition(plan, source):
    return plan.measures.create(kind="nedrivning", geometry=square(INSIDE, 55.7), source=source)


def restated() -> int:
    with connection.cursor() as cursor:
        return states.restate(cursor)


def states_of(local_id):
    rows = models.Building.objects.filter(local_id=local_id)
    ordered = rows.order_by("valid_to", "valid_from")
    return [(row.state, row.valid_from, row.valid_to) for row in ordered]


def report(measure, source, units, as_of, status="udført"):
    measure.figures.create(status=status, units=units, as_of=as_of, source=source)


KEPT_UNTIL_PLANNED = [
    ("existing", None, date(2019, 5, 21)),
    ("planned_demolition", date(2019, 5, 22), None),
]


def test_only_buildings_whose_inside_point_the_measure_covers_are_touched(building, demolition):
    building("in", lon=INSIDE)
    building("out", lon=OUTSIDE)
    assert restated() == 2
    assert states_of("in") == KEPT_UNTIL_PLANNED
    assert states_of("out") == [("existing", None, None)]


def test_the_states_share_outline_and_figures_of_the_building(building, demolition):
    building("in", lon=INSIDE, floors=4, year_built=1971, municipality_code="0101")
    restated()
    rows = models.Building.objects.filter(local_id="in")
    assert {(row.floors, row.year_built, row.municipality_code) for row in rows} == {
        (4, 1971, "0101")
    }
    assert len({row.geometry.wkt for row in rows}) == 1


def test_stating_again_changes_nothing(building, demolition, source):
    report(demolition, source, None, "2022-06-30")
    building("in", lon=INSIDE)
    restated()
    before = list(models.Building.objects.order_by("pk").values_list())
    assert restated() == 0
    assert list(models.Building.objects.order_by("pk").values_list()) == before


def test_demolished_counts_from_the_last_day_the_report_may_mean(building, demolition, source):
    building("in", lon=INSIDE)
    report(demolition, source, 100, "2019", status="planlagt")
    report(demolition, source, 60, "2021")
    restated()
    assert states_of("in") == KEPT_UNTIL_PLANNED  # a part is left
    report(demolition, source, 100, "2022")
    restated()
    assert states_of("in")[1:] == [
        ("planned_demolition", date(2019, 5, 22), date(2022, 12, 30)),
        ("demolished", date(2022, 12, 31), None),
    ]


def test_a_report_without_a_date_demolishes_nothing(building, demolition, source):
    building("in", lon=INSIDE)
    report(demolition, source, None, None)
    restated()
    assert states_of("in") == KEPT_UNTIL_PLANNED


@pytest.mark.parametrize("outline", [None, square(OUTSIDE, 55.7)])
def test_a_building_that_no_measure_covers_any_more_is_existing(building, demolition, outline):
    pk = building("in", lon=INSIDE).pk
    restated()
    models.PlanMeasure.objects.update(geometry=outline)
    restated()
    assert states_of("in") == [("existing", None, None)]
    assert models.Building.objects.get(local_id="in").pk == pk
    assert not models.Building.objects.filter(from_plan=True).exists()


def test_a_new_building_falls_back_too(building, plan, source):
    plan.measures.create(
        kind="nybyggeri", year_from=2021, geometry=square(INSIDE, 55.7), source=source
    )
    building("in", lon=INSIDE, year_built=2022)
    restated()
    assert states_of("in") == [("new", date(2022, 1, 1), None)]
    models.PlanMeasure.objects.all().delete()
    restated()
    assert states_of("in") == [("existing", None, None)]


def test_states_that_the_source_itself_tells_are_left_alone(building, demolition):
    building("in", lon=INSIDE, state="renovated", valid_from=date(2015, 1, 1))
    assert restated() == 0
    assert states_of("in") == [("renovated", date(2015, 1, 1), None)]


def test_schematic_buildings_have_no_history(building, demolition):
    schematic = models.Source.objects.create(code="schematic", reliability="schematic")
    models.Building.objects.create(
        local_id="drawn", geometry=square(INSIDE, 55.7, side_m=20), source=schematic
    )
    assert restated() == 0


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("revideret plan", ("existing", date(2021, 6, 30), None)),
        ("allonge", ("planned_demolition", date(2019, 5, 22), None)),
    ],
)
def test_a_revised_plan_ends_what_it_replaces_and_an_addendum_does_not(
    building, demolition, source, kind, last
):
    building("in", lon=INSIDE)
    former = demolition.plan
    former.superseded_by.create(
        code="parken-2021", area=former.area, kind=kind, adopted_on="2021-06", source=source
    )
    restated()
    assert last in states_of("in")


def test_importing_the_buildings_again_keeps_their_states_and_ids(tmp_path, plan, source):
    east, north = 722_000, 6_175_000
    path = geojson(
        tmp_path / "b.json",
        ({"id": "1", "etager": 4}, polygon(east, north)),
        ({"id": "2"}, polygon(east + 500, north)),
    )
    buildings.replace(buildings.read(path, Wishes()), TEST)
    outline = models.Building.objects.get(local_id="1").geometry
    plan.measures.create(kind="nedrivning", geometry=outline, source=source)
    report_again = buildings.replace(buildings.read(path, Wishes()), TEST)
    assert "States that follow from plans: 2 rows." in report_again.notes
    before = list(models.Building.objects.order_by("pk").values_list())
    buildings.replace(buildings.read(path, Wishes()), TEST)
    assert list(models.Building.objects.order_by("pk").values_list()) == before
    assert states_of("1") == KEPT_UNTIL_PLANNED
    higher = geojson(
        tmp_path / "b.json",
        ({"id": "1", "etager": 5}, polygon(east, north)),
        ({"id": "2"}, polygon(east + 500, north)),
    )
    buildings.replace(buildings.read(higher, Wishes()), TEST)
    floors = models.Building.objects.filter(local_id="1").values_list("floors", flat=True)
    assert list(floors) == [5, 5]
    assert states_of("1") == KEPT_UNTIL_PLANNED
