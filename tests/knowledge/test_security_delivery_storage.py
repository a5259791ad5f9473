"""What the knowledge says about security, delivery and storage, asked through the solver.

Each conflict and each warning has a twin that differs in one statement, so a rule that always or never fires is found.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from advisor.catalog.load import load_catalog
from advisor.model.assessment import Assessment
from advisor.model.catalog import Catalog
from advisor.model.component import LifecycleState
from advisor.model.fact import Answer
from advisor.model.licence import Verdict
from advisor.model.session import Choice, Session
from advisor.solve.engine import Engine

DECISIONS = (
    "cluster-access",
    "identity",
    "secrets",
    "certificates",
    "policy",
    "image-scan",
    "runtime-security",
    "packaging",
    "console",
    "ci",
    "cd",
    "progressive-delivery",
    "deployment-alerts",
    "registry",
    "storage",
    "object-storage",
    "backup",
)
ARTICLE_RULES = (
    "policy-builtin",
    "policy-mutation",
    "policy-old-k8s",
    "scan-in-registry",
    "scan-cnapp",
    "scan-no-harbor",
    "access-audit",
    "access-growth",
    "access-small",
    "access-keycloak",
    "identity-exposed",
    "identity-ldap",
    "ide-revenue",
    "ide-revenue-ok",
    "ide-openlens",
    "ci-github",
    "ci-github-minutes",
    "ci-gitlab-free",
    "ci-gitlab-devops",
    "ci-jenkins",
    "cd-gitops",
    "cd-strategies",
    "cd-notify",
    "registry-one-store",
    "storage-object",
    "storage-familiar",
    "storage-block-only",
    "backup-dr",
    "secrets-plain",
    "secrets-bsl",
    "secrets-bsl-ok",
    "runtime-sec",
    "runtime-sec-ease",
)
NEVER_OFFERED = ("openlens", "notary", "chartmuseum", "minio", "kubernetes-dashboard", "trivy", "rook", "cnapp", "ldap")
NO_DISKS: Mapping[str, Answer] = {"raw_disks": False, "block_storage_class": False}
Facts = Mapping[str, Answer]
Picks = Mapping[str, str]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The knowledge as shipped."""
    return load_catalog()


@pytest.fixture(scope="module")
def engine(catalog: Catalog) -> Engine:
    """One engine for all questions."""
    return Engine(catalog)


def ask(
    engine: Engine,
    facts: Facts,
    picks: Picks | None = None,
    *,
    existing: tuple[str, ...] = (),
    policies: tuple[str, ...] = (),
) -> Assessment:
    """Assess a session made of these answers, choices, existing components and hard policies."""
    choices = {decision: Choice(option=option) for decision, option in (picks or {}).items()}
    session = Session(
        name="case", profile=dict(facts), choices=choices, existing=existing, policies=dict.fromkeys(policies, True)
    )
    return engine.assess(session, count_budget=1, repairs=False)


