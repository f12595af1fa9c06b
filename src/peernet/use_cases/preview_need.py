"""Who could help with a need while it is being written: nothing is stored, and nobody is noted as shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peernet.graph.needs import needs_of
from peernet.model.need import MAX_OPEN_NEEDS, Need
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorAnswer, MentorQuestion, asks_something, suggest_mentors


@dataclass(frozen=True, slots=True)
class NeedPreview:
    """`answer`: the offers that answer it; already: the viewer's own open needs for what it was taken for."""

    answer: MentorAnswer
    already: list[Need]


async def preview_need(
    network: Network, viewer_id: str, question: MentorQuestion, languages: Sequence[str], first: int
) -> NeedPreview:
    """Empty where nothing has been written so far; BadInput for a level, id or text that cannot be."""
    if not asks_something(question):
        return NeedPreview(MentorAnswer([], [], more=False), [])
    answer = await suggest_mentors(network, viewer_id, question, languages, first, noted=False)
    meant = {match.skill_id for match in answer.understood}
    own = await needs_of(network.graph, viewer_id, [viewer_id], ["open", "pooled"], MAX_OPEN_NEEDS, network.clock())
    return NeedPreview(answer, [need for need in own if need.skill_id in meant])
