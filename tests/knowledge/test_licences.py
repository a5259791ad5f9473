"""What licences mean for a company, as a matrix: revenue, staff, kind of company, use, subscriptions and policies."""

from __future__ import annotations

from itertools import product

import pytest

from advisor.catalog.load import load_catalog
from advisor.model.assessment import Assessment, Standing
from advisor.model.catalog import Catalog
from advisor.model.fact import Answer
from advisor.model.licence import LicenceClass, Verdict
from advisor.model.session import Choice, Session
from advisor.plan.build import build_plan
from advisor.solve.engine import Engine
from advisor.solve.licence import effective, find, judge

REVENUES = (None, 9_999_999, 10_000_000)
STAFF = (None, 99, 100, 249, 250)
SWITCH = (None, False, True)
INSIDE: dict[str, Answer] = {
    "sells_hosted_service": False,
    "redistributes": False,
    "modifies_software": False,
    "competes_with_vendor": False,
}
"""A company that only uses software itself, unchanged."""
OK, CONDITIONAL, UNKNOWN = Verdict.OK, Verdict.CONDITIONAL, Verdict.UNKNOWN
PURCHASE, REFUSED = Verdict.NEEDS_PURCHASE, Verdict.REFUSED


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="module")
def engine(catalog: Catalog) -> Engine:
    return Engine(catalog)


def verdict(catalog: Catalog, component: str, **facts: Answer | None) -> Verdict:
    profile = {fact: answer for fact, answer in facts.items() if answer is not None}
    assert profile.keys() <= catalog.fact_by_id.keys()
    return judge(catalog, Session(name="s", profile=profile), component).verdict


def any_of(*parts: bool | None) -> bool | None:
    """Three-valued or."""
    return True if True in parts else (None if None in parts else False)


def at_least(answer: int | None, limit: int) -> bool | None:
    return None if answer is None else answer >= limit


@pytest.mark.parametrize(("revenue", "funding"), [*product(REVENUES, REVENUES)])
def test_lens_by_revenue_and_funding(revenue: int | None, funding: int | None, catalog: Catalog) -> None:
    above = any_of(at_least(revenue, 10_000_000), at_least(funding, 10_000_000))
    expected = {True: PURCHASE, None: UNKNOWN, False: OK}[above]
    assert verdict(catalog, "lens", annual_revenue_usd=revenue, funding_usd=funding) is expected
    if revenue is not None or funding is not None:
        paid = verdict(catalog, "lens", annual_revenue_usd=revenue, funding_usd=funding, subscriptions=("lens",))
        assert paid is OK


@pytest.mark.parametrize(("revenue", "staff", "public"), [*product(REVENUES, STAFF, SWITCH)])
def test_teleport_community(revenue: int | None, staff: int | None, public: bool | None, catalog: Catalog) -> None:
    large = any_of(at_least(staff, 100), at_least(revenue, 10_000_000))
    if large:
        expected = REFUSED
    elif large is None or public is not False:
        expected = UNKNOWN
    else:
        expected = OK
    facts: dict[str, Answer | None] = {"annual_revenue_usd": revenue, "employees": staff, "public_sector": public}
    assert verdict(catalog, "teleport", **facts, **INSIDE) is expected


@pytest.mark.parametrize(("revenue", "staff", "public"), [*product(REVENUES, STAFF, SWITCH)])
def test_docker_desktop_and_engine(
    revenue: int | None, staff: int | None, public: bool | None, catalog: Catalog
) -> None:
    paid = any_of(at_least(staff, 250), at_least(revenue, 10_000_000), public)
    facts: dict[str, Answer | None] = {"annual_revenue_usd": revenue, "employees": staff, "public_sector": public}
    assert verdict(catalog, "docker-desktop", **facts) is {True: PURCHASE, None: UNKNOWN, False: OK}[paid]
    assert verdict(catalog, "docker-desktop", **facts, subscriptions=("docker-desktop",)) is OK
    assert verdict(catalog, "docker", **facts) is OK


def test_teleport_enterprise_is_bought(catalog: Catalog) -> None:
    assert verdict(catalog, "teleport-enterprise", **INSIDE) is PURCHASE
    assert verdict(catalog, "teleport-enterprise", subscriptions=("teleport-enterprise",)) is OK
    assert verdict(catalog, "teleport-enterprise", subscriptions=("lens",)) is PURCHASE


