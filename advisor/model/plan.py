"""The plan (`advisor.plan/1`): the format-neutral install plan every renderer reads and none decides about."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from advisor.model.base import Id, Source, Text, Value
from advisor.model.component import Health

PLAN_SCHEMA = "advisor.plan/1"


class KnowledgeRef(Value):
    """The edition a plan was made with, and the digest of its files."""

    edition: str
    sha256: str


class StackRef(Value):
    """Identity of the plan. `created` comes from the session, never from the clock."""

    name: str
    created: str
    tool: str
    knowledge: KnowledgeRef
    session_sha256: str


class Endpoint(Value):
    """Address of the API server as everybody uses it."""

    host: str
    port: int


class Node(Value):
    """A machine of the cluster."""

    name: str
    role: Literal["control-plane", "worker", "load-balancer"]
    ip: str


class Image(Value):
    """A container image a release pulls; `digest` where it was harvested, `where` it was seen.

    `why` says what pulls an image that no rendered manifest names.
    """

    ref: str
    digest: str | None = None
    where: str = "container"
    why: Text | None = None


class Cluster(Value):
    """What the host layer needs to know.

    `images` are those of Kubernetes itself; `images_known` says that nothing else is pulled while the cluster is built.
    """

    name: str
    kubernetes: str
    provisioner: str
    endpoint: Endpoint
    pod_cidr: str
    service_cidr: str
    kube_proxy: str
    runtime: str
    control_planes: int
    workers: int
    nodes: tuple[Node, ...]
    air_gapped: bool
    images: tuple[Image, ...] = ()
    images_known: bool = False
    host_facts: dict[str, Any] = Field(default_factory=dict)


class PlanDecision(Value):
    """One decision as taken: by whom, why, and what was turned down."""

    id: Id
    choice: Id
    by: Literal["person", "rule", "suggestion"]
    who: str | None = None
    at: str | None = None
    because: str | None = None
    reasons: tuple[Text, ...] = ()
    rules: tuple[str, ...] = ()
    rejected: tuple[tuple[Id, Text], ...] = ()
    sources: tuple[Source, ...] = ()
    record: str | None = None


class PlanComponent(Value):
    """A component of the stack with its licence as far as it is known.

    `newer` says what is known of a version above the taken one of which only the name was seen.
    """

    id: Id
    name: str
    version: str | None
    seen: date | None = None
    licence: str
    licence_checked: str
    verdict: str
    verdict_text: Text
    obligations: tuple[Text, ...] = ()
    homepage: str | None = None
    purl: str | None = None
    requires: tuple[Id, ...] = ()
    decisions: tuple[Id, ...] = ()
    existing: bool = False
    end_of_life: date | None = None
    newer: Text | None = None


class Namespace(Value):
    """A namespace with its Pod Security level."""

    name: str
    pod_security: Literal["restricted", "baseline", "privileged"]
    why: str


class PlanChart(Value):
    """A pinned Helm chart."""

    name: str
    version: str
    repo: str | None = None
    oci: str | None = None


class PlanManifests(Value):
    """A pinned upstream manifest set."""

    url: str
    version: str


class Setting(Value):
    """One setting with its origin, for the comment beside it in the values file.

    `origin` is the integration that writes it, or None for a base setting; among integrations the higher `order` wins.
    """

    path: str
    value: Any
    why: str
    rule: str | None = None
    inputs: tuple[str, ...] = ()
    origin: str | None = None
    order: int = 0


class PlanObject(Value):
    """A Kubernetes object of ours; `origin` is the integration that adds it."""

    object: dict[str, Any]
    why: str
    before: bool = False
    origin: str | None = None


class ReleaseFacts(Value):
    """What was harvested from the rendered chart. None means not harvested.

    `complete` says that every object of the release was seen rendered, sub-charts included.
    """

    complete: bool = False

    crds: int | None = None
    crds_over_256k: int | None = None
    pod_security: str | None = None
    cpu_m: int | None = None
    memory_mi: int | None = None
    storage_gi: int | None = None
    containers_without_requests: int | None = None


class Release(Value):
    """One installable unit. `owner` is the one tool that applies and later upgrades it."""

    id: Id
    component: Id
    how: Literal["helm", "manifests", "objects"]
    chart: PlanChart | None = None
    manifests: PlanManifests | None = None
    namespace: str
    phase: int
    wave: int
    owner: Literal["helm", "kubectl", "argocd", "flux"]
    needs: tuple[Id, ...] = ()
    values: str | None = None
    settings: tuple[Setting, ...] = ()
    objects: tuple[PlanObject, ...] = ()
    images: tuple[Image, ...] = ()
    images_known: bool = False
    services: tuple[str, ...] = ()
    """`name:port` of every Service the release is known to make."""
    secrets: tuple[str, ...] = ()
    facts: ReleaseFacts = ReleaseFacts()
    health: tuple[Health, ...] = ()
    timeout: str = "10m"
    server_side: bool = False


class Input(Value):
    """A site value; `placeholder` says that nobody answered it yet."""

    id: Id
    kind: str
    value: Any
    placeholder: bool
    text: Text
    used_in: tuple[str, ...] = ()


class Secret(Value):
    """A Secret, or a ConfigMap of public data, somebody must create before the release that reads it.

    `source` is the release it comes from, which makes it or makes what it is a copy of; `made` says that nobody has to.
    """

    name: str
    namespace: str
    keys: tuple[str, ...]
    text: Text
    kind: Literal["Secret", "ConfigMap"] = "Secret"
    used_by: tuple[Id, ...] = ()
    source: Id | None = None
    made: bool = False


class Prerequisite(Value):
    """Something that must exist before; `check` is one of a closed list of checks with its argument.

    `said` is `name` in both languages, where it is a phrase and no name.
    """

    kind: Literal[
        "service", "storageclass", "kernel", "module", "port", "secret", "dns", "existing", "package", "other"
    ]
    name: str
    said: Text | None = None
    text: Text
    check: str | None = None


class OpenItem(Value):
    """Something that is not ready: listed first in the README."""

    kind: Literal["input", "licence", "image", "requests", "unverified", "decision", "finding"]
    id: str
    text: Text


class Note(Value):
    """What people must know about a wiring of this stack that no check finds out; `id` is the integration's."""

    id: Id
    title: Text
    texts: tuple[Text, ...]


