"""Change a skill of a catalogue that one keeps: what it is called, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from peernet.errors import BadInput, NotFound, SkillCircle
from peernet.graph import skill_keeping as store
from peernet.model.policy import Act
from peernet.model.skill_keeping import Keeper
from peernet.use_cases.network import Network
from peernet.use_cases.permission import forbidden
from peernet.use_cases.propose_skill import MOST_BROADER, language_tag, refuse_known, worded


async def rename_skill(
    network: Network, keeper: Keeper, skill_id: str, label: str, language: str | None = None
) -> None:
    """Gives it another label, in the language of the one that leads unless said; alternative labels stay.

    Refuses with NotFound (skill), NotPermitted, or SkillExists; BadInput for text that cannot be a label.
    """
    tag = None if language is None else language_tag(language)
    await _word(network, keeper, skill_id, "renamed", tag, label, None)


async def translate_skill(
    network: Network, keeper: Keeper, skill_id: str, language: str, label: str, alt_labels: Sequence[str] = ()
) -> None:
    """Says what it is called in a language, and what else.

    Refuses with NotFound (skill), NotPermitted, or SkillExists; BadInput for text that cannot be a label.
    """
    await _word(network, keeper, skill_id, "translated", language, label, tuple(alt_labels))


async def place_skill(network: Network, keeper: Keeper, skill_id: str, broader_ids: Sequence[str]) -> None:
    """Puts it under these skills and no others; none at all takes it to the top.

    Refuses with NotFound (skill), NotPermitted, or SkillCircle where one of them stands below it.
    """
    wanted = list(dict.fromkeys(broader_ids))
    if len(wanted) > MOST_BROADER:
        raise BadInput(f"at most {MOST_BROADER} broader skills", "broaderIds")
    row = await store.place_skill(network.graph, keeper, skill_id, wanted, network.clock())
    if row is None or row.outcome == "no_broader":
        raise NotFound("skill")
    if row.outcome == "not_permitted":
        raise forbidden(Act.KEEP_SKILLS)
    if row.outcome == "circle":
        raise SkillCircle(skill_id, row.broader_id or skill_id)


async def _word(
    network: Network,
    keeper: Keeper,
    skill_id: str,
    verb: str,
    language: str | None,
    label: str,
    alternatives: tuple[str, ...] | None,
) -> None:
    tag, name, others = worded(language or "en", label, alternatives or ())
    known = network.catalogue.index.skill(skill_id)
    if known is not None:
        refuse_known(network.catalogue.index, name, known.id, known.community_id)
    outcome = await store.word_skill(
        network.graph,
        keeper,
        skill_id,
        verb=verb,
        language=None if language is None else tag,
        label=name,
        alt_labels=None if alternatives is None else others,
        now=network.clock(),
    )
    if outcome is None:
        raise NotFound("skill")
    if outcome == "not_permitted":
        raise forbidden(Act.KEEP_SKILLS)
