"""peernet suggest, skills find."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from peernet.app import open_network
from peernet.commands.running import facts, run, table
from peernet.commands.telling import MOST_MEANT, Told, match_facts, print_told, told_facts
from peernet.errors import BadInput, NotFound
from peernet.model.moment import within_reach
from peernet.model.skill import SkillMatch
from peernet.schema.phrasebook import negotiate
from peernet.schema.wording import word_match
from peernet.settings import read_settings
from peernet.use_cases.ask_for_need import ask_for_need
from peernet.use_cases.find_skills import find_skills, nearest_skills
from peernet.use_cases.near_misses import near_misses
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
        return await find_skills(network, text, [language], first)


def _moment(text: str) -> int:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput("must be ISO 8601, such as `2026-11-24` or `2026-11-24T18:00+01:00`", "--at") from error
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if not within_reach(aware):
        raise BadInput("must lie between 1900 and 2200", "--at")
    return int(aware.timestamp() * 1000)
