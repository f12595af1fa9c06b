"""Propose a skill for a catalogue; accept it, or decline it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from peernet.errors import BadInput, LimitReached, NotFound, SkillExists, WrongState
from peernet.graph import skill_keeping as store
from peernet.graph.skill_keeping import Proposed
from peernet.interchange.cells import tag
from peernet.model.policy import Act
from peernet.model.skill_keeping import Keeper
from peernet.model.text import clean_line, clean_text
from peernet.recommend.words import SkillIndex
from peernet.use_cases.network import Network
from peernet.use_cases.permission import forbidden

MOST_PROPOSALS = 20
MOST_ALTERNATIVES = 50
MOST_BROADER = 10
_KEYS = uuid.UUID("a0bd3b1f-6a5e-4f7e-9a0f-6c1d1d9a7c11")


@dataclass(frozen=True, slots=True)
class SkillWish:
    """A skill as a member words it; community_id: for whose catalogue, None for everybody's.

    key: the same one has one effect however often it is sent.
    """

    label: str
    language: str = "en"
    alt_labels: tuple[str, ...] = ()
    broader_id: str | None = None
    community_id: str | None = None
    about: str = ""
    key: str | None = None


async def propose_skill(network: Network, keeper: Keeper, wish: SkillWish) -> tuple[str, bool]:
    """The proposal's id, and whether it is a skill already: what who keeps the catalogue proposes is accepted at once.

    Refuses with NotFound (profile, community, skill), NotPermitted for who does not belong to the community,
    SkillExists where the catalogue has a skill of that name, or LimitReached; BadInput for text that cannot be.
    """
    language, label, alternatives = worded(wish.language, wish.label, wish.alt_labels)
    now = network.clock()
    proposed = Proposed(
        _proposal_id(keeper.person_id, wish.key),
        wish.community_id,
        label,
        language,
        alternatives,
        wish.broader_id,
        clean_text(wish.about, "about", 2000),
    )
    refuse_known(network.catalogue.index, label, proposed.id, wish.community_id)
    row = await store.propose_skill(network.graph, keeper, proposed, now=now, most=MOST_PROPOSALS)
    if row is None:
        raise NotFound("profile")
    _refuse(row.outcome)
    if not (row.kept or (keeper.administrator and wish.community_id is None)):
        return proposed.id, False
    step = await store.accept_skill(network.graph, keeper, proposed.id, now)
    return proposed.id, step is not None and step.state == "accepted"


async def accept_skill(network: Network, keeper: Keeper, proposal_id: str) -> str:
    """The id of the skill that there is from now on.

    Refuses with NotFound (proposal), NotPermitted, or WrongState when it was decided otherwise.
    """
    row = await store.accept_skill(network.graph, keeper, proposal_id, network.clock())
    if row is None:
        raise NotFound("proposal")
    if row.outcome == "not_permitted":
        raise forbidden(Act.KEEP_SKILLS)
    if row.outcome == "wrong_state":
        raise WrongState("proposal", row.state)
    return proposal_id


async def decline_skill(network: Network, keeper: Keeper, proposal_id: str, why: str = "") -> None:
    """Declines it for who keeps the catalogue; takes it back for who made it. `why` is told to who made it.

    Refuses with NotFound (proposal), or WrongState when it was decided otherwise.
    """
    said = clean_text(why, "why", 2000)
    row = await store.decline_skill(network.graph, keeper, proposal_id, said, network.clock())
    if row is None:
        raise NotFound("proposal")
    if row.outcome == "wrong_state":
        raise WrongState("proposal", row.state)


def worded(language: str, label: str, alternatives: tuple[str, ...]) -> tuple[str, str, list[str]]:
    """A language and its labels, cleaned; alternatives each once, without the label. BadInput names the field."""
    name = clean_line(label, "label")
    if len(alternatives) > MOST_ALTERNATIVES:
        raise BadInput(f"at most {MOST_ALTERNATIVES} alternative labels", "altLabels")
    others = dict.fromkeys(clean_line(each, "altLabels") for each in alternatives)
    if any(";" in each for each in (name, *others)):  # separates labels in a cell of the import format
        raise BadInput("must not hold a `;`", "label" if ";" in name else "altLabels")
    return language_tag(language), name, [each for each in others if each != name]


def language_tag(language: str) -> str:
    """A BCP 47 tag in its usual spelling; BadInput for what is none."""
    try:
        return tag(language.strip())
    except BadInput as error:
        raise BadInput(error.message, "language") from error


def refuse_known(index: SkillIndex, label: str, skill_id: str, community_id: str | None) -> None:
    """SkillExists when everybody's catalogue, or that of the community, has another skill called exactly so."""
    for match in index.find(label, [], 5):
        skill = index.skill(match.skill_id)
        if skill is None or skill.id == skill_id or skill.community_id not in (None, community_id):
            continue
        if label.casefold() in (each.casefold() for each in skill.labels.values()):
            raise SkillExists(skill.id)


def _proposal_id(person_id: str, key: str | None) -> str:
    if key is None:
        return str(uuid.uuid4())
    return str(uuid.uuid5(_KEYS, f"{person_id}\n{clean_line(key, 'idempotencyKey', 200)}"))


def _refuse(outcome: str) -> None:
    match outcome:
        case "not_found":
            raise NotFound("community")
        case "no_broader":
            raise NotFound("skill")
        case "not_permitted" | "hidden":  # a hidden community has no catalogue of its own
            raise forbidden(Act.PROPOSE_SKILL)
        case "key_used":
            raise BadInput("has been sent with another skill", "idempotencyKey")
        case "too_many":
            raise LimitReached("proposals", MOST_PROPOSALS)
