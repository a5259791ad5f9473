"""One case: a site, and what the advisor must say about it. `otherwise` changes the site and says what then holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from advisor.catalog.yaml_read import read_yaml
from advisor.model.assessment import Assessment, Standing
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.solve.engine import Engine

HERE = Path(__file__).parent


class Expect(BaseModel):
    """What must hold; everything left out is not looked at."""

    model_config = ConfigDict(extra="forbid")

    taken: dict[str, str | list[str]] = Field(default_factory=dict)
    """decision -> option in force (or one of several)."""
    leads: list[str] = Field(default_factory=list)
    """decision=option that is in force and ahead of every other possible option by score, not by order."""
    avoided: list[str] = Field(default_factory=list)
    """decision=option that is not in force."""
    impossible: list[str] = Field(default_factory=list)
    possible: list[str] = Field(default_factory=list)
    absent: list[str] = Field(default_factory=list)
    """decision=option that is not offered at all."""
    findings: list[str] = Field(default_factory=list)
    silent: list[str] = Field(default_factory=list)
    """Rules that must not speak."""
    speaks: list[str] = Field(default_factory=list)
    """Rules that must speak, beside one that traces to the case's own rule."""


class Situation(BaseModel):
    """A site and its choices, as in a session file."""

    model_config = ConfigDict(extra="forbid")

    profile: dict[str, Any] = Field(default_factory=dict)
    existing: list[str] = Field(default_factory=list)
    choices: dict[str, str] = Field(default_factory=dict)
    excluded: dict[str, list[str]] = Field(default_factory=dict)
    policies: dict[str, Any] = Field(default_factory=dict)
    weights: dict[str, int] = Field(default_factory=dict)
    expect: Expect = Expect()

    def session(self) -> Session:
        lists = {k: tuple(v) if isinstance(v, list) else v for k, v in self.profile.items()}
        stated = self.model_dump(include={"existing", "choices", "excluded", "policies", "weights"})
        return Session.model_validate({"name": "case", "profile": lists, **stated})


class Case(Situation):
    """The case of one rule. `superseded` marks an article rule that is kept for the record only.

    `proof` says what has to go for the expectation to fail: as a rule the rules that come from this one; the policies
    or the existing components where those decide before any rule; nothing where the decision has one option only.
    """

    rule: str
    proof: Literal["rules", "policies", "existing", "only-option"] = "rules"
    superseded: bool = False
    otherwise: Situation | None = None


def load(path: Path) -> Case:
    return Case.model_validate(read_yaml(path).data)


@dataclass
class Outcome:
    """An assessment with everything that speaks in it."""

    engine: Engine
    found: Assessment
    speaking: set[str] = field(init=False)

    def __post_init__(self) -> None:
        reasons = {r.rule for d in self.found.decisions for o in d.options for r in o.reasons}
        self.speaking = reasons | {f.id for f in self.found.findings}

    def check(self, expect: Expect) -> None:
        taken = {d.id: d.choice for d in self.found.decisions}
        for decision, options in expect.taken.items():
            assert taken[decision] in ([options] if isinstance(options, str) else options), decision
        for pair in expect.leads:
            self.check_lead(pair)
        for pair in expect.absent:
            assert pair.split("=")[1] not in {o.id for o in self.found.decision(pair.split("=")[0]).options}, pair
        for pair in expect.avoided:
            assert taken[pair.split("=")[0]] != pair.split("=")[1], pair
        for pair in expect.impossible:
            assert self.standing(pair) is Standing.IMPOSSIBLE, pair
        for pair in expect.possible:
            assert self.standing(pair) is not Standing.IMPOSSIBLE, pair
        assert set(expect.findings) <= {f.id for f in self.found.findings}
        assert set(expect.speaks) <= self.speaking
        assert not set(expect.silent) & self.speaking

    def check_lead(self, pair: str) -> None:
        decision, option = pair.split("=")
        view = self.found.decision(decision)
        assert view.choice == option, pair
        scores = {o.id: o.score for o in view.options if o.standing is not Standing.IMPOSSIBLE}
        mine = scores.pop(option)
        assert all(mine > other for other in scores.values()), f"{pair}: {mine} against {scores}"

    def standing(self, pair: str) -> Standing:
        decision, option = pair.split("=")
        view = self.found.decision(decision).option(option)
        assert view is not None, pair
        return view.standing


def stand_in(catalog: Catalog, case: Case) -> set[str]:
    """Article rules whose successors stand in for this one: itself, and what replaced it."""
    replaced = next((s.replaced_by for s in catalog.superseded if s.id == case.rule), ())
    return {case.rule, *replaced}


def without_rules(catalog: Catalog, names: set[str]) -> Catalog:
    """The catalogue without the rules and needs that are, or come from, one of these."""
    rules = tuple(r for r in catalog.rules if r.id not in names and not names & set(r.traces))
    components = tuple(
        c.model_copy(update={"needs": tuple(n for n in c.needs if not names & set(n.traces))})
        for c in catalog.components
    )
    fields = {name: getattr(catalog, name) for name in Catalog.model_fields}
    return Catalog.model_construct(**{**fields, "rules": rules, "components": components})


def traced(engine: Engine, rule: str) -> set[str]:
    """Ids of the rules and needs that come from an article rule."""
    catalog = engine.catalog
    found = {r.id for r in catalog.rules if r.id == rule or rule in r.traces}
    needs = ((c, n) for c in catalog.components for n in c.needs)
    return found | {f"need:{c.id}:{n.id}" for c, n in needs if rule in n.traces}
