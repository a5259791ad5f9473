"""What went stale in a session: statements whose edition, rules, licences or components moved since they were made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from advisor.model.assessment import Assessment, DecisionView, Standing
from advisor.model.base import Text
from advisor.model.catalog import Catalog
from advisor.model.licence import Verdict
from advisor.model.session import Basis, Session
from advisor.model.wire import StaleKind
from advisor.solve.licence import judge
from advisor.wording import Words
from advisor.wording.stale import PHRASES


@dataclass(frozen=True)
class Stale:
    """One stale statement: `id` is the edition, decision, finding or fact it is about."""

    kind: StaleKind
    id: str
    text: Text


def basis_of(catalog: Catalog, view: DecisionView, option: str) -> Basis:
    """What a choice of `option` rests on today: the edition and the rules that speak about the option."""
    taken = view.option(option)
    rules = {reason.rule for reason in taken.reasons} if taken else set()
    return Basis(edition=catalog.edition.id, rules=tuple(sorted(rules)))


def stale(catalog: Catalog, session: Session, assessment: Assessment) -> tuple[Stale, ...]:
    """Everything stale in `session`, whose assessment this is: the session, its choices, signatures, then answers."""
    return (
        *_edition(catalog, session),
        *(s for decision in session.choices for s in _choice(catalog, session, assessment, decision)),
        *_signatures(catalog, session, assessment),
        *_answers(session, assessment),
    )


def _said(key: str, **names: Any) -> Text:  # noqa: ANN401 - names are Text or printable
    def words(lang: str) -> str:
        filled = {k: v.get("ko" if lang == "ko" else "en") if isinstance(v, Text) else v for k, v in names.items()}
        return Words(PHRASES, "ko" if lang == "ko" else "en")(key, **filled)

    return Text(en=words("en"), ko=words("ko"))


def _edition(catalog: Catalog, session: Session) -> Iterator[Stale]:
    if session.edition is not None and session.edition != catalog.edition.id:
        text = _said("edition", old=session.edition, new=catalog.edition.id)
        yield Stale("edition", session.edition, text)


def _choice(catalog: Catalog, session: Session, assessment: Assessment, decision: str) -> Iterator[Stale]:
    wish = session.choices[decision].option
    option = catalog.decision_by_id[decision].option(wish)
    if option is None:
        return
    view = assessment.decision(decision)
    yield from _overruled(catalog, assessment, view, wish)
    moved: dict[str, StaleKind] = {"retired": "retired", "eol": "end-of-life"}
    for component in option.brings():
        for finding in assessment.findings:
            kind, _, of = finding.id.partition(":")
            if of == component and kind in moved and not finding.accepted:
                yield Stale(moved[kind], decision, finding.text)
    basis = session.choices[decision].basis
    if basis is not None:
        yield from _basis(catalog, basis, view, wish, option.name)


def _overruled(catalog: Catalog, assessment: Assessment, view: DecisionView, wish: str) -> Iterator[Stale]:
    """The wish is not what is in force, or takes part in a conflict."""
    options = catalog.decision_by_id[view.id]
    wished = options.option(wish)
    assert wished is not None
    if view.choice is not None and view.choice != wish:
        other = options.option(view.choice)
        yield Stale("overruled", view.id, _said("overruled", option=wished.name, other=other.name if other else "-"))
        return
    torn = {item.id for conflict in assessment.conflicts for item in conflict.items if item.kind == "choice"}
    seen = view.option(wish)
    if view.id in torn or (view.choice is None and seen is not None and seen.standing is Standing.IMPOSSIBLE):
        yield Stale("overruled", view.id, _said("contradicted", option=wished.name))


def _basis(catalog: Catalog, before: Basis, view: DecisionView, wish: str, name: Text) -> Iterator[Stale]:
    now = basis_of(catalog, view, wish)
    if before.edition != now.edition:
        yield Stale("edition", view.id, _said("basis-edition", option=name, old=before.edition, new=now.edition))
    for key, rules in (
        ("basis-lost", set(before.rules) - set(now.rules)),
        ("basis-new", set(now.rules) - set(before.rules)),
    ):
        if rules:
            yield Stale("rules", view.id, _said(key, option=name, rules=", ".join(sorted(rules))))


def _signatures(catalog: Catalog, session: Session, assessment: Assessment) -> Iterator[Stale]:
    present = {finding.id for finding in assessment.findings}
    for finding_id in session.accepted:
        kind, _, component = finding_id.partition(":")
        if kind == "licence" and component in catalog.component_by_id:
            view = judge(catalog, session, component)
            if view.verdict is Verdict.REFUSED:
                name = catalog.component_by_id[component].name
                yield Stale("licence", finding_id, _said("licence-refused", component=name, text=view.text))
                continue
        if assessment.status != "conflict" and finding_id not in present:
            yield Stale("signature", finding_id, _said("signature"))


def _answers(session: Session, assessment: Assessment) -> Iterator[Stale]:
    for finding in assessment.findings:
        fact = finding.id.removeprefix("unused:")
        if fact != finding.id and fact in session.profile:
            yield Stale("unused-answer", fact, finding.text)
