"""A whole workshop line by line: every command of the interview, in both languages, with who and why in the journal."""

from __future__ import annotations

import json
from pathlib import Path

from advisor.catalog.load import load_catalog
from advisor.model.session import Session
from advisor.session.file import load
from tests.cli.conftest import Run

FACTS = "\n".join(
    [
        *("by Minji", "go location", "1", "go managed_kubernetes", "1", "go kubernetes_version", "1.36"),
        *("go workers", "many", "6", "go air_gapped", "예", "go needs", "18,tracing", "go raw_disks", "no"),
        *("go existing", "harbr", "harbor, zipkin"),
    ]
)


def session_in(folder: Path, name: str = "s.yaml") -> Session:
    loaded = load(folder / name, load_catalog())
    assert loaded.problems == ()
    return loaded.session


def actions(folder: Path) -> list[tuple[str, str, str | None]]:
    lines = [json.loads(line) for line in (folder / "s.yaml.journal").read_text().splitlines()]
    return [(line["kind"], line.get("action", ""), line.get("who")) for line in lines]


def test_answers_are_taken_by_number_word_and_in_korean(run: Run, tmp_path: Path) -> None:
    done = run("--plain", "s.yaml", stdin=FACTS + "\nq\n")
    assert done.code == 0, done.err
    profile = session_in(tmp_path).profile
    wanted = {"location": "on-premises", "managed_kubernetes": "none", "workers": 6, "air_gapped": True}
    assert wanted.items() <= profile.items()
    assert profile["needs"] == ("tracing",)
    assert session_in(tmp_path).existing == ("harbor", "zipkin")
    assert session_in(tmp_path).name == "s"
    assert "workers takes a whole number" in done.out
    assert "there is no component harbr (harbor?)" in done.out
    assert {who for kind, _, who in actions(tmp_path) if kind == "edit"} == {"Minji"}


def test_a_workshop_in_korean(run: Run, tmp_path: Path) -> None:
    lines = [
        "go cni", "?", "?2", "vote 민지 2", "vote 철수 1", "vote 철수", "2 because 눈에 보여야 한다", "go cni", "ok",
        "go storage", "park 철수", "park 철수: 여분 디스크가 있는가?", "list", "h", "go cnl", "q",
    ]  # fmt: skip
    done = run("--lang", "ko", "--by", "진행자", "--plain", "s.yaml", stdin=FACTS + "\n" + "\n".join(lines) + "\n")
    assert done.code == 0, done.err
    session = session_in(tmp_path)
    assert (session.choices["cni"].option, session.choices["cni"].because) == ("cilium", "눈에 보여야 한다")
    assert session.choices["cni"].by == "Minji", "`by` replaces what the option said"
    assert session.records["cni"].status == "accepted"
    assert dict(session.records["cni"].votes) == {"민지": "cilium", "철수": "calico"}
    assert (session.records["storage"].owner, session.records["storage"].status) == ("철수", "parked")
    for shown in ("형식: park 이름: 질문", "질문 cnl 없음 (cni?)", "지금까지의 선택: cilium", "[x] cni: cilium"):
        assert shown in done.out
    english = [line for line in done.out.splitlines() if "takes" in line or "did you mean" in line]
    assert english == []
    minutes = run("--lang", "ko", "workshop", "minutes", "s.yaml").out
    for shown in ("철수", "여분 디스크가 있는가?", "눈에 보여야 한다", "합의됨"):
        assert shown in minutes


def test_undo_back_and_taking_answers_back(run: Run, tmp_path: Path) -> None:
    lines = ["go location", "1", "u", "1", "go location", "2", "r", "go location", "c", "b", "q"]
    done = run("--plain", "s.yaml", stdin="\n".join(lines) + "\n")
    assert "undone: location" in done.out
    assert "nothing to undo or redo" in done.out
    assert "answered so far: public-cloud" in done.out
    assert "location" not in session_in(tmp_path).profile
    assert done.out.count("Where do the clusters run?") >= 4 or done.out.count("1  ") >= 4


def test_ruling_out_and_a_way_out_of_an_impossible_option(run: Run, tmp_path: Path) -> None:
    run("new", "s.yaml", "--set", "kernel_version=4.18", "--set", "os_changeable=false", "--set", "os_family=ubuntu")
    lines = ["go cni", "2", "take z", "take a", "go tracing", "x jaeger", "go tracing", "c", "q"]
    done = run("--plain", "s.yaml", stdin="\n".join(lines) + "\n")
    assert "take a carries out way out a" in done.out
    assert "there is no such way out" in done.out
    session = session_in(tmp_path)
    assert session.choices["cni"].option == "cilium"
    assert session.excluded["tracing"] == ("jaeger",)
    assert "repair" in {action for _, action, _ in actions(tmp_path)}


BROKEN = (
    "schema: advisor.session/1\nname: s\n"
    "profile: {kernel_version: '4.18', os_changeable: false, os_family: ubuntu, loction: x}\n"
)


def test_a_broken_and_contradictory_file_says_so_first_and_offers_repairs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(BROKEN + "choices: {cni: cilium}\n")
    done = run("--plain", "s.yaml", stdin="x\na\nq\n")
    first = done.out.splitlines()[0]
    assert "s.yaml:3: profile.loction: unknown fact loction (did you mean location?)" in first
    assert "These cannot hold together:" in done.out
    assert "there is no such way out" in done.out
    assert run("solve", "s.yaml").code == 0
    assert done.code == 0


def test_a_conflict_left_alone_is_not_brought_up_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(BROKEN.replace(", loction: x", "") + "choices: {cni: cilium}\n")
    done = run("--plain", "s.yaml", stdin="\ngo workers\n3\ngo control_planes\n3\nq\n")
    assert done.out.count("These cannot hold together:") == 1
    assert done.code == 3


def test_findings_are_signed_at_the_end(run: Run, tmp_path: Path) -> None:
    done = run("--plain", "s.yaml", stdin="legal\nlegal: internal use only\n\n" * 120)
    assert done.code == 0, done.err
    assert "both are needed" in done.out
    accepted = session_in(tmp_path).accepted
    assert {(a.by, a.because) for a in accepted.values()} == {("legal", "internal use only")}
    assert "accept" in {action for _, action, _ in actions(tmp_path)}


def test_more_questions_are_asked_on_request(run: Run) -> None:
    asked = {}
    for answer in ("", "yes"):
        done = run("--plain", f"{answer or 'no'}.yaml", stdin=f"go more\n{answer}\n" + "\n" * 150)
        asked[answer] = sum(f"\n{fact.question.en}\n" in done.out for fact in load_catalog().facts)
    assert asked["yes"] >= asked[""] + 10


def test_a_second_interview_is_refused_with_one_line(run: Run, tmp_path: Path) -> None:
    from advisor.session.store import SessionStore  # noqa: PLC0415

    holder = SessionStore(tmp_path / "s.yaml", load_catalog(), clock=lambda: "2026-11-24T00:00:00Z")
    done = run("--plain", "s.yaml", stdin="1\n")
    assert (done.code, done.out) == (2, "")
    assert "open elsewhere" in done.err
    refused = run("workshop", "join", "s.yaml", "Minji")
    assert (refused.code, "open elsewhere; nothing was changed" in refused.err) == (2, True)
    (tmp_path / "d.json").write_text("[]")
    assert run("--lang", "ko", "discover", "d.json", "--into", "s.yaml").err.startswith("오류: s.yaml: 다른 곳에서")
    holder.close()
