"""peernet help-wanted, rings, insights."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from peernet.app import open_network
from peernet.commands.asking import Json, Language
from peernet.commands.running import facts, run
from peernet.errors import NotFound
from peernet.model.help_wanted import HelpSuggestion
from peernet.model.insight import Insights
from peernet.model.ring import Ring
from peernet.schema.help_wording import word_help
from peernet.schema.phrasebook import UNNAMED, negotiate
from peernet.settings import read_settings
from peernet.use_cases.community_insights import community_insights
from peernet.use_cases.help_wanted import HelpAnswer
from peernet.use_cases.help_wanted import help_wanted as find_help_wanted
from peernet.use_cases.learning_rings import learning_rings

As = Annotated[str, typer.Option("--as", help="Id of the person who asks.")]


def help_wanted(
    as_: As,
    community: Annotated[str | None, typer.Option(help="Id of a community: only its members' needs.")] = None,
    first: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 10,
    language: Language = "en",
    json: Json = False,
) -> None:
    """Open needs that somebody is the right mentor for, with reasons.

    Example: peernet help-wanted --as amara --first 3
    """
    answer = run(_help_wanted(as_, community, language, first))
    locale = negotiate([language])
    if json:
        facts({"needs": [_help_facts(each, locale) for each in answer.suggestions], "open_places": answer.open_places})
    else:
        _print_help(answer, locale)


def rings(
    as_: As,
    first: Annotated[int, typer.Option(min=1, max=100, help="How many at most.")] = 10,
    json: Json = False,
) -> None:
    """Learning rings that somebody could be in: each teaches the next, and the last teaches the first.

    Example: peernet rings --as amara --first 3
    """
    found = run(_rings(as_, first))
    if json:
        facts({"rings": [{"members": [asdict(step) for step in ring.steps], "worth": ring.worth} for ring in found]})
        return
    for ring in found:
        print(" -> ".join(f"{step.name or UNNAMED} ({step.person_id}) gives {step.skill_id}" for step in ring.steps))
    if not found:
        print("no ring")


def insights(
    as_: As,
    community: Annotated[str, typer.Option(help="Id of the community; the person has to organise it.")],
    json: Json = False,
) -> None:
    """Who connects a community, who is alone in it, and which skill hangs on one person.

    Example: peernet insights --as amara --community lagos
    """
    found = run(_insights(as_, community))
    if json:
        facts(asdict(found))
    else:
        _print_insights(found)


async def _insights(person: str, community: str) -> Insights:
    async with open_network(read_settings()) as network:
        return await community_insights(network, person, community)


def _print_insights(found: Insights) -> None:
    kind = "exact" if found.exact else "estimated"
    print(f"{found.members} members{'' if found.complete else ' of more'}; betweenness {kind}")
    for each in found.connectors:
        who = f"{each.name or UNNAMED} ({each.person_id})"
        print(f"connects: {who} {each.between:.3f}, without them {each.cut_off} cut off")
    for tie in found.bridges:
        print(f"only tie: {tie.one_id} - {tie.other_id}, {tie.beyond} people beyond")
    for skill in found.lone_skills:
        print(f"hangs on one: {skill.skill_id} on {skill.person_id}, wanted by {skill.needs}")
    print(f"alone: {found.alone_total}" + "".join(f"\n  {person_id}" for person_id in found.alone))


async def _rings(person: str, first: int) -> list[Ring]:
    async with open_network(read_settings()) as network:
        return await learning_rings(network, person, first)


async def _help_wanted(person: str, community: str | None, language: str, first: int) -> HelpAnswer:
    async with open_network(read_settings()) as network:
        answer = await find_help_wanted(network, person, community, [language], first)
        if answer.languages is None:
            raise NotFound("person")
        return answer


def _help_facts(each: HelpSuggestion, locale: str) -> dict[str, object]:
    return {
        "need_id": each.need.id,
        "person_id": each.need.person_id,
        "name": each.owner_name,
        "wanted_skill_id": each.need.skill_id,
        "level": each.need.level,
        "goal": each.need.goal,
        "score": round(each.score, 6),
        "skill_id": each.skill_id,
        "reasons": [{"kind": reason.kind, "text": word_help(reason, locale)} for reason in each.reasons],
    }


def _print_help(answer: HelpAnswer, locale: str) -> None:
    for place, each in enumerate(answer.suggestions, 1):
        who = f"{each.owner_name or UNNAMED} ({each.need.person_id})"
        print(f"\n{place}. {who} needs {each.need.skill_id}, {each.score:.2f}")
        if each.need.goal:
            print(f"   “{each.need.goal}”")
        for reason in each.reasons:
            print(f"   - {word_help(reason, locale)}")
    if not answer.suggestions:
        print("nothing" if answer.open_places else "no open place: nothing to ask for")
