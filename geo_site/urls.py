"""Mounts the apps; each app keeps its own list of paths."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("api.urls")),
    path("admin/", admin.site.urls),
    path("", include("map_client.urls")),
]
