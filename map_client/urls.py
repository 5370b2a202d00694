"""Every page."""

urlpatterns: list = []
