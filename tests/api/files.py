"""Where the files of a layer are, and what all tests of them say."""

import pytest

from spatial.exporting.formats import BY_CODE
from spatial.layers.catalogue import WITH_ITEMS

each_layer = pytest.mark.parametrize("layer", WITH_ITEMS, ids=lambda layer: layer.id)
each_format = pytest.mark.parametrize("code", BY_CODE)
FILES = [code for code, one in BY_CODE.items() if not one.text]
TEXTS = [code for code, one in BY_CODE.items() if one.text]
committed = pytest.mark.django_db(transaction=True)  # a thread of its own reads the data


def at(layer="areas", code=""):
    return f"/api/collections/{layer}/downloads" + (f"/{code}" if code else "")


def body(answer):
    return answer.getvalue() if answer.streaming else answer.content
