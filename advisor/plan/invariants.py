"""What every plan must satisfy. Each check is a function of the plan and yields what is wrong with it."""

from __future__ import annotations

import ipaddress
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from advisor.errors import Problem
from advisor.model.plan import Plan, Setting
from advisor.plan.inputs import MARK
from advisor.plan.namespaces import GIVEN, LEVELS, level_of
from advisor.plan.paths import appends, leaf_paths, steps
from advisor.plan.releases import BOOTSTRAP
from advisor.plan.say import phrase
from advisor.plan.wiring import values_of

_URL = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<name>[a-z0-9][a-z0-9-]*)\.(?P<namespace>[a-z0-9-]+)\.svc(?:\.cluster\.local)?"
    r"(?::(?P<port>\d+))?(?![\w.-])"
)
_PORTS = {"http": "80", "https": "443"}


def check(plan: Plan) -> list[Problem]:
    """Everything wrong with `plan`; a problem of severity `warning` does not stop an export."""
    return [problem for rule in INVARIANTS for problem in rule(plan)]


def _problem(name: str, key: str, message: str, *, severity: str = "error", ko: str | None = None) -> Problem:
    return Problem(message, file="plan.yaml", key=key, check=name, severity=severity, ko=ko)


def one_owner(plan: Plan) -> Iterator[Problem]:
    """A release exists once, and its owner is the bootstrap's or the one the plan deploys with."""
    for release, count in Counter(r.id for r in plan.releases).items():
        if count > 1:
            yield _problem("one-owner", release, f"the release is planned {count} times")
    for r in plan.releases:
        by_hand = r.phase <= BOOTSTRAP or plan.deploy == "scripts" or (plan.gitops == "none" and r.how != "helm")
        own = {"helm", "kubectl"} if by_hand else {plan.deploy}
        if r.owner not in own:
            yield _problem("one-owner", r.id, f"owner {r.owner}, but its phase belongs to {' or '.join(sorted(own))}")
        if r.owner == "helm" and r.how != "helm":
            yield _problem("one-owner", r.id, "helm cannot own what has no chart")


def needs_come_earlier(plan: Plan) -> Iterator[Problem]:
    """Every need is planned, in an earlier phase or wave; so there is no circle either."""
    at = {r.id: (r.phase, r.wave) for r in plan.releases}
    for r in plan.releases:
        for need in r.needs:
            if need not in at:
                yield _problem("needs-come-earlier", r.id, f"needs {need}, which is not planned")
            elif at[need] >= (r.phase, r.wave):
                yield _problem("needs-come-earlier", r.id, f"needs {need}, which comes later or at the same time")


def components_are_planned(plan: Plan) -> Iterator[Problem]:
    """The component of every release is in the plan, and every component finds those it requires."""
    known = {c.id for c in plan.components}
    for r in plan.releases:
        if r.component not in known:
            yield _problem("components-are-planned", r.id, f"component {r.component} is not in the plan")
    for component in plan.components:
        for required in component.requires:
            if required not in known:
                yield _problem("components-are-planned", component.id, f"requires {required}, not in the plan")


def existing_is_not_installed(plan: Plan) -> Iterator[Problem]:
    """Nothing the site already runs is installed again."""
    existing = {c.id for c in plan.components if c.existing}
    for r in plan.releases:
        if r.component in existing:
            yield _problem("existing-is-not-installed", r.id, f"{r.component} is already in use")


def namespaces_admit_their_pods(plan: Plan) -> Iterator[Problem]:
    """Every namespace is declared, with a Pod Security level that admits what is in it."""
    level = {n.name: n.pod_security for n in plan.namespaces}
    for r in plan.releases:
        if r.namespace in GIVEN:
            continue
        if r.namespace not in level:
            yield _problem("namespaces-admit-their-pods", r.id, f"namespace {r.namespace} is not declared")
        elif LEVELS.index(level[r.namespace]) < LEVELS.index(level_of(r)):
            message = f"needs {level_of(r)}, but namespace {r.namespace} is {level[r.namespace]}"
            yield _problem("namespaces-admit-their-pods", r.id, message)
    declared = {*level, *GIVEN}
    for secret in plan.secrets:
        if secret.namespace not in declared:
            yield _problem("namespaces-admit-their-pods", secret.name, f"namespace {secret.namespace} is not declared")


