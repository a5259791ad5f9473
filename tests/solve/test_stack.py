"""What is derived from a stack: graph, versions, resources, findings."""

from __future__ import annotations

from graphlib import CycleError
from typing import Any

import pytest

from advisor.model.assessment import Finding
from advisor.model.catalog import Catalog
from advisor.solve import graph
from advisor.solve.engine import Engine
from advisor.solve.needs import broken_without, needs_of
from advisor.solve.pins import pins, wanted_kubernetes
from tests.solve.build import DAY, SOURCE, catalog, component, decision, fact, need, rule, session


def version(number: str, kubernetes: str | None = None, **parts: Any) -> dict[str, Any]:
    return {"version": number, "seen": DAY, "kubernetes": kubernetes, "sources": [SOURCE], **parts}


def helm(identifier: str) -> dict[str, Any]:
    return {
        "id": identifier,
        "how": "helm",
        "namespace": "x",
        "chart": {"name": identifier, "repo": "https://example.org"},
    }


CHAIN = catalog(
    [decision("a", ["base"]), decision("b", ["middle"]), decision("c", ["top"]), decision("d", ["view", "none"])],
    components=[
        component("middle", needs=[need("n", {"component": "base"}, phase="install")]),
        component("top", needs=[need("n", {"all": [{"component": "middle"}, {"component": "base"}]}, phase="install")]),
        component("view", needs=[need("n", {"any": [{"component": "top"}, {"capability": "gone"}]})]),
    ],
    capabilities=["gone"],
)
STACK = {"a": "base", "b": "middle", "c": "top", "d": "view"}


def test_waves_follow_install_edges_only() -> None:
    built = graph.stack_graph(CHAIN, session(), STACK)
    assert graph.waves(built) == (("base", "view"), ("middle",), ("top",))
    assert needs_of(CHAIN, session(), STACK).waves() == graph.waves(built)
    assert built.edges["top", "view"] == {"kind": "runtime", "rule": "need:view:n"}


def test_components_that_wait_for_each_other_share_a_wave_and_are_told() -> None:
    """Plain edges have no order here, so the graph tells it; without the second need nothing waits."""

    def waiting(*, both: bool) -> Catalog:
        return catalog(
            [decision("a", ["left"]), decision("b", ["right"]), decision("c", ["last"])],
            components=[
                component("left", needs=[need("n", {"component": "right"}, phase="install")] if both else []),
                component("right", needs=[need("n", {"component": "left"}, phase="install")]),
                component("last", needs=[need("n", {"component": "right"}, phase="install")]),
            ],
        )

    stack = {"a": "left", "b": "right", "c": "last"}
    with pytest.raises(CycleError):
        needs_of(waiting(both=True), session(), stack).waves()
    built = graph.stack_graph(waiting(both=True), session(), stack)
    assert graph.waves(built) == (("left", "right"), ("last",))
    assert [edge[:2] for edge in graph.cycles(built)[0]] == [("left", "right"), ("right", "left")]
    plain = needs_of(waiting(both=False), session(), stack)
    assert plain.waves() == graph.waves(graph.graph_of(plain)) == (("left",), ("right",), ("last",))
    assert graph.cycles(graph.graph_of(plain)) == ()


def test_impact_neighbours_and_reduction() -> None:
    built = graph.stack_graph(CHAIN, session(), STACK)
    assert graph.impact(built, "base") == ("middle", "top", "view")
    assert graph.impact(built, "view") == ()
    assert graph.impact(built, "nobody") == ()
    assert needs_of(CHAIN, session(), STACK).beside("middle") == (
        ("base", "install", "middle"),
        ("middle", "install", "top"),
    )
    assert not graph.reduced(built).has_edge("base", "top")
    assert built.has_edge("base", "top")


def test_what_breaks_is_only_what_nothing_else_can_serve() -> None:
    """The view needs the top or a capability; beside a spare for the top it goes on without it."""
    assert broken_without(CHAIN, session(), STACK, ["base"]) == ("middle", "top", "view")
    spare = catalog(
        [decision("a", ["top"]), decision("b", ["spare"]), decision("c", ["view"]), decision("d", ["late"])],
        components=[
            component("view", needs=[need("n", {"any": [{"component": "top"}, {"component": "spare"}]})]),
            component("late", needs=[need("n", {"component": "view"}), need("o", {"component": "top"}, optional=True)]),
        ],
    )
    stack = {"a": "top", "b": "spare", "c": "view", "d": "late"}
    assert graph.impact(graph.stack_graph(spare, session(), stack), "top") == ("late", "view")
    assert broken_without(spare, session(), stack, ["top"]) == ()
    assert broken_without(spare, session(), stack, ["top", "spare"]) == ("late", "view")


def test_an_optional_need_is_an_edge_but_no_demand() -> None:
    known = catalog(
        [decision("a", ["x"]), decision("b", ["y", "none"])],
        components=[component("x", needs=[need("n", {"component": "y"}, optional=True)])],
    )
    assert Engine(known).assess(session()).stack["b"] == "none"
    assert list(graph.stack_graph(known, session(), {"a": "x", "b": "y"}).edges) == [("y", "x")]


