"""Every path of the API."""

urlpatterns: list = []
