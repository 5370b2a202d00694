"""Layers as QGIS reads them: a style (QML), a layer definition (.qlr), a project (.qgz)."""

from api.encode.qgis.layers import Served, layer_definition
from api.encode.qgis.project import project
from api.encode.qgis.style import qml

__all__ = ["Served", "layer_definition", "project", "qml"]
