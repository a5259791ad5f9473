"""Real Helm as a library, behind one function: what a chart makes of values.

Needs the extra `validate`. Nothing is contacted: `lookup` finds nothing, dependencies lie in the chart's folder.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

Object = dict[str, Any]

OFFERED = (
    "monitoring.coreos.com/v1",
    "gateway.networking.k8s.io/v1",
    "gateway.networking.k8s.io/v1beta1",
    "cert-manager.io/v1",
    "snapshot.storage.k8s.io/v1",
)
"""What a cluster has by the time the charts are installed: the definitions come before their users."""

_ASKED = re.compile(r'\$?\.Capabilities\.APIVersions\.Has\s+"([^"/]+/[^"/]+)(?:/[A-Za-z]+)?"')
_ASKED_BY_NAME = re.compile(r"\$?\.Capabilities\.APIVersions\.Has\s+(\$\w+)")
_BETWEEN = re.compile(r"(?:^|\s*\n)---\s*")
"""Helm's own mark between objects: laxer than YAML's, `---apiVersion` counts."""
_TEMPLATES = (".yaml", ".yml", ".tpl")


class RenderFailed(Exception):
    """Helm refused: a missing required value, values against the chart's schema, or a broken template."""


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """SafeLoader that reads a bare `=`, which some definitions hold, as the string it is meant to be."""


Loader.add_constructor("tag:yaml.org,2002:value", lambda _, node: str(node.value))


def prepared(chart: Path, work: Path, offered: tuple[str, ...] = OFFERED) -> Path:
    """A copy of `chart` below `work` whose templates find `offered` among the versions of the API server.

    The library renders without a cluster and takes no list of API versions, so the question is answered in the copy.
    """
    copy = work / chart.name
    names = " ".join(f'"{version}"' for version in offered)
    shutil.copytree(chart, copy, symlinks=True)
    for path in copy.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.suffix in _TEMPLATES and "templates" in path.parts:
            text = path.read_text(encoding="utf-8")
            answered = _ASKED.sub(lambda m: "true" if m[1] in offered else m[0], text)
            answered = _ASKED_BY_NAME.sub(lambda m: f"(has {m[1]} (list {names}))", answered)
            if answered != text:
                path.write_text(answered, encoding="utf-8")
    return copy


class Renderer:
    """One chart, rendered many times. A context manager: its copy is deleted on exit.

    A render takes the sub-charts its values switch off out of the loaded chart for good, so a chart that has any is
    loaded anew for each render.
    """

    def __init__(self, chart: Path, offered: tuple[str, ...] = OFFERED) -> None:
        """Take the folder of an unpacked chart; raises RenderFailed if it is no chart."""
        import helm_python  # noqa: PLC0415 - an extra, 240 MB, only maintainers have it

        self._errors = helm_python.HelmError
        self._work = tempfile.TemporaryDirectory(prefix="render-")
        try:
            self._folder = prepared(chart, Path(self._work.name), offered)
            self._load = helm_python.Chart.load
            self._chart = self._load(str(self._folder))
        except (OSError, UnicodeDecodeError, self._errors) as error:
            self._work.cleanup()
            raise RenderFailed(str(error)) from error

    def __enter__(self) -> Renderer:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Free the library's handle and the copy."""
        self._chart.close()
        self._work.cleanup()

    def texts(self, values: Mapping[str, Any], name: str, namespace: str) -> dict[str, str]:
        """Rendered text by template, notes left out; raises RenderFailed."""
        try:
            if (self._folder / "charts").is_dir():
                self._chart.close()
                self._chart = self._load(str(self._folder))
            files = self._chart.render(values=dict(values), name=name, namespace=namespace)
        except self._errors as error:
            raise RenderFailed(str(error)) from error
        return {path: text for path, text in files.items() if path.endswith((".yaml", ".yml")) and text.strip()}


def objects_of(texts: Mapping[str, str]) -> list[Object]:
    """Every object of rendered texts, lists taken apart; raises RenderFailed where a text is no YAML."""
    found: list[Object] = []
    for path, text in texts.items():
        try:
            documents = [yaml.load(part, Loader=Loader) for part in _BETWEEN.split(text)]  # noqa: S506 - a SafeLoader
        except yaml.YAMLError as error:
            raise RenderFailed(f"{path}: not YAML: {error}") from error
        for document in documents:
            if isinstance(document, dict) and document:
                found += document["items"] if document.get("kind") == "List" else [document]
    return found


def switched_off(chart: Path, values: Mapping[str, Any]) -> set[Path]:
    """Folders of sub-charts of any depth whose condition `values` make false; those in the chart's own file count."""
    own = _read(chart / "values.yaml")
    found: set[Path] = set()
    for part in _read(chart / "Chart.yaml").get("dependencies") or ():
        folder = chart / "charts" / str(part["name"])
        paths = [c.strip().split(".") for c in str(part.get("condition") or "").split(",") if c.strip()]
        said = (_at(tree, path) for path in paths for tree in (values, own))
        if next((s for s in said if isinstance(s, bool)), True):
            below = _at(values, [str(part.get("alias") or part["name"])])
            found |= switched_off(folder, below if isinstance(below, Mapping) else {})
        else:
            found.add(folder)
    return found


def _read(path: Path) -> dict[str, Any]:
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader) if path.is_file() else None  # noqa: S506 - safe
    return found if isinstance(found, dict) else {}


def _at(tree: Any, path: Iterable[str]) -> Any:  # noqa: ANN401 - any YAML value
    for key in path:
        tree = tree.get(key) if isinstance(tree, Mapping) else None
    return tree


def definitions_of(chart: Path, rendered: Iterable[Object], values: Mapping[str, Any] | None = None) -> list[Object]:
    """The definitions among `rendered` objects and those of the folders `crds`, which Helm installs unrendered.

    Sub-charts that `values` switch off bring none.
    """
    found = [o for o in rendered if o.get("kind") == "CustomResourceDefinition"]
    off = switched_off(chart, values or {})
    for path in sorted(chart.rglob("crds/**/*.y*ml")):
        if off.intersection(path.parents):
            continue
        if _is_installed(path.relative_to(chart).parts) and path.name not in ("Chart.yaml", "values.yaml"):
            texts = {str(path): path.read_text(encoding="utf-8")}
            found += [o for o in objects_of(texts) if o.get("kind") == "CustomResourceDefinition"]
    return found


def _is_installed(parts: tuple[str, ...]) -> bool:
    """Whether a file lies in the folder `crds` of the chart or of a sub-chart, not in another of that name."""
    while parts[0] == "charts":
        parts = parts[2:]
    return parts[0] == "crds"
