"""README, runbook, records, licence report, secrets: what they say, in both languages, about any plan."""

from __future__ import annotations

import re
import shlex
import string
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from advisor.export import decisions, licences, readme, runbook
from advisor.export.bundle import render_bundle
from advisor.export.notable import notable_class, to_look_at
from advisor.export.scripts import early_secrets
from advisor.model.assessment import Standing
from advisor.model.base import Text
from advisor.model.licence import Verdict
from advisor.wording import Words
from advisor.wording.bundle import PHRASES
from advisor.wording.markdown import escape
from tests.export_docs.conftest import Real
from tests.export_docs.small import World, data

DOCUMENTS = (readme, runbook, decisions, licences)
HANGUL = re.compile("[\uac00-\ud7a3]")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("key", "phrase"), PHRASES.items(), ids=list(PHRASES))
def test_both_languages_fill_the_same_fields(key: str, phrase: Text) -> None:
    assert fields(phrase.en) == fields(phrase.ko)
    assert not HANGUL.search(phrase.en)


def test_readme_begins_with_the_status_and_what_is_missing(world: World) -> None:
    text = world.render(readme)["README.md"]
    lines = text.splitlines()
    assert lines[0] == "# small: platform stack"
    status = "**Status: not ready to install: 1 answer missing, 1 licence unsigned, 1 image list incomplete.**"
    assert lines[2] == status
    assert text.index("| `domain` | The domain. | `example.com` | `values/vault.yaml` |") < text.index("You need:")
    assert "`s3_endpoint`" not in text
    assert "HAProxy is already in use." in text
    assert "`standard`: Volumes." in text
    assert text.index("- nobody signed for Vault") < text.index("You need:") < text.index("- images of crds unknown")


def test_readme_of_a_finished_plan_says_so(tmp_path: Path) -> None:
    text = World(tmp_path, {"open_items": [], "inputs": []}).render(readme)["README.md"]
    assert "**Status: nothing is missing.**" in text
    assert "Missing answer" not in text


def test_steps_follow_the_plan(tmp_path: Path) -> None:
    def steps(text: str) -> list[str]:
        return re.findall(r"^\d+\. .*", text, re.MULTILINE)

    full = steps(World(tmp_path / "a").render(readme)["README.md"])
    assert [s[:2] for s in full] == [f"{n}." for n in range(8)]
    assert "airgap/README.md" in full[1]
    assert "`calico`, `crds`" in full[4]
    assert "secrets/README.md" in full[5]
    assert "20-gitops.sh" in full[6]
    plain = {"deploy": "scripts", "secrets": []}
    short = "\n".join(steps(World(tmp_path / "b", plain).render(readme)["README.md"]))
    assert "20-platform.sh" in short
    assert "secrets" not in short


def test_readme_names_only_files_that_the_bundle_has(real: Real) -> None:
    files = render_bundle(real.plan, real.catalog, real.assessment, real.session, lang=real.lang)
    text = files["README.md"].decode()
    table = re.findall(r"^\| `([^`]+)` \|", text[text.rindex("|---|---|\n") :], re.MULTILINE)
    assert len(table) > 8
    for path in (*table, *re.findall(r"\]\(([^)h][^)]*)\)", text)):
        assert path == "SHA256SUMS" or path in files or any(p.startswith(path) for p in files), path
    folders = {path.partition("/")[0] for path in files if "/" in path}
    untold = {f for f in folders if f"`{f}/" not in text}
    assert not untold, untold


def test_runbook_has_every_step_and_every_release(world: World) -> None:
    text = world.render(runbook)["RUNBOOK.md"]
    headings = re.findall(r"^## (\d+) (\w+)", text, re.MULTILINE)
    names = ["Mirror", "Preflight", "Cluster", "Bootstrap", "Secrets", "GitOps", "Verify"]
    assert headings == [(str(n), name) for n, name in enumerate(names, start=1)]
    for r in world.plan.releases:
        assert f"| `{r.id}` |" in text
    assert "up to 20 minutes" in text  # calico and crds
    assert "up to 65 minutes" in text  # vault
    assert "Vault 1.0.0: support ended on 2026-01-01" in text
    assert "`overlay`: For images." in text
    for part in text.split("\n## ")[1:7]:
        assert "- Worked, if: " in part
        assert "- Back: " in part


@pytest.mark.parametrize(("timeout", "minutes"), [("10m", 10), ("1h5m", 65), ("90s", 2), ("1h", 60), ("", 0)])
def test_durations(timeout: str, minutes: int) -> None:
    assert runbook.minutes(timeout) == minutes


