"""Sources by their number on the page."""

from collections.abc import Mapping

from django import template

from spatial.models import Source

register = template.Library()


@register.filter
def number_of(source: Source, numbers: Mapping[str, int]) -> int:
    """The number that `source` has in the page's list of sources."""
    return numbers[source.code]
