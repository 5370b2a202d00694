"""A file as an answer, whole or in part: RFC 9110, section 14."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from api.http import as_problem

CHUNK = 1 << 18
_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.ASCII | re.IGNORECASE)


class RangeNotSatisfiable(Exception):
    """The part asked for is not there."""


def answer(request: HttpRequest, path: Path, *, tag: str, media_type: str) -> HttpResponseBase:
    """The file, the part of it that Range asks for, or 416; `tag` is strong.

    Several ranges at once are answered with the whole file, as the standard allows.
    """
    file = path.open("rb")  # from here on it may be deleted
    size = os.fstat(file.fileno()).st_size
    wanted = asked(request, size, tag)
    if wanted is None:
        file.close()
        refused = RangeNotSatisfiable(f"The file has {size} bytes.")
        problem = as_problem(refused, 416)
        problem["Content-Range"], problem["Accept-Ranges"] = f"bytes */{size}", "bytes"
        return problem
    first, last = wanted
    part = (first, last) != (0, size - 1)
    if request.method == "HEAD":
        file.close()
        made: HttpResponseBase = HttpResponse()
    else:
        file.seek(first)
        made = StreamingHttpResponse(_read(file, last - first + 1))
    if part:
        made.status_code = 206
        made["Content-Range"] = f"bytes {first}-{last}/{size}"
    made["Content-Type"] = media_type
    made["Content-Length"] = str(last - first + 1)
    made["Accept-Ranges"] = "bytes"
    return made


def asked(request: HttpRequest, size: int, tag: str) -> tuple[int, int] | None:
    """First and last byte wanted, the whole file where no range can be heard; None: not there.

    If-Range with another tag, or with a date, means the client holds other bytes.
    """
    whole = (0, size - 1)
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or not found or found[1] == found[2] == "":
        return whole
    if request.headers.get("If-Range", tag).strip() != tag:
        return whole
    if not found[1]:  # the last so many
        length = int(found[2])
        return (max(size - length, 0), size - 1) if length and size else None
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    if found[2] and int(found[2]) < first:
        return whole
    return (first, last) if first < size else None


def _read(file: BinaryIO, length: int) -> Iterator[bytes]:
    with file:
        while length > 0 and (part := file.read(min(CHUNK, length))):
            length -= len(part)
            yield part