@pytest.mark.parametrize(
    ("facts", "picks", "rule", "twin"),
    [
        (
            {},
            {"cluster-access": "teleport", "identity": "keycloak"},
            "teleport-sso-enterprise",
            {"cluster-access": "teleport-enterprise"},
        ),
        (
            {},
            {"image-scan": "harbor-trivy", "registry": "external"},
            "harbor-trivy-needs-harbor",
            {"registry": "harbor"},
        ),
        (
            {"scanner_present": False},
            {"image-scan": "external-scanner"},
            "external-scanner-must-exist",
            {"image-scan": "trivy-operator"},
        ),
        (NO_DISKS, {"storage": "rook-ceph"}, "rook-needs-disks", {"storage": "longhorn"}),
        ({"location": "on-premises"}, {"storage": "cloud-csi"}, "cloud-csi-needs-cloud", {"storage": "rook-ceph"}),
        (
            {},
            {"object-storage": "ceph-rgw", "storage": "longhorn"},
            "need:ceph-rgw:rook-ceph",
            {"storage": "rook-ceph"},
        ),
        (
            {"location": "on-premises", "external_services": ()},
            {"object-storage": "external-s3"},
            "external-s3-must-exist",
            {"object-storage": "ceph-rgw"},
        ),
        (
            {},
            {"backup": "velero", "object-storage": "none"},
            "need:velero:object-storage",
            {"object-storage": "ceph-rgw"},
        ),
        ({"air_gapped": True}, {"ci": "github-actions"}, "github-needs-internet", {"ci": "jenkins"}),
        (
            {"external_services": ("postgresql",), "source_host": "other"},
            {"ci": "gitlab"},
            "need:gitlab:redis",
            {"ci": "jenkins"},
        ),
        ({}, {"ci": "gitlab", "object-storage": "none"}, "need:gitlab:object-storage", {"object-storage": "ceph-rgw"}),
        (
            {},
            {"deployment-alerts": "argocd-notifications", "cd": "flux"},
            "need:argocd-notifications:argocd",
            {"cd": "argocd"},
        ),
        (
            {"needs": ("object-storage",)},
            {"object-storage": "none"},
            "need-object-storage",
            {"object-storage": "ceph-rgw"},
        ),
        ({"needs": ("backup",)}, {"backup": "none"}, "need-backup", {"backup": "velero"}),
        ({"needs": ("secrets-management",)}, {"secrets": "none"}, "need-secrets-management", {"secrets": "openbao"}),
        (
            {"needs": ("runtime-security",)},
            {"runtime-security": "none"},
            "need-runtime-security",
            {"runtime-security": "tracee"},
        ),
        (
            {"needs": ("policy-validation",)},
            {"policy": "none"},
            "need-policy-validation",
            {"policy": "kubernetes-admission"},
        ),
        (
            {"needs": ("policy-mutation",), "kubernetes_version": "1.35"},
            {"policy": "kubernetes-admission"},
            "need-policy-mutation",
            {"policy": "kyverno"},
        ),
        (
            {"needs": ("policy-generation",)},
            {"policy": "kubernetes-admission"},
            "need-policy-generation",
            {"policy": "kyverno"},
        ),
        (
            {"needs": ("image-signing",)},
            {"policy": "kubernetes-admission"},
            "need-image-signing",
            {"policy": "kyverno"},
        ),
        ({"needs": ("gitops",)}, {"cd": "none"}, "need-gitops", {"cd": "flux"}),
        ({"needs": ("all-in-one-devops",)}, {"ci": "jenkins"}, "need-all-in-one-devops", {"ci": "gitlab"}),
        (
            {"needs": ("progressive-delivery",)},
            {"progressive-delivery": "none"},
            "need-progressive-delivery",
            {"progressive-delivery": "argo-rollouts"},
        ),
        (
            {"needs": ("deployment-alerts",)},
            {"deployment-alerts": "none", "cd": "argocd"},
            "need-deployment-alerts",
            {"cd": "flux"},
        ),
    ],
)
def test_a_rule_refuses_and_its_twin_solves(engine: Engine, facts: Facts, picks: Picks, rule: str, twin: Picks) -> None:
    """The combination is a conflict that names the rule; with one statement changed it has a stack."""
    refused = ask(engine, facts, picks)
    assert refused.status == "conflict"
    assert rule in {item.id for conflict in refused.conflicts for item in conflict.items}
    assert ask(engine, facts, {**picks, **twin}).status != "conflict"


