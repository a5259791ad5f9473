"""Whatever people do to a session, the file says exactly that, in that order, and keeps their comments."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit
from advisor.session.file import dump, read
from advisor.session.store import SessionStore, write_atomically

TEXT = """\
# the head
schema: advisor.session/1
name: acme
note: |
  first line
  # a line of the note, not a comment

# about the profile
profile:
  # about location
  location: on-premises
  workers: 12  # beside workers
  # about needs
  needs: [service-mesh, backup]
choices:
  # about cni
  cni:
    # about the option
    option: calico
    because: runs BGP
  # about mesh
  mesh: istio
# about inputs
inputs:
  domain: k8s.acme.internal
# the end
"""

Step = Callable[[Session, Catalog], Session]
WORDS = st.text(max_size=30)
OPTIONS = st.sampled_from([("cni", "calico"), ("cni", "cilium"), ("mesh", "istio"), ("mesh", "none")])
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda n: lambda s, c: edit.answer(s, c, "workers", n), st.integers(0, 5000)),
    st.builds(
        lambda v: lambda s, c: edit.answer(s, c, "location", v), st.sampled_from(["on-premises", "public-cloud"])
    ),
    st.builds(
        lambda v: lambda s, c: edit.answer(s, c, "needs", v),
        st.lists(st.sampled_from(["service-mesh", "backup", "tracing"]), unique=True).map(tuple),
    ),
    st.builds(lambda f: lambda s, _: edit.unanswer(s, f), st.sampled_from(["workers", "location", "needs"])),
    st.builds(lambda p, w: lambda s, _: edit.choose(s, *p, because=w or None), OPTIONS, WORDS),
    st.builds(lambda d: lambda s, _: edit.clear(s, d), st.sampled_from(["cni", "mesh"])),
    st.builds(lambda p: lambda s, _: edit.exclude(s, *p), OPTIONS),
    st.builds(lambda p: lambda s, _: edit.include(s, *p), OPTIONS),
    st.builds(lambda on: lambda s, _: edit.set_policy(s, "osi_only", on), st.sampled_from([True, False, None, 3])),
    st.builds(lambda w: lambda s, _: edit.set_weight(s, "operations", w), st.none() | st.integers(0, 10)),
    st.builds(
        lambda w: lambda s, c: edit.set_input(s, c, "domain", w),
        st.none() | st.from_regex(r"[a-z][a-z0-9]{0,9}(\.[a-z][a-z0-9]{0,9}){1,3}", fullmatch=True),
    ),
    st.builds(lambda on: lambda s, _: edit.set_existing(s, "harbor", on), st.booleans()),
    st.builds(lambda w: lambda s, _: edit.accept(s, "licence:harbor", by="legal", because=w), WORDS),
)
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def orders(session: Session) -> list[list[str]]:
    """The order of the entries where it says something."""
    return [list(session.profile), list(session.choices), list(session.inputs)]


@MANY
@given(steps=st.lists(STEPS, max_size=8))
def test_random_edits_come_back_from_the_file(catalog: Catalog, steps: list[Step]) -> None:
    start = read(TEXT, catalog)
    session, text, visited = start, TEXT, [start]
    for step in steps:
        session = step(session, catalog)
        text = dump(session, text)
        assert read(text, catalog) == session
        assert orders(read(text, catalog)) == orders(session)
        visited.append(session)
    for earlier in reversed(visited):
        text = dump(earlier, text)
        assert read(text, catalog) == earlier
        assert orders(read(text, catalog)) == orders(earlier)


COMMENTS: dict[str, Callable[[Session], object]] = {
    "# the head": lambda s: None,
    "# the end": lambda s: None,
    "# about location": lambda s: s.profile.get("location"),
    "# beside workers": lambda s: s.profile.get("workers"),
    "# about needs": lambda s: s.profile.get("needs"),
    "# about cni": lambda s: s.choices.get("cni"),
    "# about the option": lambda s: s.choices.get("cni"),
    "# about mesh": lambda s: s.choices.get("mesh"),
    "# about inputs": lambda s: s.inputs,
}


@MANY
@given(steps=st.lists(STEPS, max_size=6))
def test_comments_of_untouched_entries_survive(catalog: Catalog, steps: list[Step]) -> None:
    start = read(TEXT, catalog)
    session, text, touched = start, TEXT, set[str]()
    for step in steps:
        session = step(session, catalog)
        text = dump(session, text)
        touched |= {comment for comment, entry in COMMENTS.items() if entry(session) != entry(start)}
    for comment in COMMENTS.keys() - touched:
        assert text.count(comment) == 1, (comment, text)


def test_a_choice_taken_back_and_undone_returns_to_its_place(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(TEXT)
    store = SessionStore(path, catalog, clock=lambda: "")
    store.apply(edit.clear(store.session, "cni"), "clear")
    assert list(read(path, catalog).choices) == ["mesh"]
    store.undo()
    assert list(read(path, catalog).choices) == ["cni", "mesh"]
    store.close()


def test_a_new_order_alone_is_written_too(catalog: Catalog) -> None:
    text = "name: a\nscenarios:\n  B:\n    choices:\n      # first\n      cni: calico\n      mesh: istio\n"
    session = read(text, catalog)
    stored = session.scenarios["B"]
    turned = stored.model_copy(update={"choices": dict(reversed(stored.choices.items()))})
    written = dump(session.model_copy(update={"scenarios": {"B": turned}}), text)
    assert list(read(written, catalog).scenarios["B"].choices) == ["mesh", "cni"]
    assert written.index("mesh: istio") < written.index("# first") < written.index("cni: calico")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_session_file_keeps_its_permission_bits(tmp_path: Path, catalog: Catalog, mode: int) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(TEXT)
    path.chmod(mode)
    store = SessionStore(path, catalog, clock=lambda: "")
    store.apply(edit.clear(store.session, "cni"), "clear")
    store.close()
    assert "calico" not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_gets_what_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "new.yaml", "name: a\n")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.yaml").stat().st_mode) == 0o640
