"""What every document of a bundle shares: phrases, names, dates, the decisions and components by group."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import cached_property

from advisor.model.base import Language, Source, Text
from advisor.model.catalog import Catalog
from advisor.model.plan import Image, Plan, PlanComponent, PlanDecision, Prerequisite, Release
from advisor.wording import Words
from advisor.wording.bundle import PHRASES
from advisor.wording.markdown import code, escape, place


class Document:
    """A plan with its knowledge, spoken of in one language. Everything it returns is finished Markdown."""

    def __init__(self, plan: Plan, catalog: Catalog, lang: Language) -> None:
        """Bind plan, knowledge and language."""
        self.plan, self.catalog = plan, catalog
        self.lang: Language = lang
        self.word = Words(PHRASES, lang)

    def get(self, text: Text) -> str:
        """A text of the knowledge."""
        return escape(text.get(self.lang))

    def component(self, name: str) -> str:
        """Name of a component."""
        found = self.catalog.component_by_id.get(name)
        return self.get(found.name) if found else escape(name)

    def decision(self, name: str) -> str:
        """Name of a decision."""
        found = self.catalog.decision_by_id.get(name)
        return self.get(found.name) if found else escape(name)

    def option(self, decision: str, choice: str) -> str:
        """Name of an option, or of several joined by `+`."""
        found = self.catalog.decision_by_id.get(decision)
        names = []
        for each in self.options(decision, choice):
            option = found.option(each) if found else None
            names.append(self.get(option.name) if option else escape(each))
        return " + ".join(names)

    def options(self, decision: str, choice: str) -> tuple[str, ...]:
        """Ids of the options taken: one whose own id may hold a `+`, or several joined by it."""
        found = self.catalog.decision_by_id.get(decision)
        return (choice,) if found and found.option(choice) else tuple(choice.split("+"))

    def fact_value(self, name: str, value: object) -> str:
        """An answer as people read it: names of values, yes or no, the unit."""
        fact = self.catalog.fact_by_id[name]
        names = {v.id: self.get(v.name) for v in fact.values}
        if isinstance(value, bool):
            return self.word("yes" if value else "no")
        if isinstance(value, tuple | list):
            return ", ".join(names.get(str(v), escape(str(v))) for v in value) or self.word("none")
        return names.get(str(value), escape(str(value))) + (f" {escape(fact.unit)}" if fact.unit else "")

    def why(self, decision: PlanDecision) -> str:
        """Why a decision was taken: the person's own words, else the first reason, else how it came about."""
        if decision.because:
            return escape(decision.because)
        if decision.reasons:
            return self.get(decision.reasons[0])
        return self.word("bom.by_rule") if decision.by == "rule" else self.word("bom.by_suggestion")

    def need(self, item: Prerequisite) -> str:
        """A prerequisite with its kind and the components that ask for it."""
        known = self.catalog.component_by_id
        asking = [
            self.component(c.id)
            for c in self.plan.components
            if c.id in known and any(_asks(need.value, item) for need in known[c.id].host_needs)
        ]
        kind = f"{self.word(f'need.{item.kind}')} " if f"need.{item.kind}" in PHRASES else ""
        who = f" ({', '.join(dict.fromkeys(asking))})" if asking else ""
        name = self.get(item.said) if item.said else code(item.name)
        return f"{kind}{name}{who}: {self.get(item.text)}"

    def cite(self, source: Source) -> str:
        """A source with its date; what could not be verified says so."""
        where = place(self.catalog, source, self.lang)
        checked = self.word("as_of", date=source.as_of) if source.verified else self.word("unverified")
        return f"{where} ({checked})"

    def citations(self, sources: Iterable[Source]) -> list[str]:
        """Sources, each once."""
        return list(dict.fromkeys(self.cite(source) for source in sources))

    def grouped(self) -> list[tuple[str, list[PlanDecision]]]:
        """Names of the groups with their decisions, in the order of the knowledge."""
        rows: list[tuple[str, list[PlanDecision]]] = []
        for group in self.catalog.groups:
            inside = [d for d in self.plan.decisions if self._group(d.id) == group.id]
            if inside:
                rows.append((self.get(group.name), inside))
        return rows

    def _group(self, decision: str) -> str | None:
        found = self.catalog.decision_by_id.get(decision)
        return found.group if found else None

    @cached_property
    def components_of(self) -> dict[str, list[PlanComponent]]:
        """Components by the decision that brought them; one without a decision is under an empty name."""
        found: dict[str, list[PlanComponent]] = {}
        for component in self.plan.components:
            for decision in component.decisions or ("",):
                found.setdefault(decision, []).append(component)
        return found

    @cached_property
    def releases_of(self) -> dict[str, list[Release]]:
        """Releases by the decision that brought their component, in the order of installation."""
        brought = {c.id: c.decisions for c in self.plan.components}
        found: dict[str, list[Release]] = {}
        for release in self.plan.releases:
            for decision in brought.get(release.component, ()):
                found.setdefault(decision, []).append(release)
        return found

    @property
    def date(self) -> str:
        """The day of the plan, as YYYY-MM-DD."""
        return created_at(self.plan, self.catalog).date().isoformat()

    @property
    def planned(self) -> str:
        """The sentence that says when and for what the plan was made."""
        kubernetes = escape(self.plan.cluster.kubernetes)
        return self.word("planned_on", date=self.date, kubernetes=kubernetes)


