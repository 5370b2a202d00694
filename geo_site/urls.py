"""Mounts the apps; each app keeps its own list of paths."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("api.urls")),
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("map_client.urls")), prefix_default_language=False),
]
