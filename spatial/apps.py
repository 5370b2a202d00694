"""The app `spatial`: what is known of places, and how it is asked for."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from spatial import sql


class SpatialConfig(AppConfig):
    name = "spatial"
    verbose_name = "Områder"

    def ready(self) -> None:
        pre_migrate.connect(sql.drop_views, sender=self)
        post_migrate.connect(sql.create_views, sender=self)
        connection_created.connect(sql.warm)
