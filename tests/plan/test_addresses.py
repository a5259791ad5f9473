"""Addresses as inputs: defaults that name other inputs, parts of an address, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from advisor.catalog.load import load_catalog
from advisor.errors import BadInput
from advisor.model.condition import Condition
from advisor.model.session import Session
from advisor.plan.inputs import InputBook
from tests.catalog import folder
from tests.plan import small
from tests.upstream.bundles import catalog

INPUT = """\
  - id: {id}
    kind: {kind}
    name: {{en: An input, ko: 입력}}
    text: {{en: What it is., ko: 설명이다.}}
    example: {example}
"""
SITE = INPUT.format(id="domain", kind="host", example="k8s.example.com")
URL = INPUT.format(id="store_url", kind="url", example="https://store.example.com")
MADE = '    default: "%s"\n    default_unless: {existing: cilium}\n    made_here: true\n'


def book(answers: dict[str, Any] | None = None, *, there: bool = False, default: str = "https://store.<domain>") -> Any:
    made = small.catalog(
        inputs=[
            *small.INPUTS, small.site_input("domain", "host", "k8s.example.com"),
            {"id": "store_url", "kind": "url", "name": small.text("s"), "text": small.text("s"), "default": default,
             "example": "https://store.example.com", "default_unless": {"existing": "loki"}, "made_here": True,
             "default_when": [{"when": {"component": "tempo"}, "default": "http://far.tracing.svc:4317"}]},
        ]
    )  # fmt: skip

    def holds(condition: Condition) -> bool:
        return there if condition.existing else False

    return InputBook(made, Session(name="s", inputs=answers or {}), holds)


def listed(made: InputBook) -> set[str]:
    return {i.id for i in made.listing()}


def test_what_the_bundle_makes_is_no_input_and_what_it_names_is() -> None:
    made = book({"domain": "acme.test"})
    filled = made.fill({"url": "<store_url>/api", "host": "<store_url.host>"}, "values/a.yaml")
    assert filled.value == {"url": "https://store.acme.test/api", "host": "store.acme.test"}
    assert filled.used == ("domain",)
    assert listed(made) == {"domain"}


def test_what_the_site_runs_is_asked_for() -> None:
    made = book(there=True)
    assert made.fill("<store_url>", "values/a.yaml").used == ("store_url",)
    assert made.is_placeholder("store_url")
    assert listed(made) == {"store_url"}
    told = book({"store_url": "https://own.acme.test:8443/"}, there=True)
    assert told.fill("<store_url>/api", "values/a.yaml").value == "https://own.acme.test:8443/api"


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("https://own.acme.test", ("own.acme.test", 443, "own.acme.test", True)),
        ("http://own.acme.test:3100/x", ("own.acme.test", 3100, "own.acme.test:3100", False)),
        ("own.acme.test:9092", ("own.acme.test", 9092, "own.acme.test:9092", False)),
    ],
)
def test_parts_of_an_address(address: str, parts: tuple[object, ...]) -> None:
    made = book({"store_url": address})
    marks = ["<store_url.host>", "<store_url.port>", "<store_url.authority>", "<store_url.tls>"]
    assert tuple(made.fill(mark, "a").value for mark in marks) == parts
    said = "on" if parts[-1] else "off"
    assert made.fill("Port <store_url.port>\ntls <store_url.tls>", "a").value == f"Port {parts[1]}\ntls {said}"


@pytest.mark.parametrize("address", ["own.acme.test", "https:///path", "own.acme.test:many", "ftp://own.acme.test"])
def test_an_address_without_the_part_is_refused(address: str) -> None:
    with pytest.raises(BadInput, match="store_url takes a value of the kind url"):
        book({"store_url": address}).fill("<store_url.port><store_url.host>", "a")


def load(tmp_path: Path, *entries: str) -> list[str]:
    files = {**folder.FILES, "inputs.yaml": "inputs:\n" + "".join(entries)}
    try:
        load_catalog(root=folder.write(tmp_path, files), cached=False)
    except BadInput as refused:
        return [str(p) for p in refused.problems]
    return []


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((SITE, URL + MADE % "https://store.<domain>"), ""),
        ((SITE, URL + MADE % "https://store.<domian>"), "there is no input domian"),
        ((SITE, URL + MADE % "https://store .<domain>"), "the default is no url"),
        ((URL + MADE % "<other_url>", INPUT.format(id="other_url", kind="url", example="a") + MADE % "<store_url>"),
         "whose own default names another input"),
        ((URL + MADE % "https://<note>", INPUT.format(id="note", kind="text", example="a")), "which may hold any text"),
        ((URL + "    made_here: true\n",), "what is made here has a default"),
    ],
)  # fmt: skip
def test_defaults_that_lead_nowhere_are_refused(entries: tuple[str, ...], said: str, tmp_path: Path) -> None:
    found = load(tmp_path, *entries)
    assert bool(found) == bool(said), found
    assert said in " ".join(found)


def test_only_what_a_site_runs_may_have_to_be_answered() -> None:
    known = catalog().input_by_id
    assert not known["loki_url"].may_be_open(())
    assert known["loki_url"].may_be_open(("loki",))
    assert not known["loki_url"].may_be_open(("jaeger",))
    assert known["kafka_address"].may_be_open(()), "another Kafka may be chosen without a word about what runs"
    assert known["domain"].may_be_open(())
