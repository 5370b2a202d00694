"""Which rows keep their history: every insert, change and removal, by triggers in the database.

An import in plain SQL is kept like an edit in the admin, which also notes who made it.
"""

from typing import TypeVar

import pghistory
from django.db.models import Model

Tracked = TypeVar("Tracked", bound=type[Model])


def tracked(model: Tracked) -> Tracked:
    """Keep the history of a model's rows. Trackers hold on to their model: each has its own."""
    kept = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    decorated: Tracked = pghistory.track(*kept)(model)
    return decorated
