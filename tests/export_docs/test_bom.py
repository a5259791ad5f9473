"""The bill of materials: valid, complete, honest, the same bytes every time, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from advisor.errors import BadInput
from advisor.export import bom_check, bom_csv, bom_markdown, cyclonedx, cyclonedx_next, images, spdx
from advisor.export.document import split_image
from advisor.model.plan import Image
from tests.export_docs.conftest import Real
from tests.export_docs.small import DIGEST, World, component, data


def document(world: World | Real) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(world.render(cyclonedx)["bom/bom.cdx.json"])
    return made


def schema_error(made: dict[str, Any]) -> object:
    return JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(made))


def test_small_document_is_strictly_valid(world: World) -> None:
    made = document(world)
    assert schema_error(made) is None
    assert made["specVersion"] == "1.6"
    assert made["metadata"]["lifecycles"] == [{"phase": "design"}]
    assert made["metadata"]["timestamp"] == "2026-11-23T10:00:00+00:00"
    assert made["compositions"] == [{"aggregate": "incomplete", "assemblies": ["stack:small"]}]


def test_the_newer_version_is_strictly_valid_and_the_same(real: Real) -> None:
    text = real.render(cyclonedx_next)["bom/bom-1.7.cdx.json"]
    assert JsonStrictValidator(SchemaVersion.V1_7).validate_str(text) is None
    newer, older = json.loads(text), document(real)
    assert newer["specVersion"] == "1.7"
    assert [c["bom-ref"] for c in newer["components"]] == [c["bom-ref"] for c in older["components"]]
    newer["components"][0]["licenses"][0] = {"license": {"id": "BSL-1.1"}}
    assert JsonStrictValidator(SchemaVersion.V1_7).validate_str(json.dumps(newer)) is not None


def test_the_serial_number_is_that_of_the_plan(world: World, tmp_path: Path) -> None:
    other = World(tmp_path / "other", {"open_items": []})
    assert document(world)["serialNumber"] == document(world)["serialNumber"]
    assert document(world)["serialNumber"] != document(other)["serialNumber"]
    assert document(world)["serialNumber"].startswith("urn:uuid:")
    assert document(world)["version"] == 1


def test_real_documents_are_strictly_valid_and_complete(real: Real) -> None:
    made = document(real)
    assert schema_error(made) is None
    refs = {c["bom-ref"] for c in made["components"]}
    assert {f"component:{c.id}" for c in real.plan.components} <= refs
    assert {f"release:{r.id}" for r in real.plan.releases if r.how != "objects"} <= refs
    listed = real.render(images)
    lines = [line for path, text in listed.items() if path.endswith(".txt") for line in text.split()]
    assert {f"image:{line}" for line in lines} <= refs


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d["components"][0].update(licences=[]),
        lambda d: d["components"][0].update(type="programme"),
        lambda d: d["components"][0]["licenses"].__setitem__(0, {"license": {"id": "BSL-1.1"}}),
        lambda d: d.update(serialNumber="small"),
    ],
)
def test_the_schema_refuses_a_broken_document(spoil: Any, world: World) -> None:
    made = document(world)
    spoil(made)
    assert schema_error(made) is not None


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda d: d["dependencies"][0]["dependsOn"].append("component:x"), "dependency on component:x, which is not"),
        (lambda d: d["components"].append(d["components"][0]), "is used twice"),
        (lambda d: d["components"][0].update(purl="github/x"), "purl"),
        (lambda d: d["components"][0].update(licenses=[{"expression": "MIT Expat"}]), "no licence expression"),
        (lambda d: d["components"][0].update(licenses=[{"license": {"id": "BSL-1.1"}}]), "no licence expression"),
    ],
)
def test_own_checks_find_what_the_schema_does_not(spoil: Any, message: str, world: World) -> None:
    made = document(world)
    assert bom_check.check(made) == []
    spoil(made)
    assert message in "\n".join(bom_check.check(made))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda d: d.update(serialNumber="urn:uuid:0d4ff2d6-8f5c-5d5a-a1d6-0b9b1f6f0c11"), "serial number of another"),
        (lambda d: d["components"][0].update(purl="pkg:github/other/thing"), "package URL is not that of the plan"),
        (lambda d: d["components"][0].update(licenses=[{"license": {"id": "BSL-1.0"}}]), "licence is not that of"),
        (lambda d: d["components"].pop(0), "is missing"),
        (lambda d: d.pop("metadata"), "is no bill of materials of ours"),
        (lambda d: d.update(components="none"), "is no bill of materials of ours"),
    ],
)
def test_a_document_of_another_plan_is_told_apart(spoil: Any, message: str, world: World) -> None:
    made = document(world)
    assert bom_check.check_against(made, world.plan) == []
    spoil(made)
    assert message in "\n".join(bom_check.check_against(made, world.plan))
    assert bom_check.check_against([], world.plan)


def test_a_broken_expression_is_never_written(tmp_path: Path) -> None:
    world = World(tmp_path, {"components": [component("calico", licence="LGPL version 2.1 or 3.0")]})
    with pytest.raises(BadInput, match="no licence expression"):
        world.render(cyclonedx)


def test_licences_are_declared_by_id_name_or_expression(world: World) -> None:
    found = {c["name"]: c["licenses"][0] for c in document(world)["components"] if "licenses" in c}
    assert found["vault"] == {"license": {"acknowledgement": "declared", "id": "BUSL-1.1"}}
    assert found["lens"]["license"]["name"] == "Apache License 2.0"  # the name its entry gives
    assert "id" not in found["lens"]["license"]
    assert found["haproxy"] == {"acknowledgement": "declared", "expression": "GPL-2.0-or-later AND LGPL-2.1-only"}


def test_charts_images_services_and_their_edges(world: World) -> None:
    made = document(world)
    parts = {c["bom-ref"]: c for c in made["components"]}
    edges = {d["ref"]: d.get("dependsOn", []) for d in made["dependencies"]}
    assert parts["release:vault"]["purl"].startswith("pkg:helm/vault@2.0.0?repository_url=")
    assert "purl" not in parts["release:crds"]
    image = parts[f"image:quay.io/tigera/operator:v1@{DIGEST}"]
    assert image["purl"].startswith(f"pkg:oci/operator@{DIGEST.replace(':', '%3A')}") or DIGEST in image["purl"]
    assert image["hashes"] == [{"alg": "SHA-256", "content": "ab" * 32}]
    assert edges["component:vault"] == ["component:calico", "release:vault"]
    assert f"image:quay.io/tigera/operator:v1@{DIGEST}" in edges["release:calico"]
    assert {s["bom-ref"] for s in made["services"]} == {"service:existing:haproxy", "service:input:s3_endpoint"}
    assert made["services"][1]["endpoints"] == ["https://s3.acme.internal"]


_PROGRAM = """
import hashlib, sys, pathlib, tempfile
from advisor.export import bom_csv, bom_markdown, cyclonedx, decisions, licences, readme, runbook, spdx, airgap
from tests.export_docs.small import World
total = hashlib.sha256()
with tempfile.TemporaryDirectory() as folder:
    world = World(pathlib.Path(folder))
    for module in (bom_csv, bom_markdown, cyclonedx, decisions, licences, readme, runbook, spdx, airgap):
        for path, content in sorted(world.render(module).items()):
            total.update(path.encode() + content.encode())
