"""peernet teams."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from peernet.app import open_network
from peernet.commands import teams_told as told
from peernet.commands.grouping import formed_rounds
from peernet.commands.running import REFUSED, WRONG_USAGE, facts, run, say
from peernet.errors import BadInput
from peernet.interchange.rejects import Rejected
from peernet.interchange.round_json import rejected_json
from peernet.interchange.team_files import GroupingQuestion, TeamQuestion, read_team_question
from peernet.interchange.team_rules_file import read_team_rules
from peernet.interchange.team_sheet import sheet
from peernet.model.grouping import GroupingImpossible
from peernet.model.team import Role, TeamImpossible, TeamProposal, TeamRules
from peernet.recommend.teams.form import form_team as best_team
from peernet.report.facts import Reported, of_grouping, of_proposal
from peernet.schema.phrasebook import negotiate
from peernet.schema.team_wording import Names
from peernet.settings import read_settings
from peernet.use_cases.form_team import RoleWish, TeamWish, form_team
from peernet.use_cases.network import wall_clock

MOST_ROUNDS = 20


@dataclass(frozen=True)
class _Shown:
    """How an answer is shown: in which language, as JSON or as lines."""

    locale: str
    json: bool


def teams(
    files: Annotated[list[Path], typer.Argument(help="PEOPLE.csv RULES.toml, or RULES.toml with --from-network.")],
    from_network: Annotated[bool, typer.Option("--from-network", help="Take people from the network.")] = False,
    as_: Annotated[str, typer.Option("--as", help="With --from-network: who forms the team.")] = "",
    community: Annotated[str | None, typer.Option(help="With --from-network: a community to stay within.")] = None,
    rounds: Annotated[int, typer.Option(min=1, max=MOST_ROUNDS, help="Rounds in a row, former partners avoided.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Write the teams into this CSV file.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write a page to look at and print into this HTML file.")] = None,
    language: Annotated[str, typer.Option(help="Language of reasons and of the page, BCP 47.")] = "en",
    json: Annotated[bool, typer.Option("--json", help="Print facts as JSON.")] = False,
) -> None:
    """Form one team of different people for a project, or teams of everybody, with a certificate.

    Ctrl-C ends a long search and keeps the best so far.

    Example: peernet teams people.csv rules.toml --report teams.html
    """
    if len(files) != (1 if from_network else 2) or (from_network and not as_):
        say("give PEOPLE.csv and RULES.toml, or RULES.toml with --from-network and --as PERSON")
        raise typer.Exit(WRONG_USAGE)
    shown = _Shown(negotiate([language]), json)
    if from_network:
        _from_network(files[0], as_, community, shown)
    else:
        _write(_from_files(files[0], files[1], rounds, shown), out, report, shown.locale)


def _from_files(people: Path, rules: Path, rounds: int, shown: _Shown) -> list[Reported]:
    """What was formed, after it was shown; ends the command when there is nothing."""
    question = read_team_question(people, rules, wall_clock())
    if isinstance(question, Rejected):
        if shown.json:
            facts(rejected_json(question))
        told.print_rejected(question)
        raise typer.Exit(REFUSED)
    if isinstance(question, GroupingQuestion):
        return _everybody(question, rounds, shown)
    if rounds > 1:
        raise BadInput("rounds in a row are for everybody into teams; these rules ask for one team", "--rounds")
    return [_one_team(question, shown)]


def _everybody(question: GroupingQuestion, rounds: int, shown: _Shown) -> list[Reported]:
    formed = formed_rounds(question, rounds)
    names = {person.person_id: person.name for person in question.people}
    if isinstance(formed, GroupingImpossible):
        if shown.json:
            facts(told.grouping_impossible_facts(formed, shown.locale, names))
        else:
            told.print_grouping_impossible(formed, shown.locale, names)
        raise typer.Exit(REFUSED)
    reported = [of_grouping(each.rules, question.people, each.grouping) for each in formed]
    groupings = [each.grouping for each in formed]
    if shown.json:
        facts(told.grouping_facts(groupings, reported, shown.locale))
    else:
        told.print_groupings(groupings, reported)
    return reported


def _one_team(question: TeamQuestion, shown: _Shown) -> Reported:
    answer = best_team(question.rules, question.candidates, question.seconds, question.seed)
    names = {person.person_id: person.name for person in question.candidates}
    if isinstance(answer, TeamImpossible):
        _show_one(answer, shown, names)
        raise typer.Exit(REFUSED)
    reported = of_proposal(question.rules.diverse, question.candidates, answer, question.seed)
    _show_one(answer, shown, names, reported)
    return reported


def _show_one(
    answer: TeamProposal | TeamImpossible, shown: _Shown, names: Names, reported: Reported | None = None
) -> None:
    if shown.json:
        facts(told.team_facts(answer, shown.locale, names, reported))
    else:
        told.print_team(answer, shown.locale, names)


def _from_network(rules: Path, person: str, community: str | None, shown: _Shown) -> None:
    answer, names = run(_asked_of_network(rules, person, community, shown.locale))
    _show_one(answer, shown, names)
    if isinstance(answer, TeamImpossible):
        raise typer.Exit(REFUSED)


async def _asked_of_network(
    rules: Path, person: str, community: str | None, language: str
) -> tuple[TeamProposal | TeamImpossible, Names]:
    asked = read_team_rules(rules)
    if not isinstance(asked.rules, TeamRules):
        raise BadInput("from the network one team is formed, of roles ([[role]])", f"{asked.file}: size")
    wish = TeamWish(
        roles=tuple(RoleWish(_role_skill(role), role.level, role.people) for role in asked.rules.roles),
        language=asked.rules.language,
        hours=asked.rules.minimum_hours,
        community_id=community,
    )
    async with open_network(read_settings()) as network:
        answer = await form_team(network, person, wish, [language])
    names = {} if isinstance(answer, TeamImpossible) else {seat.person_id: seat.name for seat in answer.members}
    return answer, names


def _role_skill(role: Role) -> str:
    return next(iter(role.skill_ids))


def _write(reported: Sequence[Reported], out: Path | None, report: Path | None, locale: str) -> None:
    if out is not None:
        _replace(out, sheet(told.sheet_rows(reported, locale)))
    if report is not None:
        # What draws the page is loaded only for it.
        from peernet.report.page import teams_page

        _replace(report, teams_page(reported, locale))


def _replace(file: Path, text: str) -> None:
    """Writes the file whole or not at all."""
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    except OSError as error:
        raise BadInput(f"cannot be written ({error.strerror})", str(file)) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as opened:
            opened.write(text)
        part.chmod(0o644)
        part.replace(file)
    except OSError as error:
        raise BadInput(f"cannot be written ({error.strerror})", str(file)) from error
    finally:
        part.unlink(missing_ok=True)
