"""Runs inside QGIS's own window (`qgis --code`) and keeps pictures of how the service is added.

tools/qgis_pictures.py says in the environment which service, project, folder for the pictures,
centre (EPSG:25832, metres) and scale.
"""

import json
import os
import time
import traceback
from collections.abc import Iterable
from pathlib import Path

from qgis.core import QgsPointXY
from qgis.PyQt.QtCore import QSize, Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDockWidget,
    QLineEdit,
    QListWidget,
    QToolBar,
    QTreeView,
    QWidget,
)
from qgis.utils import iface

GIVEN = json.loads(os.environ["QGIS_PICTURES"])
FOLDER = Path(GIVEN["folder"])
NAME = "Områdekortet"
WINDOW, MANAGER, LIST_OF_LAYERS = QSize(1180, 740), QSize(900, 520), 470  # pixels


def of_class(widgets: Iterable[QWidget], name: str) -> QWidget:
    """The one that is QGIS's class `name`."""
    for one in widgets:
        if one.metaObject().className() == name:
            return one
    raise LookupError(f"this QGIS shows no {name}")


def settle(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.02)


def keep(widget: QWidget, name: str) -> None:
    settle(0.5)
    widget.grab().save(str(FOLDER / f"{name}.png"))


def fill_in() -> None:
    """The dialog of a new connection, while it waits for an answer."""
    dialog = QApplication.activeModalWidget()
    dialog.findChild(QLineEdit, "txtName").setText(NAME)
    dialog.findChild(QLineEdit, "txtUrl").setText(GIVEN["service"])
    versions = dialog.findChild(QComboBox, "cmbVersion")
    versions.setCurrentIndex(versions.findText("OGC API", Qt.MatchContains))
    dialog.resize(QSize(620, 560))
    keep(dialog, "forbindelse")
    dialog.accept()


def connection() -> None:
    """Step 1: a new connection. Step 2: the layers that it has."""
    iface.openDataSourceManagerPage("WFS")
    settle(1)
    manager = of_class(QApplication.topLevelWidgets(), "QgsDataSourceManagerDialog")
    page = of_class(manager.findChildren(QWidget), "QgsWFSSourceSelect")
    QTimer.singleShot(1000, fill_in)
    page.findChild(QAbstractButton, "btnNew").click()
    settle(1)
    manager.resize(MANAGER)
    options = manager.findChild(QListWidget, "mOptionsListWidget")
    options.parentWidget().setMaximumWidth(210)
    page.findChild(QComboBox, "cmbConnections").setCurrentText(NAME)
    settle(1)
    page.findChild(QAbstractButton, "btnConnect").click()
    tree = page.findChild(QTreeView, "treeView")
    until = time.monotonic() + 20
    while not tree.model().rowCount() and time.monotonic() < until:
        settle(0.2)
    for column, width in enumerate((190, 130, 300)):
        tree.setColumnWidth(column, width)
    tree.setCurrentIndex(tree.model().index(1, 0))
    options.scrollToItem(options.currentItem())
    keep(manager, "lag")
    manager.close()


def map_window() -> None:
    """Step 3: the project: its list of layers and its map, far off and near."""
    main = iface.mainWindow()
    for one in main.findChildren(QToolBar):
        one.setVisible(one.objectName() in ("mFileToolBar", "mMapNavToolBar"))
    docks = {one.objectName(): one for one in main.findChildren(QDockWidget)}
    for name, one in docks.items():
        one.setVisible(name == "Layers")
    main.resize(WINDOW)
    main.resizeDocks([docks["Layers"]], [LIST_OF_LAYERS], Qt.Horizontal)
    settle(1)
    if not iface.addProject(GIVEN["project"]):
        raise LookupError("this QGIS does not open the project")
    iface.messageBar().clearWidgets()
    drawn(main, "danmark")
    canvas = iface.mapCanvas()
    canvas.setCenter(QgsPointXY(*GIVEN["centre"]))
    canvas.zoomScale(GIVEN["scale"])
    drawn(main, "omraade")


def drawn(main: QWidget, name: str) -> None:
    """Features come after the first painting, which waits for none of them."""
    for _ in range(2):
        settle(5)
        iface.mapCanvas().refresh()
    settle(2)
    keep(main, name)


def run() -> None:
    try:
        connection()
        map_window()
        (FOLDER / "done").touch()
    except Exception:
        traceback.print_exc()
    os._exit(0)  # a window that is closed asks what to keep


QTimer.singleShot(2500, run)
