"""peernet teams."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from peernet.app import open_network
from peernet.commands import teams_told as told
from peernet.commands.grouping import FormedRound, formed_of_community, formed_rounds, skill_of
from peernet.commands.running import REFUSED, WRONG_USAGE, facts, run, say
from peernet.errors import BadInput, NotFound
from peernet.graph.communities import communities_seen
from peernet.graph.people import people_seen
from peernet.interchange.rejects import Rejected
from peernet.interchange.round_json import rejected_json
from peernet.interchange.team_files import GroupingQuestion, TeamQuestion, read_team_question
from peernet.interchange.team_rules_file import TeamRulesFile, read_team_rules
from peernet.interchange.team_sheet import sheet
from peernet.model.grouping import GroupingImpossible
from peernet.model.team import USUAL_VARIETY, TeamCandidate, TeamImpossible, TeamProposal, TeamRules
from peernet.recommend.teams.form import form_team as best_team
from peernet.report.facts import Reported, of_grouping, of_proposal
from peernet.schema.phrasebook import negotiate
from peernet.schema.team_wording import Names
from peernet.settings import read_settings
from peernet.use_cases.form_team import propose_team
from peernet.use_cases.group_community import NoPlan
from peernet.use_cases.network import Network, wall_clock
from peernet.use_cases.team_wish import RoleWish, TeamWish

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
        formed = _from_network(files[0], as_, community, rounds, shown)
    else:
        formed = _from_files(files[0], files[1], rounds, shown)
    _write(formed, out, report, shown.locale)


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
    if isinstance(formed, GroupingImpossible):
        names = {person.person_id: person.name for person in question.people}
        return _in_the_way(formed, shown, names)
    return _show_rounds(formed, shown)


def _show_rounds(formed: Sequence[FormedRound], shown: _Shown, labels: Names | None = None) -> list[Reported]:
    reported = [replace(of_grouping(each.rules, each.people, each.grouping), labels=labels or {}) for each in formed]
    groupings = [each.grouping for each in formed]
    if shown.json:
        facts(told.grouping_facts(groupings, reported, shown.locale))
    else:
        told.print_groupings(groupings, reported)
    return reported


def _in_the_way(found: GroupingImpossible, shown: _Shown, names: Names) -> NoReturn:
    if shown.json:
        facts(told.grouping_impossible_facts(found, shown.locale, names))
    else:
        told.print_grouping_impossible(found, shown.locale, names)
    raise typer.Exit(REFUSED)


def _one_team(question: TeamQuestion, shown: _Shown) -> Reported:
    answer = best_team(question.rules, question.candidates, question.seconds, question.seed)
    names = {person.person_id: person.name for person in question.candidates}
    if isinstance(answer, TeamImpossible):
        _show_one(answer, shown, names)
        raise typer.Exit(REFUSED)
    reported = of_proposal(question.rules, question.candidates, answer, question.seed)
    _show_one(answer, shown, names, reported)
    return reported


def _show_one(
    answer: TeamProposal | TeamImpossible, shown: _Shown, names: Names, reported: Reported | None = None
) -> None:
    if shown.json:
        facts(told.team_facts(answer, shown.locale, names, reported))
    else:
        told.print_team(answer, shown.locale, names)


def _from_network(rules: Path, person: str, community: str | None, rounds: int, shown: _Shown) -> list[Reported]:
    """One team of those whom the person may see, or teams of everybody in a community that they run."""
    asked = read_team_rules(rules)
    for key in ("columns", "previous", "week", "time_zone"):
        if key in asked.given:
            raise BadInput("is for people from a file; the network knows this of its people", f"{asked.file}: {key}")
    if rounds > 1:
        raise BadInput("rounds in a row are formed from files", "--rounds")
    if isinstance(asked.rules, TeamRules):
        return [run(_team_of_network(asked, asked.rules, person, community, shown))]
    if community is None:
        raise BadInput("say whose people come into teams", "--community")
    return run(_community_of_network(asked, person, community, shown))


async def _team_of_network(
    asked: TeamRulesFile, rules: TeamRules, person: str, community: str | None, shown: _Shown
) -> Reported:
    wish = TeamWish(
        roles=tuple(
            RoleWish(skill_of(role), role.level, role.people, role.second, role.holders) for role in rules.roles
        ),
        language=rules.language,
        shared_language=rules.shared_language,
        hours=rules.minimum_hours,
        include=rules.must_include,
        exclude=asked.exclude,
        no_lone=rules.no_lone,
        community_id=community,
        together=rules.together,
        apart=rules.apart,
        size_min=rules.size_min,
        size_max=rules.size_max,
        most_load=asked.most_load,
        diverse=rules.diverse or USUAL_VARIETY,
    )
    async with open_network(read_settings()) as network:
        if not await people_seen(network.graph, person, [person], network.clock()):
            raise NotFound("person")
        found = await propose_team(network, person, wish, [shown.locale])
        if isinstance(found, TeamImpossible):
            _show_one(found, shown, {})
            raise typer.Exit(REFUSED)
        labels = await _labels(network, person, found.candidates, shown.locale)
    reported = replace(of_proposal(found.rules, found.candidates, found.proposal), labels=labels)
    _show_one(found.proposal, shown, reported.names, reported)
    return reported


async def _community_of_network(asked: TeamRulesFile, person: str, community: str, shown: _Shown) -> list[Reported]:
    async with open_network(read_settings()) as network:
        formed = await formed_of_community(network, person, community, asked, shown.locale)
        if isinstance(formed, NoPlan):
            if formed.private:
                raise BadInput("no teams keep these rules, for reasons that are for members alone to know", asked.file)
            _in_the_way(GroupingImpossible(formed.obstacles), shown, {})
        labels = await _labels(network, person, formed.people, shown.locale)
    return _show_rounds([formed], shown, labels)


async def _labels(network: Network, viewer_id: str, people: Sequence[TeamCandidate], language: str) -> Names:
    """What skills and communities are called, by id."""
    ids = sorted({community_id for each in people for community_id in each.communities})
    seen = await communities_seen(network.graph, viewer_id, ids)
    skills = sorted({skill for one in people for skill in one.skills})
    labels = {skill: network.catalogue.index.label(skill, [language]) for skill in skills}
    return labels | {community_id: community.name for community_id, community in seen.items()}


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
