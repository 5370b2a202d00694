"""The one palette, read by CSS, JavaScript and these drawings alike."""

import json
from pathlib import Path

import spatial.layers

PALETTE = json.loads((Path(spatial.layers.__file__).parent / "palette.json").read_text("utf-8"))
