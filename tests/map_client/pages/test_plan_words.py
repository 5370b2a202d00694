"""The part of an area's page on its development plan, as a reader sees it."""

from tests.map_client.pages.test_area import L2024, PATH, part
from tests.map_client.test_views import page


def test_the_plan_tells_its_target_and_that_it_is_by_dispensation(client, plan):
    told = part(page(client, PATH), "plan")
    assert "Tre blokke rives ned Almene familieboliger skal udgøre højst 60 % af boligerne" in told
    assert "Ministeren har givet dispensation fra kravet om højst 40 %." in told
    assert "Vedtaget 22. maj 2019 og godkendt efteråret 2019." in told
    assert "Mål i 2030 højst 60 % Kilde: officiel A test" in told


def test_sources_that_disagree_on_a_measure_are_both_told(client, plan, source):
    measure = plan.measures.create(kind="nedrivning", description="Blok 4", source=source)
    for units in (24, 36):
        measure.figures.create(status="planlagt", units=units, as_of="2019", source=source)
    told = part(page(client, PATH), "plan")
    assert "Planlagt 24 eller 36 boliger, kilderne er uenige Udført ikke kendt" in told
    assert "Planlagt: 24 boliger, 2019 [1]" in told


def test_what_is_done_of_a_measure_has_its_date_and_no_measure_is_said_plainly(
    client, plan, source
):
    done = plan.measures.create(
        kind="salg", description="To karréer", year_from=2023, source=source
    )
    done.figures.create(status="udført", units=188, as_of="2020-06", source=source)
    none = plan.measures.create(kind="nedrivning", description="Ingen", source=source)
    none.figures.create(status="planlagt", units=0, source=source)
    told = part(page(client, PATH), "plan")
    assert "To karréer, fra 2023 Planlagt antal ikke kendt Udført 188 boliger (juni 2020)" in told
    assert "Planlagt ingen boliger" in told


def test_a_share_that_its_source_rounds_is_about_so_much(client, plan, source):
    plan.area.shares.create(status="udgangspunkt", pct=100, precision="cirka", source=source)
    assert "Udgangspunkt ca. 100 %" in part(page(client, PATH), "plan")


def test_the_share_of_family_dwellings_has_bars_and_a_pace(client, plan, source):
    for status, pct, as_of in (("udgangspunkt", 96, "2018"), ("indberettet", 78, "2024")):
        plan.area.shares.create(status=status, pct=pct, as_of=as_of, source=source)
    text = page(client, PATH)
    told = part(text, "plan")
    assert "Udgangspunkt, 2018 96 % Kilde: officiel A test Senest kendt, 2024 78 %" in told
    assert "Andelen er faldet 3,0 procentpoint om året" in told
    assert "falder 2,8 procentpoint om året, regnet fra 2024 til 2030." in told
    assert text.count('<svg class="share"') == 3


def test_the_steps_begin_with_the_list_that_asked_for_a_plan(client, plan, source):
    plan.steps.create(step="byggeri", text="Lokalplan vedtaget", happened_on="2023", source=source)
    told = part(page(client, PATH), "plan")
    assert "1. december 2018: hårdt ghettoområde på listen." in told
    assert "2023: Lokalplan vedtaget [1]" in told
    assert "(Ikke efterprøvet.)" in told


def test_an_addendum_stands_before_the_plan_it_changes(client, plan, source):
    plan.area.plans.create(
        code="parken-2023", kind="allonge", summary="Færre boliger", supersedes=plan, source=source
    )
    told = part(page(client, PATH), "plan")
    assert told.index("Færre boliger") < told.index("Planen, som allongen ændrer Tre blokke")
    assert "er ikke kendt" not in told.split("Planen, som")[0].replace("kan ikke", "")


def test_an_area_without_a_plan_says_whether_the_law_asks_for_one(client, parken, area):
    parken({L2024: "udsat boligområde"})
    area("Anden", 12.6, 55.6, categories={L2024: "omdannelsesområde"})
    told = part(page(client, PATH), "plan")
    assert "Ingen udviklingsplan kendt. Loven kræver kun en udviklingsplan for" in told
    told = part(page(client, "/omraader/anden/"), "plan")
    assert "Ingen udviklingsplan kendt. Loven har krævet en" in told