@pytest.mark.parametrize(
    ("facts", "decision", "option"),
    [
        ({}, "cluster-access", "kubernetes-rbac"),
        ({"audit_required": True, "employees": 40, "annual_revenue_usd": 1_000_000}, "cluster-access", "teleport"),
        ({"audit_required": True, "employees": 400}, "cluster-access", "teleport-enterprise"),
        ({}, "identity", "none"),
        ({"internet_exposed": True}, "identity", "keycloak"),
        ({"needs": ("secrets-management",)}, "secrets", "vault"),
        ({"needs": ("secrets-management",), "priorities": ("vendor-neutral",)}, "secrets", "openbao"),
        ({"needs": ("policy-mutation",), "kubernetes_version": "1.36"}, "policy", "kubernetes-admission"),
        ({"needs": ("policy-mutation",), "kubernetes_version": "1.35"}, "policy", "kyverno"),
        ({"scanner_present": True}, "image-scan", "external-scanner"),
        ({}, "image-scan", "harbor-trivy"),
        ({"annual_revenue_usd": 1_000_000, "funding_usd": 0}, "console", "lens"),
        ({"annual_revenue_usd": 1_000_000, "funding_usd": 20_000_000}, "console", "headlamp"),
        ({"annual_revenue_usd": 90_000_000, "subscriptions": ("lens",)}, "console", "lens"),
        ({"workers": 2}, "storage", "longhorn"),
        ({"workers": 6}, "storage", "rook-ceph"),
        ({"location": "public-cloud"}, "storage", "cloud-csi"),
        ({"needs": ("object-storage",), "external_services": ("s3",)}, "object-storage", "external-s3"),
        ({"needs": ("object-storage",), "external_services": ()}, "object-storage", "ceph-rgw"),
        ({"skills": ("flux",)}, "cd", "flux"),
        ({"source_host": "gitlab"}, "ci", "gitlab"),
        ({"source_host": "github"}, "ci", "github-actions"),
        ({"source_host": "github", "air_gapped": True}, "ci", "jenkins"),
    ],
)
def test_the_suggestion_follows_the_site(engine: Engine, facts: Facts, decision: str, option: str) -> None:
    """The best stack takes the option the article or today's facts would take for this site."""
    assert ask(engine, facts).stack[decision] == option


def test_open_licences_only_turns_vault_into_openbao(engine: Engine) -> None:
    """The policy refuses the BUSL product and the preference falls on its fork."""
    facts: Facts = {"needs": ("secrets-management",)}
    assert ask(engine, facts).stack["secrets"] == "vault"
    assert ask(engine, facts, policies=("osi_only",)).stack["secrets"] == "openbao"


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"employees": 99, "annual_revenue_usd": 9_999_999, "public_sector": False}, False),
        ({"employees": 100, "annual_revenue_usd": 9_999_999, "public_sector": False}, True),
        ({"employees": 99, "annual_revenue_usd": 10_000_000, "public_sector": False}, True),
    ],
)
def test_teleport_community_ends_at_its_limits(engine: Engine, facts: Facts, *, refused: bool) -> None:
    """One employee or one dollar decides; below the limits the licence never refuses."""
    option = ask(engine, facts).decision("cluster-access").option("teleport")
    assert option is not None
    assert option.licence is not None
    assert (option.licence.verdict is Verdict.REFUSED) is refused


@pytest.mark.parametrize(
    ("facts", "picks", "finding", "twin"),
    [
        (
            {},
            {"backup": "velero", "object-storage": "ceph-rgw"},
            "backup-same-cluster",
            {"object-storage": "external-s3"},
        ),
        ({}, {"backup": "velero", "storage": "external"}, "backup-no-snapshots", {"storage": "longhorn"}),
        ({"workers": 2}, {"storage": "rook-ceph"}, "storage-three-nodes", {"storage": "external"}),
        ({"kernel_version": "5.4"}, {"runtime-security": "falco"}, "falco-old-kernel", {"runtime-security": "tracee"}),
        ({"air_gapped": True}, {"console": "lens"}, "lens-offline", {"console": "headlamp"}),
        ({"air_gapped": True}, {"ci": "jenkins"}, "jenkins-plugins-airgap", {"ci": "gitlab"}),
        (
            {"audit_required": True},
            {"cluster-access": "kubernetes-rbac"},
            "access-audit-fallback",
            {"cluster-access": "teleport"},
        ),
        ({"internet_exposed": True}, {"identity": "none"}, "identity-exposed-none", {"identity": "keycloak"}),
        ({}, {"secrets": "none"}, "secrets-none-encryption", {"secrets": "openbao"}),
        ({}, {"registry": "harbor", "certificates": "none"}, "certificates-by-hand", {"certificates": "cert-manager"}),
        ({"source_host": "gitlab"}, {"ci": "gitlab"}, "gitlab-redis-missing", {"ci": "jenkins"}),
        ({}, {"policy": "kyverno"}, "kyverno-cel-only", {"policy": "kubernetes-admission"}),
    ],
)
def test_a_finding_appears_only_where_it_applies(
    engine: Engine, facts: Facts, picks: Picks, finding: str, twin: Picks
) -> None:
    """The warning is raised for the combination and not for its twin."""
    assert finding in {f.id for f in ask(engine, facts, picks).findings}
    assert finding not in {f.id for f in ask(engine, facts, {**picks, **twin}).findings}


