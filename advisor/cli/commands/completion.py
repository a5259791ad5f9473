"""`advisor completion`: shell completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from advisor.cli.options import Word, usage
from advisor.cli.output import print_text

SHELLS = ("bash", "zsh", "fish")
BASH = """\
_advisor_completion() {
    # bash cuts words at = and : -- they are taken as typed here, and a reply leaves out what stands before the cut
    local line="${COMP_LINE:0:COMP_POINT}" words current before kind value
    read -ra words <<< "$line"
    [[ "$line" == *[[:space:]] ]] && words+=("")
    current="${words[-1]}"
    before="${current%"${current##*[=:]}"}"
    COMPREPLY=()
    while IFS=, read -r kind value; do
        case "$kind" in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("${value#"$before"}"); [[ "$value" == *= ]] && compopt -o nospace ;;
        esac
    done < <(COMP_WORDS="$line" COMP_CWORD=$((${#words[@]} - 1)) _ADVISOR_COMPLETE=bash_complete "$1")
    return 0
}
complete -o nosort -F _advisor_completion advisor
"""


@click.command(
    "completion",
    epilog=usage("advisor completion bash > /etc/bash_completion.d/advisor", "advisor completion fish | source"),
)
@click.argument("shell", type=Word(SHELLS))
def command(shell: str) -> None:
    """Print the completion script of a shell."""
    if shell == "bash":
        print_text(BASH.rstrip())
        return
    kind = get_completion_class(shell)
    assert kind is not None
    root = click.get_current_context().find_root().command
    print_text(kind(root, {}, "advisor", "_ADVISOR_COMPLETE").source())
