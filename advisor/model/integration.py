"""Integrations: the wiring between chosen components, as data."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from advisor.model.base import Id, Source, Text, Value
from advisor.model.component import Health, Json, SetValue
from advisor.model.condition import Condition
from advisor.model.names import KeyName, Label, ObjectName

_NAMESPACE = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?|<[a-z0-9_]+>")

InputKind = Literal["host", "ip", "cidr", "port", "url", "name", "email", "integer", "quantity", "path", "text", "list"]


_SHAPES: dict[str, re.Pattern[str]] = {
    "host": re.compile(r"[A-Za-z0-9\[][A-Za-z0-9.:\[\]_-]{0,252}"),
    "url": re.compile(r"[A-Za-z0-9][A-Za-z0-9+.@:/_~%?&=#,-]{0,1999}"),
    "name": re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,252}"),
    "email": re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}"),
    "quantity": re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?([KMGTPE]i?|[mk])?"),
    "path": re.compile(r"/[A-Za-z0-9._/:@+=-]{0,1000}"),
    "list": re.compile(r"[A-Za-z0-9\[][A-Za-z0-9.:/\[\]_-]{0,252}"),
}
"""What the text of an input of each kind may be. Such values stand in shell, INI and HAProxy files, where a line end, a
quote or a semicolon would become a command: whoever wrote the session, they cannot hold one."""


_OTHER = re.compile(r"<[a-z][a-z0-9_]*>")
"""Another input inside a default; loading sees to it that it is of a kind that is held to a shape."""


def _in_shape(kind: str, value: object) -> bool:  # noqa: PLR0911 - one line per kind
    match kind:
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "port":
            return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 65536
        case "list":
            if not isinstance(value, list | tuple) or len(value) > 1000:
                return False
            return all(isinstance(v, str) and _SHAPES["list"].fullmatch(v) for v in value)
        case "text":
            return isinstance(value, str) and len(value) <= 10_000
        case "ip" | "cidr":
            read = ipaddress.ip_address if kind == "ip" else ipaddress.ip_network
            try:
                return isinstance(value, str) and "%" not in value and bool(read(value))
            except ValueError:
                return False
    return isinstance(value, str) and _SHAPES[kind].fullmatch(value) is not None


class DefaultWhen(Value):
    """Another default of an input, where `when` holds."""

    when: Condition
    default: Json


class InputSpec(Value):
    """A value only the site knows (a domain, an address range). `example` stands in until it is answered.

    `default` is a value that works as it is, so an unanswered input with a default is not a placeholder. It may name
    other inputs as `<name>`; the first of `default_when` that holds replaces it. `default_unless` says when it does not
    work: where the site already runs what the bundle would have named, only the site knows the name. `made_here` marks
    an address of what the bundle installs: while its default holds there is nothing to answer, and no list of inputs
    shows it.
    """

    id: Id
    kind: InputKind
    name: Text
    text: Text
    example: Json
    default: Json = None
    default_when: tuple[DefaultWhen, ...] = ()
    default_unless: Condition | None = None
    made_here: bool = False

    @model_validator(mode="after")
    def _made_here_unless(self) -> InputSpec:
        if self.made_here and (self.default is None or self.default_unless is None):
            raise ValueError(f"input {self.id}: what is made here has a default, and says when it has none")
        return self

    def defaults(self) -> tuple[Json, ...]:
        """Every default there may be."""
        return (self.default, *(other.default for other in self.default_when))

    @model_validator(mode="after")
    def _stand_ins_fit(self) -> InputSpec:
        if not self.fits(self.example):
            raise ValueError(f"input {self.id}: the example is no {self.kind}")
        for default in self.defaults():
            written = _OTHER.sub("x", default) if isinstance(default, str) else default
            if written is not None and not self.fits(written):
                raise ValueError(f"input {self.id}: the default is no {self.kind}")
        return self

    def may_be_open(self, existing: Collection[str]) -> bool:
        """Whether a site that runs `existing` may have to answer it: not where the bundle names what it installs."""
        unless = self.default_unless.leaves() if self.made_here and self.default_unless else ()
        return not unless or any(leaf.existing is None or leaf.existing in existing for leaf in unless)

    def fits(self, value: object) -> bool:
        """Whether an answer is of the kind."""
        return _in_shape(self.kind, value)


class SecretSpec(Value):
    """A Secret somebody must create: names and keys, never a value.

    `kind` is ConfigMap where the reader takes public data from nothing else (a CA certificate, for one). `source`
    names the release that makes it, or that makes the Secret it is a copy of; it cannot exist before that.
    """

    name: ObjectName
    namespace: Label
    keys: tuple[KeyName, ...]
    text: Text
    kind: Literal["Secret", "ConfigMap"] = "Secret"
    used_by: tuple[Id, ...] = ()
    source: Id | None = None


class ObjectSpec(Value):
    """Kubernetes objects of ours that belong to a release and are applied after it.

    `release` names the release the objects belong to; `before` applies them ahead of it.
    """

    release: Id
    object: dict[str, Json]
    before: bool = False
    why: Text | str

    @model_validator(mode="after")
    def _lies_in_a_namespace(self) -> ObjectSpec:
        metadata = self.object.get("metadata")
        namespace = metadata.get("namespace") if isinstance(metadata, dict) else None
        if namespace is not None and not _NAMESPACE.fullmatch(str(namespace)):
            raise ValueError("metadata.namespace is no name of a namespace and no <input>")
        return self


class Integration(Value):
    """Wiring that applies whenever `when` holds in the resolved stack.

    `sets` write chart values, `objects` add Kubernetes objects, `after` orders releases (`[later, earlier]`),
    `host_facts` set named switches that the renderers of `cluster/` read (kube_proxy: none). `rules` names the rules
    the wiring obeys. Later integrations (by `order`, then id) win; maps merge; `[+]` appends.
    """

    id: Id
    title: Text
    when: Condition
    order: int = 50
    sets: tuple[SetValue, ...] = ()
    objects: tuple[ObjectSpec, ...] = ()
    after: tuple[tuple[Id, Id], ...] = ()
    inputs: tuple[Id, ...] = ()
    secrets: tuple[SecretSpec, ...] = ()
    host_facts: dict[str, Json] = Field(default_factory=dict)
    health: tuple[Health, ...] = ()
    caveats: tuple[Text, ...] = ()
    rules: tuple[Id, ...] = ()
    verified: Literal["rendered", "schema", "docs", "unverified"]
    sources: tuple[Source, ...]
    as_of: date
    traces: tuple[str, ...] = ()