def test_record_is_madr_with_real_reasons(world: World) -> None:
    text = world.render(decisions)["decisions/0001-cni.md"]
    _, front, body = text.split("---\n", 2)
    meta = yaml.safe_load(front)
    assert meta["status"] == "accepted"
    assert meta["date"] == "2026-11-23"
    assert meta["decision-makers"].startswith("=cmd|")
    order = [
        "# CNI: Calico", "## Context and Problem Statement", "- BGP: yes", "- Kernel: 5.14 (assumed, nobody answered)",
        "## Decision Drivers", "- Operations (5)", "## Considered Options", "- Calico: BGP routes.",
        "## Decision Outcome", "Chosen option: **Calico**, because =cmd", "### Consequences",
        "- Neutral: brings Calico into the stack", "- Good: Reason cni-bgp. (`cni-bgp`)", "### Confirmation",
        "## Pros and Cons of the Options", "### Cilium", "- Not possible: Reason cilium-kernel. (`cilium-kernel`)",
        "## More Information", "Confidence: no other option is possible here", "### Look at this again when",
        "- “BGP” is no longer “yes”", "- somebody answers “Kernel”; “5.14” was assumed", "edition 2026.11",
        "[Cilium documentation](https://docs.cilium.io/) (checked 2026-08-22)",
    ]  # fmt: skip
    at = -1
    for part in order:
        found = body.find(part, at + 1)
        assert found > at, (part, body)
        at = found


def test_an_option_with_a_plus_in_its_id_is_one_option(real: Real) -> None:
    known = {d.id: d for d in real.catalog.decisions}
    joined = [d for d in real.plan.decisions if "+" in d.choice and known[d.id].option(d.choice)]
    for d in joined:
        text = real.render(decisions)[str(d.record)]
        option = known[d.id].option(d.choice)
        assert option is not None
        assert f": {option.name.get(real.lang)}\n" in text
        assert f"{option.name.get(real.lang)}보다" not in text.partition("## 추가 정보")[2]
    assert joined or real.lang == "en"


def test_index_lists_every_decision(world: World) -> None:
    text = world.render(decisions)["decisions/README.md"]
    assert "| [0001](0001-cni.md) | CNI | Calico | accepted |" in text
    assert "- Entry: none. suggested, not decided" in text


def test_real_records_and_index_agree_with_the_plan(real: Real) -> None:
    files = real.render(decisions)
    recorded = {d.record for d in real.plan.decisions if d.record}
    assert recorded == set(files) - {"decisions/README.md"}
    index = files["decisions/README.md"]
    for d in real.plan.decisions:
        assert real.catalog.decision_by_id[d.id].name.get(real.lang).split("(")[0] in index
    for path in recorded:
        meta = yaml.safe_load(files[str(path)].split("---\n")[1])
        assert set(meta) <= {"status", "date", "decision-makers"}


def test_licence_report_is_worst_first_and_names_who_signed(world: World) -> None:
    text = world.render(licences)["licences/report.md"]
    assert text.index("| conditional | 1 | Vault |") < text.index("| ok | 3 |")
    assert "### Vault (`BUSL-1.1`)\n\n- **Verdict: conditional** (source available). Fine." in text
    assert text.index("### Vault") < text.index("## Each component")
    assert "- `licence:vault`: accepted by legal: =cmd" in text
    assert "OSI only (forbids)" in text
    assert "Calico (program)" in text
    assert "Class: source available" in text


def test_real_licence_report_covers_every_licence(real: Real) -> None:
    text = real.render(licences)["licences/report.md"]
    for c in real.plan.components:
        for name in re.findall(r"[A-Za-z0-9.+-]+", c.licence):
            assert name in ("AND", "OR", "WITH") or f"(`{name}`)" in text, name


def test_secrets_page_asks_for_names_and_keys_safely(world: World) -> None:
    text = world.render(readme)["secrets/README.md"]
    assert "| `vault` | `vault-key` | `key`, `odd name;rm` | `vault` | Unseal. |" in text
    command = next(line.strip() for line in text.splitlines() if "create secret" in line)
    assert shlex.split(command)[-3:] == ["generic", "vault-key", "--from-file=vault/vault-key"]
    assert "before step 6 " in text


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (["tls.crt", "tls.key", "ca.crt"], "--type=kubernetes.io/tls "),
        (["password", "username"], "--type=kubernetes.io/basic-auth "),
        (["password"], ""),
    ],
)
def test_secrets_have_the_type_their_readers_ask_for(keys: list[str], kind: str, tmp_path: Path) -> None:
    secret = {**data()["secrets"][0], "name": "odd;name", "keys": keys}
    text = World(tmp_path, {"secrets": [secret]}).render(readme)["secrets/README.md"]
    assert f"kubectl -n vault create secret generic 'odd;name' {kind}'--from-file=vault/odd;name'" in text


def test_secrets_others_make_are_listed_without_a_command(tmp_path: Path) -> None:
    base = data()["secrets"][0]
    made = {**base, "name": "bucket", "source": "vault", "made": True}
    copied = {**base, "name": "copy", "source": "vault"}
    text = World(tmp_path, {"secrets": [made, copied]}).render(readme)["secrets/README.md"]
    assert "Unseal. Made by `vault`; nothing to do. |" in text
    assert "Unseal. Can be copied once `vault` is installed. |" in text
    assert "generic bucket" not in text
    assert "generic copy" in text
    assert "mkdir -p vault/copy\n" in text