@pytest.mark.parametrize("component", ["vault", "terraform"])
@pytest.mark.parametrize(("hosted", "passed", "competes"), [*product(SWITCH, SWITCH, SWITCH)])
def test_busl(
    hosted: bool | None, passed: bool | None, competes: bool | None, component: str, catalog: Catalog
) -> None:
    """Used inside it is granted; offered to others it depends on whether the offer competes."""
    offered = any_of(hosted, passed)
    if offered is False:
        expected = OK
    elif offered is None:
        expected = UNKNOWN
    else:
        expected = {True: REFUSED, None: UNKNOWN, False: CONDITIONAL}[competes]
    found = verdict(
        catalog, component, sells_hosted_service=hosted, redistributes=passed, competes_with_vendor=competes
    )
    assert found is expected


@pytest.mark.parametrize("component", ["elasticsearch", "kibana"])
@pytest.mark.parametrize(("hosted", "passed"), [*product(SWITCH, SWITCH)])
def test_elastic_releases(hosted: bool | None, passed: bool | None, component: str, catalog: Catalog) -> None:
    """The official releases are Elastic-2.0 alone: never as a managed service for others."""
    if hosted is not False:
        expected = REFUSED if hosted else UNKNOWN
    else:
        expected = {True: CONDITIONAL, None: UNKNOWN, False: OK}[passed]
    assert verdict(catalog, component, sells_hosted_service=hosted, redistributes=passed) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, UNKNOWN),
        (INSIDE, OK),
        ({**INSIDE, "sells_hosted_service": True}, CONDITIONAL),
        ({**INSIDE, "redistributes": True}, CONDITIONAL),
        ({**INSIDE, "modifies_software": True}, OK),
        ({**INSIDE, "sells_hosted_service": True, "modifies_software": True}, CONDITIONAL),
    ],
)
def test_elasticsearch_from_source_is_a_choice_of_three(
    facts: dict[str, Answer], expected: Verdict, catalog: Catalog
) -> None:
    """The best of AGPL, SSPL and Elastic-2.0 counts: a hosted service is refused by two of them, not by the AGPL."""
    assert verdict(catalog, "elasticsearch-source", **facts) is expected
    assert set(effective(catalog.component_by_id["elasticsearch-source"]).keys()) == {
        "AGPL-3.0-only",
        "SSPL-1.0",
        "Elastic-2.0",
    }


@pytest.mark.parametrize("component", ["grafana", "loki", "tempo", "pyroscope"])
@pytest.mark.parametrize(("modified", "passed", "hosted"), [*product(SWITCH, SWITCH, SWITCH)])
def test_agpl(
    modified: bool | None, passed: bool | None, hosted: bool | None, component: str, catalog: Catalog
) -> None:
    """Inside and unchanged it asks for nothing; changed, passed on or sold as a service it is conditional."""
    found = verdict(catalog, component, modifies_software=modified, redistributes=passed, sells_hosted_service=hosted)
    matters = [answer for answer in (modified, passed, hosted) if answer is not False]
    if not matters:
        assert found is OK
    else:
        assert found is (CONDITIONAL if matters[0] else UNKNOWN)


@pytest.mark.parametrize(
    ("component", "facts", "expected"),
    [
        ("gitlab", {}, OK),
        ("gitlab-ee", {}, PURCHASE),
        ("gitlab-ee", {"subscriptions": ("gitlab-ee",)}, OK),
        ("github-actions", {}, UNKNOWN),
        ("github-actions", {"ci_minutes_per_month": 2000}, OK),
        ("github-actions", {"ci_minutes_per_month": 2001}, CONDITIONAL),
        ("openbao", {}, UNKNOWN),
        ("openbao", INSIDE, OK),
        ("openbao", {**INSIDE, "redistributes": True}, OK),
        ("openbao", {**INSIDE, "redistributes": True, "modifies_software": True}, CONDITIONAL),
        ("vector", {**INSIDE, "redistributes": True, "modifies_software": True}, CONDITIONAL),
        ("rook-ceph", {}, OK),
        ("ceph", {}, UNKNOWN),
        ("ceph", INSIDE, OK),
        ("ceph", {"redistributes": True}, CONDITIONAL),
        ("haproxy", {}, UNKNOWN),
        ("haproxy", {"redistributes": False}, OK),
        ("haproxy", {"redistributes": True}, CONDITIONAL),
        ("keepalived", {"redistributes": False}, OK),
        ("keepalived", {"redistributes": True}, CONDITIONAL),
        ("calico", {}, OK),
        ("podman", {}, OK),
    ],
)
def test_other_licences(component: str, facts: dict[str, Answer], expected: Verdict, catalog: Catalog) -> None:
    assert verdict(catalog, component, **facts) is expected


