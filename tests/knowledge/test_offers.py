"""Everything offered can be had, everything asked is used, everything said has a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.catalog.lint import lint
from advisor.catalog.lint.offers import CLUSTER_INPUTS
from advisor.catalog.load import load_catalog, load_with_positions
from advisor.catalog.walk import models
from advisor.model.assessment import Standing
from advisor.model.base import Source
from advisor.model.catalog import Catalog
from advisor.model.fact import Answer
from advisor.model.session import Choice, Session
from advisor.solve.engine import Engine

ROOT = Path(__file__).resolve().parents[2]
CATALOG = load_catalog()
IN_CLUSTER = ("helm", "manifests", "objects")
OPTIONS = [(decision.id, option.id) for decision, option in CATALOG.options()]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(CATALOG)


ONLY_WHERE_IT_RUNS = {"ingress-nginx"}
"""Options that are never new: a site can only keep them."""


def site(decision: str, option: str) -> Session:
    """A session that takes one option; what is never new runs there already."""
    choices = {decision: Choice(option=option)}
    return Session(name="s", choices=choices, existing=(option,) if option in ONLY_WHERE_IT_RUNS else ())


def test_what_is_only_kept_is_refused_anew(engine: Engine) -> None:
    for decision, option in OPTIONS:
        new = Session(name="s", choices={decision: Choice(option=option)})
        refused = engine.standings(new)[decision][option] is Standing.IMPOSSIBLE
        assert refused == (option in ONLY_WHERE_IT_RUNS), option


@pytest.mark.parametrize(("decision", "option"), OPTIONS)
def test_every_option_is_in_a_stack(decision: str, option: str, engine: Engine) -> None:
    """The engine returns a whole stack that takes the option, one option for every decision."""
    found = engine.assess(site(decision, option), count_budget=0, repairs=False)
    assert found.status != "conflict", [i.id for c in found.conflicts for i in c.items]
    assert found.stack[decision] == option
    assert found.stack.keys() == CATALOG.decision_by_id.keys()


def test_nobody_is_forced_without_saying_a_word(engine: Engine) -> None:
    """An option everybody must take is only one where nothing else is offered."""
    standings = engine.standings(Session(name="s"))
    for decision in CATALOG.decisions:
        if len(decision.options) > 1:
            assert Standing.FORCED not in standings[decision.id].values(), decision.id


def test_every_fact_is_read_by_a_rule() -> None:
    found = load_with_positions()
    assert found.catalog is not None
    assert [str(p) for p in lint(found.catalog, found.positions, ["offers"]) if p.check == "unused-fact"] == []


def test_what_is_said_has_a_dated_source() -> None:
    """Rules, claims, needs, predicates, versions: each has a source, each source a date and something to open."""
    known = CATALOG.source_by_id
    for kind in ("rules", "superseded", "components", "licences", "integrations", "trends"):
        for entry in getattr(CATALOG, kind):
            found = [inner for _, inner in models(entry) if isinstance(inner, Source)]
            assert found, entry
            for source in found:
                assert source.as_of <= CATALOG.edition.as_of, source
                assert source.ref in known or "/" in source.ref or ":" in source.ref, source
    for policy in CATALOG.policies:
        assert policy.sources, policy.id


def supported(catalog: Catalog) -> list[str]:
    return [minor.version for minor in catalog.edition.kubernetes if minor.supported]


def test_the_edition_knows_which_kubernetes_is_supported() -> None:
    assert supported(CATALOG) == ["1.35", "1.36", "1.37"]


@pytest.mark.parametrize(
    ("version", "status"), [("1.33", "conflict"), ("1.34", "conflict"), ("1.35", "open"), ("1.36", "open")]
)
def test_kubernetes_versions(version: str, status: str, engine: Engine) -> None:
    profile: dict[str, Answer] = {"kubernetes_version": version}
    found = engine.assess(Session(name="s", profile=profile), count_budget=0, repairs=False)
    assert found.status == status
    if status == "conflict":
        items = {item.id for conflict in found.conflicts for item in conflict.items}
        assert "kubernetes_version" in items
        assert items & CATALOG.rule_by_id.keys()


def test_kubernetes_1_37_is_warned_about(engine: Engine) -> None:
    """Hardly anything documents 1.37 yet; each component without a documented pin says so, and fewer do for 1.36."""
    newest = engine.assess(Session(name="s", profile={"kubernetes_version": "1.37"}), count_budget=0, repairs=False)
    assert newest.status == "open"
    warned = {f.id.partition(":")[2] for f in newest.findings if f.id.startswith("kubernetes:")}
    assert {"calico", "argocd"} <= warned or len(warned) >= 3
    assert all(pin.documented for pin in newest.pins if pin.component in ("kubeadm", "kubernetes"))
    before = engine.assess(Session(name="s", profile={"kubernetes_version": "1.36"}), count_budget=0, repairs=False)
    quiet = {f.id.partition(":")[2] for f in before.findings if f.id.startswith("kubernetes:")}
    assert not warned <= quiet


@pytest.mark.parametrize("version", ["1.35", "1.36"])
def test_pins_fit_the_wanted_kubernetes(version: str, engine: Engine) -> None:
    """A pin is documented for the wanted version, or its component honestly has no such version and says so."""
    for decision, option in OPTIONS:
        session = site(decision, option).model_copy(update={"profile": {"kubernetes_version": version}})
        found = engine.assess(session, count_budget=0, repairs=False)
        warned = {f.id for f in found.findings}
        installed = {c.id for c in CATALOG.components if any(r.how in IN_CLUSTER for r in c.releases)}
        for pin in (p for p in found.pins if p.component in installed):
            assert pin.documented or f"kubernetes:{pin.component}" in warned, (decision, option, pin)


def test_an_older_pin_is_taken_where_the_newest_does_not_fit(engine: Engine) -> None:
    """CRI-O has one release for each minor of Kubernetes."""
    crio = site("container-runtime", "cri-o")
    for wanted, minor in (("1.35", "1.35"), ("1.36", "1.36")):
        found = engine.assess(crio.model_copy(update={"profile": {"kubernetes_version": wanted}}), count_budget=0)
        assert {p.component: p.version for p in found.pins}["cri-o"].startswith(minor)


def test_blocked_versions_are_never_taken(engine: Engine) -> None:
    """Versions with a known compromise stay in the knowledge as blocked, and no pin takes one."""
    blocked = {(c.id, v.version) for c in CATALOG.components for v in c.versions if v.blocked}
    assert {("trivy", f"0.69.{n}") for n in (4, 5, 6)} <= blocked
    for decision, option in OPTIONS:
        found = engine.assess(site(decision, option), count_budget=0, repairs=False)
        assert not {(p.component, p.version) for p in found.pins} & blocked


def test_a_version_known_by_name_is_told_and_never_taken(engine: Engine) -> None:
    """Newer than every pin, never a pin, and whoever gets the older one is told; without it nothing is said."""
    named = {c.id: v.version for c in CATALOG.components for v in c.versions if v.by_name is not None}
    assert {"teleport", "teleport-enterprise", "keycloak", "gitlab", "argocd", "istio", "kiali"} <= named.keys()
    told = set()
    for decision, option in OPTIONS:
        found = engine.assess(site(decision, option), count_budget=0, repairs=False)
        pins = {pin.component: pin.version for pin in found.pins}
        assert not {(name, named.get(name)) for name in pins} & pins.items()
        newer = {f.id.partition(":")[2] for f in found.findings if f.id.startswith("newer:")}
        assert newer == named.keys() & pins.keys(), (decision, option)
        told |= newer
    assert told == named.keys()


@pytest.mark.parametrize("word", ["Trivy", "Bitnami"])
def test_blocklists_are_rules(word: str) -> None:
    assert [rule.id for rule in CATALOG.rules if "A-15" in rule.traces and word in rule.text.en]


def test_inputs_without_wiring_are_read_by_the_plan() -> None:
    """What the linter takes for read is known and named in the code that builds the plan, and nowhere wired."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "advisor" / "plan").glob("*.py"))
    for name in CLUSTER_INPUTS:
        assert name in CATALOG.input_by_id
        assert f'"{name}"' in code, name


def test_an_option_is_backed_by_its_component_or_by_sources_of_its_own() -> None:
    for decision, option in CATALOG.options():
        assert option.sources or option.brings() or option.id == "none", f"{decision.id}={option.id}"
