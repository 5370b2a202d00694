"""What runs inside QGIS's own Python: a question as JSON from stdin, the answer as JSON to stdout.

Its text is handed to that Python, which may be another system's (see conftest.py), so that it
reads no file but those it writes itself.
"""

import base64
import json
import os
import sys
import tempfile
from pathlib import Path

from qgis._3d import Qgs3D, QgsVectorLayer3DRenderer, QgsVectorLayer3DRendererMetadata
from qgis.core import (
    Qgis,
    QgsAbstract3DSymbol,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayerDefinition,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QSize

UTM32 = QgsCoordinateReferenceSystem("EPSG:25832")


def version():
    return Qgis.QGIS_VERSION_INT


def opened(url, typename, **more):
    """The features of a collection, opened as a person does by the service's address."""
    parts = {"url": url, "typename": typename, "pagingEnabled": "true", **more}
    layer = QgsVectorLayer("".join(f" {k}='{v}'" for k, v in parts.items()), typename, "OAPIF")
    return {**told(layer), "error": layer.error().message()}


def definition(text):
    """The layers of a .qlr, in an empty project."""
    path = Path(tempfile.mkdtemp()) / "layer.qlr"
    path.write_text(text)
    project = QgsProject.instance()
    read, error = QgsLayerDefinition.loadLayerDefinition(
        str(path), project, project.layerTreeRoot()
    )
    assert read, error
    return [told(layer) for layer in project.mapLayers().values()]  # under ids of this project


def project(data):
    """A .qgz: the project, its groups and its layers."""
    found = _read(data)
    root = found.layerTreeRoot()
    groups = {
        group.name(): {
            node.layerId(): group.itemVisibilityChecked() and node.itemVisibilityChecked()
            for node in group.findLayers()
        }
        for group in root.findGroups()
    }
    days = found.timeSettings().temporalRange()
    return {
        "title": found.title(),
        "crs": found.crs().authid(),
        "groups": groups,
        "days": [
            days.begin().date().toString("yyyy-MM-dd"),
            days.end().date().toString("yyyy-MM-dd"),
        ],
        "background": found.backgroundColor().name(),
        "words": found.readEntry("CopyrightLabel", "/Label")[0],
        "words_shown": found.readBoolEntry("CopyrightLabel", "/Enabled")[0],
        "layers": {layer.id(): told(layer) for layer in found.mapLayers().values()},
    }


def styled(url, typename, qml):
    """A collection with the style of a QML."""
    path = Path(tempfile.mkdtemp()) / "style.qml"
    path.write_text(qml)
    layer = QgsVectorLayer(f" url='{url}' typename='{typename}'", typename, "OAPIF")
    message, read = layer.loadNamedStyle(str(path))
    assert read, message
    return told(layer)


def picture(data, layers, centre, scale, size):
    """A PNG of some layers of a .qgz, as base64; `centre` is in EPSG:25832."""
    found = _read(data)
    settings = QgsMapSettings()
    settings.setLayers([found.mapLayer(one) for one in layers])
    settings.setOutputSize(QSize(*size))
    settings.setOutputDpi(96)
    settings.setDestinationCrs(found.crs())
    settings.setBackgroundColor(found.backgroundColor())
    (x, y), (wide, high) = centre, (side * scale * 0.0254 / 96 / 2 for side in size)
    settings.setExtent(QgsRectangle(x - wide, y - high, x + wide, y + high))
    context = QgsExpressionContext()
    for scope in (
        QgsExpressionContextUtils.globalScope(),
        QgsExpressionContextUtils.projectScope(found),
        QgsExpressionContextUtils.mapSettingsScope(settings),
    ):
        context.appendScope(scope)
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    assert not job.errors(), [error.message for error in job.errors()]
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.WriteOnly)
    job.renderedImage().save(buffer, "PNG")
    return base64.b64encode(bytes(written)).decode()


def _read(data):
    path = Path(tempfile.mkdtemp()) / "project.qgz"
    path.write_bytes(base64.b64decode(data))
    found = QgsProject.instance()
    assert found.read(str(path)), found.error()
    return found