def test_unknown_never_becomes_ok(catalog: Catalog) -> None:
    """With nothing answered, a component is ok only if no answer whatever could make its licence matter."""
    for component in catalog.components:
        found = verdict(catalog, component.id)
        licences = [find(catalog, key) for key in effective(component).keys()]  # noqa: SIM118 - a tree, no dictionary
        assert all(licences), component.id
        asks = [p for licence in licences if licence for p in licence.predicates]
        if found is OK:
            assert not asks or effective(component).op == "or", component.id


def test_an_unlisted_licence_is_unknown(catalog: Catalog) -> None:
    grafana = catalog.component_by_id["grafana"]
    strange = grafana.model_copy(
        update={"id": "strange", "licence": grafana.licence.model_copy(update={"expression": "Zlib"})}
    )
    fields = {name: getattr(catalog, name) for name in Catalog.model_fields}
    with_strange = Catalog.model_construct(**{**fields, "components": (*catalog.components, strange)})
    assert judge(with_strange, Session(name="s"), "strange").verdict is UNKNOWN


# ---------------------------------------------------------------- through the engine


def ask(engine: Engine, picks: dict[str, str], profile: dict[str, Answer], **parts: object) -> Assessment:
    choices = {decision: Choice(option=option) for decision, option in picks.items()}
    session = Session.model_validate({"name": "s", "profile": profile, "choices": choices, **parts})
    return engine.assess(session, count_budget=0, repairs=False)


def standing(engine: Engine, decision: str, option: str, profile: dict[str, Answer], **parts: object) -> Standing:
    session = Session.model_validate({"name": "s", "profile": profile, **parts})
    return engine.standings(session)[decision][option]


@pytest.mark.parametrize(
    ("decision", "option", "profile", "impossible"),
    [
        ("cluster-access", "teleport", {"employees": 100, "subscriptions": ()}, True),
        ("cluster-access", "teleport", {"employees": 99}, False),
        ("cluster-access", "teleport", {"annual_revenue_usd": 10_000_000, "subscriptions": ()}, True),
        ("cluster-access", "teleport", {"annual_revenue_usd": 9_999_999}, False),
        ("cluster-access", "teleport", {}, False),
        ("cluster-access", "teleport", {"employees": 100}, False),
        ("cluster-access", "teleport-enterprise", {"employees": 100}, False),
        ("secrets", "vault", {"sells_hosted_service": True, "competes_with_vendor": True}, True),
        ("secrets", "vault", {"sells_hosted_service": True, "competes_with_vendor": False}, False),
        ("iac", "terraform", {"redistributes": True, "competes_with_vendor": True}, True),
        ("iac", "opentofu", {"redistributes": True, "competes_with_vendor": True}, False),
        ("log-store", "elasticsearch", {"sells_hosted_service": True}, True),
        ("log-store", "elasticsearch", {"sells_hosted_service": False}, False),
        ("log-store", "opensearch", {"sells_hosted_service": True}, False),
        ("dashboards", "grafana", {"sells_hosted_service": True, "modifies_software": True}, False),
    ],
)
def test_a_refused_licence_makes_the_option_impossible(
    decision: str, option: str, profile: dict[str, Answer], impossible: bool, engine: Engine
) -> None:
    """Impossible only where no open answer can save it; a paid subscription could, so it has to be answered."""
    assert (standing(engine, decision, option, profile) is Standing.IMPOSSIBLE) == impossible


