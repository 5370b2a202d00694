import json
from datetime import date
from pathlib import Path

import pytest
from django.http import QueryDict

from map_client import areas
from tests.map_client.conftest import LATEST

FOLDING = json.loads(Path(__file__).with_name("folding.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "folded"), FOLDING.items())
def test_folding_is_the_same_as_the_clients(text, folded):
    assert areas.folded(text) == folded


@pytest.mark.parametrize("q", ["aarhus", "ÅRHUS", "aaparken", "åparken", "park aarhus"])
def test_search_finds_danish_letters_spelt_either_way(three, q):
    found = areas.found(areas.everything(), areas.Asked(q=q))
    assert [area.name for area in found] == ["Åparken"]


def test_search_finds_an_area_by_its_other_name(three):
    three.names.create(
        name="Den Grønne Trekant", kind="alias", valid_from=date(2010, 1, 1), source_id="test"
    )
    found = areas.found(areas.everything(), areas.Asked(q="groenne trekant"))
    assert [area.name for area in found] == ["Nyparken"]


def test_those_on_the_latest_list_come_first_and_the_rest_by_danish_alphabet(area):
    area("Ålunden", 12.5, 55.6)
    area("Ælunden", 12.51, 55.6)
    area("Zlunden", 12.52, 55.6)
    area("Ølunden", 12.53, 55.6, categories={LATEST: "parallelsamfund"})
    assert [each.name for each in areas.everything()] == [
        "Ølunden",
        "Zlunden",
        "Ælunden",
        "Ålunden",
    ]


def test_the_row_says_the_designation_and_its_year_but_not_the_old_lists_names(three):
    words = {area.name: area.words for area in areas.everything()}
    assert words == {
        "Åparken": "Omdannelsesområde, 2024",
        "Zoneparken": "Tidligere på en liste, senest 2013",
        "Nyparken": "På ingen kendt liste",
    }


def test_an_area_without_an_outline_is_listed_without_a_place(three):
    three.boundaries.all().delete()
    assert [area.point for area in areas.everything() if area.name == "Nyparken"] == [None]


def test_each_area_counts_once_in_its_strictest_kind(three):
    numbers = {kind.code: number for kind, number in areas.counts(areas.everything())}
    assert numbers == {
        "omdannelse": 1, "parallel": 0, "udsat": 0,
        "forebyggelse": 0, "tidligere": 1, "ingenliste": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("", {"omdannelse", "parallel", "udsat", "forebyggelse", "tidligere", "ingenliste"}),
        ("kat=udsat,parallel", {"udsat", "parallel"}),
        ("kat=udsat&kat=parallel", {"udsat", "parallel"}),
        ("kat=udsat,vrøvl", {"udsat"}),
        (
            "kat=vrøvl",
            {"omdannelse", "parallel", "udsat", "forebyggelse", "tidligere", "ingenliste"},
        ),
        ("kat=ingen", set()),
    ],
)
def test_unknown_words_in_the_address_fall_back_silently(query, kinds):
    assert areas.Asked.of(QueryDict(query)).kinds == kinds
