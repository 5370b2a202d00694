"""Probes."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def test_live_asks_no_database(client):
    # Without the database fixture any query would fail this test.
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "live"})


def test_ready_when_every_migration_is_applied(client, db):
    assert client.get("/health/ready").status_code == 200


def test_not_ready_while_a_migration_is_missing(client, db):
    [newest] = MigrationLoader(connection).graph.leaf_nodes("spatial")
    MigrationRecorder(connection).record_unapplied(*newest)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert ".".join(newest) in answer.json()["detail"]


def test_not_ready_without_a_database(client, db, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("no such server")

    monkeypatch.setattr("api.views.health.MigrationExecutor", gone)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_a_probe_is_never_kept(client, db, path):
    assert client.get(path)["Cache-Control"] == "no-store"
