"""Errors that a person can act on. The HTTP status of each is in api/http.py."""


class SpatialError(Exception):
    """Base: str(error) is one sentence for a person."""


class UnknownLayer(SpatialError):
    """No layer is published under this id."""

    def __init__(self, id: str) -> None:
        super().__init__(f"There is no collection {id!r}.")


class UnknownItem(SpatialError):
    """The collection is there, the item is not."""


class UnknownTile(SpatialError):
    """An address outside the tile matrix."""


class InvalidParameter(SpatialError):
    """A request value that cannot be used; `name` is the parameter as the client spelt it."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name}={value!r} is not {expected}.")
        self.name = name


class DataReplaced(SpatialError):
    """An import ended while a file of the data before it was being made."""

    def __init__(self) -> None:
        super().__init__("The data were replaced at this moment: ask again.")


class TooManyRows(SpatialError):
    """More rows than the format can hold."""

    def __init__(self, rows: int, most: int, format: str) -> None:
        super().__init__(
            f"{rows} rows match, and {format} holds at most {most}: ask for fewer, or for gpkg, "
            "parquet or csv."
        )


class NoRoom(SpatialError):
    """There is no room on the disk for the file."""

    def __init__(self) -> None:
        super().__init__("There is no room on the server to make this file now.")


class TooMany(SpatialError):
    """As many files are being made as may be at once."""

    def __init__(self) -> None:
        super().__init__("Other files are being made: ask again in a minute.")


class BadInput(SpatialError):
    """A file that cannot be imported: what is wrong with it, and where."""


class BadRow(BadInput):
    """One row that cannot be used; `row` counts from 1 as the file's own reader shows it."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(f"row {row}: {reason}")
        self.row, self.reason = row, reason
