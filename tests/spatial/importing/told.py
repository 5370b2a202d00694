"""import_list as an operator runs it, and what is stored then."""

from datetime import date
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from spatial import models

DAY = date(2018, 12, 1)


def told(path, *words, on=DAY) -> str:
    out = StringIO()
    call_command("import_list", str(path), "--date", f"{on}", *words, stdout=out)
    return out.getvalue()


def csv(tmp_path: Path, *lines, name="liste.csv"):
    path = tmp_path / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def listed(on=DAY):
    rows = models.Designation.objects.filter(list=on)
    return dict(rows.values_list("area__slug", "category"))


def figures(slug, on=DAY):
    rows = models.IndicatorValue.objects.filter(area__slug=slug, list=on)
    return dict(rows.values_list("indicator", "value"))


def counts(on=DAY):
    return dict(models.ListCount.objects.filter(list=on).values_list("category", "areas"))


def everything():
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (
            models.Source,
            models.HousingArea,
            models.AreaName,
            models.DesignationList,
            models.Designation,
            models.IndicatorValue,
            models.ListCount,
        )
    ]
