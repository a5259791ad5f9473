"""What a stack asks of the cluster, summed up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.model.assessment import Resources
from advisor.model.catalog import Catalog
from advisor.model.fact import Answer

SIZE_FACT = "platform_size"
NODE_FACTS = ("control_planes", "workers")


def resources(catalog: Catalog, components: Iterable[str], answers: Mapping[str, Answer]) -> Resources:
    """Requests of all components at the size of the site; per-node parts are multiplied by the number of nodes.

    `unknown` names components whose size the knowledge does not give.
    """
    size = str(answers.get(SIZE_FACT, "small"))
    nodes = sum(n for fact in NODE_FACTS if isinstance(n := answers.get(fact), int)) or 1
    cpu = memory = storage = 0
    estimated, unknown = False, []
    for component_id in components:
        component = catalog.component_by_id.get(component_id)
        if component is None or component.sizes is None:
            if component is None or any(r.how in ("helm", "manifests", "objects") for r in component.releases):
                unknown.append(component_id)
            continue
        sizes = component.sizes
        footprint = {"small": sizes.small, "medium": sizes.medium, "large": sizes.large}.get(size, sizes.small)
        cpu += footprint.cpu_m + footprint.per_node_cpu_m * nodes
        memory += footprint.memory_mi + footprint.per_node_memory_mi * nodes
        storage += footprint.storage_gi
        estimated = estimated or sizes.estimated
    return Resources(
        cpu_m=cpu, memory_mi=memory, storage_gi=storage, estimated=estimated or bool(unknown), unknown=tuple(unknown)
    )
