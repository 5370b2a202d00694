"""Settings for tests: static files by their plain names, as the test server serves them."""

from geo_site.settings import *  # noqa: F403
from geo_site.settings import STORAGES

STATIC_ROOT = None  # nothing is collected for tests

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
