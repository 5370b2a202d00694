"""The WSGI entry point that the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo_site.settings")
# The slowest request, the extent of two million buildings, takes about 2 s once an import.
os.environ.setdefault("STATEMENT_TIMEOUT_MS", "15000")
application = get_wsgi_application()
