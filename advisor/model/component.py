"""Components: products and tools, one file each in `knowledge/components/`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from advisor.model.base import Id, Source, Text, Value
from advisor.model.condition import Condition
from advisor.model.names import (
    Address,
    ChartName,
    Command,
    Duration,
    Expression,
    Label,
    ReleaseNumber,
    State,
    Target,
    ValuesPath,
)

Json = Annotated[object, Field(description="any YAML value")]


class LifecycleState(StrEnum):
    """Where a project stands."""

    ACTIVE = "active"
    MAINTENANCE = "maintenance"
    RETIRED = "retired"


class Lifecycle(Value):
    """State of the project, with the date it began where known."""

    state: LifecycleState
    since: date | None = None
    text: Text | None = None
    sources: tuple[Source, ...] = ()


class ClaimVerdict(StrEnum):
    """What became of a claim of the article."""

    HOLDS = "holds"
    PARTLY = "partly"
    CHANGED = "changed"
    WRONG = "wrong now"
    UNVERIFIED = "unverified"


class Claim(Value):
    """What the 2025 article says (in our words) beside what is true today."""

    text: Text
    verdict: ClaimVerdict
    today: Text | None = None
    sources: tuple[Source, ...]

    @model_validator(mode="after")
    def _explains_itself(self) -> Claim:
        if self.verdict not in (ClaimVerdict.HOLDS, ClaimVerdict.UNVERIFIED) and self.today is None:
            raise ValueError(f"a claim that is {self.verdict} says what is true today")
        return self


class ComponentLicence(Value):
    """Licence of the program and of its chart, kept apart, and commercial terms beside them.

    `expression` and `chart` are SPDX expressions; `choice` says that an `OR` leaves the choice to the user.
    `terms` names entries of `licences/` that hold commercial terms. `checked`: read (the text was opened),
    declared (the project says so), unverified.
    """

    expression: Expression
    chart: str | None = None
    terms: tuple[str, ...] = ()
    checked: Literal["read", "declared", "unverified"]
    note: Text | None = None
    sources: tuple[Source, ...]


class Cncf(Value):
    """Level in the Cloud Native Computing Foundation."""

    level: Literal["graduated", "incubating", "sandbox", "archived", "none"]
    since: date | None = None
    sources: tuple[Source, ...] = ()


class VersionImages(Value):
    """Images of one release at one version that no rendered chart names: what an operator starts, static pods.

    `hosts` replaces the beginning of references where the render was made from source and the published chart names
    another registry. `when` limits the entry to settings of the release (path -> value). `complete` says that nothing
    beside the render and `refs` is pulled. `why` says what pulls `refs`.
    """

    release: Id
    refs: tuple[str, ...] = ()
    hosts: dict[str, str] = Field(default_factory=dict)
    when: dict[str, Json] = Field(default_factory=dict)
    complete: bool = True
    why: Text | None = None
    sources: tuple[Source, ...]

    @model_validator(mode="after")
    def _explains(self) -> VersionImages:
        if self.refs and self.why is None:
            raise ValueError("images that no chart names need a `why`")
        return self


class SeenVersion(Value):
    """A version somebody saw, never "the latest".

    `kubernetes` is the documented range, such as ">=1.33,<=1.36"; None means that nothing documented was found.
    `charts` gives the chart version per chart name. `blocked` refuses the version, with the reason. `by_name` marks a
    version of which only the name was seen: newer than the pin, not taken until its chart was read; the text says so.
    `images` adds what the facts of the charts cannot know.
    """

    version: ReleaseNumber
    seen: date
    kubernetes: str | None = None
    charts: dict[ChartName, ReleaseNumber] = Field(default_factory=dict)
    end_of_life: date | None = None
    blocked: Text | None = None
    by_name: Text | None = None
    images: tuple[VersionImages, ...] = ()
    sources: tuple[Source, ...]

    @property
    def usable(self) -> bool:
        """Whether a pin may take this version."""
        return self.blocked is None and self.by_name is None


class Need(Value):
    """A requirement edge: this component needs a capability, a component, or any condition on the stack.

    `phase` says whether it must be there before installation or only at run time; only install edges order the waves.
    """

    id: Id
    needs: Condition
    phase: Literal["install", "runtime"] = "runtime"
    when: Condition | None = None
    optional: bool = False
    text: Text
    sources: tuple[Source, ...]
    as_of: date
    traces: tuple[str, ...] = ()


class HostNeed(Value):
    """A demand on the node: kernel, module, package, port, sysctl, disk. `name` says a `value` that is a phrase."""

    kind: Literal["kernel", "module", "package", "port", "sysctl", "disk", "cpu", "other"]
    value: str
    name: Text | None = None
    text: Text
    sources: tuple[Source, ...]


class Footprint(Value):
    """Requests of one size; `per_node` is multiplied by the number of nodes. Storage is persistent volume space."""

    cpu_m: int = 0
    memory_mi: int = 0
    storage_gi: int = 0
    per_node_cpu_m: int = 0
    per_node_memory_mi: int = 0


class Sizes(Value):
    """Footprints for small, medium and large; `estimated` marks our own estimate.

    `traces` names the documented footprints the numbers come from (`E:istiod`).
    """

    small: Footprint
    medium: Footprint
    large: Footprint
    estimated: bool
    text: Text | None = None
    sources: tuple[Source, ...] = ()
    traces: tuple[str, ...] = ()


class SetValue(Value):
    """One setting of a release: a dotted path in its values, the value, and why it is not the default.

    A backslash-dot is a dot inside a key. A path that ends in `[+]` appends one item to a list.
    `<name>` inside a string is the input of that name.
    """

    release: Id
    path: ValuesPath
    value: Json
    why: Text | str
    rule: Id | None = None


class Chart(Value):
    """Where a Helm chart is found; the version comes from the chosen `SeenVersion`, or from `version` here."""

    name: ChartName
    repo: Address | None = None
    oci: Address | None = None
    version: ReleaseNumber | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Chart:
        if (self.repo is None) == (self.oci is None):
            raise ValueError("a chart has either repo or oci")
        return self


class Manifests(Value):
    """An upstream manifest set: a pinned URL, applied server-side."""

    url: Address
    version: ReleaseNumber


class Health(Value):
    """A read-only check that a release works: a resource to wait for, or a command."""

    kind: Literal["rollout", "condition", "exists", "command"]
    target: Target | Command
    namespace: Label | None = None
    condition: State | None = None
    text: Text

    @model_validator(mode="after")
    def _target_matches_kind(self) -> Health:
        if (" " in self.target) != (self.kind == "command"):
            raise ValueError("a command belongs to kind: command, kind/name to the others")
        if (self.condition is not None) != (self.kind == "condition"):
            raise ValueError("condition belongs to kind: condition, and only there")
        return self


class ReleaseSpec(Value):
    """One installable unit of a component.

    `how`: helm (a chart), manifests (upstream files by URL), objects (custom resources of ours only), host (files and
    steps for nodes), workstation or saas (an instruction page). `when` drops the release where it is not needed
    (a CRD chart with another owner, for example). `phase`: 0 hosts, 10 bootstrap, 20 platform. `after` names releases
    that must be installed before. `values` are base settings; integrations add theirs on top.
    """

    id: Id
    how: Literal["helm", "manifests", "objects", "host", "workstation", "saas"]
    name: Text | None = None
    when: Condition | None = None
    chart: Chart | None = None
    manifests: Manifests | None = None
    namespace: Label | None = None
    pod_security: Literal["restricted", "baseline", "privileged"] | None = None
    phase: Literal[0, 10, 20, 90] = 20
    after: tuple[Id, ...] = ()
    values: tuple[SetValue, ...] = ()
    timeout: Duration = "10m"
    health: tuple[Health, ...] = ()
    instructions: Text | None = None
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _parts_match_how(self) -> ReleaseSpec:
        if (self.chart is not None) != (self.how == "helm"):
            raise ValueError(f"release {self.id}: a chart belongs to how: helm, and only there")
        if (self.manifests is not None) != (self.how == "manifests"):
            raise ValueError(f"release {self.id}: manifests belong to how: manifests, and only there")
        if self.how in ("helm", "objects") and self.namespace is None:
            raise ValueError(f"release {self.id}: {self.how} needs a namespace")
        return self


class Context(StrEnum):
    """Why an entry of the knowledge is never offered."""

    DISCONTINUED = "discontinued"
    REMOVED = "removed"
    DETECTED = "detected"
    EXTERNAL = "external"
    PART = "part"
    BACKGROUND = "background"


class Component(Value):
    """A product or tool. With `context` it only explains itself and is never an option."""

    id: Id
    name: Text
    aliases: tuple[str, ...] = ()
    homepage: Address | None = None
    repository: Address | None = None
    purl: str | None = None
    description: Text
    context: Context | None = None
    context_text: Text | None = None
    licence: ComponentLicence
    cncf: Cncf = Cncf(level="none")
    lifecycle: Lifecycle
    versions: tuple[SeenVersion, ...] = ()
    provides: tuple[Id, ...] = ()
    needs: tuple[Need, ...] = ()
    host_needs: tuple[HostNeed, ...] = ()
    sizes: Sizes | None = None
    releases: tuple[ReleaseSpec, ...] = ()
    detect: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    trend: tuple[str, ...] = ()
    sources: tuple[Source, ...]
    as_of: date

    @model_validator(mode="after")
    def _context_explains(self) -> Component:
        if (self.context is None) != (self.context_text is None):
            raise ValueError(f"component {self.id}: context and context_text come together")
        return self
