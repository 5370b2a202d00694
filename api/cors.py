"""Cross-origin requests: any page may read any answer: all is public, without cookies."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

EXPOSED = (
    "Link, Content-Crs, OGC-NumberMatched, OGC-NumberReturned, ETag, Content-Disposition, "
    "Content-Range, Accept-Ranges, Location, Retry-After"
)
_ASKED_WITH = "Accept, Content-Type, If-Match, If-None-Match, If-Range, Prefer, Range"


def shared(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, the outermost: errors have the headers too. Only the editors' pages have not."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        if not request.path_info.startswith("/admin/"):
            answer["Access-Control-Allow-Origin"] = "*"
            answer["Access-Control-Expose-Headers"] = EXPOSED
        return answer

    return answered


def allowed(methods: Iterable[str]) -> HttpResponse:
    """What may be asked of an address, also as a preflight of a browser."""
    text = ", ".join(methods)
    headers = {
        "Allow": text,
        "Access-Control-Allow-Methods": text,
        "Access-Control-Allow-Headers": _ASKED_WITH,
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=204, headers=headers)
