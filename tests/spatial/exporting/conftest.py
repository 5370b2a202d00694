"""Files made of every layer, as the API would have them made."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from spatial.exporting import about, export
from spatial.exporting.formats import BY_CODE
from spatial.layers import known, query
from spatial.models import ImportRun, judging
from tests.api.conftest import every_layer  # noqa: F401  one world for both

ADDRESS = "http://testserver/api/collections/x/downloads/y?bbox=10,55,11,56"
NOTE = about.SourceNote(
    title="En kilde",
    publisher="En udgiver",
    licence="CC BY 4.0",
    attribution="© Nogen, æøå",
    url="https://example.org",
)
WARNING = "Omrids er cirkler, til demonstration."
FACTS = ("© Nogen, æøå", "CC BY 4.0", "2026-11-25", "2024-06-01", ADDRESS, WARNING)


@pytest.fixture
def run(every_layer) -> ImportRun:  # noqa: F811
    """The one import there was, on 1 June 2024; the verdicts on it are made."""
    judging.store()
    ImportRun.objects.all().delete()
    made = ImportRun.objects.create(
        dataset="x", rows_read=0, rows_taken=0, started_at=timezone.now()
    )
    ended = timezone.make_aware(timezone.datetime(2024, 6, 1, 12))
    ImportRun.objects.filter(pk=made.pk).update(finished_at=ended)
    return made


@pytest.fixture
def exported(run, tmp_path) -> Callable[..., about.Export]:
    """An Export of a layer; `asked` are fields of its ItemsQuery."""

    def make(layer, *, style=None, options=None, **asked):
        question = query.ItemsQuery(**asked)
        version = known.version()
        return about.Export(
            layer=layer,
            asked=question,
            about=about.About(
                version=version,
                made_on=date(2026, 11, 25),
                address=ADDRESS,
                attribution=NOTE.attribution,
                sources=(NOTE,),
                warnings=(WARNING,),
            ),
            count=query.matching(layer, question).count(),
            options=options or {},
            style=style,
        )

    return make


@pytest.fixture
def made(exported, tmp_path) -> Callable[..., Path]:
    """The file of a layer in a format; more as for `exported`."""
    number = 0

    def make(layer, format, **more) -> Path:
        nonlocal number
        number += 1
        path = tmp_path / str(number) / f"data.{BY_CODE[format].extension}"
        path.parent.mkdir()
        export.write(format, exported(layer, **more), path)
        return path

    return make
