"""Every page."""

from django.urls import path, re_path

from map_client import pictures, views

urlpatterns = [
    path("", views.home, name="home"),
    path("omraader/", views.all_areas, name="page-areas"),
    path("kommuner/", views.municipalities, name="page-municipalities"),
    re_path(
        r"^kommuner/(?P<code>[0-9]{4})(?:-(?P<name>[^/]*))?/$",
        views.municipality,
        name="page-municipality",
    ),
    path("lister/", views.lists, name="page-lists"),
    re_path(
        r"^lister/(?P<when>[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?)/$", views.one_list, name="page-list"
    ),
    path("danmark/", views.denmark, name="page-denmark"),
    path("sammenlign/", views.compare, name="page-compare"),
    path("udsnit/", views.cutout, name="page-cutout"),
    path("data/", views.data, name="page-data"),
    path("tilgaengelighed/", views.accessibility, name="page-accessibility"),
    path("omraader/billeder/", pictures.gallery, name="page-gallery"),
    path("omraader/<slug:slug>/", views.area, name="page-area"),
    path("omraader/<slug:slug>/plan.svg", pictures.plan, name="area-plan"),
]
