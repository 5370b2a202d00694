"""Probes: is the process alive, may it be sent requests."""

from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views import View

from api.http import PROBLEM


class Live(View):
    """GET /health/live: the process answers. Asks no database."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return _uncached({"status": "live"}, 200)


class Ready(View):
    """GET /health/ready: the database answers and has every migration."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            executor = MigrationExecutor(connection)
            missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            return _unready("The database does not answer.")
        if missing:
            names = ", ".join(f"{step.app_label}.{step.name}" for step, _ in missing)
            return _unready(f"Migrations are missing: {names}.")
        return _uncached({"status": "ready"}, 200)


def _unready(detail: str) -> HttpResponseBase:
    body = {"title": "Not ready", "status": 503, "detail": detail}
    return _uncached(body, 503, content_type=PROBLEM)


def _uncached(
    body: dict[str, Any], status: int, content_type: str = "application/json"
) -> HttpResponseBase:
    headers = {"Cache-Control": "no-store"}
    return JsonResponse(body, status=status, content_type=content_type, headers=headers)
