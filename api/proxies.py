"""Which words of a proxy are believed: those of the addresses in TRUSTED_PROXIES, no others'."""

import re
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix, set_script_prefix
from whitenoise.storage import CompressedManifestStaticFilesStorage

_PROTO, _HOST, _PREFIX = (f"HTTP_X_FORWARDED_{word}" for word in ("PROTO", "HOST", "PREFIX"))
# Django reads the first two itself; the others are dropped lest anything below believes them.
_WORDS = (_PROTO, _HOST, _PREFIX, "HTTP_X_FORWARDED_PORT", "HTTP_FORWARDED")
_A_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)+")


def believed(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, before all that asks for scheme, host or path.

    It drops what a stranger says in X-Forwarded-Proto, -Host and -Prefix, and puts the path
    under which the proxy shows us before every address that is made during the request. The
    path of PUBLIC_BASE_URL wins. A proxy may pass that path on or leave it out.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        trusted = _trusted(request.META.get("REMOTE_ADDR", ""))
        for word in _WORDS:
            said = request.META.pop(word, None)
            if trusted and said and word in (_PROTO, _HOST, _PREFIX):
                request.META[word] = said.split(",")[-1].strip()  # what that proxy itself added
        before = get_script_prefix()
        try:
            _mount(request)
            return get_response(request)
        finally:
            set_script_prefix(before)

    return answered


class Prefixed:
    """For a storage of static files: their addresses begin with the prefix of the request."""

    def url(self, name: str | None, *more: Any, **options: Any) -> str:
        address: str = super().url(name, *more, **options)  # type: ignore[misc]
        return get_script_prefix().rstrip("/") + address


class StaticFiles(Prefixed, CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage under whatever path the proxy shows us."""


def mount(request: HttpRequest) -> dict[str, str]:
    """Context processor: `mount` stands before every address that a template writes out."""
    return {"mount": get_script_prefix().rstrip("/")}


def _trusted(address: str) -> bool:
    try:
        client = ip_address(address)
    except ValueError:  # none, as over a unix socket
        return False
    return any(client in ip_network(one, strict=False) for one in settings.TRUSTED_PROXIES)


def _mount(request: HttpRequest) -> None:
    """Set the path under which we are shown, and take it off the request's if it is still there."""
    public: str = settings.PUBLIC_BASE_URL
    prefix = (urlsplit(public).path if public else request.META.get(_PREFIX, "")).rstrip("/")
    if not _A_PREFIX.fullmatch(prefix) or ".." in prefix:
        return
    if request.path_info == prefix or request.path_info.startswith(f"{prefix}/"):
        request.path_info = request.path_info.removeprefix(prefix) or "/"
    request.path = prefix + request.path_info
    set_script_prefix(f"{prefix}/")
