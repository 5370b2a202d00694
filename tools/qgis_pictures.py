#!/usr/bin/env python3
"""Draws the pictures of QGIS anew, in QGIS's own window on a screen that nobody sees.

    ./dev run --port 8000 &
    .venv/bin/python tools/qgis_pictures.py http://127.0.0.1:8000 [--root /another/debian]

Needs the packages qgis, xvfb, xauth and fonts-open-sans here, or in the Debian that `--root` names
(made by debootstrap; with /proc mounted, and as root). The pictures show the data of the server
that is asked; those in the repository are of the demonstration data, and say so.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
PICTURES = HERE.parent / "map_client/static/map_client/pictures"
NAMES = {
    "forbindelse": "qgis-1-forbindelse",
    "lag": "qgis-2-lag",
    "danmark": "qgis-3-danmark",
    "omraade": "qgis-4-omraade",
}
METRES = "http://www.opengis.net/def/crs/EPSG/0/25832"
WIDTH, MOST_BYTES = 900, 60_000
SCREEN = "-screen 0 1500x1000x24"


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read()


def centre(service: str, slug: str) -> tuple[float, float]:
    """Half-way between the sides of an area, EPSG:25832."""
    items = f"{service}/collections/areas/items?slug={slug}&crs={METRES}"
    [feature] = json.loads(get(items))["features"]
    places = [place for part in feature["geometry"]["coordinates"] for place in part[0]]
    east, north = zip(*places, strict=True)
    return (min(east) + max(east)) / 2, (min(north) + max(north)) / 2


def window(service: str, root: Path, slug: str, scale: int) -> Path:
    """A folder with a PNG of each step."""
    folder = Path(tempfile.mkdtemp(prefix="qgis-pictures.", dir=root / "tmp"))
    inside = "/" / folder.relative_to(root)
    (folder / "kort.qgz").write_bytes(get(f"{service}/qgis/omraadekortet.qgz?crs={METRES}"))
    shutil.copy(HERE / "qgis_window.py", folder / "window.py")
    given = {
        "service": service,
        "project": f"{inside}/kort.qgz",
        "folder": str(inside),
        "centre": centre(service, slug),
        "scale": scale,
    }
    there = ["chroot", str(root)] if root != Path("/") else []
    own = ["env", f"HOME={inside}", f"XDG_RUNTIME_DIR={inside}", "LANG=C.UTF-8"]
    own.append(f"QGIS_PICTURES={json.dumps(given)}")
    screen = ["xvfb-run", "-a", "-s", SCREEN]
    options = ["--nologo", "--noversioncheck", "--noplugins", "--lang", "da"]
    qgis = ["qgis", *options, "--code", f"{inside}/window.py"]
    subprocess.run([*there, *own, *screen, *qgis], timeout=180, check=False)
    if not (folder / "done").exists():
        sys.exit(f"qgis_pictures: QGIS did not come to the end; what it drew is in {folder}")
    return folder


def small(source: Path, target: Path) -> None:
    """WebP of WIDTH pixels at most, without loss of the letters' edges where that is small."""
    picture = Image.open(source).convert("RGB")
    if picture.width > WIDTH:
        height = round(picture.height * WIDTH / picture.width)
        picture = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
    for quality in (90, 80, 70, 60):
        picture.save(target, quality=quality, method=6)
        if target.stat().st_size <= MOST_BYTES:
            print(f"{target.name}: {picture.width}x{picture.height}, {target.stat().st_size} bytes")
            return
    sys.exit(f"qgis_pictures: {target} stays larger than {MOST_BYTES} bytes")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("server", help="http://127.0.0.1:8000")
    asked.add_argument("--root", type=Path, default=Path("/"))
    asked.add_argument("--area", default="vollsmose")
    asked.add_argument("--scale", type=int, default=12_000)
    given = asked.parse_args()
    service = f"{given.server.rstrip('/')}/api"
    folder = window(service, given.root.resolve(), given.area, given.scale)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, kept in NAMES.items():
        small(folder / f"{name}.png", PICTURES / f"{kept}.webp")


if __name__ == "__main__":
    main()
