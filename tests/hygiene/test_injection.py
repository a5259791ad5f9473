"""What a person wrote, in every field that takes text, changes the texts of a bundle and never its structure."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import subprocess
from html.parser import HTMLParser
from typing import Any

import hcl2
import pytest
import yaml

from advisor.catalog.yaml_read import read_yaml
from advisor.errors import BadInput
from advisor.export.registry import NAMES
from advisor.model.catalog import Catalog
from advisor.model.characters import UNSTORABLE, printable, storable
from advisor.model.session import Session
from advisor.session import edit
from advisor.session.file import load
from tests.plan import small

HOSTILE = {
    "shell": '\'; touch /tmp/owned; $(touch /tmp/owned) `id` "$HOME" && exit 1 #',
    "yaml": "x: {y: [z\n---\n- &a *b !!python/name:os.system |\n  owned: true",
    "jinja and helm": '{{ 7*7 }} {% raw %} {{ .Values.x | quote }} {{- include "x" . }} <domain>',
    "hcl": 'a" } resource "null_resource" "x" { ${file("/etc/passwd")} %{ if true } <<EOT',
    "html": '"><script>alert(1)</script><img src=x onerror=alert(1)></style></title><!-- ',
    "csv": "=cmd|' /C calc'!A0,\"x\"\r\n+1;@SUM(A1)\t-2",
    "markdown": "[x](javascript:alert(1)) ![i](http://e.example/p) <b>x</b> | a | b\n# head\n```\n***",
    "terminal": "\x1b[2J\x1b]0;x\x07 \x9b31m \u202eabc\u2066 \x00 \x7f",
    "rich": "[bold red]x[/] [link=http://e.example]y[/link] [@click=app.quit]z[/]",
}
PLAIN = "said by a person"


def written(text: str) -> Session:
    """A session that says `text` wherever free text is taken."""
    options = small.STACK
    parked = {"status": "parked", "owner": text[:80], "question": text, "votes": {text[:80]: options["log-store"]}}
    return small.session(
        name=text[:80],
        note=text,
        choices={d: {"option": o, "because": text, "by": text} for d, o in options.items()},
        accepted={"licence:loki": {"by": text, "because": text}},
        participants={text[:80]: {"role": text, "weight": 2}},
        records={"log-store": parked},
        scenario=text[:40].strip() or "A",
    )


def overlaid(text: str) -> Catalog:
    """The small catalogue with `text` as what an overlay says of everything."""
    both = {"en": text, "ko": text}
    components = [{**c, "name": both, "description": both} for c in small.COMPONENTS]
    return small.catalog(components=components)


def shape(data: Any) -> Any:
    """Plain data with every text replaced: what is left is structure. Keys count, unless a person wrote them."""
    if isinstance(data, dict):
        return {k: shape(v) for k, v in data.items()}
    if isinstance(data, list):
        return [shape(v) for v in data]
    return "text" if isinstance(data, str) else data


class Tags(HTMLParser):
    """Every tag with the names of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, *(name for name, _ in attrs)))


