"""The `peernet` command: every subcommand, gathered."""

from __future__ import annotations

import sys
import tempfile
import traceback

import typer

from peernet.commands import (
    asking,
    auditing,
    cataloguing,
    evaluating,
    helping,
    matching,
    operating,
    owning,
    serving,
    teaming,
    transferring,
    weighting,
)
from peernet.commands.running import REFUSED, say
from peernet.errors import PeernetError

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
cli.command()(teaming.teams)
cli.command("help-wanted")(helping.help_wanted)
cli.command()(helping.rings)
cli.command()(helping.insights)
cli.command()(weighting.weights)
cli.command()(auditing.audit)
cli.command("round")(matching.round_)
asking.skills.command("import")(cataloguing.import_)
asking.skills.command("import-esco")(cataloguing.import_esco_)
asking.skills.command("merge")(cataloguing.merge)
asking.skills.command("unmerge")(cataloguing.unmerge)
cli.add_typer(asking.skills, name="skills")
owning.own.command("audit")(auditing.own_audit)
cli.add_typer(owning.own, name="own")
cli.add_typer(evaluating.evaluate, name="evaluate")
cli.command()(serving.token)


def main() -> None:
    """The entry point of the installed command: the last door, where errors become one sentence and exit code 1."""
    try:
        cli()
    except PeernetError as error:
        say(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        say(f"{error.filename or 'a file'}: {error.strerror or 'cannot be used'}")
    except Exception:
        say(f"something went wrong that should not; what happened stands in {_report()}")
    else:
        return
    sys.exit(REFUSED)


def _report() -> str:
    """Keeps the error at hand in a file of its own, for whoever mends it."""
    with tempfile.NamedTemporaryFile("w", prefix="peernet-", suffix=".log", delete=False, encoding="utf-8") as file:
        traceback.print_exc(file=file)
    return file.name