print(total.hexdigest())
"""


def test_same_bytes_for_every_hash_seed() -> None:
    root = Path(__file__).resolve().parents[2]
    seen = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("ref", "digest", "parts"),
    [
        ("quay.io/a/b:1", None, ("quay.io/a/b", "1", "")),
        ("registry:5000/a/b", None, ("registry:5000/a/b", "", "")),
        ("nginx", DIGEST, ("nginx", "", DIGEST)),
        (f"quay.io/a/b:1@{DIGEST}", None, ("quay.io/a/b", "1", DIGEST)),
    ],
)
def test_images_are_taken_apart(ref: str, digest: str | None, parts: tuple[str, str, str]) -> None:
    assert split_image(Image(ref=ref, digest=digest)) == parts


def rows(world: World | Real) -> list[list[str]]:
    text = world.render(bom_csv)["bom/bom.csv"]
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_opens_in_a_spreadsheet(world: World) -> None:
    text = world.render(bom_csv)["bom/bom.csv"]
    assert text.startswith("\ufeffkind,id,name,version")
    assert text.count("\n") == text.count("\r\n")
    table = rows(world)
    assert {len(row) for row in table} == {len(bom_csv.HEAD)}
    assert [row[0] for row in table[1:]] == ["component"] * 3 + ["existing"] + ["chart", "manifests", "chart"] + [
        "image"
    ] * 4


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", "\t=", " ="])
def test_no_cell_is_a_formula(start: str) -> None:
    assert bom_csv.guard(f"{start}1+1").startswith("'")
    assert bom_csv.guard("plain") == "plain"


def test_hostile_text_is_no_formula_and_no_control_character(world: World) -> None:
    cells = [cell for row in rows(world) for cell in row]
    assert any(cell.startswith("'=cmd|") for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) or "\x1b" in cell or "\n" in cell for cell in cells)


def test_markdown_says_first_what_to_look_at(world: World) -> None:
    text = world.render(bom_markdown)["bom/bom.md"]
    look = text[text.index("## Look at these first") : text.index("## Network")]
    assert "**Vault** (`BUSL-1.1`): conditional. Fine." in look
    assert "support ended on 2026-01-01" in look
    assert "**Lens** (`LicenseRef-lens`): the licence could not be verified" in look
    assert "The list of images is not complete for: `kubernetes`, `crds`." in look
    assert "Calico" not in look
    assert "4 images, 2 pinned by digest. Full list: `../airgap/images.txt`." in text
    assert "| **Total** | 1.5 | 2 GiB | 10 GiB |" in text


def test_markdown_shows_hostile_text_and_nothing_more(world: World) -> None:
    text = world.render(bom_markdown)["bom/bom.md"]
    assert "\\<script\\>" in text
    assert "<script>" not in text
    assert "\x1b" not in text
    assert "\n# head" not in text
    line = next(line for line in text.splitlines() if line.startswith("| CNI "))
    assert line.replace("\\|", "").count("|") == 7


def test_markdown_of_real_plans_names_every_component(real: Real) -> None:
    text = real.render(bom_markdown)["bom/bom.md"]
    for c in real.plan.components:
        assert c.name.split("(")[0].strip() in text
    for group in real.catalog.groups:
        assert f"## {group.name.get(real.lang)}" in text


def spdx_problems(text: str) -> list[str]:
    """Loaded late: the validator is slow to import, and warns while it is."""
    parser = importlib.import_module("spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser")
    validator = importlib.import_module("spdx_tools.spdx.validation.document_validator")
    parsed = parser.JsonLikeDictParser().parse(json.loads(text))
    return [message.validation_message for message in validator.validate_full_spdx_document(parsed)]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # the validator's own dependencies warn about themselves
def test_spdx_is_valid_and_the_validator_can_fail(real: Real) -> None:
    text = real.render(spdx)["bom/bom.spdx.json"]
    assert spdx_problems(text) == []
    for good, bad in (
        ('"licenseDeclared": "Apache-2.0"', '"licenseDeclared": "BSL-1.1"'),
        ('"relatedSpdxElement": "SPDXRef-', '"relatedSpdxElement": "SPDXRef-nothing-'),
        ('"referenceLocator": "pkg:', '"referenceLocator": "no purl '),
    ):
        assert good in text
        assert spdx_problems(text.replace(good, bad, 1)), bad


def test_spdx_names_everything_once_and_relates_only_what_is_there(world: World) -> None:
    made = json.loads(world.render(spdx)["bom/bom.spdx.json"])
    ids = [p["SPDXID"] for p in made["packages"]]
    assert len(ids) == len(set(ids)) == 1 + 4 + 3 + 4
    for relation in made["relationships"]:
        assert {relation["spdxElementId"], relation["relatedSpdxElement"]} <= set(ids)
    assert made["creationInfo"]["created"] == "2026-11-23T10:00:00Z"
    assert [x["licenseId"] for x in made["hasExtractedLicensingInfos"]] == ["LicenseRef-lens"]


def test_a_date_nobody_can_read_falls_back_to_the_edition(tmp_path: Path) -> None:
    stack = {**data()["stack"], "created": "yesterday"}
    made = document(World(tmp_path, {"stack": stack}))
    assert made["metadata"]["timestamp"] == "2026-11-24T00:00:00+00:00"
