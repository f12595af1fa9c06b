"""What time alone changes in fronts and on boards: done by whoever reads next, as if each had written it down.

An offer, or the time that somebody may be quiet, ends; somebody comes back. Each of these has its moment, the first of
them is the skill's `front_turn`, and a question asked after it finds the skill due, brings it up to date, and asks
again. So an answer never lags behind the clock, no job runs, and each such moment costs what one write costs.
"""

from __future__ import annotations

from collections.abc import Sequence

from peernet.graph import boards, fronts, returns
from peernet.graph.fronts import SkillIdRow
from peernet.graph.queries import query
from peernet.graph.session import Graph

_FEW = 50
"""Of more who have come back at once the skill's front and boards are made anew, which costs less than one by one."""


async def turn(graph: Graph, skill_ids: Sequence[str], now: int, keep: int = fronts.KEEP) -> None:
    """Brings fronts and boards of these skills up to date with the time; nothing where there are none."""
    if not skill_ids:
        return
    wanted = sorted(set(skill_ids))
    back = await returns.due(graph, wanted, now, _FEW + 1)
    if len(back) > _FEW:
        await fronts.rebuild(graph, wanted, now, keep)
        await boards.rebuild(graph, wanted, now)
    else:
        await fronts.refresh(graph, back, now, keep)
        for person_id in back:
            await boards.refresh(graph, person_id, now)
    await returns.forget_due(graph, wanted, now)
    await fronts.mend(graph, wanted, now, keep)


async def turn_due(graph: Graph, skill_ids: Sequence[str], now: int, person_id: str = "") -> bool:
    """Brings up to date what is due of these skills, and of those that somebody offers or needs; whether any was."""
    rows = await graph.many(query("skills_due", SkillIdRow), skill_ids=list(skill_ids), person_id=person_id, now=now)
    await turn(graph, [row.skill_id for row in rows], now)
    return bool(rows)