@pytest.mark.parametrize(
    ("decision", "option", "allowed"),
    [
        ("console", "lens", False),
        ("console", "headlamp", True),
        ("console", "freelens", True),
        ("cluster-access", "teleport", False),
        ("cluster-access", "teleport-enterprise", False),
        ("cluster-access", "kubernetes-rbac", True),
        ("secrets", "vault", False),
        ("secrets", "openbao", True),
        ("iac", "terraform", False),
        ("iac", "opentofu", True),
        ("log-store", "elasticsearch", False),
        ("log-store", "opensearch", True),
        ("log-store", "loki", True),
        ("log-view", "kibana", False),
        ("image-build", "docker-desktop", False),
        ("image-build", "docker", True),
        ("ci", "github-actions", False),
        ("ci", "gitlab", True),
        ("ci", "jenkins", True),
    ],
)
def test_only_osi_licences(decision: str, option: str, allowed: bool, engine: Engine) -> None:
    """As a ban the policy closes the option, as a weight it leaves it open; without it the option is open."""
    banned = standing(engine, decision, option, {}, policies={"osi_only": True})
    assert (banned is not Standing.IMPOSSIBLE) == allowed
    assert standing(engine, decision, option, {}, policies={"osi_only": {"weight": 5}}) is not Standing.IMPOSSIBLE
    assert standing(engine, decision, option, {}) is not Standing.IMPOSSIBLE


@pytest.mark.parametrize(
    ("picks", "profile", "finding"),
    [
        ({"console": "lens"}, {"annual_revenue_usd": 10_000_000}, "licence:lens"),
        ({"console": "lens"}, {}, "licence:lens"),
        ({"cluster-access": "teleport"}, {}, "licence:teleport"),
        ({"image-build": "docker-desktop"}, {"public_sector": True}, "licence:docker-desktop"),
        ({"dashboards": "grafana"}, {"modifies_software": True}, "licence:grafana"),
    ],
)
def test_somebody_must_sign_for_what_is_not_ok(
    picks: dict[str, str], profile: dict[str, Answer], finding: str, engine: Engine
) -> None:
    found = {f.id: f for f in ask(engine, picks, profile).findings}
    assert found[finding].severity.value == "must-accept"
    assert found[finding].sources
    assert found[finding].as_of is not None


def test_nothing_to_sign_where_the_licence_is_ok(engine: Engine) -> None:
    """Below the limits, or with a subscription, the same choice raises no finding."""
    below: dict[str, Answer] = {"annual_revenue_usd": 9_999_999, "funding_usd": 0}
    assert "licence:lens" not in {f.id for f in ask(engine, {"console": "lens"}, below).findings}
    paid: dict[str, Answer] = {"annual_revenue_usd": 10_000_000, "subscriptions": ("lens",)}
    assert "licence:lens" not in {f.id for f in ask(engine, {"console": "lens"}, paid).findings}
    assert standing(engine, "console", "lens", paid, policies={"no_purchase": True}) is not Standing.IMPOSSIBLE
    unpaid: dict[str, Answer] = {"annual_revenue_usd": 10_000_000, "subscriptions": ()}
    assert standing(engine, "console", "lens", unpaid, policies={"no_purchase": True}) is Standing.IMPOSSIBLE


def test_every_licence_with_duties_lists_them(catalog: Catalog) -> None:
    offered = {key for c in catalog.components if c.context is None for key in effective(c).keys()}  # noqa: SIM118 - a tree
    for licence in catalog.licences:
        if licence.licence_class is not LicenceClass.PERMISSIVE and licence.id in offered:
            assert licence.obligations, licence.id
        for predicate in licence.predicates:
            assert predicate.sources, f"{licence.id}: {predicate.id}"


def test_the_bill_of_materials_lists_the_duties(catalog: Catalog, engine: Engine) -> None:
    picks = {"dashboards": "grafana", "secrets": "vault", "log-store": "loki"}
    session = engine.complete(
        Session(name="s", profile=INSIDE, choices={d: Choice(option=o) for d, o in picks.items()})
    )
    plan = build_plan(catalog, session, engine.assess(session, count_budget=0), tool_version="0")
    listed = {c.id: c for c in plan.components}
    for component, licence in (("grafana", "AGPL-3.0-only"), ("vault", "BUSL-1.1"), ("loki", "AGPL-3.0-only")):
        wanted = {o.text for o in catalog.licence_by_id[licence].obligations}
        assert wanted
        assert wanted <= set(listed[component].obligations)


def test_program_and_chart_are_kept_apart(catalog: Catalog) -> None:
    """The chart of an AGPL program may be Apache-2.0, and neither speaks for the other."""
    for component, program, chart in (
        ("grafana", "AGPL-3.0-only", "Apache-2.0"),
        ("vault", "BUSL-1.1", "MPL-2.0"),
        ("jenkins", "MIT", "Apache-2.0"),
    ):
        licence = catalog.component_by_id[component].licence
        assert (licence.expression, licence.chart) == (program, chart)
