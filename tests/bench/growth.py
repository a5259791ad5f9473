"""A knowledge base many times the size of the shipped one, made by copying everything but the questions.

Decisions, components, rules, integrations and capabilities are copied under new names; facts, licences, policies and
sources are shared, as they would be at one site. Each copy is offered, solved and installed like the original.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
ROOMS = ("decisions", "components", "rules", "integrations")
MARK = "-x@@"
_PLAIN = frozenset(
    {"chart", "checked", "context", "criterion", "effect", "en", "expression", "group", "how", "ko", "kind", "name"}
    | {"note", "oci", "path", "phase", "ref", "repo", "state", "text", "value", "why"}
)
"""Keys whose values name nothing that is copied."""
_Edit = tuple[int, int, str]


def grow(target: Path, times: int) -> None:
    """Write the shipped knowledge and `times - 1` copies of it to the folder `target`."""
    shutil.copytree(KNOWLEDGE, target)
    names = _names()
    files = {p.relative_to(KNOWLEDGE): p.read_text("utf-8") for r in ROOMS for p in (KNOWLEDGE / r).rglob("*.yaml")}
    copied = {path: _copied(text, names) for path, text in files.items()}
    for number in range(2, times + 1):
        for path, text in copied.items():
            name = f"{path.stem}-x{number}.yaml"
            (target / path.parent / name).write_text(text.replace(MARK, f"-x{number}"), "utf-8")
    (target / "edition.yaml").write_text(_edition(times), "utf-8")


def _names() -> frozenset[str]:
    found = {
        c["id"] for c in yaml.load((KNOWLEDGE / "edition.yaml").read_text("utf-8"), yaml.CSafeLoader)["capabilities"]
    }
    for room in ROOMS:
        for path in (KNOWLEDGE / room).rglob("*.yaml"):
            data = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
            found |= {data["id"]} if "id" in data else set()
            found |= {
                entry["id"]
                for key in ("rules", "integrations", "superseded", "releases")
                for entry in data.get(key, ())
            }
    return frozenset(found)


def _tree(text: str) -> yaml.Node:
    node = yaml.compose(text, yaml.CSafeLoader)
    assert node is not None
    return node


def _copied(text: str, names: frozenset[str]) -> str:
    edits = sorted(_edits(_tree(text), names, "", inside=False), reverse=True)
    for start, end, word in edits:
        text = f'{text[:start]}"{word}"{text[end:]}'
    return text


def _edits(node: yaml.Node, names: frozenset[str], key: str, *, inside: bool) -> Iterator[_Edit]:
    """What to rename; `inside` an object only its own name, so that two copies never claim one object."""
    if isinstance(node, yaml.MappingNode):
        fact = next((v.value for k, v in node.value if k.value == "fact"), None)
        for word, child in node.value:
            if fact not in (None, "subscriptions") and word.value in ("is", "in", "includes"):
                continue
            if inside and word.value == "metadata":
                yield from (_edit(v, v.value + MARK) for k, v in child.value if k.value == "name")
                continue
            yield from _edits(child, names, word.value, inside=inside or word.value in ("object", "objects"))
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _edits(child, names, key, inside=inside)
    elif not inside and key not in _PLAIN:
        first, sign, second = node.value.partition("=")
        if first in names:
            yield _edit(node, first + MARK + sign + second + (MARK if second in names else ""))


def _edit(node: yaml.Node, word: str) -> _Edit:
    return node.start_mark.index, node.end_mark.index, word


def _edition(times: int) -> str:
    """The edition with the capabilities and the order of decisions of every copy."""
    text = (KNOWLEDGE / "edition.yaml").read_text("utf-8")
    node = next(v for k, v in _tree(text).value if k.value == "capabilities")
    capabilities = text[node.start_mark.index : node.end_mark.index].rstrip()
    rest, order = text[node.end_mark.index :].split("decision_order:\n")
    numbers = range(2, times + 1)
    more = [re.sub(r"id: ([a-z0-9-]+)", rf"id: \1-x{n}", capabilities) for n in numbers]
    later = [re.sub(r"- ([a-z0-9-]+)", rf"- \1-x{n}", order.rstrip()) for n in numbers]
    head = text[: node.start_mark.index] + "\n  ".join([capabilities, *more])
    return f"{head}\n{rest}\ndecision_order:\n" + "\n".join([order.rstrip(), *later]) + "\n"
