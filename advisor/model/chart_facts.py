"""What was harvested from a pinned chart by rendering it: facts, no text of the chart."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from advisor.model.base import Text, Value

PodSecurity = Literal["restricted", "baseline", "privileged"]


class Rendered(Value):
    """With what the facts were made."""

    helm: str
    kubernetes: str
    date: date


class ChartImage(Value):
    """An image of the render; `where`: container, init, argument, env, configmap, custom resource ...

    `why` says what pulls an image that no render names, in a sentence.
    """

    ref: str
    digest: str | None = None
    where: tuple[str, ...] = ("container",)
    why: Text | None = None


class ImageSet(Value):
    """Images a chart adds, or no longer pulls, when every path of `when` has the given value.

    An image is pulled if the default render or a set that adds has it, unless a set that removes it matches too and is
    about at least the same settings: then the switch that adds it is off in turn.
    """

    when: dict[str, Any]
    effect: Literal["adds", "removes"] = "adds"
    images: tuple[ChartImage, ...]


ImagePart = Literal["registry", "repository", "name", "prefix", "tag", "all"]
"""What of an image a value replaces; `name` is registry and repository together, `prefix` both but for the last word,
`all` the tag too."""


class ImageKey(Value):
    """A value path that replaces a part of some images."""

    path: str
    part: ImagePart
    images: tuple[str, ...]


class ChartCrds(Value):
    """Custom resource definitions: how many, and which are too large for client-side apply (262,144 bytes)."""

    count: int = 0
    over_262144: tuple[str, ...] = ()


class ChartService(Value):
    """A Service of the render. `{R}` in `name` is the release name; `alone` is the name if release and chart agree."""

    name: str
    alone: str | None = None
    ports: tuple[int, ...] = ()


class ChartRequests(Value):
    """Default requests of the long-running pods; `per_node` parts are multiplied by the number of nodes."""

    cpu_m: int = 0
    memory_mi: int = 0
    storage_gi: float = 0.0
    per_node_cpu_m: int = 0
    per_node_memory_mi: int = 0


class ChartSecret(Value):
    """A value path that takes the name of a Secret, and the data keys asked of it."""

    path: str
    expected: tuple[str, ...] = ()


class ChartFacts(Value):
    """Harvested facts of one chart at one version (`knowledge/charts/<chart>-<version>.yaml`).

    `unpinned_images` are patterns of what operators pull that no render names, in words. `unsteady` lists objects that
    differ between two equal renders; `image_keys` say which values name another image; `pins` are sets of values that
    make two renders equal. `exposure` and `monitoring` are
    switches that make routes and monitors. `pod_security` is None for a chart without pods.
    """

    chart: str
    version: str
    app_version: str | None = None
    kubernetes: str | None = None
    rendered: Rendered
    caveats: tuple[str, ...] = ()
    images: tuple[ChartImage, ...] = ()
    image_sets: tuple[ImageSet, ...] = ()
    image_keys: tuple[ImageKey, ...] = ()
    unpinned_images: tuple[str, ...] = ()
    pod_security: PodSecurity | None = None
    missing_subcharts: tuple[str, ...] = ()
    other_namespaces: tuple[str, ...] = ()
    crds: ChartCrds = ChartCrds()
    needs_custom_resources: tuple[str, ...] = ()
    release_secret_bytes: int = 0
    services: tuple[ChartService, ...] = ()
    services_at_run_time: tuple[str, ...] = ()
    containers: int = 0
    containers_without_requests: int = 0
    requests: ChartRequests = ChartRequests()
    secrets: tuple[ChartSecret, ...] = ()
    unsteady: tuple[str, ...] = ()
    pins: tuple[dict[str, Any], ...] = ()
    registry_keys: tuple[str, ...] = ()
    global_registry_keys: tuple[str, ...] = ()
    exposure: tuple[str, ...] = ()
    monitoring: tuple[str, ...] = ()
    required_values: tuple[str, ...] = Field(default=(), description="paths without which the chart refuses to render")
