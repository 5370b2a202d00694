"""Mounts the apps; each app keeps its own list of paths."""

from django.urls import include, path

urlpatterns = [
    path("", include("api.urls")),
    path("", include("map_client.urls")),
]
