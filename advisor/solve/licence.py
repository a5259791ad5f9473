"""What a component's licence means here: SPDX expressions, commercial terms, verdicts, and the same as conditions.

`judge` gives the verdict for what the session states. `at_least`, `refusals` and `charges` say under which
conditions a verdict arises, so that the solver can reason about answers nobody gave yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from advisor.model.assessment import LicenceView
from advisor.model.base import Text
from advisor.model.catalog import Catalog
from advisor.model.component import Component
from advisor.model.condition import ALWAYS, Condition
from advisor.model.fact import FactKind
from advisor.model.licence import Licence, LicenceClass, Predicate, Verdict
from advisor.model.session import Session
from advisor.solve.truth import World, evaluate
from advisor.wording.solve import sentence

NEVER = Condition.model_validate({"not": {"always": True}})
SUBSCRIPTIONS = "subscriptions"


@dataclass(frozen=True)
class Node:
    """An SPDX expression as a tree: `op` is "and", "or", or "" for the single licence `key`."""

    op: str
    key: str = ""
    parts: tuple[Node, ...] = ()

    def keys(self) -> Iterator[str]:
        """Ids of all licences, in reading order."""
        if not self.op:
            yield self.key
        for part in self.parts:
            yield from part.keys()


@lru_cache(maxsize=1)
def _grammar() -> Any:  # noqa: ANN401 - the library has no types
    """The grammar of expressions alone; the linter checks the ids against the table of known licences."""
    from license_expression import Licensing  # noqa: PLC0415 - only where an expression names several licences

    return Licensing()


@lru_cache(maxsize=4096)
def parse(expression: str) -> Node:
    """The tree of an SPDX expression; one that cannot be read is a single licence of that name."""
    words = expression.split()
    if len(words) == 1:
        return Node("", words[0].strip("()"))
    from license_expression import ExpressionError  # noqa: PLC0415 - see above

    try:
        return _tree(_grammar().parse(expression, validate=False))
    except ExpressionError:
        return Node("", expression)


def _tree(parsed: Any) -> Node:  # noqa: ANN401 - the library has no types
    name = type(parsed).__name__
    if name in ("AND", "OR"):
        return Node(name.lower(), "", tuple(_tree(a) for a in parsed.args))
    if name == "LicenseWithExceptionSymbol":
        return Node("", str(parsed))
    return Node("", str(parsed.key))


def effective(component: Component) -> Node:
    """The licence of the program together with its commercial terms."""
    program = parse(component.licence.expression)
    terms = tuple(Node("", key) for key in component.licence.terms)
    return Node("and", "", (program, *terms)) if terms else program


def find(catalog: Catalog, key: str) -> Licence | None:
    """The licence of that id; a licence with an exception stands on the licence it excepts from."""
    known = catalog.licence_by_id
    return known.get(key) or known.get(key.partition(" WITH ")[0]) or known.get(key.removesuffix("+") + "-or-later")


def is_commercial(key: str) -> bool:
    """Whether a subscription can settle this entry: terms without an SPDX id."""
    return key.startswith("LicenseRef-")


# ---------------------------------------------------------------- judging what is stated


def judge(catalog: Catalog, session: Session, component_id: str) -> LicenceView:
    """The verdict on a component for what the session states; open facts give "unknown", never "ok"."""
    component = catalog.component_by_id[component_id]
    world = World(catalog, session)
    verdict, text, licence, predicate = _judge(catalog, component, effective(component), world)
    source = predicate or licence
    return LicenceView(
        component=component_id,
        expression=component.licence.expression,
        verdict=verdict,
        text=text,
        sources=source.sources if source else component.licence.sources,
        as_of=source.as_of if source else component.as_of,
    )


_Judgement = tuple[Verdict, Text, Licence | None, Predicate | None]


def _judge(catalog: Catalog, component: Component, node: Node, world: World) -> _Judgement:
    if node.op:
        results = [_judge(catalog, component, part, world) for part in node.parts]
        pick = min if node.op == "or" else max
        return pick(results, key=lambda r: r[0].rank)
    licence = find(catalog, node.key)
    if licence is None:
        return Verdict.UNKNOWN, sentence("licence-not-known", licence=node.key), None, None
    subscribed = component.id in _listed(world)
    if subscribed and is_commercial(node.key):
        return Verdict.OK, sentence("licence-subscribed", component=component.name), licence, None
    for predicate in licence.predicates:
        match evaluate(predicate.when, world):
            case True:
                return predicate.verdict, predicate.text, licence, predicate
            case None:
                return Verdict.UNKNOWN, _open_question(catalog, predicate, world), licence, predicate
            case False:
                continue
    return Verdict.OK, licence.summary, licence, None


def _listed(world: World) -> tuple[str, ...]:
    listed = world.facts.get(SUBSCRIPTIONS, ())
    return listed if isinstance(listed, tuple) else ()


def _open_question(catalog: Catalog, predicate: Predicate, world: World) -> Text:
    names = [
        catalog.fact_by_id[leaf.fact].name
        for leaf in predicate.when.leaves()
        if leaf.fact is not None and leaf.fact not in world.facts
    ]
    unique = list(dict.fromkeys(names))
    if not unique:
        return predicate.text
    listed = Text(en=", ".join(n.en for n in unique), ko=", ".join(n.ko for n in unique))
    return sentence("licence-open", facts=listed, text=predicate.text)


# ---------------------------------------------------------------- the same as conditions


def all_of(parts: Iterable[Condition]) -> Condition:
    """The conjunction of conditions, without needless nesting."""
    kept = [p for p in parts if p != ALWAYS]
    if not kept:
        return ALWAYS
    return kept[0] if len(kept) == 1 else Condition(all=tuple(kept))


def any_of(parts: Iterable[Condition]) -> Condition:
    """The disjunction of conditions; nothing is NEVER."""
    kept = [p for p in parts if p != NEVER]
    if not kept:
        return NEVER
    return kept[0] if len(kept) == 1 else Condition(any=tuple(kept))


def negated(condition: Condition) -> Condition:
    """The negation of a condition."""
    return Condition.model_validate({"not": condition})


class LicenceConditions:
    """Under which answers a component gets which verdict. Built once per catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        """Bind the catalogue."""
        self._catalog = catalog
        fact = catalog.fact_by_id.get(SUBSCRIPTIONS)
        self._has_subscriptions = fact is not None and fact.kind is FactKind.LIST

    def deciding(self, component: Component, key: str) -> list[tuple[Predicate, Condition]]:
        """Each predicate of a licence with the condition under which it is the one that decides."""
        licence = find(self._catalog, key)
        if licence is None:
            return []
        before: list[Condition] = []
        if is_commercial(key) and self._has_subscriptions:
            before.append(negated(Condition(fact=SUBSCRIPTIONS, includes=component.id)))
        found = []
        for predicate in licence.predicates:
            found.append((predicate, all_of([*before, predicate.when])))
            before.append(negated(predicate.when))
        return found

    def at_least(self, component: Component, node: Node, rank: int) -> Condition:
        """The condition under which the verdict is of `rank` or worse."""
        if node.op:
            parts = [self.at_least(component, part, rank) for part in node.parts]
            return any_of(parts) if node.op == "and" else _every(parts)
        if rank <= 0:
            return ALWAYS
        if find(self._catalog, node.key) is None:
            return ALWAYS if Verdict.UNKNOWN.rank >= rank else NEVER
        return any_of(when for p, when in self.deciding(component, node.key) if p.verdict.rank >= rank)

    def exactly(self, component: Component, verdict: Verdict) -> Condition:
        """The condition under which the component's verdict is `verdict`."""
        node, rank = effective(component), verdict.rank
        worse = self.at_least(component, node, rank + 1)
        here = self.at_least(component, node, rank)
        if here == NEVER or worse == ALWAYS:
            return NEVER
        return here if worse == NEVER else all_of([here, negated(worse)])

    def refusals(self, component: Component) -> list[tuple[str, Predicate, Condition]]:
        """Every way the component is refused: rule id, the predicate that says so, and its condition."""
        return [
            (f"licence:{ways[0][0]}:{ways[0][1].id}", ways[0][1], all_of(when for _, _, when in ways))
            for ways in self._refused(component, effective(component))
        ]

    def _refused(self, component: Component, node: Node) -> list[list[tuple[str, Predicate, Condition]]]:
        if node.op == "and":
            return [way for part in node.parts for way in self._refused(component, part)]
        if node.op == "or":
            parts = [self._refused(component, part) for part in node.parts]
            return [[step for way in combination for step in way] for combination in product(*parts)]
        deciding = self.deciding(component, node.key)
        return [[(node.key, p, when)] for p, when in deciding if p.verdict is Verdict.REFUSED]

    def charges(self, component: Component) -> list[tuple[str, Predicate, Condition]]:
        """Every predicate that costs points: rule id, predicate, and when it is the one that counts."""
        return self._charges(component, effective(component))

    def _charges(self, component: Component, node: Node) -> list[tuple[str, Predicate, Condition]]:
        if node.op == "and":
            return [charge for part in node.parts for charge in self._charges(component, part)]
        if node.op == "or":
            found = []
            for i, part in enumerate(node.parts):
                for rule, predicate, when in self._charges(component, part):
                    rank = predicate.verdict.rank
                    others = [
                        self.at_least(component, other, rank + (j < i)) for j, other in enumerate(node.parts) if j != i
                    ]
                    found.append((rule, predicate, _every([when, *others])))
            return found
        deciding = self.deciding(component, node.key)
        return [(f"licence:{node.key}:{p.id}", p, when) for p, when in deciding if p.points and p.criterion]


def _every(parts: list[Condition]) -> Condition:
    return NEVER if NEVER in parts else all_of(parts)


# ---------------------------------------------------------------- properties that no answer changes


def is_osi(catalog: Catalog, node: Node) -> bool:
    """Whether the licence can be taken as one the Open Source Initiative approved."""
    if node.op:
        parts = [is_osi(catalog, part) for part in node.parts]
        return all(parts) if node.op == "and" else any(parts)
    licence = find(catalog, node.key)
    return licence is not None and licence.osi


def in_classes(catalog: Catalog, node: Node, classes: frozenset[LicenceClass]) -> bool:
    """Whether the licence falls into one of `classes` and no alternative of an `OR` avoids it."""
    if node.op:
        parts = [in_classes(catalog, part, classes) for part in node.parts]
        return any(parts) if node.op == "and" else all(parts)
    licence = find(catalog, node.key)
    return licence is not None and licence.licence_class in classes
