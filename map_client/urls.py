"""Every page."""

from django.urls import path

from map_client import views

urlpatterns = [
    path("", views.home, name="home"),
    path("omraader/<slug:slug>/", views.area, name="area-page"),
]