def structure(path: str, content: bytes) -> Any:
    """What a program makes of a file, without its texts; None for files that only people read."""
    text = content.decode()
    if path.endswith((".yaml", ".yml")):
        return [shape(d) for d in yaml.safe_load_all(text)]
    if path.endswith(".json"):
        return shape(json.loads(text))
    if path.endswith(".tf"):
        return shape(hcl2.loads(text))
    if path.endswith(".html"):
        tags = Tags()
        tags.feed(text)
        return [t for t in tags.seen if t[0] not in ("tspan", "text", "rect")]  # long names wrap in the picture
    if path.endswith(".csv"):
        return [len(row) for row in csv.reader(io.StringIO(text))]
    if path.endswith(".tsv"):  # for the shell, which knows no quotes here
        return [line.count("\t") for line in text.splitlines()]
    if path.endswith(".md") and text.startswith("---\n"):
        return shape(yaml.safe_load(text.split("\n---\n", 1)[0]))
    if path.endswith(".sh"):
        words = shlex.shlex(text, posix=True, punctuation_chars=True)
        return ["text" if " " in word else word for word in words]  # every text here has a space, no other word
    if path.endswith((".cfg", ".ini", ".conf", ".toml")):
        return [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return None


def assert_harmless(path: str, content: bytes) -> None:
    text = content.decode()
    assert not any(c in text for c in "\x1b\x07\x9b\u202e\u2066\x00\x7f"), f"{path}: a control character"
    if path.endswith(".html"):
        assert "<script>alert" not in text
        assert "onerror=alert" not in text.replace("onerror=alert(1)&gt;", "")
    if path.endswith(".md"):
        text = text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text  # the head is YAML, compared as such
        text = re.sub(r"(?<!`)(`+) .*? \1(?!`)", "", text)  # a span of code shows what stands in it
        assert "<script>alert" not in text.replace("\\<script\\>", ""), path
        assert not re.search(r"(?<!\\)\]\(javascript:", text), path
    if path.endswith(".csv"):
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [c for c in cells if c[:1] in "=+@\t\r" and c], path
    if path.endswith(".sh"):
        assert subprocess.run(["bash", "-n"], input=content, check=False).returncode == 0, path


def assert_same_structure(files: dict[str, bytes], plain: dict[str, bytes]) -> None:
    """The files are harmless, and programs make the same of them as of `plain`, whose texts are friendly."""
    assert sorted(files) == sorted(plain)
    compared = 0
    for path, content in files.items():
        assert_harmless(path, content)
        expected = structure(path, plain[path])
        if expected is not None and path != "SHA256SUMS":
            assert structure(path, content) == expected, path
            compared += 1
    assert compared > 50


@pytest.fixture(scope="module")
def plain() -> dict[str, bytes]:
    return small.bundle(state=written(PLAIN), formats=NAMES, cat=overlaid(PLAIN))


@pytest.mark.parametrize("kind", HOSTILE)
def test_free_text_changes_no_structure(kind: str, plain: dict[str, bytes]) -> None:
    text = storable(HOSTILE[kind])  # what editors and readers leave of it: the other tests here show that they do
    assert_same_structure(small.bundle(state=written(text), formats=NAMES, cat=overlaid(text)), plain)


def test_nothing_that_steers_a_terminal_gets_in() -> None:
    """Files with it are refused, an editor's texts lose it, and a printer would drop it again."""
    hostile = HOSTILE["terminal"]
    assert edit.with_parts(Session(), **{k: getattr(written(hostile), k) for k in ("name", "note", "participants")})
    state = edit.with_parts(Session(), note=hostile, participants={hostile[:80]: {"role": hostile}})
    for text in (state.note or "", *state.participants, printable(hostile)):
        assert not UNSTORABLE.search(text)
    with pytest.raises(BadInput, match="control character"):
        read_yaml(f"a: '{hostile}'")
    with pytest.raises(BadInput, match="control character"):
        read_yaml(json.dumps({"a": hostile}))


def test_the_comparison_sees_a_structure_that_changed() -> None:
    for path, good, bad in (
        ("a.yaml", b"a: x\n", b"a: x\nb: y\n"),
        ("a.json", b'{"a": "x"}', b'{"a": "x", "b": 1}'),
        ("a.html", b"<p>x</p>", b"<p><script>x</script></p>"),
        ("a.csv", b"a,b\n", b"a,b,c\n"),
        ("a.sh", b"x 'a'\n", b"x 'a'; id\n"),
        ("a.tf", b'a = "x"\n', b'a = "x"\nb = "y"\n'),
    ):
        assert structure(path, good) != structure(path, bad)
    with pytest.raises(AssertionError, match="control"):
        assert_harmless("a.md", b"\x1b[2J")


@pytest.mark.parametrize("kind", HOSTILE)
def test_an_input_that_would_be_a_command_is_refused_by_the_reader_and_by_the_plan(kind: str) -> None:
    cat = small.catalog()
    for spec in cat.inputs:
        answer: Any = [HOSTILE[kind]] if spec.kind == "list" else HOSTILE[kind]
        assert not spec.fits(answer), spec.id
        with pytest.raises(BadInput, match=spec.id):
            small.plan(state=small.session(inputs={spec.id: answer}), cat=cat)
        if storable(HOSTILE[kind]) != HOSTILE[kind]:
            continue  # no reader lets it this far
        loaded = load(json.dumps({"name": "a", "inputs": {spec.id: answer}}), cat)
        assert loaded.problems
        assert spec.id not in loaded.session.inputs
    for spec in cat.inputs:
        assert spec.fits(spec.example), spec.id
