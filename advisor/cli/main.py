"""The command `advisor`: finds the command, imports only that one, and turns errors into exit codes."""

from __future__ import annotations

import codecs
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TypeVar

import click

from advisor import __version__
from advisor.catalog.nearest import nearest
from advisor.cli.diagnostics import report_and_exit
from advisor.cli.options import Settings, asks_for_korean, common_options, language_of_environment

C = TypeVar("C", bound=click.Command)
COMMANDS = {
    "new": "Write a new session file.",
    "solve": "Assess a session: what is possible, forced, suggested.",
    "explain": "Say why an option stands where it stands, and how to change that.",
    "compare": "Put two sessions, scenarios or bundles side by side.",
    "export": "Write the bundle: bill of materials and install manifests.",
    "verify": "Check a bundle offline.",
    "scenario": "List, fork, switch, adopt, merge and drop scenarios.",
    "workshop": "Record participants, votes, and how far decisions are.",
    "discover": "Read cluster dumps into a session.",
    "check": "List accepted decisions that went stale.",
    "knowledge": "Lint and browse the knowledge.",
    "examples": "List the embedded sessions.",
    "serve": "Show the app in a browser on this machine.",
    "completion": "Print shell completion for bash, zsh or fish.",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports a command when it is called.

    A first word that is no command is a session for the app: `advisor acme.yaml`.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands that are there, in the order of the help."""
        del ctx
        return [name for name in COMMANDS if _module_exists(name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        del ctx
        if cmd_name not in COMMANDS or not _module_exists(cmd_name):
            return None
        command = import_module(f"advisor.cli.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return _spoken(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or take the first word as the session of the app."""
        word = args[0]
        if self.get_command(ctx, word) is None and not word.startswith("-"):
            if _looks_like_a_session(word):
                return "app", _spoken(import_module("advisor.cli.commands.app").command), args
            from advisor.wording.problems import bad  # noqa: PLC0415 - only when something went wrong

            near = nearest(word, self.list_commands(ctx))
            error = bad("no_command", word=word, nearest=near)
            error.lang = ctx.params.get("lang") or language_of_environment()
            raise error
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _said(COMMANDS[name])) for name in self.list_commands(ctx)])


def _spoken(command: C) -> C:
    """The command as it is, or with its help in Korean."""
    if not asks_for_korean():
        return command
    from advisor.cli.korean import in_korean  # noqa: PLC0415 - only for Korean

    return in_korean(command)


def _said(text: str) -> str:
    if not asks_for_korean():
        return text
    from advisor.cli.korean import korean  # noqa: PLC0415 - only for Korean

    return korean(text) or text


def _looks_like_a_session(word: str) -> bool:
    return word.startswith("example:") or Path(word).suffix in (".yaml", ".yml") or Path(word).exists()


def _module_exists(name: str) -> bool:
    return (Path(__file__).parent / "commands" / f"{name}.py").is_file()


_EPILOG = """\b
Examples:
  advisor                                   open the app with a new session
  advisor acme.yaml                         open or resume a session
  advisor new acme.yaml --set location=on-premises --set workers=12
  advisor solve example:standard-2025
  advisor explain acme.yaml cni=cilium
  advisor export acme.yaml --out acme-bundle --complete

SESSION is a YAML file, `-` for standard input, or example:NAME.
Exit codes: 0 ok, 1 internal error, 2 bad usage or input, 3 no valid stack,
4 findings need acceptance, 5 verification failed.
"""


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@common_options
@click.option("--plain", is_flag=True, help="Ask the questions line by line instead of opening the app.")
@click.version_option(__version__, message="advisor %(version)s")
@click.pass_context
def advisor(ctx: click.Context, settings: Settings, *, plain: bool) -> None:
    """Compose a Kubernetes platform, see why, and export what ops install."""
    ctx.obj = settings.with_plain(plain)
    if ctx.invoked_subcommand is None:
        ctx.invoke(import_module("advisor.cli.commands.app").command)


def _open_missing_streams() -> None:
    """A standard stream that was closed reads nothing and swallows what is written, as from and to /dev/null."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - it is the stream


def _never_fail_to_print() -> None:
    """A character that the terminal's encoding lacks is written as its escape, and strange input is replaced.

    Where the locale says nothing (`LANG=C`) it is UTF-8: whoever asks for Korean there can read it.
    """
    for stream, errors in ((sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace"), (sys.stdin, "replace")):
        if isinstance(stream, TextIOWrapper):
            plain = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if plain else stream.encoding, errors=errors)


def main() -> None:
    """Entry point; never shows a traceback for an expected error."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # other packages have no say in what is valid
    _open_missing_streams()
    _never_fail_to_print()
    try:
        _spoken(advisor).main(prog_name="advisor", standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except Exception as error:
        report_and_exit(error)
