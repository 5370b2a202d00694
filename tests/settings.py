"""Settings for tests: static files by their plain names, as the test server serves them."""

from geo_site.settings import *  # noqa: F403
from geo_site.settings import STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
