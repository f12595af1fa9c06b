"""Why a mentor is the right one for a need, in words: the reasons of a suggestion, told to the one who would help."""

from __future__ import annotations

from collections.abc import Callable

from peernet.model.help_wanted import FewOthers, NobodyLocal
from peernet.model.skill import Hop
from peernet.model.suggestion import NeighbourSkill, Reason, ShownSkill, TeachesSkill
from peernet.schema.phrasebook import Phrasebook, phrasebook
from peernet.schema.wording import MANY_TIMES, word


def word_help(reason: Reason, locale: str) -> str:
    """The reason as a sentence without a full stop; what is the same from either side is worded as for a learner."""
    wording = _WORDINGS.get(type(reason))
    return word(reason, locale) if wording is None else wording(reason, phrasebook(locale))


def _teaches(reason: TeachesSkill, book: Phrasebook) -> str:
    level = book.number(reason.level)
    if reason.wanted_level is None:
        return book.say("You offer {skill} at level {level} of 5", skill=reason.label, level=level)
    return book.say(
        "You offer {skill} at level {level} of 5; they ask for level {wanted}",
        skill=reason.label,
        level=level,
        wanted=book.number(reason.wanted_level),
    )


def _neighbour(reason: NeighbourSkill, book: Phrasebook) -> str:
    skill, asked, level = reason.label, reason.via_label, book.number(reason.level)
    if reason.hop is Hop.BROADER:
        return book.say(
            "You offer {skill} at level {level} of 5, which includes {asked}", skill=skill, level=level, asked=asked
        )
    if reason.hop is Hop.NARROWER:
        return book.say(
            "You offer {skill} at level {level} of 5, which is a part of {asked}", skill=skill, level=level, asked=asked
        )
    return book.say(
        "You offer {skill} at level {level} of 5, which is related to {asked}", skill=skill, level=level, asked=asked
    )


def _shown(reason: ShownSkill, book: Phrasebook) -> str:
    if reason.strength < MANY_TIMES:
        return book.say("You have shown {skill} in practice", skill=reason.label)
    return book.say("You have shown {skill} in practice many times", skill=reason.label)


def _few(reason: FewOthers, book: Phrasebook) -> str:
    if reason.people == 0:
        return book.say("Nobody else could be asked for this at the moment")
    return book.count(
        "Only {people} other person could be asked for this",
        "Only {people} other people could be asked for this",
        reason.people,
        people=book.number(reason.people),
    )


def _nobody_local(reason: NobodyLocal, book: Phrasebook) -> str:
    return book.say("Nobody in {community} can help with this, so it asks further", community=reason.name)


_WORDINGS: dict[type[Reason], Callable[..., str]] = {
    TeachesSkill: _teaches,
    NeighbourSkill: _neighbour,
    ShownSkill: _shown,
    FewOthers: _few,
    NobodyLocal: _nobody_local,
}
