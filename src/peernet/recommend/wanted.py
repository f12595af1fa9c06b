"""From the skills that words were taken for to the skills that would do: those themselves, and their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from peernet.model.mentor_candidate import WantedSkill
from peernet.model.skill import Hop
from peernet.recommend.words import SkillIndex

MOST_WANTED = 60


def wanted_skills(
    index: SkillIndex, skill_ids: Sequence[str], level: int | None, languages: Sequence[str]
) -> list[WantedSkill]:
    """The asked skills in their order, then the neighbours of each, closest first; at most sixty in all.

    level: wanted, 1 to 5, or None; labels are in the first of `languages` that has one. A skill that is asked for
    itself is nobody's neighbour; one that neighbours several asked skills appears once for each.
    """
    asked = list(dict.fromkeys(skill_ids))
    labels = {skill_id: index.label(skill_id, languages) for skill_id in asked}
    found = [WantedSkill(skill_id, labels[skill_id], level, 1.0, Hop.ASKED, None) for skill_id in asked]
    near = [(hop, via) for via in asked for hop in index.neighbours(via) if hop.skill_id not in labels]
    near.sort(key=lambda pair: -pair[0].closeness)
    for hop, via in near[: max(0, MOST_WANTED - len(found))]:
        label = index.label(hop.skill_id, languages)
        found.append(WantedSkill(hop.skill_id, label, level, hop.closeness, hop.hop, labels[via]))
    return found[:MOST_WANTED]