def told(layer):
    """What a layer is, as far as it can be told in JSON."""
    made = {
        "valid": layer.isValid(),
        "name": layer.name(),
        "crs": layer.crs().authid(),
        "farthest": layer.minimumScale() if layer.hasScaleBasedVisibility() else None,
        "abstract": layer.abstract(),
    }
    if not isinstance(layer, QgsVectorLayer):
        return made | {"styles": [_tile_style(one) for one in layer.renderer().styles()]}
    return made | _features(layer) | _drawn(layer) | _fields(layer)


def _tile_style(style):
    return {
        "layer": style.layerName(),
        "colours": _colours(style.symbol()),
        "expression": style.filterExpression(),
    }


def _features(layer):
    features = list(layer.getFeatures())
    to_metres = QgsCoordinateTransform(layer.crs(), UTM32, QgsProject.instance())
    centres = []
    for feature in features:
        if not feature.geometry().isEmpty():
            point = to_metres.transform(feature.geometry().centroid().asPoint())
            centres.append([point.x(), point.y()])
    return {
        "count": layer.featureCount(),
        "features": len(features),
        "centres": sorted(centres),
        "source_crs": layer.dataProvider().crs().authid(),
        "source": layer.source(),
    }


def _drawn(layer):
    renderer, time = layer.renderer(), layer.temporalProperties()
    made = {
        "renderer": renderer.type() if renderer else None,
        "labels": layer.labeling().settings().fieldName if layer.labelsEnabled() else None,
        "time": [time.startField(), time.endField()] if time.isActive() else None,
        "heights": _heights(layer) if layer.renderer3D() else None,
    }
    if made["renderer"] == "categorizedSymbol":
        made["field"] = renderer.classAttribute()
        made["categories"] = [
            {"values": one.value(), "label": one.label(), "colours": _colours(one.symbol())}
            for one in renderer.categories()
        ]
    elif renderer:
        made["colours"] = _colours(renderer.symbol())
    return made


def _heights(layer):
    """How high each feature stands in a 3D view, by its local id."""
    renderer = sip.cast(layer.renderer3D(), QgsVectorLayer3DRenderer)
    properties = renderer.symbol().dataDefinedProperties()
    height = properties.property(QgsAbstract3DSymbol.PropertyExtrusionHeight)
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.layerScope(layer))
    found = {}
    for feature in layer.getFeatures():
        context.setFeature(feature)
        found[feature["local_id"]] = height.value(context)[0]
    return found


def _fields(layer):
    fields = layer.fields()
    return {
        "fields": [field.name() for field in fields],
        "aliases": {name: layer.attributeAlias(fields.indexOf(name)) for name in fields.names()},
        "widgets": {
            name: layer.editorWidgetSetup(fields.indexOf(name)).type() for name in fields.names()
        },
        "read_only": layer.readOnly(),
        "tip": layer.mapTipTemplate(),
    }


def _colours(symbol):
    """Fill, outline and marker colours of a symbol and what is in it."""
    found = []
    for part in symbol.symbolLayers():
        found += [part.fillColor().name().upper(), part.strokeColor().name().upper()]
        found += _colours(part.subSymbol()) if part.subSymbol() else []
    return found


def main():
    application = QgsApplication([], False)
    application.initQgis()
    Qgs3D.initialize()  # this and the next are else done by the window alone
    if not application.renderer3DRegistry().renderersList():
        application.renderer3DRegistry().addRenderer(QgsVectorLayer3DRendererMetadata())
    heard = []
    log = application.messageLog()
    log.messageReceived.connect(lambda *said: heard.append([str(one) for one in said]))
    asked = json.loads(sys.stdin.read())
    answer = globals()[asked["call"]](*asked["arguments"], **asked["options"])
    warnings = [said for said in heard if len(said) == 3 and said[2] in ("1", "2")]
    sys.stdout.write(json.dumps({"answer": answer, "warnings": warnings}))
    sys.stdout.flush()
    os._exit(0)  # Qt's own ending crashes now and then without a window


if __name__ == "__main__":
    main()
