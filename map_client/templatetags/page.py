"""What every page shows: which data are for demonstration, and whom the data come from."""

import re

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from map_client import words
from spatial import models
from spatial.layers import known
from spatial.layers.catalogue import LAYERS

register = template.Library()


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
