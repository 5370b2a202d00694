"""What every row of the editors' side has in common."""

import getpass
from typing import Any

from django.contrib import admin
from django.db import connection
from django.db.models import Model, QuerySet
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest
from django.utils import timezone

from spatial.importing import states
from spatial.models import ImportRun, judging


def edited(request: HttpRequest, model: type[Model]) -> None:
    """What was derived is made anew, and the data have a new version (see models/imports.py)."""
    judging.store()
    # psycopg's own cursor: what notes the author of a change reads SQL as text only, and the
    # rows written here keep no history.
    with connection.connection.cursor() as cursor:
        states.restate(cursor)
    ImportRun.objects.create(
        dataset="edit",
        file_name=model._meta.model_name or "",
        checksum="",
        rows_read=1,
        rows_taken=1,
        run_by=request.user.get_username() or getpass.getuser(),
        started_at=timezone.now(),
    )


class DanishForm(ModelForm):
    """Numbers and dates are typed as they are shown: 1,49 and 1. december 2018."""

    class Meta:
        localized_fields = "__all__"


class Edited(admin.ModelAdmin):
    """A row that people may edit. Django saves, and this follows, in one transaction."""

    form: type[ModelForm] = DanishForm
    list_per_page = 100
    show_full_result_count = False

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list[BaseFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        edited(request, self.model)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        super().delete_model(request, obj)
        edited(request, self.model)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)
        edited(request, self.model)


class Seen(admin.ModelAdmin):
    """A row that is only looked at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
