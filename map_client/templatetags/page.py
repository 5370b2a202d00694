"""What every page shows: which data are for demonstration, and whom the data come from."""

from django import template

from spatial import models
from spatial.layers import known
from spatial.layers.catalogue import LAYERS
from spatial.models.demonstration import Part

register = template.Library()

PART_NAMES = {
    Part.MUNICIPALITIES: "kommunernes grænser er omtrentlige",
    Part.BOUNDARIES: "områdernes omrids er omtrentlige",
    Part.BUILDINGS: "bygningerne er skematiske",
}


def joined(parts: list[str]) -> str:
    """`parts` as one Danish enumeration: "a, b og c"."""
    return " og ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


@register.simple_tag
def demonstration() -> str:
    """Which data are for demonstration, as half a sentence; "" once all is real."""
    parts = models.demonstration_parts()
    return joined([name for part, name in PART_NAMES.items() if part in parts])


@register.simple_tag
def attributions() -> list[str]:
    """What the sources of all layers ask to be shown; none that another one holds."""
    version = known.version()
    asked = [known.attribution(layer, version=version) for layer in LAYERS]
    texts = sorted({text for words in asked for text in words.split(" · ") if text})
    return [text for text in texts if not any(text in more for more in texts if more != text)]