def test_the_newest_documented_version_is_pinned() -> None:
    known = catalog([decision("a", ["x"])], components=[component("x", versions=[
        version("1.9.0", ">=1.30,<=1.35"), version("1.10.0", ">=1.35,<=1.36"), version("2.0.0"),
        version("1.11.0", ">=1.35", blocked={"en": "broken", "ko": "broken"}),
    ])])  # fmt: skip
    assert [(p.version, p.documented) for p in pins(known, ["x"], "1.36")] == [("1.10.0", True)]
    assert [(p.version, p.documented) for p in pins(known, ["x"], "1.33.4")] == [("1.9.0", True)]
    assert [(p.version, p.documented) for p in pins(known, ["x"], "1.40")] == [("2.0.0", False)]


def test_without_an_answer_the_best_documented_kubernetes_is_wanted() -> None:
    known = catalog([decision("a", ["x"])], components=[component("x", versions=[version("1.0", "<=1.35")])])
    assert wanted_kubernetes(known, None) == "1.35"
    assert wanted_kubernetes(known, "1.34") == "1.34"


def findings(*, versions: list[dict[str, Any]], **stated: Any) -> dict[str, Finding]:
    known = catalog(
        [decision("a", ["x", "none"])],
        components=[component("x", lifecycle="retired", versions=versions, releases=[helm("x")])],
        facts=[fact("kubernetes_version", "version"), fact("used"), fact("idle"), fact("late")],
        rules=[
            rule("w", "warns", when={"fact": "used", "is": True}, options=["a=x"], severity="must-accept"),
            rule("l", "warns", when={"fact": "late", "is": True}),
        ],
    )
    return {f.id: f for f in Engine(known).assess(session(**stated)).findings}


def test_findings_of_a_retired_outdated_undocumented_component() -> None:
    old = [version("1.0", "<=1.30", end_of_life="2026-01-31")]
    taken = {"choices": {"a": "x"}, "profile": {"kubernetes_version": "1.36", "used": True}}
    found = findings(versions=old, **taken)
    assert found.keys() == {"retired:x", "eol:x", "kubernetes:x", "w"}
    assert found["retired:x"].severity == "must-accept"
    assert found["retired:x"].decision == "a"
    assert next(iter(found)) in ("retired:x", "w")


def test_no_findings_where_nothing_is_wrong() -> None:
    good = [version("1.0", "<=1.36", end_of_life="2027-01-31")]
    taken = {"choices": {"a": "none"}, "profile": {"kubernetes_version": "1.36", "used": True, "late": False}}
    assert findings(versions=good, **taken) == {}


def test_a_blocked_component_says_so() -> None:
    blocked = [version("1.0", "<=1.36", blocked={"en": "no", "ko": "no"})]
    assert "kubernetes:x" in findings(versions=blocked, choices={"a": "x"})


def test_answers_nobody_uses_are_named() -> None:
    assert "unused:idle" in findings(versions=[], profile={"idle": True, "used": True})
    assert "unused:used" not in findings(versions=[], profile={"used": True})
    known = catalog([decision("a", ["x"])], components=[component("legacy")])
    assert "unused:legacy" in {f.id for f in Engine(known).assess(session(existing=["legacy"])).findings}
    assert "unused:x" not in {f.id for f in Engine(known).assess(session(existing=["x"])).findings}


def test_inputs_of_wiring_that_does_not_apply_are_named() -> None:
    spec = {"kind": "host", "name": SOURCE_TEXT, "text": SOURCE_TEXT, "example": "x.example"}
    parts = {
        "inputs": [{"id": name, **spec} for name in ("domain", "idle", "plan")],
        "integrations": [
            wiring("on", {"chosen": "a=x"}, "https://<domain>/"),
            wiring("off", {"chosen": "a=none"}, "https://<idle>/"),
        ],
    }
    known = catalog([decision("a", ["x", "none"])])
    known = type(known).model_validate({**dict(known), **parts})
    stated = session(choices={"a": "x"}, inputs={"domain": "d", "idle": "i", "plan": "p"})
    assert [f.id for f in Engine(known).assess(stated).findings if f.id.startswith("unused")] == ["unused:idle"]


SOURCE_TEXT = {"en": "t", "ko": "t"}


def wiring(identifier: str, when: dict[str, Any], value: str) -> dict[str, Any]:
    return {
        "id": identifier, "title": SOURCE_TEXT, "when": when, "verified": "docs", "sources": [SOURCE], "as_of": DAY,
        "sets": [{"release": "x", "path": "url", "value": value, "why": "w"}],
    }  # fmt: skip


@pytest.mark.parametrize(("size", "cpu"), [("small", 100 + 4 * 10), ("large", 900 + 4 * 10), (None, 100 + 4 * 10)])
def test_resources_follow_size_and_nodes(size: str | None, cpu: int) -> None:
    foot = {"memory_mi": 64, "per_node_cpu_m": 10}
    sizes = {
        "small": {"cpu_m": 100, **foot},
        "medium": {"cpu_m": 300, **foot},
        "large": {"cpu_m": 900, **foot},
        "estimated": False,
    }
    known = catalog(
        [decision("a", ["x"])],
        components=[component("x", sizes=sizes)],
        facts=[
            fact("workers", "integer", assume=3),
            fact("control_planes", "integer", assume=1),
            fact("platform_size", "enum", ["small", "medium", "large"]),
        ],
    )
    found = Engine(known).assess(session(profile={"platform_size": size} if size else {})).resources
    assert (found.cpu_m, found.memory_mi, found.estimated) == (cpu, 64, False)
