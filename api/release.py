"""Which release this is, and a checksum of all of ours that shapes an answer."""

import hashlib
import tomllib
from pathlib import Path

from django.conf import settings

VERSION: str = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"][
    "version"
]
_SHAPES_ANSWERS = (
    "requirements.lock",
    "pyproject.toml",
    "api/**/*",
    "geo_site/*",
    "spatial/**/*",
    "map_client/*",
    "map_client/pages/*",
    "map_client/drawings/*",
    "map_client/templates/**/*",
    "map_client/templatetags/*",
)
_KINDS = {".lock", ".toml", ".py", ".html", ".sql", ".json"}


def checksum(base: Path, static: str | Path | None) -> str:
    """SHA-256 of code, templates, SQL, the packages' versions, and the static files' names.

    `static` is the folder of collected static files, if there is one.
    """
    files = {file for pattern in _SHAPES_ANSWERS for file in base.glob(pattern)}
    found = [file for file in sorted(files) if file.suffix in _KINDS]
    if static:
        found += Path(static).glob("staticfiles.json")
    digest = hashlib.sha256()
    for file in found:
        digest.update(f"{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()


# Of this process: what is changed on disk later has not been loaded.
CODE = checksum(settings.BASE_DIR, settings.STATIC_ROOT)
