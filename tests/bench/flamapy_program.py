"""Runs in an environment of its own: flamapy-configurator answers the walks it is given on standard input.

In: {"decisions": {name: [option]}, "free": [name], "clauses": [["-a", "b"]], "walks": [[{name: bool}]]}.
Out: {"built": ms, "walks": [[{"ms": ms, "on": [option], "off": [option]}]]}. An answer that contradicts is {"ms": ms}.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from flamapy.core.models.ast import AST, ASTOperation, Node
from flamapy.metamodels.configurator_metamodel.operations.configure import Configure
from flamapy.metamodels.configurator_metamodel.transformation.fm_to_configurator import FmToConfigurator
from flamapy.metamodels.fm_metamodel.models.feature_model import Constraint, Feature, FeatureModel, Relation


def model(asked: dict[str, Any]) -> FeatureModel:
    """A feature tree: each decision is mandatory and has alternatives; everything else is optional under the root."""
    root = Feature("stack")
    for name, options in asked["decisions"].items():
        decision = Feature(name, parent=root)
        root.add_relation(Relation(root, [decision], 1, 1))
        decision.add_relation(Relation(decision, [Feature(o, parent=decision) for o in options], 1, 1))
    for name in asked["free"]:
        root.add_relation(Relation(root, [Feature(name, parent=root)], 0, 1))
    made = [Constraint(f"c{n}", AST(disjunction(clause))) for n, clause in enumerate(asked["clauses"])]
    return FeatureModel(root, made)


def disjunction(clause: list[str]) -> Node:
    """The clause as a balanced tree of OR, so that no recursion gets deep."""
    if len(clause) > 1:
        half = len(clause) // 2
        return Node(ASTOperation.OR, disjunction(clause[:half]), disjunction(clause[half:]))
    name = clause[0]
    return Node(ASTOperation.NOT, Node(name[1:])) if name.startswith("-") else Node(name)


def walk(configure: Configure, answers: list[dict[str, bool]], options: set[str]) -> list[dict[str, Any]]:
    """Answer one after another, and take everything back in the end."""
    found: list[dict[str, Any]] = []
    for answer in answers:
        start = time.process_time()
        accepted = configure.answer_question(answer)
        state = configure.get_result() if accepted else {}
        told: dict[str, Any] = {"ms": (time.process_time() - start) * 1000}
        if accepted:
            told["on"] = sorted(o for o in options if state.get(o) is True)
            told["off"] = sorted(o for o in options if state.get(o) is False)
        found.append(told)
    while configure.undo_answer():
        pass
    return found


def main() -> None:
    """Read, answer, write."""
    asked = json.load(sys.stdin)
    start = time.process_time()
    built = FmToConfigurator(model(asked)).transform()
    spent = (time.process_time() - start) * 1000
    configure = Configure().execute(built)
    built.current_question_index = 0
    options = {o for listed in asked["decisions"].values() for o in listed}
    walks = [walk(configure, answers, options) for answers in asked["walks"]]
    sys.stdout.write(json.dumps({"built": spent, "walks": walks}))


if __name__ == "__main__":
    main()
