"""The languages of the pages: Danish, and English under /en/. The address alone decides."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation


def spoken(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: the language is that of the path, never of the browser or a cookie.

    So an address is one page, which a cache may keep and a link shows to everybody alike.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        default = translation.get_language()
        translation.activate(translation.get_language_from_path(request.path_info) or default)
        try:
            return get_response(request)
        finally:
            translation.activate(default)

    return answered


def pages(request: HttpRequest) -> dict[str, str]:
    """Context processor: `pages` stands before the address of every page in its language."""
    return {"pages": reverse("home").rstrip("/")}


def absolute(request: HttpRequest, path: str) -> str:
    """The address of a path of ours: the setting's host wins over the request's."""
    public = urlsplit(settings.PUBLIC_BASE_URL)
    if public.netloc:
        return f"{public.scheme}://{public.netloc}{path}"
    return request.build_absolute_uri(path)
