"""Danish names compared, and written in plain letters. Pure."""

import re
import unicodedata

_LETTERS = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe"})

DANISH_ORDER = "da-x-icu"  # the database's collation: å last, and aa as å
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"  # what `slug` gives; the database holds areas to it


def folded(text: str) -> str:
    """`text` without case and accents, å = aa, æ = ae, ø = oe; signs and blanks stay.

    The client folds alike (state.js); tests/map_client/folding.json holds both to one table.
    """
    # Composed first: å may come as a and a ring.
    letters = unicodedata.normalize("NFC", text.casefold()).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", letters)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def comparable(name: str) -> str:
    """A name for comparing: Tåstrupgård and taastrupgaard are one, as are dashes and blanks."""
    return " ".join(re.findall(r"[^\W_]+", folded(name)))


def slug(name: str) -> str:
    """A name for addresses, ASCII: Tingbjerg/Utterslevhuse is tingbjerg-utterslevhuse.

    Empty when no letter of the name has a plain form.
    """
    return "-".join(re.findall(r"[a-z0-9]+", folded(name)))
