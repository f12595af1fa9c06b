"""Match a community's open needs with mentors; nothing is kept and nobody is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from peernet.errors import BadInput, LimitReached, NotFound, NotPermitted
from peernet.graph import communities
from peernet.graph import rounds as store
from peernet.graph.rounds import RoundNeedRow
from peernet.model.round import Again, Change, ChangeKind, RoundResult, RoundRules, Unmatched
from peernet.model.round_kept import MOST_NEEDS
from peernet.recommend.mentors import suggest_mentors
from peernet.recommend.spread import NONE
from peernet.recommend.weighting import USUAL_WEIGHTS, Weights, inherited_weights
from peernet.use_cases.narrow_round import Places, check_mentors, check_people, chosen_needs, chosen_places
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorQuestion, consider, understand

if TYPE_CHECKING:
    from peernet.recommend.rounds.table import RoundTable

MOST_CANDIDATES = 200
MOST_NAMED_PAIRS = 1_000
_AT_ONCE = 6
_GOAL = 4_000
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RoundWish:
    """What an organiser plans: whose needs, under which rules, how many candidates for each need (1 to 200).

    anywhere: mentors from the whole network and not from the community alone. fixed, forbidden: (mentee, mentor).
    need_ids, mentors: who takes part, and with how many places; everybody where nobody is named.
    key: the client's own, the same one makes one round however often.
    """

    community_id: str
    rules: RoundRules = field(default_factory=RoundRules)
    candidates: int = 50
    anywhere: bool = False
    fixed: tuple[Key, ...] = ()
    forbidden: tuple[Key, ...] = ()
    need_ids: tuple[str, ...] = ()
    mentors: tuple[Places, ...] = ()
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Candidacy:
    """A mentor for a need: how good the pair would be (0 to 1), which need it meets, and by which of their skills."""

    quality: float
    need_id: str
    skill_id: str


@dataclass(frozen=True, slots=True)
class MatchedCommunity:
    """The round, and what it was made from: mentees, places by mentor, and for each listed pair what it is for."""

    result: RoundResult
    mentees: Mapping[str, int]
    places: Mapping[str, int]
    pairs: Mapping[Key, Candidacy]


async def match_community(network: Network, viewer_id: str, wish: RoundWish) -> MatchedCommunity:
    """The round of the community that the viewer organises, as far as they may see its people.

    Refuses with NotFound (community), NotPermitted, LimitReached (more open needs than one round takes); BadInput for
    rules that cannot be, people or needs that are not there, and fixed pairs that no candidate of the round makes.
    """
    _check(wish)
    weights = await _organised(network, viewer_id, wish.community_id)
    await _check_people(network, viewer_id, wish)
    needs = await store.round_needs(network.graph, viewer_id, wish.community_id, network.clock(), MOST_NEEDS + 1)
    if len(needs) > MOST_NEEDS:
        raise LimitReached("round needs", MOST_NEEDS)
    needs = chosen_needs(needs, wish.need_ids)
    pairs = _allowed(await _candidacies(network, needs, wish, weights), needs, wish.rules.again)
    can = await store.round_mentors(network.graph, viewer_id, sorted({mentor_id for _, mentor_id in pairs}))
    places = chosen_places(can, wish.mentors)
    seen = {key: each for key, each in pairs.items() if key[1] in places}
    mentees = dict.fromkeys(sorted({need.person_id for need in needs}), 1)
    result = await asyncio.to_thread(_matched, mentees, places, seen, wish)
    return MatchedCommunity(result, mentees, places, seen)


async def candidates_for(
    network: Network,
    person_id: str,
    need: RoundNeedRow,
    community_id: str | None,
    first: int,
    weights: Weights = USUAL_WEIGHTS,
) -> list[tuple[str, float, str]]:
    """(mentor, score from 0 to 1, their skill) of the best mentors for a need, whom its owner may see and could ask.

    weights: those of the community whose round it is. The one place where a round meets the suggestions.
    """
    question = MentorQuestion(
        skill_ids=(need.skill_id,), level=need.level, goal=need.goal[:_GOAL], community_id=community_id
    )
    understood = understand(network.catalogue.index, question, ())
    known = await consider(network, person_id, question, understood, (), first)
    if known.candidates is None:
        return []
    # What a community is to a question is no fence; to a round it is.
    within = [each for each in known.candidates.mentors if community_id is None or community_id in each.places]
    found = suggest_mentors(
        known.candidates.asker,
        known.wanted,
        within,
        known.at,
        first,
        background=known.background,
        spreading=NONE,
        weights=weights,
    )
    return [(each.person_id, each.score, each.skill_id) for each in found if each.skill_id is not None]


async def _check_people(network: Network, viewer_id: str, wish: RoundWish) -> None:
    for where, named in (("fixed", wish.fixed), ("forbidden", wish.forbidden)):
        await check_people(network, viewer_id, where, (person_id for key in named for person_id in key))
    await check_people(network, viewer_id, "mentors", (mentor_id for mentor_id, _ in wish.mentors))


def _check(wish: RoundWish) -> None:
    check_mentors(wish.mentors)
    if not 1 <= wish.candidates <= MOST_CANDIDATES:
        raise BadInput(f"must be from 1 to {MOST_CANDIDATES}", "candidates")
    for name, share in (("coverage", wish.rules.coverage), ("worth", wish.rules.worth)):
        if not 0 <= share <= 1:
            raise BadInput("must be from 0 to 1", name)
    for where, named in (("fixed", wish.fixed), ("forbidden", wish.forbidden)):
        if len(named) > MOST_NAMED_PAIRS:
            raise BadInput(f"at most {MOST_NAMED_PAIRS:,} pairs can be named", where)
    if both := set(wish.fixed) & set(wish.forbidden):
        raise BadInput(f"{_named(min(both))} is fixed and forbidden at once", "fixed")


async def _organised(network: Network, viewer_id: str, community_id: str) -> Weights:
    """The weights of the community, which the viewer has to organise."""
    seen = await communities.communities_seen(network.graph, viewer_id, [community_id])
    if community_id not in seen:
        raise NotFound("community")
    if not seen[community_id].run_by_viewer:
        raise NotPermitted("organiser")
    return inherited_weights(seen[community_id].weights)


async def _candidacies(
    network: Network, needs: Sequence[RoundNeedRow], wish: RoundWish, weights: Weights
) -> dict[Key, Candidacy]:
    """For each mentee and mentor the need that suits the two best; a bounded number of questions at once."""
    within, gate = None if wish.anywhere else wish.community_id, asyncio.Semaphore(_AT_ONCE)

    async def ask(need: RoundNeedRow) -> list[tuple[str, float, str]]:
        async with gate:
            return await candidates_for(network, need.person_id, need, within, wish.candidates, weights)

    found: dict[Key, Candidacy] = {}
    for need, candidates in zip(needs, await asyncio.gather(*map(ask, needs)), strict=True):
        for mentor_id, score, skill_id in candidates:
            key, now = (need.person_id, mentor_id), Candidacy(round(min(1.0, max(0.0, score)), 6), need.id, skill_id)
            if key not in found or now.quality > found[key].quality:
                found[key] = now
    return found


def _allowed(pairs: Mapping[Key, Candidacy], needs: Sequence[RoundNeedRow], again: Again) -> dict[Key, Candidacy]:
    """Without those who have something open with each other, and what the rule on former mentors leaves out.

    They are left out as if they had never been listed: who has or had whom as a mentor is theirs to know.
    """
    standing = {(need.person_id, mentor_id) for need in needs for mentor_id in need.standing}
    before = {(need.person_id, mentor_id) for need in needs for mentor_id in need.before}
    kept = {key: each for key, each in pairs.items() if key not in standing}
    if again is Again.DIFFERENT:
        return {key: each for key, each in kept.items() if key not in before}
    if again is Again.SAME:
        loyal = {mentee_id for mentee_id, mentor_id in kept if (mentee_id, mentor_id) in before}
        return {key: each for key, each in kept.items() if key in before or key[0] not in loyal}
    return kept


def table_of(
    mentees: Mapping[str, int], places: Mapping[str, int], pairs: Mapping[Key, Candidacy], wish: RoundWish
) -> RoundTable:
    """The table of a round: mentors wanted, places, pairs, and those of them that the wish fixes or forbids."""
    import numpy as np

    from peernet.recommend.rounds.table import Pairs, round_table, with_conditions

    number = {person_id: place for place, person_id in enumerate(mentees)}
    place = {person_id: place for place, person_id in enumerate(places)}
    listed = Pairs(
        np.array([number[mentee_id] for mentee_id, _ in pairs], np.int32),
        np.array([place[mentor_id] for _, mentor_id in pairs], np.int32),
        np.array([each.quality for each in pairs.values()], np.float64),
    )
    return with_conditions(round_table(mentees, places, listed), wish.fixed, wish.forbidden, (), Again.ANY)


def _matched(
    mentees: Mapping[str, int], places: Mapping[str, int], pairs: Mapping[Key, Candidacy], wish: RoundWish
) -> RoundResult:
    from peernet.recommend.rounds.match import judged_round

    _check_fixed(mentees, places, pairs, wish.fixed)
    return _told_by_needs(judged_round(table_of(mentees, places, pairs, wish), wish.rules))


def _told_by_needs(result: RoundResult) -> RoundResult:
    """The same, where a pair to be listed is told as an offer: a mentor with a free place may teach something else."""

    def told(each: Unmatched) -> Unmatched:
        offer = Change(ChangeKind.MORE_OFFERS)
        changes = [offer if change.kind is ChangeKind.LIST_PAIR else change for change in each.changes]
        return replace(each, changes=tuple(dict.fromkeys(changes)))

    return replace(result, unmatched=tuple(map(told, result.unmatched)), partly=tuple(map(told, result.partly)))


def _check_fixed(
    mentees: Mapping[str, int], places: Mapping[str, int], pairs: Mapping[Key, Candidacy], fixed: Sequence[Key]
) -> None:
    if len(set(fixed)) < len(fixed):
        raise BadInput("a pair is there twice", "fixed")
    for key in fixed:
        if key not in pairs:
            raise BadInput(
                f"{_named(key)} is not among the pairs that could be made in this round: consider more candidates, "
                "or look whether the mentor offers what is needed and has a place open",
                "fixed",
            )
    for side, room, noun in ((0, mentees, "mentors they want"), (1, places, "places they have open")):
        for person_id in sorted({key[side] for key in fixed}):
            if sum(key[side] == person_id for key in fixed) > room[person_id]:
                raise BadInput(f"more pairs are fixed for {person_id!r} than the {noun} ({room[person_id]})", "fixed")


def _named(key: Key) -> str:
    return f"the pair of {key[0]!r} and {key[1]!r}"