def _asks(value: str, item: Prerequisite) -> bool:
    """Whether a host demand is the one a prerequisite was made from; floors are written with and without `>=`."""
    return value.removeprefix(">=").strip() == item.name.removeprefix(">=").strip()


def created_at(plan: Plan, catalog: Catalog) -> datetime:
    """When the plan was made: what the session says, else the date of the edition; in UTC."""
    try:
        stated = datetime.fromisoformat(plan.stack.created)
    except ValueError:
        stated = datetime.combine(catalog.edition.as_of, time(), UTC)
    return stated.replace(tzinfo=UTC) if stated.tzinfo is None else stated.astimezone(UTC)


CLUSTER = "kubernetes"
"""Stands for the cluster itself among the users of images; its component has the same id."""


def images_by_user(plan: Plan) -> list[tuple[str, str, tuple[Image, ...]]]:
    """Who pulls images: the cluster itself, then every release; with the component it belongs to."""
    own = [(CLUSTER, CLUSTER, plan.cluster.images)] if plan.cluster.images else []
    return [*own, *((r.id, r.component, r.images) for r in plan.releases)]


def images_of(plan: Plan) -> dict[str, Image]:
    """Every image by its full reference (with digest where one is known), sorted."""
    found: dict[str, Image] = {}
    for _, _, images in images_by_user(plan):
        for image in images:
            found.setdefault(full_reference(image), image)
    return dict(sorted(found.items()))


def users_of(plan: Plan) -> dict[str, list[tuple[str, str]]]:
    """Users of every image by its full reference, each with its component."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for user, component, images in images_by_user(plan):
        for image in images:
            found.setdefault(full_reference(image), {})[user, component] = None
    return {reference: list(users) for reference, users in found.items()}


def full_reference(image: Image) -> str:
    """`registry/path:tag@sha256:...`, or without the digest where none is known."""
    return image.ref if image.digest is None or "@" in image.ref else f"{image.ref}@{image.digest}"


def split_image(image: Image) -> tuple[str, str, str]:
    """Path with registry, tag and digest (`sha256:...`) of an image; empty where there is none."""
    path, _, digest = image.ref.partition("@")
    head, slash, last = path.rpartition("/")
    last, _, tag = last.partition(":")
    return f"{head}{slash}{last}", tag, digest or image.digest or ""


def airgap_folder(plan: Plan) -> str:
    """The folder of what a site without internet needs; an extra elsewhere."""
    return "airgap" if plan.cluster.air_gapped else "optional/airgap"


def waves_of(plan: Plan) -> list[tuple[int, int, list[Release]]]:
    """Phase, wave and releases in the order of installation."""
    rows: dict[tuple[int, int], list[Release]] = {}
    for release in plan.releases:
        rows.setdefault((release.phase, release.wave), []).append(release)
    return [(phase, wave, rows[phase, wave]) for phase, wave in sorted(rows)]


def amounts(cpu_m: int, memory_mi: int, storage_gi: int) -> tuple[str, str, str]:
    """CPU in cores, memory and storage in GiB, as short numbers."""
    return f"{cpu_m / 1000:g}", f"{memory_mi / 1024:.1f}".removesuffix(".0"), str(storage_gi)
