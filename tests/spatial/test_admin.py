"""The editors' side: what they see, what is refused and how, and that nothing is lost."""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from pghistory.models import Events

from spatial import models
from tests.conftest import square

LIST_2016, LIST_2018 = date(2016, 12, 1), date(2018, 12, 1)


@pytest.fixture
def editor(client, db):
    user = get_user_model().objects.create_superuser("editor", password="a long one, for a test")
    client.force_login(user)
    return client


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:500]
    return answer.text


def designation(area, **changed):
    return {"list": LIST_2018, "area": area.pk, "category": "udsat boligområde"} | {
        "not_in": "",
        "remark": "",
        "source": "test",
        **changed,
    }


def test_the_admin_is_closed_to_strangers(client, db):
    answer = client.get("/admin/spatial/designation/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def test_the_verdict_stands_beside_the_official_category(editor, area, source):
    parken = area(categories={LIST_2018: "ghettoområde"})
    parken.values.create(list_id=LIST_2018, indicator="nonwestern_pct", value="49.9", source=source)
    row = parken.designations.get()
    editor.post(
        f"/admin/spatial/designation/{row.pk}/change/", designation(parken, category="ghettoområde")
    )
    listed = page(editor, "/admin/spatial/designation/")
    assert "ghettoområde" in listed
    assert "kan ikke afgøres" in listed
    one = page(editor, f"/admin/spatial/designation/{row.pk}/change/")
    assert "<td>49,9<td>50<td>procent af beboerne<td>ikke opfyldt" in one


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"category": "parallelsamfund"}, "Den betegnelse fandtes ikke i loven på listens dag."),
        ({"not_in": "ghettoområde"}, "siges kun om et, der ikke er på listen."),
    ],
)
def test_a_designation_that_cannot_be_is_refused_with_a_sentence(editor, area, changed, sentence):
    parken = area()
    models.DesignationList.objects.create(published_on=LIST_2018, title="Liste")
    answer = editor.post("/admin/spatial/designation/add/", designation(parken, **changed))
    assert sentence in answer.text
    assert not models.Designation.objects.exists()


@pytest.mark.parametrize("value", ["-1", "100.1"])
def test_a_share_that_cannot_be_is_refused_with_a_sentence(editor, area, value):
    parken = area(categories={LIST_2018: "ghettoområde"})
    given = {"area": parken.pk, "list": LIST_2018, "indicator": "crime_pct", "source": "test"}
    answer = editor.post("/admin/spatial/indicatorvalue/add/", given | {"value": value})
    assert "Et tal er ikke under 0, og en andel af beboerne er ikke over 100" in answer.text
    assert not models.IndicatorValue.objects.exists()


def test_an_edit_reckons_verdicts_anew_and_is_a_new_version_of_the_data(editor, area):
    parken = area(categories={LIST_2018: "ghettoområde"})
    before = editor.get("/api/collections/designations/items")["ETag"]
    given = {"area": parken.pk, "list": LIST_2018, "indicator": "nonwestern_pct", "value": "49.9"}
    editor.post("/admin/spatial/indicatorvalue/add/", given | {"source": "test"})
    answer = editor.get("/api/collections/designations/items")
    assert answer["ETag"] != before
    [feature] = answer.json()["features"]
    assert feature["properties"]["nonwestern_pct_margin"] == -0.1
    assert feature["properties"]["differs"] is True


def test_every_change_of_a_figure_is_kept_with_who_made_it(editor, area, source):
    parken = area(categories={LIST_2018: "ghettoområde"})
    row = parken.values.create(
        list_id=LIST_2018, indicator="crime_pct", value="1.98", source=source
    )
    given = {"area": parken.pk, "list": LIST_2018, "indicator": "crime_pct", "source": "test"}
    models.Source.objects.create(code="better", title="Better", reliability="official")
    change = f"/admin/spatial/indicatorvalue/{row.pk}/change/"
    kept = editor.post(change, given | {"value": "2,03"})
    assert "Tallet er ændret: vælg kilden, der siger det nye tal." in kept.text
    editor.post(change, given | {"value": "2,03", "source": "better"})
    models.IndicatorValue.objects.filter(pk=row.pk).delete()
    events = list(Events.objects.tracks(row).order_by("pgh_created_at", "pgh_id"))
    assert [one.pgh_label for one in events] == ["insert", "update", "delete"]
    assert events[1].pgh_diff == {"value": [1.98, 2.03], "source": ["test", "better"]}
    assert events[1].pgh_context["user"] == get_user_model().objects.get().pk


def test_a_change_by_plain_sql_is_kept_too(area, source):
    parken = area(categories={LIST_2016: "ghettoområde"})
    models.Designation.objects.filter(area=parken).update(remark="as an import would")
    [changed] = Events.objects.tracks(parken.designations.get()).filter(pgh_label="update")
    assert changed.pgh_diff == {"remark": ["", "as an import would"]}


@pytest.mark.parametrize(
    "name",
    [model._meta.model_name for model in admin.site._registry if model.__module__.startswith("s")],
)
def test_every_kind_of_row_has_its_list_in_the_admin(editor, area, name):
    area(categories={LIST_2018: "ghettoområde"})
    page(editor, f"/admin/spatial/{name}/")


def plan_form(area, **changed):
    nothing = {f"{one}-{part}": 0 for one in ("measures", "steps") for part in FORMS}
    return {
        "code": "parken-2019",
        "area": area.pk,
        "kind": "udviklingsplan",
        "summary": "Bygges om",
        "target_share_pct": "40",
        "source": "test",
        **nothing,
        **changed,
    }


def test_an_edited_plan_gives_the_buildings_of_its_measures_their_states_anew(
    editor, area, building, source
):
    parken = area()
    plan = parken.plans.create(code="parken-2019", summary="Bygges om", source=source)
    plan.measures.create(kind="nedrivning", geometry=square(12.55, 55.7), source=source)
    building("1")
    change = f"/admin/spatial/developmentplan/{plan.pk}/change/"
    # Its measures are not in the form: they stay as they are.
    answer = editor.post(change, plan_form(parken, adopted_on="2019-05-22"))
    assert answer.status_code == 302
    planned = models.Building.objects.get(state="planned_demolition")
    assert planned.valid_from == date(2019, 5, 22)


FORMS = ("TOTAL_FORMS", "INITIAL_FORMS")


def test_a_plan_is_entered_and_one_that_cannot_be_is_refused_with_a_sentence(editor, area):
    parken = area()
    add = "/admin/spatial/developmentplan/add/"
    refused = editor.post(add, plan_form(parken, target_share_pct="140"))
    assert "En andel er fra 0 til 100 procent." in refused.text
    refused = editor.post(add, plan_form(parken, approved_on="i går"))
    assert "i går er ikke en dato." in refused.text
    assert editor.post(add, plan_form(parken, approved_on="2019-09")).status_code == 302
    assert models.DevelopmentPlan.objects.get().approved_on == "2019-09"


def test_public_pages_set_no_cookie(client, db):
    assert not client.get("/").cookies
    assert not client.get("/api").cookies
