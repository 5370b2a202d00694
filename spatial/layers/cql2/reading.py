"""CQL2 text or JSON -> its tree of Python values.

The parser recurses without a limit: deep text overflows its stack, which ends the process, and
nested parentheses take it twice as long per level. So text is looked at first, limited, and
each parenthesis that only groups is handed on as a call, which it reads in one go.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from cql2 import parse_json, parse_text

from spatial.layers.cql2.terms import Unusable

LARGEST_TEXT = 16_384
DEEPEST = 50
MOST_OPERATORS = 300
MOST_NODES = 2_000

_GROUP = "group__"
_GEOMETRIES = {
    *(f"{many}{kind}" for many in ("", "MULTI") for kind in ("POINT", "LINESTRING", "POLYGON")),
    "GEOMETRYCOLLECTION",
}
_DIMENSIONS = {"Z", "M", "ZM"}
_WORDS = {"AND", "OR", "NOT", "LIKE", "BETWEEN", "IS", "DIV"}
_TOKEN = re.compile(
    r"""
    (?P<text>'(?:[^'\\]|''|\\['\\]?)*+')
    | (?P<quoted>"(?:[^"]|"")*+")
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)
    | (?P<word>[^\W\d][\w.:]*)
    | (?P<operator>[-+*/^%=<>!]+)
    | (?P<mark>[(),])
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE,
)
_QUOTES = ("'", '"')
_ESCAPED = re.compile(r"\\(['\\])")
_EXPONENT_OR_BARE = re.compile(r"\..*|.*[eE].*")


def tree(text: str, language: str) -> Any:
    """The tree of a filter, its groups resolved; raises Unusable."""
    if len(text) > LARGEST_TEXT:
        raise Unusable(f"at most {LARGEST_TEXT} characters")
    guard = _Guard()
    given = text if language == "cql2-json" else guard.safe(text)
    try:
        parsed = LANGUAGES[language](given).to_json()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the Rust code is no Exception
        place = re.search(r"--> (\d+):(\d+)", str(error))
        if not place:
            raise Unusable(_no_json(str(error))) from error
        lines = given.split("\n")[: int(place[1]) - 1]
        written = sum(len(line) + 1 for line in lines) + int(place[2]) - 1
        raise _unreadable(text, guard.place(written)) from error
    _measure(parsed)
    return _ungrouped(parsed)


def _no_json(said: str) -> str:
    """What a text is not in which the parser names no place, or one in JSON, where it names all."""
    found = re.search(r"[^\n]{1,100} at line \d+ column \d+", said)
    return f"JSON: {found[0]}" if found else 'CQL2 as JSON, such as {"op": "=", "args": [...]}'


def _unreadable(text: str, place: int) -> Unusable:
    """What `text` is not: the parser came to `place` and no further."""
    rest = text[place : place + 30]
    if not rest.strip():
        return Unusable("more: the text ends too early")
    json = "; is it JSON? Then say filter-lang=cql2-json" if text.lstrip()[:1] == "{" else ""
    return Unusable(f"other CQL2 text at character {place + 1}, {rest!r}{json}")


