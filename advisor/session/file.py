"""The session file (`advisor.session/1`): read with every problem named, written without losing comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from advisor.catalog.limits import Limits
from advisor.catalog.nearest import nearest, short
from advisor.errors import BadInput, Problem
from advisor.model.catalog import Catalog
from advisor.model.fact import Fact, FactKind, WrongAnswer
from advisor.model.session import SESSION_SCHEMA, Session
from advisor.session.migrate import MIGRATIONS, Migrations, migrate
from advisor.session.refusals import refusal
from advisor.wording.problems import problem

if TYPE_CHECKING:
    from advisor.catalog.yaml_read import Document

MAX_PROBLEMS = 200
"""Of one file; nobody reads more."""
_KINDS = {"choice": "decision", "policy": "policy", "existing": "component", "fact": "fact"}
"""What a rejected change of each kind names."""
_ORDER = tuple(field.alias or name for name, field in Session.model_fields.items())


@dataclass(frozen=True)
class Loaded:
    """A session as read. With problems, `session` holds the part that could be used."""

    session: Session
    problems: tuple[Problem, ...]
    text: str


def load(
    source: Path | str, catalog: Catalog, *, name: str | None = None, migrations: Migrations = MIGRATIONS
) -> Loaded:
    """Read a session from a file or from text; one of an older schema is brought to the current one.

    Never raises for what is inside the file: each unusable part is dropped and named in `problems`. BadInput is raised
    only where nothing can be read at all (no YAML, no mapping, a newer schema).
    """
    from advisor.catalog.yaml_read import read_text, read_yaml  # noqa: PLC0415 - a first start reads no YAML

    shown = name or (str(source) if isinstance(source, Path) else "<stdin>")
    text = source if isinstance(source, str) else read_text(source, shown, Limits().size)
    document = read_yaml(text, file=shown)
    if not isinstance(document.data, dict):
        raise BadInput([replace(problem("no_mapping"), file=shown, line=1)])
    document = replace(document, data=migrate(document.data, migrations))
    _refuse_other_schema(document, shown)
    checker = _Checker(document, catalog, shown)
    data = checker.run()
    return Loaded(session=Session.model_validate(data), problems=tuple(checker.problems), text=text)


def read(source: Path | str, catalog: Catalog, *, name: str | None = None) -> Session:
    """Read a session that must be right in every part; BadInput lists all problems."""
    loaded = load(source, catalog, name=name)
    if loaded.problems:
        raise BadInput(loaded.problems)
    return loaded.session


def dump(session: Session, previous_text: str | None = None) -> str:
    """The session as YAML. Comments, order and untouched lines of `previous_text` are kept."""
    from advisor.session.layout import plain_yaml, rewrite  # noqa: PLC0415 - as above

    after = written(session)
    if previous_text is None:
        return plain_yaml(after)
    from advisor.catalog.yaml_read import read_yaml  # noqa: PLC0415 - as above

    before = read_yaml(previous_text).data
    text = rewrite(previous_text, before if isinstance(before, dict) else {}, after)
    return text if _says(text, after) else plain_yaml(after)


def _says(text: str, data: dict[str, Any]) -> bool:
    """Whether `text` is read as `data`; layouts are many, and a session must never be written that means another."""
    from advisor.catalog.yaml_read import read_yaml  # noqa: PLC0415 - as above

    try:
        return bool(read_yaml(text).data == data)
    except BadInput:
        return False


def written(session: Session) -> dict[str, Any]:
    """The session as plain data: empty parts left out, choices in their short form where nothing else was said."""
    data = session.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    choices = {k: c["option"] if set(c) == {"option"} else c for k, c in data.get("choices", {}).items()}
    if choices:
        data["choices"] = choices
    if session.scenarios:
        data["scenarios"] = {
            name: {k: v for k, v in written(s).items() if k not in ("schema", "name", "scenario")}
            for name, s in session.scenarios.items()
        }
    return {"schema": SESSION_SCHEMA, "name": session.name} | {k: data[k] for k in _ORDER if k in data}


def _refuse_other_schema(document: Document, shown: str) -> None:
    assert isinstance(document.data, dict)
    schema = document.data.get("schema", SESSION_SCHEMA)
    if schema == SESSION_SCHEMA:
        return
    family, _, number = str(schema).rpartition("/")
    newer = family == "advisor.session" and number.isdigit() and int(number) > 1
    found = problem("newer_program" if newer else "other_schema", at="schema", schema=schema, own=SESSION_SCHEMA)
    raise BadInput([replace(found, file=shown, line=document.lines.at(("schema",)))])


class _Checker:
    """Checks one document against the catalogue and keeps the usable part."""

    def __init__(self, document: Document, catalog: Catalog, shown: str) -> None:
        assert isinstance(document.data, dict)
        self.problems: list[Problem] = []
        self._document = document
        self._catalog = catalog
        self._shown = shown

    def run(self) -> dict[str, Any]:
        """The usable part of the whole document."""
        return self._session(dict(self._document.data), ())

    def _report(self, path: tuple[str | int, ...], found: Problem, *, near: str | None = None) -> None:
        if len(self.problems) > MAX_PROBLEMS:
            return
        if len(self.problems) == MAX_PROBLEMS:
            found, near = problem("and_more"), None
        line = self._document.lines.at(path)
        key = ".".join(str(part) for part in path)
        self.problems.append(replace(found, file=self._shown, line=line, key=key, nearest=near or found.nearest))

    def _session(self, data: dict[str, Any], at: tuple[str, ...]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for key, value in data.items():
            if key not in _ORDER:
                self._report((*at, key), problem("unknown_key", word=short(key)), near=self._near(key, _ORDER))
                continue
            check = getattr(self, f"_{key}", None)
            usable = value if check is None else check(value, (*at, key))
            if usable is not None and self._fits(key, usable, (*at, key)):
                kept[key] = usable
        return kept

    def _fits(self, key: str, value: object, at: tuple[str, ...]) -> bool:
        """Whether the model takes the value, tried on its own."""
        try:
            Session.model_validate({"scenario": self._document.data.get("scenario", "A"), key: value})
        except ValidationError as error:
            for found in error.errors():
                path = (*at, *found["loc"][1:])
                self._report(path, refusal(found))
            return False
        return True

    def _entries(self, value: object, at: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        if not isinstance(value, dict):
            self._report(at, problem("not_names"))
            return
        yield from value.items()

    def _known(
        self, word: object, known: Mapping[str, Any], at: tuple[str | int, ...], what: str, **names: str
    ) -> bool:
        if isinstance(word, str) and word in known:
            return True
        self._report(at, problem(f"unknown_{what}", word=short(word), **names), near=self._near(word, known))
        return False

    def _near(self, word: object, known: Iterable[str]) -> str | None:
        """The nearest known word, which takes time; not looked for once enough was said."""
        return None if len(self.problems) >= MAX_PROBLEMS else nearest(word, known)

    def _profile(self, value: object, at: tuple[str, ...]) -> dict[str, Any]:
        kept = {}
        for fact_id, answer in self._entries(value, at):
            if not self._known(fact_id, self._catalog.fact_by_id, (*at, fact_id), "fact"):
                continue
            fact = self._catalog.fact_by_id[fact_id]
            words = answer
            if fact.values_from == "components" and isinstance(answer, list):
                words = self._components(answer, (*at, fact_id))
            try:
                kept[fact_id] = fact.check(words)
            except ValueError as error:
                wrong = Problem(str(error), ko=error.text.ko if isinstance(error, WrongAnswer) else None)
                self._report((*at, fact_id), wrong, near=_nearest_value(fact, answer))
        return kept

    def _components(self, words: list[Any], at: tuple[str | int, ...]) -> list[str]:
        known = self._catalog.component_by_id
        return [word for i, word in enumerate(words) if self._known(word, known, (*at, i), "component")]

    def _existing(self, value: object, at: tuple[str, ...]) -> list[str]:
        if not isinstance(value, list):
            self._report(at, problem("not_components"))
            return []
        return self._components(value, at)

    def _seen(self, value: object, at: tuple[str, ...]) -> dict[str, Any]:
        known = self._catalog.component_by_id
        return {c: s for c, s in self._entries(value, at) if self._known(c, known, (*at, c), "component")}

    def _choices(self, value: object, at: tuple[str, ...]) -> dict[str, Any]:
        kept = {}
        for decision, choice in self._entries(value, at):
            if isinstance(choice, dict) and "option" not in choice and decision in self._catalog.decision_by_id:
                self._fits("choices", {decision: choice}, at)
                continue
            option = choice.get("option") if isinstance(choice, dict) else choice
            if self._is_option(decision, option, (*at, decision)):
                kept[decision] = choice
        return kept

    def _excluded(self, value: object, at: tuple[str, ...]) -> dict[str, list[str]]:
        kept = {}
        for decision, options in self._entries(value, at):
            if not isinstance(options, list):
                self._report((*at, decision), problem("not_options"))
                continue
            kept[decision] = [o for i, o in enumerate(options) if self._is_option(decision, o, (*at, decision, i))]
        return kept

    def _is_option(self, decision: str, option: object, at: tuple[str | int, ...]) -> bool:
        if not self._known(decision, self._catalog.decision_by_id, at, "decision"):
            return False
        options = {o.id: o for o in self._catalog.decision_by_id[decision].options}
        return self._known(str(option), options, at, "option", decision=decision)

    def _policies(self, value: object, at: tuple[str, ...]) -> dict[str, Any]:
        known = self._catalog.policy_by_id
        return {p: on for p, on in self._entries(value, at) if self._known(p, known, (*at, p), "policy")}

    def _weights(self, value: object, at: tuple[str, ...]) -> dict[str, Any]:
        known = {c.id: c for c in self._catalog.criteria}
        return {c: w for c, w in self._entries(value, at) if self._known(c, known, (*at, c), "criterion")}

    def _inputs(self, value: object, at: tuple[str, ...]) -> dict[str, Any]:
        known = self._catalog.input_by_id
        kept = {}
        for name, answer in self._entries(value, at):
            if not self._known(name, known, (*at, name), "input"):
                continue
            if known[name].fits(answer):
                kept[name] = answer
            else:
                spec = known[name]
                wrong = problem("wrong_input", name=name, kind=spec.kind, example=short(spec.example))
                self._report((*at, name), wrong)
        return kept

    def _rejected(self, value: object, at: tuple[str, ...]) -> list[str]:
        if not isinstance(value, list):
            self._report(at, problem("not_changes"))
            return []
        return [key for i, key in enumerate(value) if self._is_change(key, (*at, i))]

    def _is_change(self, key: object, at: tuple[str | int, ...]) -> bool:
        kind, _, name = str(key).partition(":")
        known: dict[str, Mapping[str, Any]] = {
            "choice": self._catalog.decision_by_id,
            "exclusion": self._catalog.decision_by_id,
            "policy": self._catalog.policy_by_id,
            "existing": self._catalog.component_by_id,
            "fact": self._catalog.fact_by_id,
            "need": self._catalog.fact_by_id,
        }
        if not self._known(kind, known, at, "change"):
            return False
        head, _, part = name.partition("=")
        match kind:
            case "exclusion":
                return self._is_option(head, part, at)
            case "need":
                return self._is_need(head, part, at)
        return self._known(name, known[kind], at, _KINDS[kind])

    def _is_need(self, fact_id: str, value: str, at: tuple[str | int, ...]) -> bool:
        if not self._known(fact_id, self._catalog.fact_by_id, at, "fact"):
            return False
        fact = self._catalog.fact_by_id[fact_id]
        known = self._catalog.component_by_id if fact.values_from == "components" else {v.id: v for v in fact.values}
        return self._known(value, dict(known), at, "value", fact=fact_id)

    def _records(self, value: object, at: tuple[str, ...]) -> dict[str, Any]:
        kept = {}
        for decision, record in self._entries(value, at):
            if not self._known(decision, self._catalog.decision_by_id, (*at, decision), "decision"):
                continue
            votes = record.get("votes") if isinstance(record, dict) else None
            votes = votes if isinstance(votes, dict) else {}
            if all(self._is_option(decision, option, (*at, decision, "votes", who)) for who, option in votes.items()):
                kept[decision] = record
        return kept

    def _scenarios(self, value: object, at: tuple[str, ...]) -> dict[str, Any]:
        name = self._document.data.get("name", Session().name)
        return {
            scenario: {**self._session(state, (*at, scenario)), "name": name, "scenario": scenario}
            for scenario, state in self._entries(value, at)
            if isinstance(state, dict)
        }


def _nearest_value(fact: Fact, answer: object) -> str | None:
    if fact.kind is FactKind.BOOLEAN:
        return None
    words = answer if isinstance(answer, list) else [answer]
    unknown = [str(w) for w in words if str(w) not in fact.value_ids()]
    return nearest(unknown[0], fact.value_ids()) if unknown and fact.values else None