def decided_once(plan: Plan) -> Iterator[Problem]:
    """No decision appears twice."""
    for decision, count in Counter(d.id for d in plan.decisions).items():
        if count > 1:
            yield _problem("decided-once", decision, f"decided {count} times")


def networks_are_apart(plan: Plan) -> Iterator[Problem]:
    """Pod and service networks overlap neither each other nor a node or the API address."""
    try:
        pods = ipaddress.ip_network(plan.cluster.pod_cidr)
        services = ipaddress.ip_network(plan.cluster.service_cidr)
    except ValueError as error:
        yield _problem("networks-are-apart", "cluster", str(error))
        return
    if pods.version == services.version and pods.overlaps(services):
        yield _problem("networks-are-apart", "cluster", f"pod network {pods} overlaps service network {services}")
    hosts = [(n.name, n.ip) for n in plan.cluster.nodes] + [("endpoint", plan.cluster.endpoint.host)]
    for name, text in hosts:
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            continue
        for network in (pods, services):
            if address in network:
                yield _problem("networks-are-apart", name, f"address {address} lies in {network}")


def nothing_is_out_of_support(plan: Plan) -> Iterator[Problem]:
    """No component was past its end of life when the plan was made; the person may accept it, so it only warns."""
    day = plan.stack.created[:10]
    for component in plan.components:
        if component.end_of_life and component.end_of_life.isoformat() < day:
            said = phrase("support-ended", version=component.version or "", date=str(component.end_of_life))
            yield _problem("nothing-is-out-of-support", component.id, said.en, severity="warning", ko=said.ko)


def settings_agree(plan: Plan) -> Iterator[Problem]:
    """Two integrations of the same order do not give one path different values."""
    for r in plan.releases:
        seen: list[Setting] = []
        for setting in r.settings:
            if setting.origin is None or appends(setting.path):
                continue
            for other in seen:
                if other.order == setting.order and other.origin != setting.origin and _clash(other, setting):
                    message = f"{other.origin} and {setting.origin} set {setting.path} differently"
                    yield _problem("settings-agree", f"{r.id}.{setting.path}", message)
            seen.append(setting)


def _clash(one: Setting, other: Setting) -> bool:
    """Whether some leaf of one setting has another value in the other, or is a map there."""
    left, right = _leaves(one), _leaves(other)
    for path, value in left.items():
        for place, different in right.items():
            same_branch = path[: len(place)] == place or place[: len(path)] == path
            if same_branch and (path != place or value != different) and value != {} and different != {}:
                return True
    return False


def _leaves(setting: Setting) -> dict[tuple[str, ...], Any]:
    prefix = steps(setting.path)
    if isinstance(setting.value, Mapping) and setting.value:
        return dict(leaf_paths(setting.value, prefix))
    return {prefix: setting.value}


