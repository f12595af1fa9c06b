"""peernet suggest, teams, skills find."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from peernet.app import open_network
from peernet.commands.running import REFUSED, WRONG_USAGE, facts, run, say, table
from peernet.commands.telling import MOST_MEANT, Told, match_facts, print_told, told_facts
from peernet.errors import BadInput, NotFound
from peernet.interchange.team_files import read_team_question, team_json
from peernet.interchange.team_rules_file import read_team_rules
from peernet.model.moment import within_reach
from peernet.model.skill import SkillMatch
from peernet.model.team import Role, TeamImpossible, TeamProposal
from peernet.model.team_missing import Missing
from peernet.recommend.teams.form import form_team as best_team
from peernet.schema.phrasebook import negotiate
from peernet.schema.team_wording import Names, word_missing
from peernet.schema.wording import word_match
from peernet.settings import read_settings
from peernet.use_cases.ask_for_need import ask_for_need
from peernet.use_cases.find_skills import find_skills, nearest_skills
from peernet.use_cases.form_team import RoleWish, TeamWish, form_team
from peernet.use_cases.near_misses import near_misses
from peernet.use_cases.network import wall_clock
from peernet.use_cases.suggest_mentors import MentorQuestion, suggest_mentors

skills = typer.Typer(help="The skill catalogue.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print facts as JSON.")]
Language = Annotated[str, typer.Option(help="Language of labels and reasons, BCP 47.")]


def suggest(
    as_: Annotated[
        str, typer.Option("--as", help="Id of the person who asks; somebody without an account unless said.")
    ] = "",
    skill: Annotated[list[str] | None, typer.Option(help="What to learn, in words; repeatable.")] = None,
    goal: Annotated[str, typer.Option(help="What for, in the asker's own words.")] = "",
    need: Annotated[str | None, typer.Option(help="Id of a need of theirs, instead of a skill.")] = None,
    community: Annotated[str | None, typer.Option(help="Id of the community it is for: its people come first.")] = None,
    level: Annotated[int | None, typer.Option(min=1, max=5, help="Level wanted, 1 to 5.")] = None,
    first: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 10,
    at: Annotated[str | None, typer.Option(help="The time to ask for, ISO 8601; now otherwise.")] = None,
    language: Language = "en",
    json: Json = False,
) -> None:
    """Who can mentor somebody in something, with reasons, and who could if one thing changed.

    Example: peernet suggest --as amara --skill React --first 3
    """
    moment = None if at is None else _moment(at)
    question = MentorQuestion(skills=tuple(skill or ()), goal=goal, level=level, community_id=community, at=moment)
    told = run(_suggest(as_, question, need, language, first))
    locale = negotiate([language])
    if json:
        facts(told_facts(told, locale))
    else:
        print_told(told, locale)


def teams(
    files: Annotated[list[Path], typer.Argument(help="PEOPLE.csv RULES.toml, or RULES.toml with --from-network.")],
    from_network: Annotated[bool, typer.Option("--from-network", help="Take people from the network.")] = False,
    as_: Annotated[str, typer.Option("--as", help="With --from-network: who forms the team.")] = "",
    community: Annotated[str | None, typer.Option(help="With --from-network: a community to stay within.")] = None,
    language: Language = "en",
    json: Json = False,
) -> None:
    """Form a team of different people for one project, with a certificate of how good it provably is.

    Example: peernet teams people.csv rules.toml
    """
    if len(files) != (1 if from_network else 2) or (from_network and not as_):
        say("give PEOPLE.csv and RULES.toml, or RULES.toml with --from-network and --as PERSON")
        raise typer.Exit(WRONG_USAGE)
    names: Names = {}
    if from_network:
        answer, names = run(_team_from_network(files[0], as_, community, language))
    else:
        answer = _team_from_files(files[0], files[1])
    locale = negotiate([language])
    shown = team_json(answer, lambda missing: word_missing(missing, locale, names))
    if json:
        facts(shown)
    else:
        _print_team(answer, lambda missing: word_missing(missing, locale, names))
    if isinstance(answer, TeamImpossible):
        raise typer.Exit(REFUSED)


@skills.command("find")
def find(
    text: Annotated[str, typer.Argument(help="Words for a skill, in any language of the catalogue.")],
    language: Language = "en",
    first: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 10,
    json: Json = False,
) -> None:
    """Which skills words are taken for, and why.

    Example: peernet skills find "front end"
    """
    found = run(_find(text, language, first))
    if json:
        facts({"skills": [match_facts(match, negotiate([language])) for match in found]})
    elif found:
        table([(f"{match.score:.2f}", match.label, match.skill_id, word_match(match, language)) for match in found])
    else:
        print("no skill of the catalogue")


async def _suggest(person: str, question: MentorQuestion, need: str | None, language: str, first: int) -> Told:
    async with open_network(read_settings()) as network:
        if need is not None:
            question = await ask_for_need(network, person, need, question)
        answer = await suggest_mentors(network, person, question, [language], first)
        if person and answer.considered is not None and answer.considered.candidates is None:
            raise NotFound("person")
        missed = await near_misses(network, person, answer)
        meant = [] if answer.understood else nearest_skills(network, question, [language], MOST_MEANT)
        return Told(answer, missed, meant)


async def _find(text: str, language: str, first: int) -> list[SkillMatch]:
    async with open_network(read_settings()) as network:
        return find_skills(network, text, [language], first)


def _team_from_files(people: Path, rules: Path) -> TeamProposal | TeamImpossible:
    question = read_team_question(people, rules, wall_clock())
    return best_team(question.rules, question.candidates, question.seconds, question.seed)


async def _team_from_network(
    rules: Path, person: str, community: str | None, language: str
) -> tuple[TeamProposal | TeamImpossible, Names]:
    asked = read_team_rules(rules)
    wish = TeamWish(
        roles=tuple(RoleWish(_role_skill(role), role.level, role.people) for role in asked.rules.roles),
        language=asked.rules.language,
        hours=asked.rules.minimum_hours,
        community_id=community,
    )
    async with open_network(read_settings()) as network:
        answer = await form_team(network, person, wish, [language])
        return answer, _names(answer)


def _role_skill(role: Role) -> str:
    return next(iter(role.skill_ids))


def _names(answer: TeamProposal | TeamImpossible) -> Names:
    return {} if isinstance(answer, TeamImpossible) else {seat.person_id: seat.name for seat in answer.members}


def _moment(text: str) -> int:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput("must be ISO 8601, such as `2026-11-24` or `2026-11-24T18:00+01:00`", "--at") from error
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if not within_reach(aware):
        raise BadInput("must lie between 1900 and 2200", "--at")
    return int(aware.timestamp() * 1000)


def _print_team(answer: TeamProposal | TeamImpossible, say: Callable[[Missing], str]) -> None:
    if isinstance(answer, TeamImpossible):
        for missing in answer.missing:
            print(f"missing: {say(missing)}")
        return
    table([(seat.person_id, seat.name, seat.role or "", str(seat.level or "")) for seat in answer.members])
    proved = "proved the best" if answer.proved else f"at most {answer.gap:.3f} from the best"
    print(f"\nscore {answer.score:.3f}, variety {answer.mean_variety:.3f} of at most {answer.bound:.3f}: {proved}")
