"""What every page shows: which data are for demonstration, and whom the data come from."""

import re
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from map_client import words
from map_client.languages import absolute
from spatial import models
from spatial.layers import known
from spatial.layers.catalogue import LAYERS

register = template.Library()

# The main menu: the page an entry leads to, and its word.
MENU = (
    ("home", _("Kort")),
    ("page-areas", _("Områder")),
    ("page-municipalities", _("Kommuner")),
    ("page-lists", _("Lister")),
    ("page-denmark", _("Danmark")),
    ("page-compare", _("Sammenlign")),
    ("page-data", _("Data")),
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A link of the menu. `current` is aria-current's word: "page", "true" below it, or ""."""

    address: str
    label: str
    current: str


@dataclass(frozen=True, kw_only=True)
class Language:
    """The same page in another language."""

    code: str
    name: str
    address: str


@register.simple_tag(takes_context=True)
def menu(context: Context) -> list[Entry]:
    """The main menu, and where in it the page stands."""
    path = context["request"].path if "request" in context else ""
    return [_entry(reverse(name), str(label), path) for name, label in MENU]


def _entry(address: str, label: str, path: str) -> Entry:
    below = path.startswith(address) and address != reverse("home")
    of_data = address == reverse("page-data") and path.startswith(reverse("landing"))
    current = "page" if path == address else "true" if below or of_data else ""
    return Entry(address=address, label=label, current=current)


@register.simple_tag(takes_context=True)
def in_other_language(context: Context) -> Language | None:
    """This page in the other language; None where it is in one only, as the API's pages are."""
    request = context.get("request")
    page = request and request.resolver_match
    if not page:
        return None
    code, name = next(pair for pair in settings.LANGUAGES if pair[0] != get_language())
    there, here = _spoken(request, code), _spoken(request, get_language())
    query = request.META.get("QUERY_STRING", "")
    address = f"{there}?{query}" if query else there
    return None if there == here else Language(code=code, name=name, address=address)


def _spoken(request: HttpRequest, code: str | None) -> str:
    """The path of this page in a language."""
    page = request.resolver_match
    assert page  # noqa: S101
    with override(code):
        return reverse(page.view_name, args=page.args, kwargs=page.kwargs)


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[Language]:
    """This page in every language with its whole address, as search engines want it."""
    if in_other_language(context) is None:
        return []
    request = context["request"]
    return [
        Language(code=code, name=name, address=absolute(request, _spoken(request, code)))
        for code, name in settings.LANGUAGES
    ]


@register.filter
def tabular(number: str) -> SafeString:
    """A number for a column. The font's tabular set widens the signs too: these are let out."""
    parts = re.split("([.,])", number)
    return format_html_join(
        "",
        "{}",
        ((mark_safe(f"<i>{one}</i>") if one in ".," else one,) for one in parts if one),  # noqa: S308
    )


@register.simple_tag
def demonstration() -> str:
    """Which data are for demonstration, as half a sentence; "" once all is real."""
    return words.demonstration(models.demonstration_parts())


@register.simple_tag
def attributions() -> list[str]:
    """What the sources of all layers ask to be shown; none that another one holds."""
    version = known.version()
    asked = [known.attribution(layer, version=version) for layer in LAYERS]
    texts = sorted({text for words in asked for text in words.split(" · ") if text})
    return [text for text in texts if not any(text in more for more in texts if more != text)]
