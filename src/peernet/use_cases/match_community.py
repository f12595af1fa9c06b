"""Match a community's open needs with mentors; nothing is kept and nobody is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peernet.errors import LimitReached
from peernet.graph import rounds as store
from peernet.graph.borrowing import wider_communities
from peernet.graph.rounds import RoundNeedRow
from peernet.model.policy import Act, may
from peernet.model.round import Again, Change, ChangeKind, CurvePoint, RoundResult, Unmatched
from peernet.model.round_kept import MOST_NEEDS
from peernet.model.viewer import Role, Viewer
from peernet.recommend.mentors import suggest_mentors
from peernet.recommend.rounds.preferences import sided
from peernet.recommend.spread import NONE
from peernet.recommend.weighting import USUAL_WEIGHTS, Weights, inherited_weights
from peernet.use_cases.narrow_round import chosen_needs, chosen_places
from peernet.use_cases.network import Network
from peernet.use_cases.permission import permitted
from peernet.use_cases.round_wish import MOST_CANDIDATES, Key, RoundWish, check_fixed, check_wish
from peernet.use_cases.suggest_mentors import MOST_WIDER, MentorQuestion, consider, understand

if TYPE_CHECKING:
    from peernet.recommend.rounds.table import RoundTable

_AT_ONCE = 6
_GOAL = 4_000


@dataclass(frozen=True, slots=True)
class Candidacy:
    """A mentor for a need: how good the pair would be (0 to 1), which need it meets, and by which of their skills.

    by_mentee, by_mentor: how much each side would like it, 0 to 1; the quality itself where nobody said anything.
    lent_by: the community above the round's that the mentor is from, where nobody in the round's could meet the need.
    """

    quality: float
    need_id: str
    skill_id: str
    by_mentee: float
    by_mentor: float
    lent_by: str | None = None


@dataclass(frozen=True, slots=True)
class MatchedCommunity:
    """The round, and what it was made from: mentors wanted, places, and for each listed pair what it is for.

    curve: what other coverages would have given.
    """

    result: RoundResult
    curve: tuple[CurvePoint, ...]
    mentees: Mapping[str, int]
    places: Mapping[str, int]
    pairs: Mapping[Key, Candidacy]


async def match_community(
    network: Network, viewer_id: str, wish: RoundWish, *, network_role: Role | None = None
) -> MatchedCommunity:
    """The round of the community that the viewer organises, as far as they may see its people.

    network_role: what the viewer's token makes them in the whole network.
    Refuses with NotFound (community), NotPermitted, LimitReached (more open needs than one round takes); BadInput for
    rules that cannot be, people or needs that are not there, and fixed pairs that no candidate of the round makes.
    """
    home = await permitted(network, Viewer(viewer_id, network_role), wish.community_id, Act.PLAN)
    weights = inherited_weights(home.weights)
    await check_wish(network, viewer_id, wish)
    needs = await store.round_needs(
        network.graph, viewer_id, wish.community_id, network.clock(), MOST_NEEDS + 1, may(Act.PLAN, network_role)
    )
    if len(needs) > MOST_NEEDS:
        raise LimitReached("round needs", MOST_NEEDS)
    needs = chosen_needs(needs, wish.need_ids)
    pairs = _allowed(await _candidacies(network, viewer_id, needs, wish, weights), needs, wish.rules.again)
    can = await store.round_mentors(
        network.graph, viewer_id, sorted({mentor_id for _, mentor_id in pairs}), network.clock()
    )
    places = chosen_places(can, wish.mentors)
    seen = _preferred({key: each for key, each in pairs.items() if key[1] in places}, wish)
    mentees = wish.wanted(sorted({need.person_id for need in needs}))
    check_fixed(mentees, places, seen, wish.fixed)
    result, points = await asyncio.to_thread(_matched, mentees, places, seen, wish)
    return MatchedCommunity(result, points, mentees, places, seen)


async def candidates_for(
    network: Network,
    person_id: str,
    need: RoundNeedRow,
    community_id: str | None,
    first: int,
    weights: Weights = USUAL_WEIGHTS,
    named: Collection[str] = (),
) -> list[tuple[str, float, str]]:
    """(mentor, score from 0 to 1, their skill) of the best mentors for a need, whom its owner may see and could ask.

    named: mentors who are among them however many are better, where they are candidates at all. weights: those of the
    community whose round it is. The one place where a round meets the suggestions.
    """
    most = MOST_CANDIDATES if named else first
    question = MentorQuestion(
        skill_ids=(need.skill_id,), level=need.level, goal=need.goal[:_GOAL], community_id=community_id
    )
    understood = understand(network.catalogue.index, question, ())
    known = await consider(network, person_id, question, understood, (), most)
    if known.candidates is None:
        return []
    # What a community is to a question is no fence; to a round it is.
    within = [each for each in known.candidates.mentors if community_id is None or community_id in each.places]
    found = suggest_mentors(
        known.candidates.asker,
        known.wanted,
        within,
        known.at,
        len(within) if named else first,
        background=known.background,
        spreading=NONE,
        weights=weights,
    )
    return [
        (each.person_id, each.score, each.skill_id)
        for place, each in enumerate(found)
        if each.skill_id is not None and (place < first or each.person_id in named)
    ]


async def _candidacies(
    network: Network, viewer_id: str, needs: Sequence[RoundNeedRow], wish: RoundWish, weights: Weights
) -> dict[Key, Candidacy]:
    """For each mentee and mentor the need that suits the two best; a bounded number of questions at once."""
    gate, named = asyncio.Semaphore(_AT_ONCE), wish.named_with()
    above = [] if wish.anywhere else await wider_communities(network.graph, viewer_id, wish.community_id)

    async def ask(need: RoundNeedRow) -> tuple[str | None, list[tuple[str, float, str]]]:
        async with gate:
            for place in _asked(need, wish, above):
                if found := await candidates_for(
                    network, need.person_id, need, place, wish.candidates, weights, named.get(need.person_id, ())
                ):
                    return place, found
        return None, []

    found: dict[Key, Candidacy] = {}
    for need, (place, candidates) in zip(needs, await asyncio.gather(*map(ask, needs)), strict=True):
        lent_by = None if place == wish.community_id else place
        for mentor_id, score, skill_id in candidates:
            key, good = (need.person_id, mentor_id), round(min(1.0, max(0.0, score)), 6)
            now = Candidacy(good, need.id, skill_id, good, good, lent_by)
            if key not in found or now.quality > found[key].quality:
                found[key] = now
    return found


def _preferred(pairs: Mapping[Key, Candidacy], wish: RoundWish) -> dict[Key, Candidacy]:
    """The pairs as their two sides would like them, where anybody said anything."""
    if not wish.preferences:
        return dict(pairs)
    liked = sided({key: each.quality for key, each in pairs.items()}, wish.preferences)
    return {
        key: replace(
            each,
            quality=round(liked[key].quality, 6),
            by_mentee=round(liked[key].by_mentee, 6),
            by_mentor=round(liked[key].by_mentor, 6),
        )
        for key, each in pairs.items()
    }


def _asked(need: RoundNeedRow, wish: RoundWish, above: Sequence[str]) -> list[str | None]:
    """The communities whose mentors are asked for a need, in turn until somebody is found; None: anywhere."""
    if need.reach == "local":
        return [wish.community_id]
    return [None] if wish.anywhere else [wish.community_id, *above[:MOST_WIDER]]


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
        np.array([each.by_mentee for each in pairs.values()], np.float64),
        np.array([each.by_mentor for each in pairs.values()], np.float64),
    )
    return with_conditions(round_table(mentees, places, listed), wish.fixed, wish.forbidden, (), Again.ANY)


def _matched(
    mentees: Mapping[str, int], places: Mapping[str, int], pairs: Mapping[Key, Candidacy], wish: RoundWish
) -> tuple[RoundResult, tuple[CurvePoint, ...]]:
    from peernet.recommend.rounds.curve import curve
    from peernet.recommend.rounds.match import judged_round

    table = table_of(mentees, places, pairs, wish)
    return _told_by_needs(judged_round(table, wish.rules)), curve(table, wish.rules)


def _told_by_needs(result: RoundResult) -> RoundResult:
    """The same, where a pair to be listed is told as an offer: a mentor with a free place may teach something else."""

    def told(each: Unmatched) -> Unmatched:
        offer = Change(ChangeKind.MORE_OFFERS)
        changes = [offer if change.kind is ChangeKind.LIST_PAIR else change for change in each.changes]
        return replace(each, changes=tuple(dict.fromkeys(changes)))

    return replace(result, unmatched=tuple(map(told, result.unmatched)), partly=tuple(map(told, result.partly)))
