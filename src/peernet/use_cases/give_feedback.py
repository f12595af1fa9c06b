"""A mentee says how much a mentorship has helped."""

from __future__ import annotations

from peernet.errors import BadInput, NotFound, WrongState
from peernet.graph import fronts
from peernet.graph import meetings as store
from peernet.model.meeting import HELPFUL, TAUGHT_WEIGHTS, feedback_mark
from peernet.model.text import clean_text
from peernet.recommend import standing
from peernet.use_cases.network import Network
from peernet.use_cases.reckon_endorsements import reckon

MOST_WORDS = 2_000


async def give_feedback(
    network: Network, viewer_id: str, mentorship_id: str, helpful: int, words: str = "", *, shared: bool = False
) -> None:
    """`helpful`: 1 (not at all) to 5 (very much); the words are for the mentee alone, or `shared` with the mentor.

    From 3 on it shows that the mentor can teach the skills of the mentorship, and moves their standing at once. Said
    again it replaces what was said. Refuses with NotFound (mentorship), or WrongState before it has begun; BadInput for
    a number or text that cannot be.
    """
    if helpful not in HELPFUL:
        raise BadInput("must be from 1 to 5", "helpful")
    now, weight = network.clock(), TAUGHT_WEIGHTS.get(helpful, 0.0)
    row = await store.give_feedback(
        network.graph,
        viewer_id,
        mentorship_id,
        mark=feedback_mark(viewer_id),
        helpful=helpful,
        words=clean_text(words, "words", MOST_WORDS),
        shared=shared,
        weight=weight,
        increment=standing.increment("taught", weight, now) if weight else 0.0,
        now=now,
    )
    if row is None:
        raise NotFound("mentorship")
    if row.outcome == "wrong_state":
        raise WrongState("mentorship", row.state)
    await fronts.refresh(network.graph, [row.mentor_id], now)
    for skill_id in row.skill_ids:  # what the mentor's own endorsements of others are worth follows
        await reckon(network.graph, skill_id, now)
