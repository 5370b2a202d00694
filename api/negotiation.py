"""Which representation: `f` wins over Accept, and an unknown `f` is a 400 (DRF says 404)."""

from collections.abc import Iterable

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from spatial.errors import InvalidParameter


class ByPath(DefaultContentNegotiation):
    """For files whose path says what they are: Accept changes nothing, and there is no `f`."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        if "f" in request.query_params:
            raise InvalidParameter("f", request.query_params["f"], "in use: the path has the form")
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


def _preferred(request: Request, renderers: list[BaseRenderer]) -> BaseRenderer | None:
    """The renderer that Accept prefers by its weights, which DRF does not read; the first of
    equals. None where Accept says nothing, or names none of them as they name themselves."""
    if not request.headers.get("Accept", "").strip():
        return renderers[0]
    best = request._request.get_preferred_type([str(one.media_type) for one in renderers])
    return next((one for one in renderers if one.media_type == best), None)


class ByFormat(DefaultContentNegotiation):
    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        """The renderer and its media type; raises InvalidParameter for an unknown `f`."""
        renderers = list(renderers)
        wanted = request.query_params.get("f")
        if wanted is None:
            preferred = _preferred(request, renderers)
            if preferred is None:  # with parameters of a type, or nothing that there is
                preferred, _ = super().select_renderer(request, renderers, format_suffix)
            return preferred, preferred.media_type
        for renderer in renderers:
            if renderer.format == wanted:
                return renderer, renderer.media_type
        known = dict.fromkeys(str(renderer.format) for renderer in renderers)
        raise InvalidParameter("f", wanted, f"one of {', '.join(known)}")
