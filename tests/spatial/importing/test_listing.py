"""A list put in place: the file is heard, and nothing else is lost."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from spatial import models
from tests.spatial.importing.files import xlsx
from tests.spatial.importing.told import DAY, counts, csv, figures, listed, told

pytestmark = pytest.mark.django_db


def test_the_source_and_the_run_are_written(tmp_path, known):
    path = csv(tmp_path, "Boligområde;Kategori;Beboere", "Mjølnerparken;ghettoområde;1752")
    words = ("--source-code", "tbst-2018", "--source-title", "Liste", "--publisher", "TBST")
    told(path, *words, "--url", "https://example.org/l", "--reliability", "official")
    source = models.Source.objects.get(code="tbst-2018")
    assert (source.title, source.publisher, source.reliability) == ("Liste", "TBST", "official")
    assert models.Designation.objects.get().source == source
    assert models.IndicatorValue.objects.get().source == source
    run = models.ImportRun.objects.get()
    assert (run.dataset, run.file_name, run.rows_read, run.rows_taken) == (
        "lists",
        "liste.csv",
        1,
        1,
    )
    assert models.DesignationList.objects.get().title == "Liste pr. 1. december 2018"


@pytest.fixture
def transcript(known, area, source):
    """The list of 2018 as somebody copied it."""
    models.Source.objects.filter(pk=source.pk).update(reliability="transcript")
    models.DesignationList.objects.create(published_on=DAY, title="Lister", note="Se her.")
    categories = {
        "Mjølnerparken": "hårdt ghettoområde",
        "Tingbjerg": "ghettoområde",
        "Bispehaven": "udsat boligområde",
        "Gellerup": "ikke på listen",
    }
    for name, category in categories.items():
        known[name].designations.create(list_id=DAY, category=category, source=source)
        for indicator, value in (("residents", 1000), ("crime_pct", 2)):
            known[name].values.create(list_id=DAY, indicator=indicator, value=value, source=source)


def test_the_file_is_heard_and_nothing_else_is_lost(tmp_path, known, transcript):
    path = csv(tmp_path, "Boligområde;Beboere;Dømte", "Tingbjerg;1001;..", "Gellerup;900;1")
    out = told(path, "--category", "udsat boligområde")
    assert listed() == {
        "mjoelnerparken": "hårdt ghettoområde",
        "tingbjerg": "ghettoområde",  # the file says nothing of ghettoområder
        "bispehaven": "udsat boligområde",
        "gellerup": "udsat boligområde",
    }
    assert figures("tingbjerg") == {"residents": 1001, "crime_pct": 2}
    assert figures("mjoelnerparken") == {"residents": 1000, "crime_pct": 2}
    sources = models.IndicatorValue.objects.filter(area__slug="tingbjerg")
    assert dict(sources.values_list("indicator", "source")) == {
        "residents": "liste",
        "crime_pct": "test",
    }
    kept = models.Designation.objects.get(area__slug="tingbjerg")
    assert kept.source_id == "test"
    assert "1 known as stricter, left, 1 changed" in out
    assert models.DesignationList.objects.get().note == "Se her."


def test_a_file_that_speaks_of_the_stricter_category_is_heard_on_it(tmp_path, transcript):
    path = csv(
        tmp_path,
        "Boligområde;Kategori",
        "Mjølnerparken;ghettoområde",
        "Tingbjerg;hårdt ghettoområde",
    )
    told(path)
    assert listed()["mjoelnerparken"] == "ghettoområde"
    assert listed()["tingbjerg"] == "hårdt ghettoområde"


def test_a_whole_list_takes_off_what_it_lacks_and_leaves_figures(tmp_path, transcript):
    path = csv(tmp_path, "Boligområde", "Mjølnerparken", "Gellerup")
    out = told(path, "--category", "udsat boligområde", "--whole")
    assert listed() == {"mjoelnerparken": "hårdt ghettoområde", "gellerup": "udsat boligområde"}
    assert "bispehaven (now no area of the list), tingbjerg (now no area of the list)" in out
    assert figures("bispehaven") == {"residents": 1000, "crime_pct": 2}
    assert counts() == {"udsat boligområde": 2}


def test_a_whole_list_of_the_hard_ones_says_nothing_of_the_wider_ones(tmp_path, transcript):
    path = csv(tmp_path, "Boligområde", "Tingbjerg")
    told(path, "--category", "hårdt ghettoområde", "--whole")
    assert listed() == {
        "mjoelnerparken": "ghettoområde",
        "tingbjerg": "hårdt ghettoområde",
        "bispehaven": "udsat boligområde",
        "gellerup": "ikke på listen",
    }
    assert counts() == {"hårdt ghettoområde": 1}


def test_what_an_official_source_said_gives_way_to_official_sources_alone(tmp_path, transcript):
    models.Source.objects.update(reliability="official")
    path = csv(tmp_path, "Boligområde;Beboere", "Tingbjerg;1001")
    words = ("--category", "ghettoområde")
    with pytest.raises(CommandError, match="row 2: residents of 'Tingbjerg' is not that of the"):
        told(path, *words)
    assert figures("tingbjerg")["residents"] == 1000
    told(path, *words, "--reliability", "official")
    assert figures("tingbjerg")["residents"] == 1001


@pytest.fixture
def official(transcript):
    """The same list, from an official source."""
    models.Source.objects.update(reliability="official")


def test_an_equal_fact_from_a_weaker_source_leaves_the_official_source(tmp_path, official, source):
    listed = models.DesignationList.objects.get()
    listed.counts.create(category="ghettoområde", areas=29, source=source)
    path = csv(tmp_path, "Boligområde;Kategori;Beboere", "Tingbjerg;ghettoområde;1000")
    out = told(path, "--count", "ghettoområde=29")
    assert "Areas on the list of 2018-12-01: 1 as before." in out
    assert "Figures: 1 as before." in out
    for model in (models.Designation, models.IndicatorValue, models.ListCount):
        assert set(model.objects.values_list("source", flat=True)) == {"test"}


@pytest.mark.parametrize(
    ("category", "kept"),
    [("udsat boligområde", "Mjølnerparken"), ("hårdt ghettoområde", "Tingbjerg")],
)
def test_a_whole_list_that_is_not_official_takes_no_official_entry_off(
    tmp_path, official, category, kept
):
    before = listed()
    path = csv(tmp_path, "Boligområde", kept)
    models.Designation.objects.filter(area__slug="tingbjerg").update(
        source=models.Source.objects.create(code="press", title="Avis", reliability="press")
    )
    with pytest.raises(CommandError, match=r"has no row for \S+: its category is not that of the"):
        told(path, "--category", category, "--whole")
    assert listed() == before


def test_an_area_that_a_whole_list_lacks_is_where_the_file_puts_it_by_the_files_own_source(
    tmp_path, transcript
):
    hard = models.Designation.objects.filter(area__slug="mjoelnerparken")
    hard.update(remark="Et af de 15 hårde.")
    told(csv(tmp_path, "Boligområde", "Tingbjerg"), "--category", "hårdt ghettoområde", "--whole")
    row = hard.get()
    assert (row.category, row.source_id, row.remark) == ("ghettoområde", "liste", "")


def test_an_official_count_gives_way_to_official_counts_alone(tmp_path, official, source):
    listed = models.DesignationList.objects.get()
    listed.counts.create(category="hårdt ghettoområde", areas=15, source=source)
    path = csv(tmp_path, "Boligområde", "Mjølnerparken")
    words = ("--category", "hårdt ghettoområde", "--count", "hårdt ghettoområde=16")
    with pytest.raises(CommandError, match="own count of hårdt ghettoområde: 16 is not that of"):
        told(path, *words)
    assert counts() == {"hårdt ghettoområde": 15}
    told(path, *words, "--reliability", "official")
    assert counts() == {"hårdt ghettoområde": 16}


def test_the_lists_own_counts_are_told(tmp_path, known):
    path = csv(tmp_path, "Boligområde", "Tingbjerg")
    words = ("--category", "udsat boligområde")
    told(path, *words, "--count", "udsat boligområde=43", "--count", "hårde ghettoområder=15")
    assert counts() == {"udsat boligområde": 43, "hårdt ghettoområde": 15}
    with pytest.raises(CommandError, match="is said to be whole and has 1"):
        told(path, *words, "--whole", "--count", "udsat boligområde=43")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--count", "udsat boligområde"], "write it as CATEGORY=AREAS"),
        (["--count", "parallelsamfund=8"], "no category of 2018-12-01"),
        (["--field", "colour=A"], "the fields are"),
        (["--layer", "Ark1"], "is a text: it has no sheets"),
    ],
)
def test_a_mistake_is_a_sentence(tmp_path, known, words, expected):
    path = csv(tmp_path, "Boligområde", "Tingbjerg")
    with pytest.raises(CommandError, match=expected):
        told(path, "--category", "ghettoområde", *words)
    assert not models.DesignationList.objects.exists()


@pytest.mark.parametrize("day", [date(2009, 12, 31), date(2999, 1, 1)])
def test_a_day_without_a_law_or_to_come_is_refused(tmp_path, known, day):
    path = csv(tmp_path, "Boligområde", "Tingbjerg")
    with pytest.raises(CommandError, match="lists are from 2010-01-01 until today"):
        told(path, "--category", "ghettoområde", on=day)


def test_a_second_list_of_a_year_whose_day_is_not_known_is_not_made(tmp_path, known):
    models.DesignationList.objects.create(
        published_on=date(2010, 1, 1), date_precision="year", title="Liste"
    )
    path = csv(tmp_path, "Boligområde", "Tingbjerg")
    with pytest.raises(CommandError, match="If this is it, say --date 2010-01-01"):
        told(path, "--category", "ghettoområde", on=date(2010, 10, 1))


def test_a_list_of_2018_over_the_demonstration_data_fills_what_was_missing(tmp_path):
    call_command("load_demo", stdout=StringIO())
    rows = [
        ["Kommune", "Boligområde", "Antal beboere", "Ikke-vestlig baggrund"],
        ["Hårde ghettoområder"],
        ["Høje-Taastrup", "Tåstrupgård", 2600, 93.2],
        ["Københavns Kommune", "Mjølnerparken", 1700, 82],
    ]
    out = told(xlsx(tmp_path / "haarde.xlsx", Ark1=rows), "--reliability", "official")
    assert "2 the same but now from this source" in out
    assert figures("taastrupgaard")["nonwestern_pct"] == Decimal("93.2")
    assert models.Designation.objects.filter(list=DAY).count() == 41


def test_what_the_law_says_of_the_new_figures_is_there_at_once(tmp_path, known):
    path = csv(
        tmp_path,
        "Boligområde;Kategori;Beboere;nonwestern_pct",
        "Mjølnerparken;ghettoområde;1752;49,9",
    )
    told(path)
    row = models.PublishedDesignation.objects.get()
    assert (float(row.nonwestern_pct_margin), row.differs) == (-0.1, True)


def test_an_area_known_only_not_to_be_in_one_category_is_put_where_the_file_says(
    tmp_path, transcript
):
    models.Designation.objects.filter(area__slug="gellerup").update(not_in="ghettoområde")
    told(csv(tmp_path, "Boligområde;Kategori", "Gellerup;udsat boligområde"))
    row = models.Designation.objects.get(area__slug="gellerup")
    assert (row.category, row.not_in) == ("udsat boligområde", "")