@pytest.mark.parametrize("known", ["openlens", "minio", "chartmuseum"])
def test_what_ended_is_named_where_it_still_runs(engine: Engine, known: str) -> None:
    """A discontinued product that the site runs gives a warning, and none where it does not run."""
    finding = {"openlens": "console-discontinued", "minio": "minio-unmaintained", "chartmuseum": "harbor-chartmuseum"}
    picks = {"registry": "harbor"}
    assert finding[known] in {f.id for f in ask(engine, {}, picks, existing=(known,)).findings}
    assert finding[known] not in {f.id for f in ask(engine, {}, picks).findings}


def test_a_gitlab_in_use_needs_nothing_new(engine: Engine) -> None:
    """An existing GitLab has its database, Redis and buckets already; a new one does not."""
    facts: Facts = {"external_services": (), "source_host": "other", "location": "on-premises", **NO_DISKS}
    picks = {"ci": "gitlab", "storage": "longhorn"}
    assert ask(engine, facts, picks).status == "conflict"
    assert ask(engine, facts, picks, existing=("gitlab",)).status != "conflict"


@pytest.mark.parametrize("decision", DECISIONS)
def test_every_option_is_in_some_stack(catalog: Catalog, engine: Engine, decision: str) -> None:
    """No option of these decisions is dead, and each says what it is in both languages."""
    for option in catalog.decision_by_id[decision].options:
        assert ask(engine, {}, {decision: option.id}).status != "conflict", option.id
        assert option.summary.en != option.summary.ko


def test_every_article_rule_is_kept_or_superseded(catalog: Catalog) -> None:
    """Each rule of the article for these decisions is a rule still, or explains what took its place."""
    known = set(catalog.rule_by_id) | {s.id for s in catalog.superseded}
    assert not set(ARTICLE_RULES) - known


@pytest.mark.parametrize("name", NEVER_OFFERED)
def test_context_entries_explain_themselves_and_are_never_brought(catalog: Catalog, name: str) -> None:
    """Discontinued, removed and external products are entries, not offers."""
    entry = catalog.component_by_id[name]
    assert entry.context is not None
    assert entry.context_text is not None
    assert name not in {part for _, option in catalog.options() for part in option.brings()}


def test_the_attacked_trivy_releases_are_blocked(catalog: Catalog) -> None:
    """The three malicious releases are refused by name and the one seen later is not."""
    versions = catalog.component_by_id["trivy"].versions
    assert {v.version for v in versions if v.blocked} == {"0.69.4", "0.69.5", "0.69.6"}
    assert any(v.blocked is None for v in versions)


def test_nothing_offered_here_is_retired(catalog: Catalog) -> None:
    """Options of these decisions bring only projects that still get fixes; the counter-example is MinIO."""
    brought = {p for d in DECISIONS for o in catalog.decision_by_id[d].options for p in o.brings()}
    assert not {p for p in brought if catalog.component_by_id[p].lifecycle.state is LifecycleState.RETIRED}
    assert catalog.component_by_id["minio"].lifecycle.state is LifecycleState.RETIRED
