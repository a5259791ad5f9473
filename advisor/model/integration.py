"""Integrations: the wiring between chosen components, as data."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from advisor.model.base import Id, Source, Text, Value
from advisor.model.component import Health, Json, SetValue
from advisor.model.condition import Condition

InputKind = Literal["host", "ip", "cidr", "port", "url", "name", "email", "integer", "quantity", "path", "text", "list"]


class InputSpec(Value):
    """A value only the site knows (a domain, an address range). `example` stands in until it is answered.

    `default` is a value that works as it is, so an unanswered input with a default is not a placeholder.
    """

    id: Id
    kind: InputKind
    name: Text
    text: Text
    example: Json
    default: Json = None


class SecretSpec(Value):
    """A Secret somebody must create: names and keys, never a value.

    `kind` is ConfigMap where the reader takes public data from nothing else (a CA certificate, for one). `source`
    names the release that makes it, or that makes the Secret it is a copy of; it cannot exist before that.
    """

    name: str
    namespace: str
    keys: tuple[str, ...]
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