class _Guard:
    """Reads the tokens of a filter once: refuses what is too deep, marks what only groups."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.before: list[str] = ["", ""]  # the last two tokens that are not space
        self.operators = 0
        self.numbers = 0  # of this position of a geometry
        self.starts: list[tuple[int, int]] = []  # of each token: in what is written, in the text

    def safe(self, text: str) -> str:
        written = ""
        for found in _TOKEN.finditer(text):
            kind = str(found.lastgroup)
            if kind == "other" or found[0] == _GROUP:
                why = "is never closed" if found[0] in _QUOTES else "stands where it cannot"
                at = f"{found[0]!r} at character {found.start() + 1}"
                json = ". Is it JSON? Then say filter-lang=cql2-json" if found[0] == "{" else ""
                raise Unusable(f"CQL2 text: {at} {why}{json}")
            self.starts.append((len(written), found.start()))
            written += self._written(kind, found[0])
        self.starts.append((len(written), len(text)))
        return written

    def place(self, place: int) -> int:
        """Where in the text the token begins that was written at `place`."""
        at = bisect_right(self.starts, place, key=lambda start: start[0]) - 1
        return self.starts[max(at, 0)][1]

    def _written(self, kind: str, part: str) -> str:
        if kind == "space":
            return part
        word = part.upper() if kind == "word" else part
        written = part
        if part == "(":
            written = self._opened()
        elif part == ")" and self.open:
            self.open.pop()
        elif kind == "text":
            written = "'" + _ESCAPED.sub(_unescaped, part[1:-1]) + "'"
        if self.open[-1:] == ["geometry"]:
            written = self._in_geometry(kind, word, written)
        else:
            self._count(kind, word)
        self.before = [self.before[1], word]
        return written

    def _opened(self) -> str:
        """What to write for `(`: by what stands before it, it is a geometry's, a list's, a call's
        or only groups."""
        two, one = self.before
        kind = "group"
        if self.open[-1:] == ["geometry"] or {one, two if one in _DIMENSIONS else ""} & _GEOMETRIES:
            kind = "geometry"
        elif one == "IN":
            kind = "list"
            if "list" in self.open:
                raise Unusable("without an IN inside the list of another IN")
        elif re.fullmatch(r"[^\W\d][\w.:]*", one) and one not in _WORDS:
            kind = "call"
        self.open.append(kind)
        if len(self.open) > DEEPEST:
            raise Unusable(f"at most {DEEPEST} parentheses deep")
        return f"{_GROUP}(" if kind == "group" else "("

    def _count(self, kind: str, word: str) -> None:
        self.operators += kind == "operator" or word in ("NOT", "DIV")
        # Signs in a row are one token, and each of them recurses.
        self.operators += len(word) - 1 if kind == "operator" else 0
        if self.operators > MOST_OPERATORS:
            raise Unusable(f"at most {MOST_OPERATORS} operators")

    def _in_geometry(self, kind: str, word: str, written: str) -> str:
        """A number as the parser reads it there: without exponent and with a digit before the
        point. Anything but coordinates would be read as a call, however deep."""
        if kind == "mark":
            self.numbers = 0
        elif kind == "number":
            self.numbers += 1
            if _EXPONENT_OR_BARE.fullmatch(written) and float(written) < 1e12:
                written = f"{float(written):.15f}"
        elif word not in {"-", "+", "EMPTY", *_GEOMETRIES, *_DIMENSIONS} or self.before[1] in "-+":
            raise Unusable(f"coordinates in a geometry, not {word!r}")
        if self.numbers > 4:
            raise Unusable("two to four numbers for a position")
        return written


def _unescaped(found: "re.Match[str]") -> str:
    return "''" if found[1] == "'" else "\\"


def _measure(parsed: Any) -> None:
    """Refuses a tree too deep or too large to be worked through; coordinates are not counted."""
    level, nodes = [parsed], 0
    for _ in range(2 * DEEPEST):
        nodes += len(level)
        level = [below for node in level for below in _below(node)]
        if not level:
            break
    else:
        raise Unusable("less deep")
    if nodes > MOST_NODES:
        raise Unusable(f"at most {MOST_NODES} parts")


def _below(node: Any) -> list[Any]:
    if isinstance(node, list):
        return node
    if not isinstance(node, dict):
        return []
    return [part for name, part in node.items() if name in ("args", "interval", "geometries")]


def _ungrouped(node: Any) -> Any:
    if isinstance(node, list):
        return [_ungrouped(one) for one in node]
    if not isinstance(node, dict) or "coordinates" in node:
        return node
    if node.get("op") == _GROUP:
        inside = _ungrouped(node["args"])
        return inside[0] if len(inside) == 1 else inside
    return {name: _ungrouped(part) for name, part in node.items()}


LANGUAGES: dict[str, Callable[[str], Any]] = {"cql2-text": parse_text, "cql2-json": parse_json}
