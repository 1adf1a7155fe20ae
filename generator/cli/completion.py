"""Completion: the command that teaches a shell the commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


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
    click.echo(completer(program, {}, "handrail", "_HANDRAIL_COMPLETE").source())
