"""Who could mentor somebody if one thing changed."""

from __future__ import annotations

from peernet.graph.near_misses import missed_mentors
from peernet.model.mentor_candidate import Asker
from peernet.model.near_miss import NameSkill, NearMisses
from peernet.recommend.near_misses import MOST
from peernet.recommend.near_misses import near_misses as judged
from peernet.recommend.weighting import USUAL_WEIGHTS
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorAnswer


async def near_misses(network: Network, viewer_id: str, answer: MentorAnswer, most: int = MOST) -> NearMisses:
    """At most `most` people whom the viewer may see and who miss one condition, each with what would meet it.

    `answer` is what the viewer was told to the same question. Where no skill was understood there are none; what would
    help, where nobody was found either, is to name one.
    """
    considered = answer.considered
    if considered is None or not considered.asked:
        return NearMisses((), None if answer.suggestions else NameSkill())
    missed = await missed_mentors(
        network.graph,
        viewer_id,
        considered.asked,
        near_ids=considered.near,
        reach_ids=list(considered.background.skills),
        community_ids=considered.community_ids,
        history=bool(considered.background.goal or considered.community_ids),
        now=considered.now,
    )
    found = considered.candidates
    # Where neither answer holds anybody, it does not matter who asks.
    asker = next((each.asker for each in (found, missed) if each is not None), Asker(viewer_id, (), (), "", {}))
    mentors = [] if found is None else found.mentors
    people = [] if missed is None else missed.people
    weights = next((each.weights for each in (found, missed) if each is not None), USUAL_WEIGHTS)
    return judged(asker, considered.wanted, mentors, people, considered.at, most, considered.background, weights)
