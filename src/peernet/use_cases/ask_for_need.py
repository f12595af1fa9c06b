"""Who can mentor me in what I said I need: a question made from one of the member's own needs."""

from __future__ import annotations

from dataclasses import replace

from peernet.errors import BadInput
from peernet.graph.needs import needs_seen
from peernet.model.text import ID_LENGTH, clean_line
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorQuestion


async def ask_for_need(network: Network, viewer_id: str, need_id: str, question: MentorQuestion) -> MentorQuestion:
    """The question, about the need's skill; its level and goal too, where the question has none of its own.

    BadInput for a need that is not the viewer's own, whether or not there is one, and for a question that names skills
    beside the need.
    """
    if question.skills or question.skill_ids:
        raise BadInput("a need says which skill it is about: name no other", "for.needId")
    clean_line(need_id, "for.needId", ID_LENGTH)
    need = (await needs_seen(network.graph, viewer_id, [need_id], network.clock())).get(need_id)
    if need is None or need.person_id != viewer_id:
        raise BadInput("is none of your needs", "for.needId")
    level = need.level if question.level is None else question.level
    return replace(
        question,
        skill_ids=(need.skill_id,),
        level=level,
        goal=question.goal.strip() or need.goal,
        local=need.reach == "local",
    )
