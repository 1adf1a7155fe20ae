"""Completion: the command that teaches a shell the commands."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import get_completion_class

#: What ends in = is gone on with, so that no blank belongs behind it. Fish sees to that by itself; click's scripts for
#: the other shells do not, and get these lines put before those of the second name.
_BASH: Final = """\
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
"""
_BASH_END: Final = "    return 0\n"
_ZSH: Final = """\
    local -a begun
    begun=(${(M)completions_with_descriptions:#*=:*})
    completions_with_descriptions=(${completions_with_descriptions:#*=:*})
    if [ -n "$begun" ]; then
        _describe -V begun begun -U -S ''
    fi

"""
_ZSH_END: Final = '    if [ -n "$completions_with_descriptions" ]; then\n'


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print what makes your shell complete handrail's commands.

    \b
    Examples:
      handrail completion bash >> ~/.bashrc
      handrail completion zsh >> ~/.zshrc
      handrail completion fish > ~/.config/fish/completions/handrail.fish
    """
    completer = get_completion_class(shell)
    if completer is None:
        raise click.UsageError(f"no completion for {shell}")
    program = context.find_root().command
    script = completer(program, {}, "handrail", "_HANDRAIL_COMPLETE").source()
    script = script.replace(_BASH_END, _BASH + _BASH_END).replace(_ZSH_END, _ZSH + _ZSH_END)
    click.echo(script)