def placeholders_are_listed(plan: Plan) -> Iterator[Problem]:
    """Every input that waits for an answer is an open item, and no `<mark>` is left in a setting or object."""
    listed = {i.id for i in plan.open_items if i.kind == "input"}
    for item in plan.inputs:
        if item.placeholder and item.id not in listed:
            yield _problem("placeholders-are-listed", item.id, "waits for an answer but is no open item")
    for r in plan.releases:
        for text in _strings([s.value for s in r.settings] + [o.object for o in r.objects]):
            mark = MARK.fullmatch(text.strip())
            if mark:
                yield _problem("placeholders-are-listed", r.id, f"{mark[0]} was not filled in")


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - any YAML value
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield str(key)
            yield from _strings(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from _strings(below)


def addresses_exist(plan: Plan) -> Iterator[Problem]:
    """Every in-cluster address in values and objects names a Service that something in the plan makes.

    What the site already runs has the address that the site names as an input; the bundle knows none by itself.
    Namespaces whose releases were not harvested cannot be judged.
    """
    made = _services(plan)
    blind = {r.namespace for r in plan.releases if not r.facts.complete or r.how == "objects"} | GIVEN
    named = {found for text in _strings([i.value for i in plan.inputs]) for found in in_cluster(text)}
    for r in plan.releases:
        for text in _strings([values_of(r.settings), [o.object for o in r.objects]]):
            for namespace, target in in_cluster(text):
                if namespace in blind or (namespace, target) in named or _is_made(target, made.get(namespace, set())):
                    continue
                yield _problem("addresses-exist", r.id, f"nothing in {namespace} makes {target}")


def in_cluster(text: str) -> Iterator[tuple[str, str]]:
    """In-cluster addresses in `text` as (namespace, `service:port`); without port or scheme nothing is found."""
    for match in _URL.finditer(text):
        port = match["port"] or _PORTS.get(match["scheme"] or "")
        if port:
            yield match["namespace"], f"{match['name']}:{port}"


def _is_made(target: str, services: set[str]) -> bool:
    """Whether one of the Services, or of the patterns operators follow, is the target."""
    return any(fnmatchcase(target, service) for service in services)


def _services(plan: Plan) -> dict[str, set[str]]:
    made: dict[str, set[str]] = {}
    for r in plan.releases:
        made.setdefault(r.namespace, set()).update(r.services)
        for part in r.objects:
            if part.object.get("kind") == "Service":
                meta = part.object.get("metadata", {})
                ports = part.object.get("spec", {}).get("ports", ())
                names = {f"{meta.get('name')}:{p.get('port')}" for p in ports}
                made.setdefault(meta.get("namespace", r.namespace), set()).update(names)
    return made


def no_secret_is_written(plan: Plan) -> Iterator[Problem]:
    """No object of ours is a Secret with content."""
    for r in plan.releases:
        for part in r.objects:
            if part.object.get("kind") == "Secret" and (part.object.get("data") or part.object.get("stringData")):
                yield _problem("no-secret-is-written", r.id, "a Secret with content has no place in a bundle")


def objects_have_a_home(plan: Plan) -> Iterator[Problem]:
    """Objects are complete enough to apply and lie in a declared namespace; nothing is declared twice."""
    declared = {n.name for n in plan.namespaces} | GIVEN
    seen: dict[tuple[str, str, str, str], str] = {}
    for r in plan.releases:
        made = {o.object.get("metadata", {}).get("name") for o in r.objects if o.object.get("kind") == "Namespace"}
        for part in r.objects:
            meta = part.object.get("metadata")
            head = (part.object.get("apiVersion"), part.object.get("kind"))
            if not isinstance(meta, Mapping) or not all(head) or not meta.get("name"):
                yield _problem("objects-have-a-home", r.id, "an object without apiVersion, kind or name")
                continue
            namespace = meta.get("namespace", "")
            if namespace and namespace not in declared | made:
                yield _problem("objects-have-a-home", r.id, f"namespace {namespace} is not declared")
            key = (str(head[0]), str(head[1]), str(namespace), str(meta["name"]))
            if key in seen:
                message = f"{key[1]} {key[3]} is declared by {seen[key]} too"
                yield _problem("objects-have-a-home", r.id, message)
            seen[key] = r.id


def sources_are_pinned(plan: Plan) -> Iterator[Problem]:
    """Every chart and manifest set has a place and a version, and every release exactly one kind of content."""
    for r in plan.releases:
        if (r.chart is not None) != (r.how == "helm") or (r.manifests is not None) != (r.how == "manifests"):
            yield _problem("sources-are-pinned", r.id, f"its content does not fit how: {r.how}")
        version = r.chart.version if r.chart else r.manifests.version if r.manifests else "objects"
        if version in ("", "latest", "main", "master"):
            yield _problem("sources-are-pinned", r.id, f"version {version!r} is not a pin")
        if r.how == "objects" and not r.objects:
            message = "a release of objects without any object"
            yield _problem("sources-are-pinned", r.id, message, severity="warning")


INVARIANTS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    one_owner,
    needs_come_earlier,
    components_are_planned,
    existing_is_not_installed,
    namespaces_admit_their_pods,
    decided_once,
    networks_are_apart,
    nothing_is_out_of_support,
    settings_agree,
    placeholders_are_listed,
    addresses_exist,
    no_secret_is_written,
    objects_have_a_home,
    sources_are_pinned,
)
