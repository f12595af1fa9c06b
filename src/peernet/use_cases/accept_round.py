"""An organiser decides about a proposed round: its requests are made, once, or it is discarded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from peernet.errors import NotFound, WrongState
from peernet.graph import mentorships
from peernet.graph import rounds as store
from peernet.graph.rounds import PairNowRow
from peernet.model.mentorship import MAX_OPEN_REQUESTS
from peernet.model.policy import Act, may
from peernet.model.round_kept import PairOutcome, RoundState
from peernet.model.viewer import Role
from peernet.use_cases.network import Network

_OUTCOMES = {
    "created": PairOutcome.REQUESTED,
    "repeated": PairOutcome.REQUESTED,
    "full": PairOutcome.FULL,
    "unavailable": PairOutcome.UNAVAILABLE,
}


async def accept_round(network: Network, viewer_id: str, round_id: str, *, network_role: Role | None = None) -> None:
    """Makes the request of every pair that is still possible, and keeps what came of each.

    Whoever was asked for meanwhile, as in another round that was accepted first, is not asked for again. Who
    gets several mentors out of this one is asked for with each.

    Accepting again goes on where an earlier call was cut short and otherwise changes nothing: each request's id follows
    from its pair. Refuses with NotFound (round) and WrongState (discarded).
    """
    await _decide(network, viewer_id, round_id, RoundState.ACCEPTED, network_role)
    kept = await store.rounds_seen(network.graph, viewer_id, [round_id], may(Act.PLAN, network_role))
    pairs = await store.round_pairs_now(network.graph, round_id)
    waiting = Counter(pair.mentor_id for pair in pairs if pair.request_state == "requested")
    together: dict[str, list[str]] = {}
    for pair in pairs:
        together.setdefault(pair.mentee_id, []).append(pair.id)
    for pair in (pair for pair in pairs if pair.outcome is None):
        beside = together[pair.mentee_id]
        outcome = await _send(network, pair, waiting[pair.mentor_id], kept[round_id].community_id, beside)
        await store.note_round_pair(network.graph, pair.id, outcome)
        if outcome is PairOutcome.REQUESTED and pair.request_state is None:
            waiting[pair.mentor_id] += 1


async def discard_round(network: Network, viewer_id: str, round_id: str, *, network_role: Role | None = None) -> None:
    """Nothing will come of the round. Refuses with NotFound (round) and WrongState (accepted)."""
    await _decide(network, viewer_id, round_id, RoundState.DISCARDED, network_role)


async def _decide(
    network: Network, viewer_id: str, round_id: str, state: RoundState, network_role: Role | None
) -> None:
    row = await store.decide_round(
        network.graph, viewer_id, round_id, state, network.clock(), may(Act.PLAN, network_role)
    )
    if row is None:
        raise NotFound("round")
    if row.outcome == "wrong_state":
        raise WrongState("round", row.state)


async def _send(
    network: Network, pair: PairNowRow, waiting: int, community_id: str, beside: Sequence[str]
) -> PairOutcome:
    if pair.request_state is not None:
        return PairOutcome.REQUESTED
    if pair.need_state != "open":
        return PairOutcome.NEED_CLOSED
    if waiting >= pair.open_places:
        return PairOutcome.FULL
    row = await mentorships.request_mentorship(
        network.graph,
        pair.mentee_id,
        pair.mentor_id,
        pair.id,
        skill_ids=[pair.skill_id],
        goal=pair.goal or "",
        community_id=community_id,
        now=network.clock(),
        most_open=MAX_OPEN_REQUESTS,
        from_round=True,
        beside=beside,
    )
    return PairOutcome.NOT_POSSIBLE if row is None else _OUTCOMES.get(row.outcome, PairOutcome.NOT_POSSIBLE)
