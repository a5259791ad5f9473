"""`advisor completion`: shell completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from advisor.cli.options import usage
from advisor.cli.output import print_text

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    epilog=usage("advisor completion bash > /etc/bash_completion.d/advisor", "advisor completion fish | source"),
)
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the completion script of a shell."""
    kind = get_completion_class(shell)
    assert kind is not None
    root = click.get_current_context().find_root().command
    print_text(kind(root, {}, "advisor", "_ADVISOR_COMPLETE").source())
