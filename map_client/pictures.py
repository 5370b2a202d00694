"""Views of pictures: drawings and photographs that stand alone, and the page of all drawings."""

import hashlib

from csp.constants import NONE
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from map_client.pages import gallery as gallery_page
from map_client.pages import plan_drawing

# A picture fetches nothing and runs nothing, whichever page holds it.
_ALONE = csp({"default-src": [NONE], "style-src": [NONE], "frame-ancestors": ["*"]})


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """`/omraader/billeder/?q=&kat=&sort=&retning=`: every area's plan, at one scale."""
    shown = gallery_page.page(request.GET, timezone.localdate())
    return render(request, "map_client/gallery.html", shown)


@require_safe
@_ALONE
@xframe_options_exempt
def plan(request: HttpRequest, slug: str) -> HttpResponseBase:
    """`/omraader/{slug}/plan.svg?aar=2018`: the plan on 1 July of a year, or as it is today."""
    day = today = timezone.localdate()
    if "aar" in request.GET:
        try:
            day = plan_drawing.middle(plan_drawing.year("aar", request.GET["aar"]))
        except plan_drawing.NoYear as error:
            return _sentence(str(error), 400)
    drawn = plan_drawing.plan(slug, day, today)
    if drawn is None:
        sentence = _("Der er ingen plan af %(slug)s: området eller dets omrids er ikke kendt.")
        return _sentence(sentence % {"slug": slug}, 404)
    answer = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    return _embeddable(request, answer)


def _sentence(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def _embeddable(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    """For pages of others too, with the tag of its very bytes. An edit shows within a minute."""
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer["ETag"] = tag
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(answer, public=True, max_age=60)
    return get_conditional_response(request, etag=tag, response=answer) or answer
