"""What is said of those whom a round leaves out: facts with their words, no more of them than the viewer may see."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

import strawberry

from peernet.graph.rounds import GapRow
from peernet.model import round as model
from peernet.schema.awaiting import soon
from peernet.schema.fields import choice, field, member
from peernet.schema.network_context import NetworkContext
from peernet.schema.person import Person, find_person
from peernet.schema.round_wording import Names, word_blocker, word_change

MOST_NAMED = model.MOST_NAMED


@strawberry.enum(description="What keeps somebody from being matched.")
class RoundBlockKind(Enum):
    NO_PAIR = choice("no_pair", "No mentor could be found for them.")
    FORBIDDEN = choice("forbidden", "The organiser forbade the pairs.")
    HAD_BEFORE = choice("had_before", "They had these mentors before.")
    NOT_THE_SAME = choice("not_the_same", "These are not the mentor whom they had before.")
    NO_PLACES = choice("no_places", "These mentors have no places.")
    MENTORS_FULL = choice("mentors_full", "The places of these mentors went to others.")
    NOT_WORTH_IT = choice("not_worth_it", "The pairs are not good enough for this coverage.")


@strawberry.enum(description="A single step after which one more place could be filled, nobody else losing theirs.")
class RoundChangeKind(Enum):
    ONE_MORE_PLACE = choice("one_more_place", "One more place at a mentor.")
    ONE_MORE_PAIR = choice("one_more_pair", "A pair with a mentor who has a place free.")
    ALLOW_PAIR = choice("allow_pair", "A forbidden pair, allowed.")
    RAISE_COVERAGE = choice("raise_coverage", "A higher coverage.")
    ONE_MORE_MENTOR = choice("one_more_mentor", "Another mentor: nobody has a place left.")
    ONE_MORE_OFFER = choice("one_more_offer", "Somebody who offers what they need and has a place free.")


@strawberry.type(description="One thing that keeps somebody from being matched.")
class RoundBlocker:
    blocker: strawberry.Private[model.Blocker]
    names: strawberry.Private[Names]
    context: strawberry.Private[NetworkContext]
    kind: RoundBlockKind = member("What it is.")
    mentors: list[Person] = member("The mentors whom it concerns, the best first; ten at most.", most=MOST_NAMED)
    count: int = member("How many mentors it concerns.")
    quality: float | None = member("Of the best pair that is not worth it, 0 to 1.")

    @field("The same in the viewer's language.", returns=str)
    async def text(self) -> str:
        """A sentence without a full stop."""
        return word_blocker(self.blocker, await soon(self.context.locale()), self.names)


@strawberry.type(description="A single step that would help somebody who is left out.")
class RoundChange:
    change: strawberry.Private[model.Change]
    names: strawberry.Private[Names]
    context: strawberry.Private[NetworkContext]
    kind: RoundChangeKind = member("What it is.")
    mentor: Person | None = member("At or with which mentor.")
    quality: float | None = member("How good the pair would be, 0 to 1.")
    coverage: float | None = member("The coverage that would do, 0 to 1.")

    @field("The same in the viewer's language.", returns=str)
    async def text(self) -> str:
        """A sentence without a full stop."""
        return word_change(self.change, await soon(self.context.locale()), self.names)


async def blockers_of(context: NetworkContext, row: GapRow) -> list[RoundBlocker]:
    """What blocks somebody; mentors whom the viewer may not see are neither named nor counted."""
    found = []
    for facts in json.loads(row.blockers):
        given = model.Blocker(
            model.BlockKind(facts["kind"]), tuple(facts["mentor_ids"]), facts["mentors"], facts["quality"]
        )
        people = await _seen(context, given.mentor_ids)
        count = given.mentors - len(given.mentor_ids) + len(people)
        if count or not given.mentors:
            shown = replace(given, mentor_ids=tuple(person.local for person in people), mentors=count)
            found.append(_blocker(context, shown, people))
    return found or [_blocker(context, model.Blocker(model.BlockKind.NO_PAIR), [])]


async def changes_of(context: NetworkContext, row: GapRow) -> list[RoundChange]:
    """What would help somebody, as far as the viewer may see whom it takes."""
    found = []
    for facts in json.loads(row.changes):
        given = model.Change(**{**facts, "kind": model.ChangeKind(facts["kind"])})
        people = await _seen(context, () if given.mentor_id is None else (given.mentor_id,))
        if people or given.mentor_id is None:
            found.append(_change(context, given, people))
    return found


def _blocker(context: NetworkContext, given: model.Blocker, people: Sequence[Person]) -> RoundBlocker:
    return RoundBlocker(
        blocker=given,
        names=_names(people),
        context=context,
        kind=RoundBlockKind(given.kind.value),
        mentors=list(people),
        count=given.mentors,
        quality=given.quality,
    )


def _change(context: NetworkContext, given: model.Change, people: Sequence[Person]) -> RoundChange:
    return RoundChange(
        change=given,
        names=_names(people),
        context=context,
        kind=RoundChangeKind(given.kind.value),
        mentor=people[0] if people else None,
        quality=given.quality,
        coverage=given.coverage,
    )


async def _seen(context: NetworkContext, person_ids: Sequence[str]) -> list[Person]:
    await context.loaders.people.load_many(list(person_ids))  # one statement for all
    found = [await find_person(context, person_id) for person_id in person_ids]
    return [person for person in found if person is not None]


def _names(people: Sequence[Person]) -> Names:
    return {person.local: person.facts.name for person in people if person.facts is not None}
