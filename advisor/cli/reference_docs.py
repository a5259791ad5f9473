"""Writes the command line reference and the man page from the commands, and the glossary; a test compares them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from advisor.catalog.load import load_catalog
from advisor.cli.diagnostics import say
from advisor.cli.main import advisor
from advisor.errors import ExitCode
from advisor.model.catalog import GlossaryTerm

MEANINGS = {
    ExitCode.OK: "done, and nothing stands against it",
    ExitCode.INTERNAL: "internal error",
    ExitCode.BAD_INPUT: "bad usage or bad input; file, line, key and the nearest valid word are named",
    ExitCode.CONFLICT: "no valid stack",
    ExitCode.NEEDS_ACCEPTANCE: "findings need somebody's acceptance before the export",
    ExitCode.VERIFICATION_FAILED: "verification failed, a decision went stale, or a move between bundles is uncertain",
}

ENVIRONMENT = (
    ("LC_ALL, LC_MESSAGES, LANG", "the language, where --lang is left out: Korean or English"),
    ("ADVISOR_BY", "who makes a change, where --by is left out"),
    ("NO_COLOR", "no colours when it is set"),
    ("ADVISOR_DEBUG", "the full trace of an internal error"),
)


def pages() -> dict[str, str]:
    """Path below `docs/` -> content. The same commands and the same knowledge give the same bytes."""
    terms = load_catalog(cached=False).glossary
    return {"cli-reference.md": markdown(), "glossary.md": glossary(terms), "man/advisor.1": manual()}


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command with its full name, groups before their members, in the order of the help."""
    root = click.Context(advisor, info_name="advisor", **advisor.context_settings)
    yield "advisor", advisor, root
    yield from _below("advisor", advisor, root)


def _below(name: str, group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        inner = click.Context(command, info_name=word, parent=context)
        yield f"{name} {word}", command, inner
        if isinstance(command, click.Group):
            yield from _below(f"{name} {word}", command, inner)


def markdown() -> str:
    """The reference as Markdown."""
    lines = [
        "# Command line reference",
        "",
        "Made from the commands by `make docs`. Standard output carries data only, standard error everything else.",
        "",
    ]
    for name, command, context in commands():
        lines += [f"## {name}", "", *_paragraphs(command), "", "```text", _usage(command, context), "```", ""]
        rows = list(_options(command, context))
        if rows:
            lines += ["| Option | Meaning |", "|---|---|"]
            lines += [f"| `{_cell(flag)}` | {_cell(text)} |" for flag, text in rows]
            lines.append("")
        shown = _examples(command)
        if shown:
            lines += ["```text", *shown, "```", ""]
    lines += ["## Exit codes", "", "| Code | Meaning |", "|---|---|"]
    lines += [f"| {int(code)} | {text} |" for code, text in MEANINGS.items()]
    lines += ["", "## Environment", "", "| Variable | Meaning |", "|---|---|"]
    lines += [f"| `{name}` | {text} |" for name, text in ENVIRONMENT]
    return "\n".join(lines) + "\n"


def glossary(terms: Sequence[GlossaryTerm]) -> str:
    """Every term with its meaning in both languages: by the English term, and an index by the Korean one."""
    lines = ["# Glossary · 용어집", "", "Made from `knowledge/glossary.yaml` by `make docs`.", ""]
    lines += ["`knowledge/glossary.yaml`에서 `make docs`로 만든다.", "", "## 가나다순 찾아보기", ""]
    korean = sorted(terms, key=lambda term: (term.term.ko.casefold(), term.id))
    lines += [" · ".join(f"[{_cell(term.term.ko)}](#{term.id})" for term in korean), ""]
    lines += ["## A to Z", "", "| Term | 용어 | Meaning | 뜻 |", "|---|---|---|---|"]
    for term in sorted(terms, key=lambda term: (term.term.en.casefold(), term.id)):
        cells = (term.term.en, term.term.ko, term.text.en, term.text.ko)
        first, *rest = (_cell(" ".join(text.split())) for text in cells)
        lines.append(f'| <a id="{term.id}"></a>**{first}** | {" | ".join(rest)} |')
    return "\n".join(lines) + "\n"


def manual() -> str:
    """The man page, as troff."""
    lines = ['.TH ADVISOR 1 "" "Stack Advisor" "User Commands"', ".ad l", ".SH NAME"]
    lines += ["advisor \\- compose a Kubernetes platform, see why, and export what ops install", ".SH SYNOPSIS"]
    lines += [".B advisor", "[SESSION]", ".br", ".B advisor", "COMMAND [ARGUMENTS]", ".SH COMMANDS"]
    for name, command, context in commands():
        lines += [f".SS {_troff(name)}", *(_troff(p) for p in _paragraphs(command) if p), ".PP", ".nf"]
        lines += [_troff(_usage(command, context)), ".fi"]
        for flag, text in _options(command, context):
            lines += [".TP", f".B {_troff(flag)}", _troff(text)]
        shown = _examples(command)
        if shown:
            lines += [".PP", ".nf", *map(_troff, shown), ".fi"]
    lines.append(".SH EXIT STATUS")
    for code, text in MEANINGS.items():
        lines += [".TP", f".B {int(code)}", _troff(text)]
    lines.append(".SH ENVIRONMENT")
    for name, text in ENVIRONMENT:
        lines += [".TP", f".B {_troff(name)}", _troff(text)]
    return "\n".join(lines) + "\n"


def _paragraphs(command: click.Command) -> list[str]:
    text = (command.help or "").replace("\b\n", "")
    return [line for p in re.split(r"\n\s*\n", text) for line in (" ".join(p.split()), "")][:-1]


def _usage(command: click.Command, context: click.Context) -> str:
    return f"{context.command_path} {' '.join(command.collect_usage_pieces(context))}"


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for parameter in command.get_params(context):
        row = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if row is not None:
            yield row[0], " ".join(row[1].split())


def _examples(command: click.Command) -> list[str]:
    """The example calls of the epilogue, without what follows them."""
    epilogue = (command.epilog or "").replace("\b\n", "")
    first = re.split(r"\n\s*\n", epilogue)[0]
    return [line.strip() for line in first.splitlines()[1:] if line.strip()] if first.startswith("Examples:") else []


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _troff(text: str) -> str:
    """`text` with the characters that troff reads as commands escaped."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + escaped if escaped[:1] in (".", "'") else escaped


def main(target: Path) -> None:
    """Write every page below `target`."""
    for name, content in pages().items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        say(f"wrote {path}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
