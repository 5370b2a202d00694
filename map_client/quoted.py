"""What sources and the law say in Danish, inside a page that may be in another language."""

from collections.abc import Iterable
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from map_client.words import in_danish
from spatial.models import DesignationList, completeness


def of_source(text: str) -> str:
    """What a source or the law says in Danish, marked as such on a page that is not."""
    return text if in_danish() or not text else format_html('<span lang="da">{}</span>', text)


def sentence(template: str, *parts: object, **named: object) -> SafeString:
    """`template` with its parts, of which some may be of_source's; the others are escaped."""
    return format_html(template, *parts, **named)


def listed(parts: Iterable[str]) -> str:
    """ "a, b"; what is of_source stays marked."""
    return format_html_join(", ", "{}", ((one,) for one in parts))


def remarked(said: str, remark: str | None) -> str:
    """What is said, and then a source's own remark on it."""
    return sentence("{}. {}", said, of_source(remark)) if remark else said


def notes(lists: Iterable[DesignationList]) -> dict[date, str]:
    """What readers are told of each list, as completeness.notes; its own note is marked."""
    own = {one.published_on: of_source(one.note) for one in lists}
    said = completeness.named(own)
    return {
        day: format_html_join(" ", "{}", ((one,) for one in (said[day], own[day]) if one))
        for day in own
    }
