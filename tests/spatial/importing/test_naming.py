"""Which area and which municipality a name means."""

import pytest

from spatial.importing.naming import KnownAreas, KnownMunicipalities

pytestmark = pytest.mark.django_db


def test_a_part_of_a_name_brings_the_whole_name_first(area):
    area("Holtbjerg", code="0751")
    made = area("Tingbjerg/Utterslevhuse")
    known = KnownAreas()
    assert known.find("Tingbjerg", None) is None
    assert known.nearest("Tingbjerg") == ["Tingbjerg/Utterslevhuse (0101)", "Holtbjerg (0751)"]
    assert known.find("tingbjerg - utterslevhuse", "0101") == made.pk


def test_spelling_does_not_part_an_area_from_its_name(area):
    made = area("Taastrupgård")
    assert KnownAreas().find("TÅSTRUPGAARD", None) == made.pk


@pytest.mark.parametrize(
    "written", ["Aarhus", "Århus Kommune", "aarhus kommune", "751", "0751", "751.0"]
)
def test_a_municipality_is_known_however_it_is_written(municipality, written):
    municipality("0751", name="Aarhus")
    assert KnownMunicipalities().code(written) == "0751"


def test_the_s_of_a_municipality_is_no_part_of_its_name(municipality):
    municipality("0101", name="København")
    assert KnownMunicipalities().code("Københavns Kommune") == "0101"


@pytest.mark.parametrize("written", ["Utopia", "9999"])
def test_an_unknown_municipality_is_an_error(municipality, written):
    municipality()
    with pytest.raises(ValueError, match="is not "):
        KnownMunicipalities().code(written)
