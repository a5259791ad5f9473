"""Every value and object of a bundle names the rule it comes from, and the knowledge can show that rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml

from advisor.catalog.show import find, page, shadowed_by
from advisor.errors import BadInput
from advisor.model.catalog import Catalog
from advisor.model.integration import Integration
from tests.integrations.wiring import catalog, integrations
from tests.upstream.bundles import CASES, made

NAMED = re.compile(r"\[rule ([^\]\s]+)\]")
KINDS = ("integrations", "rules", "components")
FIRST = "apiVersion"
"""The key above which an object of ours says why it is there."""


def files(name: str, cd: str = "") -> dict[str, str]:
    return {p: c.decode() for p, c in made(name, cd)[1].items() if p.endswith(".yaml")}


def entry(name: str) -> Integration:
    return next(i for i in integrations() if i.id == name)


def leaves(node: yaml.Node | None) -> Iterator[int]:
    """0-based lines of everything in a YAML tree that has nothing below it, at its key or dash."""
    if isinstance(node, yaml.MappingNode) and node.value:
        for key, value in node.value:
            yield from [key.start_mark.line] if _is_leaf(value) else leaves(value)
    elif isinstance(node, yaml.SequenceNode) and node.value:
        for item in node.value:
            yield from [item.start_mark.line] if _is_leaf(item) else leaves(item)


def _is_leaf(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) or not node.value


def comment_for(lines: list[str], leaf: int) -> str:
    """The nearest comment above a line that is not deeper than it or than what it lies in; empty if there is none."""
    depth = _indent(lines[leaf])
    block: list[str] = []
    for line in reversed(lines[:leaf]):
        is_comment, indent = line.lstrip().startswith("# "), _indent(line)
        if is_comment and indent <= depth:
            block.insert(0, line.strip().removeprefix("# "))
        elif block:
            break
        elif line.strip() and not is_comment:
            depth = min(depth, indent)
    return " ".join(block)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def unnamed(text: str, known: Catalog) -> list[str]:
    """Lines of a values file whose comment names no rule that the knowledge shows."""
    lines = text.splitlines()
    found = []
    for leaf in leaves(yaml.compose(text)):
        ids = NAMED.findall(comment_for(lines, leaf))
        if not ids or not all(is_shown(known, name) for name in ids):
            found.append(lines[leaf])
    return found


def is_shown(known: Catalog, name: str) -> bool:
    try:
        return find(known, name)[0] in KINDS
    except BadInput:
        return False


@pytest.mark.parametrize(("name", "cd"), CASES)
def test_every_value_names_a_rule_that_the_knowledge_shows(name: str, cd: str) -> None:
    values = {p: text for p, text in files(name, cd).items() if p.startswith("values/")}
    assert len(values) > 10
    assert {p: bad for p, text in values.items() if (bad := unnamed(text, catalog()))} == {}


@pytest.mark.parametrize(("name", "cd"), CASES)
def test_every_object_of_ours_names_a_rule_that_the_knowledge_shows(name: str, cd: str) -> None:
    for path, text in files(name, cd).items():
        if path.startswith("platform/") and ": objects of this plan" in text.partition("\n")[0]:
            lines = text.splitlines()
            for number, line in enumerate(lines):
                if line.startswith(FIRST):
                    ids = NAMED.findall(comment_for(lines, number))
                    assert [find(catalog(), i)[0] for i in ids] == ["integrations"], (path, number)


def test_a_value_without_its_rule_is_found() -> None:
    text = files("standard-2026")["values/kube-prometheus-stack.yaml"]
    whole = text.splitlines()
    assert unnamed(text, catalog()) == []
    blind = re.sub(r" \[rule control-plane-metrics\]", "", text)
    assert blind != text
    assert unnamed(blind, catalog()) != []
    assert unnamed("\n".join([whole[0], "stray: true", *whole[1:]]), catalog()) == ["stray: true"]
    assert unnamed("# because [rule no-such-rule-anywhere]\na: 1\n", catalog()) == ["a: 1"]
    deeper = "# a [rule base-loki]\na:\n  b:\n    # c [rule base-tempo]\n    c: 1\n  d: 2\n"
    assert comment_for(deeper.splitlines(), 5) == "a [rule base-loki]", "a deeper comment is not about what follows it"
    assert comment_for(deeper.splitlines(), 4) == "c [rule base-tempo]"


def test_the_page_of_a_rule_tells_what_it_writes_since_when_and_from_where() -> None:
    wiring = entry("cilium-x-istio-ambient")
    text = page(catalog(), wiring.id, "en")
    assert f"checked {wiring.as_of}" in text
    assert "`mesh-istio-cilium`" in text
    assert "`cilium: cni.exclusive`" in text
    assert "## Sources" in text
    assert all(shadowed_by(catalog(), "integrations", i.id) is None for i in integrations())


def without_its_rule(entries: tuple[Integration, ...], known: Catalog) -> list[str]:
    """Integrations that come from an incompatibility of the reference and obey no rule that tells it."""
    telling: dict[str, set[str]] = {}
    for rule in known.rules:
        for trace in rule.traces:
            telling.setdefault(trace, set()).add(rule.id)
    return [
        f"{each.id} {trace}"
        for each in entries
        for trace in each.traces
        if trace.startswith("B-") and trace in telling and not telling[trace] & set(each.rules)
    ]


def test_wiring_for_an_incompatibility_names_the_rule_that_tells_it() -> None:
    assert without_its_rule(integrations(), catalog()) == []
    blank = entry("cilium-x-istio-sidecar")
    assert without_its_rule((blank.model_copy(update={"rules": ()}),), catalog()) != []
