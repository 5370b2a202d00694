"""All settings. The environment is read in the first lines and nowhere else."""

import contextlib
import glob
import os
import secrets
import sysconfig
import tempfile
from pathlib import Path

import environ
import pyogrio  # noqa: F401  first: it must set up GDAL's data before Django opens the same library
import shapely  # noqa: F401
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".data"))).resolve()
DEBUG = env.bool("DEBUG", default=False)
TLS = env.bool("TLS", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
DATABASES = {"default": env.db_url("DATABASE_URL", engine="django.contrib.gis.db.backends.postgis")}
SECRET_KEY = env.str("DJANGO_SECRET_KEY", default="")
# Links in answers are made from this address, if it is set, whatever a proxy says of itself.
PUBLIC_BASE_URL = env.str("PUBLIC_BASE_URL", default="")
# Proxies whose X-Forwarded-Proto, -Host and -Prefix are believed: addresses, or nets as 10.0.0.0/8.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
# Who publishes and whom to ask, as the descriptions of the data say it; what is "" is left out.
PUBLISHER_NAME = env.str("PUBLISHER_NAME", default="Områdekortet")
PUBLISHER_URL = env.str("PUBLISHER_URL", default="")
CONTACT_NAME = env.str("CONTACT_NAME", default="")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")
# What an SQL statement may take, milliseconds; 0 is any time, as imports and migrations need.
STATEMENT_TIMEOUT_MS = env.int("STATEMENT_TIMEOUT_MS", default=0)
# The same while a file for download is made: 10 minutes. It is waited for, or made beside.
EXPORT_TIMEOUT_MS = env.int("EXPORT_TIMEOUT_MS", default=600_000)
# Files made for downloads are kept up to this size together, those asked for least recently go.
DOWNLOADS_MB = env.int("DOWNLOADS_MB", default=2_000)
DOWNLOADS_DIR = DATA_DIR / "downloads"
USE_SYSTEM_GDAL = env.bool("USE_SYSTEM_GDAL", default=False)


def kept_secret(path: Path) -> str:
    """The secret in `path`, made once.

    It is written whole under another name first, and linked: of several workers that start
    together one wins, and none reads a file that is still empty.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as file:  # mode 0600
            file.write(secrets.token_urlsafe(64))
            file.flush()
            with contextlib.suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text()


if not SECRET_KEY:
    if set(ALLOWED_HOSTS) - {"localhost", "127.0.0.1", "[::1]", "testserver"}:
        raise ImproperlyConfigured("Set DJANGO_SECRET_KEY: ALLOWED_HOSTS reaches beyond this host.")
    SECRET_KEY = kept_secret(DATA_DIR / "secret_key")

# Django uses the GDAL and GEOS inside the wheels: the same versions on every system.
_wheels = sysconfig.get_paths()["platlib"]
_gdal = glob.glob(f"{_wheels}/pyogrio.libs/libgdal-*.so*")
_geos = glob.glob(f"{_wheels}/shapely.libs/libgeos_c-*.so*")
if _gdal and _geos and not USE_SYSTEM_GDAL:
    GDAL_LIBRARY_PATH, GEOS_LIBRARY_PATH = _gdal[0], _geos[0]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "rest_framework",
    "rest_framework_gis",
    "csp",
    "pgtrigger",
    "pghistory",
    "pghistory.admin",
    "gisserver",
    "spatial",
    "api",
    "map_client",
]

MIDDLEWARE = [
    "api.proxies.believed",
    "api.cors.shared",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "api.compression.compressed",
    "map_client.languages.spoken",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]
# Who changed what is noted with each change; a page that only reads has nothing to note.
PGHISTORY_MIDDLEWARE_METHODS = ("POST",)

ROOT_URLCONF = "geo_site.urls"
WSGI_APPLICATION = "geo_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "api.proxies.mount",
                "map_client.languages.pages",
            ],
        },
    },
]

# A connection costs 28 ms with its first ST_Transform: kept, and checked before it is used again.
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
if STATEMENT_TIMEOUT_MS:
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _given = _options.get("options", "")
    _options["options"] = f"{_given} -c statement_timeout={STATEMENT_TIMEOUT_MS}".strip()
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Danish is the language of the code's texts; English is a translation, under /en/.
LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "api.proxies.StaticFiles"},
}
WHITENOISE_MANIFEST_STRICT = True
# Source maps are read by developers' tools only; compressing them took most of collectstatic.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "api.http.problem",
    "URL_FORMAT_OVERRIDE": None,
}

# WFS: a page is no larger than one of items; nobody gets two million buildings by accident.
GISSERVER_GEOJSON_MAX_PAGE_SIZE = GISSERVER_CSV_MAX_PAGE_SIZE = 10_000
GISSERVER_COUNT_NUMBER_MATCHED = 2  # counted for the first page; later ones ask for one row more
GISSERVER_DB_PRECISION = 7

# 'unsafe-inline' nowhere: styles in SVG are attributes, scripts are files.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "style-src": [SELF],
        "worker-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# api/proxies.py drops these headers unless they come from TRUSTED_PROXIES.
USE_X_FORWARDED_HOST = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
if TLS:
    if not TRUSTED_PROXIES:  # nobody could say that a request came over https: it would go round
        raise ImproperlyConfigured("TLS=1 needs TRUSTED_PROXIES, the proxy that speaks https.")
    SECURE_SSL_REDIRECT = CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
