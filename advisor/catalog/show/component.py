"""The page of a component: claims and today's verdict, licence, needs, rules, versions, trend, sources."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.catalog.show.sheet import Sheet
from advisor.catalog.walk import models
from advisor.model.base import Source
from advisor.model.component import Component, Footprint, ReleaseSpec
from advisor.model.condition import Condition
from advisor.model.rule import Rule
from advisor.wording.markdown import code, escape, link
from advisor.wording.trends import trend_line


def write(sheet: Sheet, component: Component) -> None:
    """Write everything the knowledge says about `component`."""
    sheet.title(component.name.get(sheet.lang), component.id)
    sheet.say(component.description)
    if component.context_text is not None:
        sheet.section("context")
        sheet.say(component.context_text)
    _facts(sheet, component)
    _claims(sheet, component)
    _licence(sheet, component)
    _needs(sheet, component)
    _rules(sheet, component)
    _wiring(sheet, component)
    _versions(sheet, component)
    _releases(sheet, component)
    _trend(sheet, component)
    sheet.sources(every_source(component))


def every_source(component: Component) -> Iterator[Source]:
    """Yield every source inside the component, its own first."""
    yield from component.sources
    for _, value in models(component):
        if isinstance(value, Source):
            yield value


def _facts(sheet: Sheet, component: Component) -> None:
    life = component.lifecycle
    state = sheet.word(f"state.{life.state}") + (f" {sheet.word('since', date=life.since)}" if life.since else "")
    level = sheet.word(f"cncf.{component.cncf.level}") + (
        f" {sheet.word('since', date=component.cncf.since)}" if component.cncf.since else ""
    )
    offered = [f"{d.id}={o.id}" for d, o in sheet.catalog.options() if component.id in o.brings()]
    capabilities = {c.id: c.name for c in sheet.catalog.capabilities}
    provides = [sheet.get(capabilities[name]) if name in capabilities else name for name in component.provides]
    life_text = f". {sheet.get(life.text)}" if life.text else ""
    sheet.pairs(
        (
            ("aliases", escape(", ".join(component.aliases))),
            ("decisions", ", ".join(code(name) for name in offered)),
            ("lifecycle", escape(state) + life_text),
            ("cncf", escape(level)),
            ("capabilities", ", ".join(provides)),
        )
    )
    pages = [url for url in (component.homepage, component.repository) if url]
    sheet.items(link(url.split("://")[-1], url) for url in pages)


def _claims(sheet: Sheet, component: Component) -> None:
    if not component.claims:
        return
    sheet.section("article")
    sheet.table(
        ("claim", "verdict", "today", "sources"),
        (
            (
                sheet.get(claim.text),
                sheet.word(f"verdict.{claim.verdict}"),
                sheet.get(claim.today) if claim.today else "",
                sheet.cite(claim.sources),
            )
            for claim in component.claims
        ),
    )


def _licence(sheet: Sheet, component: Component) -> None:
    licence = component.licence
    sheet.section("licence")
    terms = [sheet.catalog.licence_by_id[name].name for name in licence.terms if name in sheet.catalog.licence_by_id]
    sheet.pairs(
        (
            ("licence", f"{code(licence.expression)} ({sheet.word(f'checked.{licence.checked}')})"),
            ("chart_licence", code(licence.chart or "")),
            ("terms", escape(", ".join(terms))),
        )
    )
    if licence.note is not None:
        sheet.items([sheet.get(licence.note)])


def _needs(sheet: Sheet, component: Component) -> None:
    if component.needs:
        sheet.section("needs")
        sheet.items(
            f"{sheet.get(need.text)} ({sheet.when(need.needs)}, {sheet.word(need.phase)}"
            + (f", {sheet.word('optional')}" if need.optional else "")
            + ")"
            for need in component.needs
        )
    if component.host_needs:
        sheet.section("host_needs")
        sheet.items(
            f"{f'{n.kind} {sheet.get(n.name)}' if n.name else code(f'{n.kind} {n.value}')}: {sheet.get(n.text)}"
            for n in component.host_needs
        )
    if component.sizes is not None:
        sizes = component.sizes
        sheet.section("footprint")
        for name in ("small", "medium", "large"):
            sheet.items([f"{sheet.word(f'size.{name}')}: {_size(sheet, getattr(sizes, name))}"])
        if sizes.estimated:
            sheet.items([sheet.word("estimated")])


def _size(sheet: Sheet, size: Footprint) -> str:
    parts = [f"{size.cpu_m} m CPU", f"{size.memory_mi} MiB"]
    if size.storage_gi:
        parts.append(f"{size.storage_gi} GiB")
    if size.per_node_cpu_m or size.per_node_memory_mi:
        amount = f"{size.per_node_cpu_m} m CPU, {size.per_node_memory_mi} MiB"
        parts.append(sheet.word("per_node", amount=amount))
    return ", ".join(parts)


def speaks_of(sheet: Sheet, rule: Rule, component: Component) -> bool:
    """Whether a rule names the component or an option that brings it."""
    options = {f"{d.id}={o.id}" for d, o in sheet.catalog.options() if component.id in o.brings()}
    if options & set(rule.options):
        return True
    return any(
        isinstance(value, Condition) and (value.chosen in options or component.id in (value.component, value.existing))
        for _, value in models(rule)
    )


def _rules(sheet: Sheet, component: Component) -> None:
    sheet.rules(rule for rule in sheet.catalog.rules if speaks_of(sheet, rule, component))


def _wiring(sheet: Sheet, component: Component) -> None:
    options = {f"{d.id}={o.id}" for d, o in sheet.catalog.options() if component.id in o.brings()}
    found = [
        wiring
        for wiring in sheet.catalog.integrations
        if any(leaf.chosen in options or leaf.component == component.id for leaf in wiring.when.leaves())
    ]
    if found:
        sheet.section("wiring")
        sheet.items(f"{code(wiring.id)}: {sheet.get(wiring.title)}" for wiring in found)


def _versions(sheet: Sheet, component: Component) -> None:
    if not component.versions:
        return
    sheet.section("versions")
    for seen in component.versions:
        documented = code(seen.kubernetes) if seen.kubernetes else sheet.word("unknown")
        parts = [sheet.word("as_of", date=seen.seen), f"{sheet.word('documented')}: {documented}"]
        parts += [f"{sheet.word('chart')} {code(f'{name} {version}')}" for name, version in seen.charts.items()]
        if seen.blocked is not None:
            parts.append(sheet.word("blocked", text=sheet.get(seen.blocked)))
        if seen.by_name is not None:
            parts.append(sheet.word("by_name", text=sheet.get(seen.by_name)))
        sheet.items([f"{code(seen.version)}: {', '.join(parts)}"])


def _releases(sheet: Sheet, component: Component) -> None:
    if component.releases:
        sheet.section("releases")
        sheet.items(f"{code(release.id)}: {_release(release)}" for release in component.releases)
        for release in component.releases:
            sheet.items(f"{code(f'{release.id}: {s.path}')} {sheet.get(s.why)}" for s in release.values)
            sheet.say(release.instructions)


def _release(release: ReleaseSpec) -> str:
    where = ""
    if release.chart is not None:
        where = f" {code(release.chart.repo or release.chart.oci or '')} {code(release.chart.name)}"
    elif release.manifests is not None:
        where = f" {code(release.manifests.url)}"
    space = f" ({code(release.namespace)})" if release.namespace else ""
    return f"{release.how}{where}{space}"


def _trend(sheet: Sheet, component: Component) -> None:
    offered = {d.id for d, o in sheet.catalog.options() if component.id in o.brings()}
    trends = [t for t in sheet.catalog.trends if t.decision in offered]
    if not trends and not component.trend:
        return
    sheet.section("trend")
    for trend in trends:
        sheet.items([f"{code(trend.decision)}: {sheet.get(trend_line(sheet.catalog, trend))}"])
        sheet.items(f"{move.edition}: {sheet.get(move.text)}" for move in trend.moves)
    if not trends:
        sheet.items(escape(line) for line in component.trend)
