"""Development plans, their measures and figures, dwellings, shares, and holistic plans.

Outlines of measures come by import: the widget for drawing them would fetch scripts from elsewhere.
"""

from django.contrib import admin

from spatial import models
from spatial.admin.edited import Edited


class _Inline(admin.TabularInline):
    extra = 0
    autocomplete_fields: tuple[str, ...] = ("source",)


class MeasuresInline(_Inline):
    model = models.PlanMeasure
    exclude = ("geometry",)
    show_change_link = True


class StepsInline(_Inline):
    model = models.PlanStep
    autocomplete_fields = ("source", "holistic_plan")


class FiguresInline(_Inline):
    model = models.MeasureFigure


@admin.register(models.DevelopmentPlan)
class DevelopmentPlanAdmin(Edited):
    list_display = ("code", "kind", "summary", "approved_on", "target_share_pct", "dispensation")
    list_filter = ("kind", "dispensation")
    search_fields = ("code", "area__slug", "area__names__name", "summary")
    autocomplete_fields = ("area", "supersedes", "source")
    inlines = (MeasuresInline, StepsInline)


@admin.register(models.PlanMeasure)
class PlanMeasureAdmin(Edited):
    list_display = ("plan", "kind", "description", "year_from", "year_to")
    list_filter = ("kind",)
    list_select_related = ("plan",)
    search_fields = ("plan__code", "description")
    autocomplete_fields = ("plan", "source")
    exclude = ("geometry",)
    inlines = (FiguresInline,)


@admin.register(models.HolisticPlan)
class HolisticPlanAdmin(Edited):
    list_display = ("title", "area", "kind", "stage")
    list_filter = ("kind",)
    list_select_related = ("area",)
    search_fields = ("title", "area__slug", "area__names__name")
    autocomplete_fields = ("area", "plans", "source")


@admin.register(models.DwellingStock)
class DwellingStockAdmin(Edited):
    list_display = ("area", "part", "kind", "count", "precision", "status", "as_of")
    list_filter = ("kind", "status")
    list_select_related = ("area",)
    search_fields = ("area__slug", "area__names__name")
    autocomplete_fields = ("area", "source")


@admin.register(models.FamilyShare)
class FamilyShareAdmin(Edited):
    list_display = ("area", "status", "pct", "precision", "as_of")
    list_filter = ("status",)
    list_select_related = ("area",)
    search_fields = ("area__slug", "area__names__name")
    autocomplete_fields = ("area", "source")
