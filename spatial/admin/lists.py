"""Lists, areas and figures, with the law's verdict beside the official category."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from spatial import models
from spatial.admin.edited import DanishForm, Edited, Seen
from spatial.law.rules import UNIT_OF, DesignationCategory, Indicator


@admin.register(models.Source)
class SourceAdmin(Edited):
    list_display = ("code", "title", "publisher", "reliability")
    list_filter = ("reliability",)
    search_fields = ("code", "title", "publisher", "url")


@admin.register(models.ImportRun)
class ImportRunAdmin(Seen):
    list_display = ("finished_at", "dataset", "file_name", "rows_taken", "run_by")
    list_filter = ("dataset",)


class CountsInline(admin.TabularInline):
    model = models.ListCount
    extra = 0
    autocomplete_fields = ("source",)


@admin.register(models.DesignationList)
class DesignationListAdmin(Edited):
    list_display = ("published_on", "title", "date_precision", "named")
    search_fields = ("title",)
    inlines = (CountsInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        listed = ~Q(designations__category=DesignationCategory.NOT_LISTED)
        return super().get_queryset(request).annotate(listed=Count("designations", filter=listed))

    @admin.display(description="områder navngivet")
    def named(self, row: Any) -> int:
        return row.listed


class OfAList(Edited):
    """A row that belongs to a list, which is shown by its day."""

    @admin.display(description="liste", ordering="list_id")
    def of(self, row: Any) -> str:
        return date_format(row.list_id, "j. F Y")


class NamesInline(admin.TabularInline):
    model = models.AreaName
    extra = 0
    autocomplete_fields = ("source",)


@admin.register(models.HousingArea)
class HousingAreaAdmin(Edited):
    list_display = ("slug", "municipality_code")
    search_fields = ("slug", "names__name")
    inlines = (NamesInline,)


@admin.register(models.Designation)
class DesignationAdmin(OfAList):
    """The official category is edited; the verdict beside it is reckoned and only shown."""

    list_display = ("area", "of", "category", "by_the_law", "finding", "source")
    list_filter = ("verdict__contradicted", "category", "list_id")
    list_select_related = ("area", "verdict", "source")
    search_fields = ("area__slug", "area__names__name")
    autocomplete_fields = ("area", "source")
    readonly_fields = ("by_the_law", "criteria")
    ordering = ("-list_id", "area__slug")

    @admin.display(description="betegnelse efter tallene")
    def by_the_law(self, row: models.Designation) -> str:
        verdict = getattr(row, "verdict", None)
        return (verdict and verdict.category) or "kan ikke afgøres"

    @admin.display(description="fund")
    def finding(self, row: models.Designation) -> str:
        verdict = getattr(row, "verdict", None)
        return "tallene siger andet" if verdict and verdict.contradicted else ""

    @admin.display(description="kriterier")
    def criteria(self, row: models.Designation) -> SafeString | str:
        if row.pk is None:
            return "-"
        values = dict(
            models.IndicatorValue.objects.filter(area=row.area_id, list=row.list_id).values_list(
                "indicator", "value"
            )
        )
        lines = [
            (
                str(Indicator(one.indicator).label),
                _shown(values.get(one.indicator)),
                _shown(one.limit),
                UNIT_OF[Indicator(one.indicator)],
                {True: "opfyldt", False: "ikke opfyldt", None: "kan ikke afgøres"}[one.met],
            )
            for one in row.criterion_results.order_by("pk")
        ]
        return format_html(
            "<table><thead><tr><th>Kriterium<th>Tal<th>Grænse<th>Enhed<th></tr></thead>{}</table>",
            format_html_join("", "<tr><td>{}<td>{}<td>{}<td>{}<td>{}</tr>", lines),
        )


def _shown(value: Any) -> str:
    return "ukendt" if value is None else f"{value.normalize():f}".replace(".", ",")


class ValueForm(DanishForm):
    def clean(self) -> dict[str, Any] | None:
        """A figure is what its source says: another figure is another source's."""
        given = super().clean()
        if self.instance.pk and "value" in self.changed_data and "source" not in self.changed_data:
            self.add_error("source", "Tallet er ændret: vælg kilden, der siger det nye tal.")
        return given


@admin.register(models.IndicatorValue)
class IndicatorValueAdmin(OfAList):
    form = ValueForm
    list_display = ("area", "of", "indicator", "value", "source")
    list_filter = ("indicator", "list_id")
    list_select_related = ("area", "source")
    search_fields = ("area__slug", "area__names__name")
    autocomplete_fields = ("area", "source")
    ordering = ("-list_id", "area__slug", "indicator")
