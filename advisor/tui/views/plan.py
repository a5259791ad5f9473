"""Plan: conflicts with ways out, install waves, the tree, signatures, resources and history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.export.gate import gate
from advisor.model.assessment import Finding, Standing
from advisor.model.rule import Severity
from advisor.tui.cells import clean, width
from advisor.tui.views import marks, why
from advisor.tui.views.rows import BLANK, Row, Span, Tone, column, heading, paragraph, row
from advisor.tui.views.scene import Scene

TABS = ("conflicts", "waves", "tree", "licences", "resources", "history")
NODE_FACTS = ("workers", "node_cpus", "node_memory_gib")
ACCEPT_KEY = "finding:"
COMPONENT_KEY = "component:"
REJECTED_KEY = "rejected:"
EDGES = Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Event:
    """One line of the history."""

    seq: int
    at: str
    who: str
    text: str
    undone: bool = False


def to_accept(scene: Scene) -> list[Finding]:
    """Findings that block the export until somebody signs."""
    return list(gate(scene.assessment).to_accept) if scene.assessment else []


def tab_line(scene: Scene, tab: str, cells: int) -> Row:
    """The names of the tabs, the open one in brackets."""
    counts = {
        "conflicts": len(scene.assessment.conflicts) if scene.assessment else 0,
        "licences": len(to_accept(scene)),
    }
    parts: list[Span] = []
    for name in TABS:
        label = scene.words(f"tab-{name}") + (f" {counts[name]}" if counts.get(name) else "")
        text = f"[{label}]" if name == tab else f" {label} "
        parts.append(Span(text, Tone.TITLE if name == tab else Tone.WARN if counts.get(name) else Tone.DIM))
    del cells
    return row(*parts)


def conflicts(scene: Scene, cells: int) -> list[Row]:
    """Every conflict; without one, what the stack is."""
    if scene.assessment is None:
        return [row(scene.words("working"))]
    found: list[Row] = []
    for number, conflict in enumerate(scene.assessment.conflicts):
        found += [*why.conflict(scene, conflict, cells, number), BLANK]
    if found:
        return found
    settled = sum(1 for v in scene.assessment.decisions if v.standing in (Standing.CHOSEN, Standing.FORCED))
    rows = paragraph(scene.words("no-conflict"), cells, Tone.GOOD)
    rows += paragraph(scene.words("stack-size", count=len(scene.assessment.components), settled=settled), cells)
    remaining = scene.assessment.remaining
    if remaining is not None and remaining.exact is not None:
        rows += paragraph(scene.words("stacks-left", count=f"{remaining.exact:,}"), cells)
    elif remaining is not None:
        rows += paragraph(scene.words("stacks-more", count=f"{remaining.more_than or 0:,}"), cells)
    if scene.assessment.assumptions:
        rows += [BLANK, heading(scene.words("assumptions"), cells)]
    for assumption in scene.assessment.assumptions:
        fact = scene.catalog.fact_by_id.get(assumption.fact)
        if fact is not None:
            value = tuple(assumption.value) if isinstance(assumption.value, list) else assumption.value
            rows += paragraph(f"{scene.say(fact.name)}: {scene.answer(fact, value)}", cells, Tone.DIM, hang="- ")
    return rows


def waves(scene: Scene, cells: int) -> list[Row]:
    """The order of installation: everything in a wave needs only earlier ones."""
    if scene.assessment is None or not scene.assessment.waves:
        return paragraph(scene.words("no-stack"), cells, Tone.DIM)
    rows: list[Row] = []
    pins = {p.component: p for p in scene.assessment.pins}
    longest = max(width(scene.component_name(c)) for c in scene.assessment.components)
    name_cells = min(longest, max(28, cells - 34))
    for number, wave in enumerate(scene.assessment.waves):
        rows.append(heading(scene.words("wave", number=number), cells))
        for component in wave:
            pin = pins.get(component)
            version = f"{clean(pin.version)}  {scene.words('seen-on', date=pin.seen.isoformat())}" if pin else ""
            name = column(scene.component_name(component), name_cells)
            told = column(version, cells - name_cells - 3, Tone.DIM)
            rows.append(row("  ", name, " ", told, key=f"{COMPONENT_KEY}{component}"))
    return rows


def tree(scene: Scene, edges: EDGES, cells: int) -> list[Row]:
    """What rests on what: each component under the first one it needs, the others named behind it."""
    components = scene.assessment.components if scene.assessment else ()
    if not components:
        return paragraph(scene.words("no-stack"), cells, Tone.DIM)
    needs: dict[str, list[str]] = {c: [] for c in components}
    for provider, _, consumer in edges:
        if consumer in needs and provider in needs and provider not in needs[consumer]:
            needs[consumer].append(provider)
    children: dict[str, list[str]] = {c: [] for c in components}
    roots = [c for c in components if not needs[c]]
    for consumer, providers in needs.items():
        if providers:
            children[providers[0]].append(consumer)
    drawn: set[str] = set()
    rows: list[Row] = []
    for component in (*roots, *components):
        rows += _branch(scene, component, children, needs, drawn, lead="", cells=cells)
    return rows


def _branch(
    scene: Scene,
    component: str,
    children: Mapping[str, list[str]],
    needs: Mapping[str, list[str]],
    drawn: set[str],
    *,
    lead: str,
    cells: int,
) -> list[Row]:
    """One component and what hangs under it; a component is drawn once."""
    if component in drawn:
        return []
    drawn.add(component)
    others = [scene.component_name(p) for p in needs[component][1:]]
    also = clean(f"({scene.words('also-needs', names=', '.join(others))})") if others else ""
    name = scene.component_name(component)
    below = lead.replace("`-", "  ").replace("+-", "| ")
    key = f"{COMPONENT_KEY}{component}"
    rows = [row(Span(lead, Tone.DIM), name, key=key)]
    if also and width(f"{lead}{name}  {also}") <= cells:
        rows = [row(Span(lead, Tone.DIM), name, Span(f"  {also}", Tone.DIM), key=key)]
    elif also:
        rows += paragraph(also, cells, Tone.DIM, hang=f"{below}  ", key=key)
    for number, child in enumerate(children[component]):
        last = number + 1 == len(children[component])
        rows += _branch(scene, child, children, needs, drawn, lead=below + ("`- " if last else "+- "), cells=cells)
    return rows


def signatures(scene: Scene, cells: int) -> list[Row]:
    """Findings to sign for, signed ones, and what else should be known."""
    found = scene.assessment.findings if scene.assessment else ()
    waiting = to_accept(scene)
    signed = [f for f in found if f.severity is Severity.MUST_ACCEPT and f.accepted]
    rest = [f for f in found if f.severity is Severity.WARNING]
    info = [f for f in found if f.severity is Severity.INFO]
    rows = [heading(scene.words("to-accept", count=len(waiting)), cells)]
    if not waiting:
        rows.append(row(Span(scene.words("nothing-to-accept"), Tone.GOOD)))
    rows += _findings(scene, waiting, marks.WARNING, Tone.WARN, cells)
    for title, group, mark in (("signed", signed, "[x]"), ("warnings", rest, "[!]"), ("notes", info, " - ")):
        if group:
            rows += [BLANK, heading(scene.words(title, count=len(group)), cells)]
            rows += _findings(scene, group, mark, Tone.PLAIN, cells)
        if title == "signed" and scene.session.rejected:
            rows += [BLANK, *_rejected(scene, cells)]
    return rows


def _rejected(scene: Scene, cells: int) -> list[Row]:
    """The changes that people rejected, so that they can be allowed again."""
    rows = [heading(scene.words("rejected", count=len(scene.session.rejected)), cells)]
    for key in scene.session.rejected:
        rows += paragraph(scene.change_name(key), cells, hang="[-] ", key=f"{REJECTED_KEY}{key}")
    return rows


def _findings(scene: Scene, found: Iterable[Finding], mark: str, tone: Tone, cells: int) -> list[Row]:
    rows: list[Row] = []
    for finding in found:
        key = f"{ACCEPT_KEY}{finding.id}"
        rows += paragraph(f"{scene.say(finding.text)} [{clean(finding.id)}]", cells, tone, hang=f"{mark} ", key=key)
        signature = scene.session.accepted.get(finding.id)
        if signature is not None:
            by = scene.words("signed-by", who=clean(signature.by), why=clean(signature.because), at=signature.at or "")
            rows += paragraph(by, cells, Tone.DIM, indent=4, key=key)
        for line in why.sources(scene, finding.sources, finding.as_of, cells)[:2]:
            rows.append(Row(line.spans, key))
    return rows


def resources(scene: Scene, cells: int) -> list[Row]:
    """Requests of the stack against what the nodes offer."""
    if scene.assessment is None:
        return [row(scene.words("working"))]
    need = scene.assessment.resources
    assumed = {a.fact: a.value for a in scene.assessment.assumptions}
    nodes = {k: scene.session.profile.get(k, assumed.get(k)) for k in NODE_FACTS}
    workers, cpus, memory = nodes.values()
    rows = [heading(scene.words("requests"), cells)]
    offers = {
        "cpu": (need.cpu_m / 1000, _product(workers, cpus), "CPU"),
        "memory": (need.memory_mi / 1024, _product(workers, memory), "GiB"),
        "volumes": (need.storage_gi, None, "GiB"),
    }
    for name, (wanted, offered, unit) in offers.items():
        text = f"{wanted:10,.1f} {unit}"
        if offered:
            text += "  " + scene.words("of-offered", offered=f"{offered:,}", percent=round(100 * wanted / offered))
        tone = Tone.BAD if offered and wanted > offered else Tone.PLAIN
        rows.append(row("  ", column(scene.words(f"resource-{name}"), 12), Span(text, tone)))
        if offered:
            rows.append(row("  ", Span(_bar(wanted / offered, cells - 4), tone)))
    if not _product(workers, cpus):
        rows += [BLANK, *paragraph(scene.words("nodes-unknown"), cells, Tone.DIM)]
    elif guessed := [k for k in nodes if k not in scene.session.profile and k in scene.catalog.fact_by_id]:
        facts = [scene.catalog.fact_by_id[k] for k in guessed]
        told = ", ".join(f"{scene.say(f.name)} {scene.answer(f, nodes[f.id])}" for f in facts)
        rows += [BLANK, *paragraph(scene.words("nodes-assumed", nodes=told), cells, Tone.WARN)]
    if need.estimated:
        rows += [BLANK, *paragraph(scene.words("estimated"), cells, Tone.DIM)]
    if need.unknown:
        names = ", ".join(scene.component_name(c) for c in need.unknown)
        rows += [BLANK, *paragraph(scene.words("size-unknown", names=names), cells, Tone.WARN)]
    return rows


def _product(count: object, size: object) -> int | None:
    return count * size if isinstance(count, int) and isinstance(size, int) else None


def _bar(part: float, cells: int) -> str:
    room = max(10, min(50, cells - 2))
    filled = min(room, round(part * room))
    return "[" + "#" * filled + "." * (room - filled) + "]"


def history(scene: Scene, events: Sequence[Event], cells: int) -> list[Row]:
    """Everything that happened, newest first."""
    if not events:
        return paragraph(scene.words("no-history"), cells, Tone.DIM)
    rows: list[Row] = []
    for event in reversed(events):
        head = f"{event.seq:4d} {event.at[:16].replace('T', ' ')} "
        who = f"{clean(event.who)}: " if event.who else ""
        tone = Tone.DIM if event.undone else Tone.PLAIN
        rows += paragraph(who + event.text, cells, tone, hang=head, key=f"event:{event.seq}")
    return rows
