"""Profile: the questions about the site, what already runs there, policies, weights and site values."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from advisor.model.assessment import Standing
from advisor.model.condition import Condition
from advisor.model.fact import Fact, FactKind
from advisor.model.rule import Effect, Policy
from advisor.model.session import SoftPolicy
from advisor.tui.cells import clean
from advisor.tui.views import marks
from advisor.tui.views.rows import BLANK, Row, Span, Tone, column, heading, paragraph, row
from advisor.tui.views.scene import Scene

Holds = Callable[[Condition], bool | None]
"""Whether a condition holds in the current profile; None when it cannot be known."""

ANSWERED, UNANSWERED = "[x]", "[ ]"


def relevant(facts: Iterable[Fact], holds: Holds) -> list[Fact]:
    """The facts whose question makes sense in this profile."""
    return [f for f in facts if f.relevant_when is None or holds(f.relevant_when) is not False]


def rows(scene: Scene, holds: Holds, cells: int) -> list[Row]:
    """Everything that can be stated: quick questions first, then the rest by group."""
    facts = relevant(scene.catalog.facts, holds)
    quick = [f for f in facts if f.quick]
    found = _section(scene.words("first-questions"), [_fact(scene, f, cells) for f in quick], cells)
    found += _section(scene.words("already-there"), [_existing(scene, cells)], cells)
    for group in scene.catalog.fact_groups:
        own = [_fact(scene, f, cells) for f in facts if f.group == group.id and not f.quick]
        found += _section(scene.say(group.name), own, cells)
    found += _section(scene.words("policies"), [_policy(scene, p, cells) for p in scene.catalog.policies], cells)
    found += _section(scene.words("weights"), _weights(scene, cells), cells)
    found += _section(scene.words("site-values"), _inputs(scene, cells), cells)
    return found


def _section(title: str, lines: list[Row], cells: int) -> list[Row]:
    return [heading(title, cells), *lines] if lines else []


def _line(mark: str, name: str, value: str, tone: Tone, cells: int, *, key: str) -> Row:
    left = min(34, (cells - 5) * 45 // 100)
    return row(
        Span(mark, Tone.STRONG if mark != UNANSWERED else Tone.DIM),
        " ",
        column(name, left),
        " ",
        column(value, cells - 5 - left, tone),
        key=key,
    )


def _fact(scene: Scene, fact: Fact, cells: int) -> Row:
    value = scene.session.profile.get(fact.id)
    mark = UNANSWERED if value is None else ANSWERED
    tone = Tone.PLAIN
    shown = scene.answer(fact, value)
    if value is None:
        assumed = fact.assume if scene.assessment is None else _assumed(scene, fact)
        shown = scene.words("assumes", value=scene.answer(fact, assumed)) if assumed is not None else "-"
        tone = Tone.DIM
    return _line(mark, scene.say(fact.name), shown, tone, cells, key=f"fact:{fact.id}")


def _assumed(scene: Scene, fact: Fact) -> bool | int | str | tuple[str, ...] | None:
    found = scene.assessment.assumptions if scene.assessment else ()
    value = next((a.value for a in found if a.fact == fact.id), fact.assume)
    return tuple(value) if isinstance(value, list) else value


def _existing(scene: Scene, cells: int) -> Row:
    names = ", ".join(scene.component_name(c) for c in scene.session.existing)
    mark = ANSWERED if names else UNANSWERED
    return _line(mark, scene.words("existing"), names or "-", Tone.PLAIN, cells, key="existing:")


def _policy(scene: Scene, policy: Policy, cells: int) -> Row:
    state = scene.session.policies.get(policy.id)
    if isinstance(state, SoftPolicy):
        mark, value, tone = "[~]", scene.words("policy-soft", weight=state.weight), Tone.PLAIN
    elif state is True:
        mark, value, tone = ANSWERED, scene.words("policy-hard"), Tone.PLAIN
    else:
        mark, value, tone = UNANSWERED, scene.words("policy-off"), Tone.DIM
    return _line(mark, scene.say(policy.name), value, tone, cells, key=f"policy:{policy.id}")


def _weights(scene: Scene, cells: int) -> list[Row]:
    found = []
    for criterion in scene.catalog.criteria:
        stated = scene.session.weights.get(criterion.id)
        weight = criterion.weight if stated is None else stated
        value = f"{weight:2d} {'#' * weight}"
        mark, tone = (UNANSWERED, Tone.DIM) if stated is None else (ANSWERED, Tone.PLAIN)
        found.append(_line(mark, scene.say(criterion.name), value, tone, cells, key=f"weight:{criterion.id}"))
    return found


def _inputs(scene: Scene, cells: int) -> list[Row]:
    found = []
    for spec in scene.catalog.inputs:
        value = scene.session.inputs.get(spec.id)
        if value is None and not spec.may_be_open(scene.session.existing):
            continue
        if value is not None:
            mark, shown, tone = ANSWERED, clean(str(value)), Tone.PLAIN
        elif spec.default is not None and not spec.made_here:
            mark, shown, tone = UNANSWERED, scene.words("default-is", value=clean(str(spec.default))), Tone.DIM
        else:
            mark, shown, tone = UNANSWERED, scene.words("placeholder-is", value=clean(str(spec.example))), Tone.DIM
        found.append(_line(mark, scene.say(spec.name), shown, tone, cells, key=f"input:{spec.id}"))
    return found


def about(scene: Scene, key: str, cells: int) -> list[Row]:
    """The question behind the row under the cursor: what is asked, why it matters, what may be answered."""
    kind, _, name = key.partition(":")
    if kind == "fact" and name in scene.catalog.fact_by_id:
        return _about_fact(scene, scene.catalog.fact_by_id[name], cells)
    if kind == "policy" and name in scene.catalog.policy_by_id:
        policy = scene.catalog.policy_by_id[name]
        return [
            *paragraph(scene.say(policy.name), cells, Tone.TITLE),
            *paragraph(scene.say(policy.text), cells),
            BLANK,
            *paragraph(scene.words("policy-help"), cells, Tone.DIM),
        ]
    if kind == "weight":
        criterion = next((c for c in scene.catalog.criteria if c.id == name), None)
        title = scene.say(criterion.name) if criterion else name
        return [*paragraph(title, cells, Tone.TITLE), *paragraph(scene.words("weight-help"), cells)]
    if kind == "input" and name in scene.catalog.input_by_id:
        spec = scene.catalog.input_by_id[name]
        return [
            *paragraph(scene.say(spec.name), cells, Tone.TITLE),
            *paragraph(scene.say(spec.text), cells),
            BLANK,
            *paragraph(scene.words("example-is", value=clean(str(spec.example))), cells, Tone.DIM),
        ]
    if kind == "existing":
        listed = [line for c in scene.session.existing for line in paragraph(scene.component_name(c), cells, hang="- ")]
        head = paragraph(scene.words("existing"), cells, Tone.TITLE)
        return [*head, *paragraph(scene.words("existing-help"), cells), BLANK, *listed]
    return []


def _about_fact(scene: Scene, fact: Fact, cells: int) -> list[Row]:
    found = paragraph(scene.say(fact.question), cells, Tone.TITLE)
    found += [BLANK, *paragraph(scene.say(fact.why), cells)]
    stated = scene.session.profile.get(fact.id)
    if fact.values:
        found.append(BLANK)
        taken = stated if isinstance(stated, tuple) else (stated,)
        for value in fact.values:
            mark = ANSWERED if value.id in taken else UNANSWERED
            tone = Tone.STRONG if value.id in taken else Tone.PLAIN
            found += paragraph(scene.say(value.name), cells, tone, hang=f"{mark} ")
    elif fact.kind is FactKind.BOOLEAN:
        found += [BLANK, row(Span(scene.words("yes-or-no"), Tone.DIM))]
    elif fact.example is not None:
        example = scene.answer(fact, fact.example)
        found += [BLANK, *paragraph(scene.words("example-is", value=example), cells, Tone.DIM)]
    used = scene.catalog.rules_using[fact.id]
    found += [BLANK, *paragraph(scene.words("rules-use-it", count=used), cells, Tone.DIM)]
    return found


def ruled_out(scene: Scene, cells: int) -> list[Row]:
    """The options this profile rules out, each with its reason."""
    found: list[Row] = []
    for view in scene.assessment.decisions if scene.assessment else ():
        for option in view.options:
            if option.standing is not Standing.IMPOSSIBLE or not view.relevant:
                continue
            hard = next((r for r in option.reasons if r.effect is not Effect.PREFERS), None)
            name = f"{scene.decision_name(view.id)}: {scene.option_name(view.id, option.id)}"
            found += paragraph(name, cells, hang=f"{marks.IMPOSSIBLE} ")
            if hard is not None:
                found += paragraph(scene.say(hard.text), cells, Tone.DIM, indent=4)
    title = scene.words("ruled-out", count=count_ruled_out(scene))
    return [heading(title, cells), *found]


def count_ruled_out(scene: Scene) -> int:
    """How many options cannot be chosen in this profile."""
    views = scene.assessment.decisions if scene.assessment else ()
    return sum(1 for v in views if v.relevant for o in v.options if o.standing is Standing.IMPOSSIBLE)


def answered(scene: Scene, holds: Holds) -> tuple[int, int]:
    """Answered questions of the short first round, and how many it has."""
    quick = [f for f in relevant(scene.catalog.facts, holds) if f.quick]
    return sum(1 for f in quick if f.id in scene.session.profile), len(quick)