def test_without_secrets_the_page_says_so(tmp_path: Path) -> None:
    assert "No release" in World(tmp_path, {"secrets": []}).render(readme)["secrets/README.md"]


@pytest.mark.parametrize("module", DOCUMENTS, ids=lambda m: m.__name__.rpartition(".")[2])
def test_korean_documents_are_korean_and_commands_are_not(module: object, world: World) -> None:
    for path, text in world.render(module, "ko").items():
        headings = [line for line in text.splitlines() if line.startswith("## ")]
        plain = [h for h in headings if not HANGUL.search(h) and "GitOps" not in h]
        assert not plain, (path, plain)
        for command in re.findall(r"`([^`]*(?:scripts/|kubectl|helm )[^`]*)`", text):
            assert not HANGUL.search(command)


@pytest.mark.parametrize("module", DOCUMENTS, ids=lambda m: m.__name__.rpartition(".")[2])
def test_hostile_text_stays_text(module: object, world: World) -> None:
    for path, text in world.render(module).items():
        body = text.split("---\n", 2)[-1] if path.startswith("decisions/0") else text
        assert "\x1b" not in text
        assert "<script>" not in body
        assert not re.search(r"(?<!\\)\]\(javascript:", body)
        assert "\n# head" not in body


def test_documents_end_in_one_newline_and_have_no_gaps(real: Real) -> None:
    for module in DOCUMENTS:
        for path, text in real.render(module).items():
            assert text.endswith("\n"), path
            assert not text.endswith("\n\n"), path
            assert "\n\n\n" not in text, path
            assert "\r" not in text, path


def test_the_licence_report_names_a_way_out_and_has_a_line_to_sign(real: Real) -> None:
    text = next(iter(real.render(licences).values()))
    assert all(f"| {escape(c.name)} | " in text for c in real.plan.components)
    findings = [f.id for f in real.assessment.findings if f.id.startswith("licence:")]
    assert all(f"| `{name}` | " in text for name in findings)


def about(text: str, name: str) -> list[str]:
    """Lines about one component in the part to read before signing."""
    section = text.partition(f"\n### {name} (")[2].partition("\n#")[0]
    return [line for line in section.splitlines() if line.startswith("- ")]


def test_what_to_read_gets_the_options_that_would_remove_it(tmp_path: Path) -> None:
    components = data()["components"]
    components[0]["verdict"] = "conditional"
    world = World(tmp_path, {"components": components})
    text = world.render(licences)["licences/report.md"]
    headings = [line for line in text.partition("To read before signing")[2].splitlines() if line.startswith("### ")]
    read = [c for c in world.plan.components if to_look_at(c, world.catalog)]
    assert headings[: len(read)] == [
        f"### {c.name} (`{c.licence}`)" for c in sorted(read, key=lambda c: -Verdict(c.verdict).rank)
    ]
    assert "ruled out by other answers" in " ".join(about(text, "Calico")), "Cilium is impossible here"


def test_a_page_for_legal_has_facts_and_lines_to_sign(real: Real) -> None:
    text = next(iter(real.render(licences).values()))
    word = Words(PHRASES, real.lang)
    facts = text.partition(f"## {word('licences.facts')}\n")[2].partition("\n## ")[0]
    asked = real.catalog.fact_by_id["redistributes"].name.get(real.lang)
    assert f"| {asked} | " in facts
    sign = text.partition(f"## {word('licences.sign')}\n")[2].partition("\n## ")[0]
    assert sign.rstrip().splitlines()[-1].startswith(f"| {word('licences.report')} | ")
    assert real.plan.stack.session_sha256[:12] in sign


def test_a_choice_of_licences_counts_by_its_harmless_one(real: Real) -> None:
    assert notable_class("AGPL-3.0-only OR Apache-2.0", real.catalog) is None
    assert notable_class("AGPL-3.0-only AND Apache-2.0", real.catalog) == "network-copyleft"
    assert notable_class("AGPL-3.0-only OR SSPL-1.0", real.catalog) is not None


def test_a_possible_option_without_findings_is_the_way_out(real: Real) -> None:
    view = real.assessment.decision("cni")
    others = [o for o in view.options if o.id == "cilium" and o.standing is not Standing.IMPOSSIBLE]
    assert others
    changed = tuple(
        c.model_copy(update={"verdict": "conditional"}) if c.id == "calico" else c for c in real.plan.components
    )
    plan = real.plan.model_copy(update={"components": changed})
    text = next(iter(replace(real, plan=plan).render(licences).values()))
    name, other = (real.catalog.component_by_id[c].name.get(real.lang) for c in ("calico", "cilium"))
    line = next(line for line in about(text, escape(name)) if escape(other) in line)
    assert "advisor explain" not in line


def test_the_bootstrap_says_which_secrets_it_waits_for(real: Real) -> None:
    text = real.render(runbook)["RUNBOOK.md"]
    for name in early_secrets(real.plan):
        assert f"`{name}`" in text
    assert all(f"`{r.id}`" in text for r in real.plan.releases)
