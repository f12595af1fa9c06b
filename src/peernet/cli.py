"""The `peernet` command: every subcommand, gathered."""

from __future__ import annotations

import typer

from peernet.commands import asking, operating, serving, transferring

cli = typer.Typer(
    name="peernet",
    help="A peer mentoring network: people, skills, communities and ties in a graph, asked over GraphQL.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
cli.command()(serving.demo)
cli.command()(serving.serve)
cli.command()(operating.migrate)
cli.command()(operating.doctor)
cli.command("import")(transferring.import_)
cli.command()(transferring.export)
cli.command()(transferring.generate)
cli.command()(asking.suggest)
cli.command()(asking.teams)
cli.add_typer(asking.skills, name="skills")
cli.command()(serving.token)


def main() -> None:
    """The entry point of the installed command."""
    cli()
