"""What the tests of access look at: WCAG's rules, the width of a page, the height of controls."""

from pathlib import Path

import pytest

_AXE = Path(__file__).parents[2] / "map_client/client/node_modules/axe-core/axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page) -> list:
    """What axe finds on the page as it stands: each rule, with what breaks it."""
    if not _AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in map_client/client")
    page.evaluate(_AXE.read_text("utf-8"))
    found = page.evaluate("(rules) => axe.run({ runOnly: rules })", _RULES)
    assert found["passes"], "axe looked at nothing"
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]


def wider_than_screen(page) -> int:
    return page.evaluate(
        "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth"
    )


def low_controls(page) -> list:
    """Visible controls of less than 24 pixels (WCAG 2.5.8), but links within a sentence."""
    return page.evaluate(
        """() => [...document.querySelectorAll('a, button, label, summary, input[type=search]')]
        .filter((each) => each.checkVisibility({ visibilityProperty: true }))
        .filter((each) => !each.closest('.overview, .gone, .skip, p'))
        .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect().height])
        .filter(([, height]) => height < 24)"""
    )
