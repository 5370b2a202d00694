"""Danish names compared and written in plain letters."""

import re

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


def ascii_letters(name: str) -> str:
    """æ, ø, å as ae, oe, aa."""
    return name.translate(_LETTERS)


def folded(name: str) -> str:
    """A name for comparing: Tåstrupgård and taastrupgaard are one, as are dashes and blanks."""
    return " ".join(re.findall(r"[^\W_]+", ascii_letters(name.casefold())))


def slug(name: str) -> str:
    """A name for addresses: Tingbjerg/Utterslevhuse is tingbjerg-utterslevhuse."""
    return folded(name).replace(" ", "-")