class Page(Value):
    """An instruction page for workstations and services that cannot be installed by the bundle."""

    component: Id
    kind: Literal["workstation", "saas", "host"]
    title: Text
    text: Text


class Totals(Value):
    """Requests against what the nodes offer; None where the profile does not say."""

    cpu_m: int
    memory_mi: int
    storage_gi: int
    estimated: bool
    per_wave: tuple[tuple[int, int, int, int], ...] = ()


class Plan(Value):
    """Everything a renderer needs."""

    schema_: str = Field(default=PLAN_SCHEMA, alias="schema")
    stack: StackRef
    cluster: Cluster
    decisions: tuple[PlanDecision, ...]
    components: tuple[PlanComponent, ...]
    namespaces: tuple[Namespace, ...]
    releases: tuple[Release, ...]
    inputs: tuple[Input, ...]
    secrets: tuple[Secret, ...]
    prerequisites: tuple[Prerequisite, ...]
    pages: tuple[Page, ...] = ()
    notes: tuple[Note, ...] = ()
    open_items: tuple[OpenItem, ...] = ()
    totals: Totals
    deploy: Literal["scripts", "argocd", "flux"] = "scripts"
    gitops: Literal["git", "none"] = "git"
    """Where Argo CD or Flux read from: a Git repository that holds the bundle, or nothing but their own objects."""
    chart_registry: str | None = None
    """Registry (`oci://...`) that charts come from instead of their own repositories, on sites without internet."""
    language: Literal["en", "ko"] = "en"
