"""Names of images: their parts, how values change them, and images that values and objects write out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from advisor.model.chart_facts import ImageKey, ImagePart
from advisor.model.plan import Image
from advisor.plan.paths import get


def of_values(
    images: Iterable[Image], keys: Iterable[ImageKey], values: Mapping[str, Any], objects: Iterable[Any] = ()
) -> Iterator[Image]:
    """`images` as the values change them, and those that values and objects name, each once.

    A value that names a repository or version replaces that part of the chart's image; an image written out whole
    replaces the chart's image of the same repository.
    """
    keys = tuple(keys)
    named = dict.fromkeys((*named_images(values), *(ref for o in objects for ref in named_images(o))))
    known = {repository_of(ref) for ref in named}
    seen: set[str] = set()
    for image in images:
        ref = image.ref
        for key in keys:
            wanted = get(values, key.path)
            if image.ref in key.images and isinstance(wanted, str | int | float) and wanted != "":
                ref = replaced(ref, key.part, str(wanted))
        if ref not in seen and repository_of(ref) not in known:
            seen.add(ref)
            yield image if ref == image.ref else Image(ref=ref, where=image.where, why=image.why)
    for ref in named:
        name, _, digest = ref.partition("@")
        yield Image(ref=name, digest=digest or None, where="values")


def named_images(value: Any) -> Iterator[str]:  # noqa: ANN401 - any YAML value
    """Images written out as `image: name:tag` anywhere below `value`."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            if key in ("image", "imageName") and isinstance(below, str) and ":" in below.rpartition("/")[2]:
                yield below
            else:
                yield from named_images(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from named_images(below)


def taken_apart(ref: str) -> tuple[str, str, str]:
    """Registry (empty where none is written), repository and tag of an image; a digest is left out."""
    name = ref.partition("@")[0]
    tag = name.rpartition(":")[2] if ":" in name.rpartition("/")[2] else ""
    name = name.removesuffix(f":{tag}") if tag else name
    host, _, rest = name.partition("/")
    has_host = bool(rest) and ("." in host or ":" in host or host == "localhost")
    return (host, rest, tag) if has_host else ("", name, tag)


def repository_of(ref: str) -> str:
    """The repository of an image, without registry, tag and digest; `library/` is left out as Docker does."""
    return taken_apart(ref)[1].removeprefix("library/")


def replaced(ref: str, part: ImagePart, value: str) -> str:
    """`ref` with one part of it changed."""
    registry, repository, tag = taken_apart(ref)
    match part:
        case "all":
            return value
        case "name":
            registry, repository, _ = taken_apart(value)
        case "repository":
            repository = value
        case "prefix":
            registry, repository = "", f"{value}/{repository.rpartition('/')[2]}"
        case "registry":
            registry = value
        case "tag":
            tag = value.partition("@")[0]
    name = f"{registry}/{repository}" if registry else repository
    return f"{name}:{tag}" if tag else name
