"""Reasons in words: one function for each type, in the viewer's language."""

from __future__ import annotations

from collections.abc import Callable

from peernet.model.skill import Hop, MatchKind, SkillMatch
from peernet.model.suggestion import (
    BroadPractice,
    CommonContacts,
    CommonLanguage,
    Knows,
    MentoredAlike,
    MentoredThere,
    MentoredYourMentors,
    NeighbourSkill,
    OpenPlaces,
    OverlappingHours,
    ReachableThrough,
    Reason,
    RecentlyActive,
    Responsive,
    SharedCommunityReason,
    ShownLittle,
    ShownNearby,
    ShownSkill,
    SimilarGoal,
    TeachesSkill,
)
from peernet.schema.phrasebook import Phrasebook, negotiate, phrasebook

__all__ = ["negotiate", "word", "word_match"]

MANY_TIMES = 10.0


def word(reason: Reason, locale: str) -> str:
    """The reason as a sentence without a full stop, in `locale` (`en`, `es`, `fr`; another is negotiated)."""
    return _WORDINGS[type(reason)](reason, phrasebook(locale))


def word_match(match: SkillMatch, locale: str) -> str:
    """Why words were taken for the skill, as a sentence without a full stop."""
    book = phrasebook(locale)
    match match.why:
        case MatchKind.LABEL:
            return book.say("“{name}” is its name", name=match.matched)
        case MatchKind.ALTERNATIVE_LABEL:
            return book.say("It is also called “{name}”", name=match.matched)
        case MatchKind.WORDS:
            return book.say("“{name}” has all of these words", name=match.matched)
        case MatchKind.FORM:
            return book.say("“{name}” has these words in another form", name=match.matched)
        case MatchKind.ABBREVIATION:
            return book.say("“{name}” has the words that this is short for", name=match.matched)
        case MatchKind.PREFIX:
            return book.say("“{name}” goes on like what you typed", name=match.matched)
        case MatchKind.PART:
            return book.say("“{name}” has some of these words", name=match.matched)
        case MatchKind.TYPO:
            return book.say("“{name}” is spelled almost like this", name=match.matched)
        case MatchKind.MEANING:
            return book.say("“{name}” means nearly the same", name=match.matched)


def _teaches(reason: TeachesSkill, book: Phrasebook) -> str:
    level = book.number(reason.level)
    if reason.wanted_level is None:
        return book.say("Offers {skill} at level {level} of 5", skill=reason.label, level=level)
    return book.say(
        "Offers {skill} at level {level} of 5; you asked for level {wanted}",
        skill=reason.label,
        level=level,
        wanted=book.number(reason.wanted_level),
    )


def _neighbour(reason: NeighbourSkill, book: Phrasebook) -> str:
    skill, asked, level = reason.label, reason.via_label, book.number(reason.level)
    if reason.hop is Hop.BROADER:
        return book.say(
            "Offers {skill} at level {level} of 5, which includes {asked}", skill=skill, level=level, asked=asked
        )
    if reason.hop is Hop.NARROWER:
        return book.say(
            "Offers {skill} at level {level} of 5, which is a part of {asked}", skill=skill, level=level, asked=asked
        )
    return book.say(
        "Offers {skill} at level {level} of 5, which is related to {asked}", skill=skill, level=level, asked=asked
    )


def _shown(reason: ShownSkill, book: Phrasebook) -> str:
    if reason.strength < MANY_TIMES:
        return book.say("Has shown {skill} in practice", skill=reason.label)
    return book.say("Has shown {skill} in practice many times", skill=reason.label)


def _nearby(reason: ShownNearby, book: Phrasebook) -> str:
    return book.say("Has shown skills that often go with {skill}", skill=reason.label)


def _little(reason: ShownLittle, book: Phrasebook) -> str:
    return book.say("Has shown other skills more than {skill}", skill=reason.label)


def _broad(reason: BroadPractice, book: Phrasebook) -> str:
    return book.count(
        "Has shown {skills} skill in practice",
        "Has shown {skills} skills in practice",
        reason.skills,
        skills=book.number(reason.skills),
    )


def _mentored_there(reason: MentoredThere, book: Phrasebook) -> str:
    if reason.times == 0:
        return book.say("Is a member of {community}", community=reason.name)
    return book.count(
        "Has mentored {times} time in {community}",
        "Has mentored {times} times in {community}",
        reason.times,
        times=book.number(reason.times),
        community=reason.name,
    )


def _mentored_alike(reason: MentoredAlike, book: Phrasebook) -> str:
    return book.say("Has mentored in a community like {community}", community=reason.name)


def _goal(_reason: SimilarGoal, book: Phrasebook) -> str:
    return book.say("Has mentored towards a goal like yours")


def _community(reason: SharedCommunityReason, book: Phrasebook) -> str:
    months, others = book.number(reason.months), book.number(reason.others)
    if reason.months == 0:
        together = book.say("You have both been in {community} for less than a month", community=reason.name)
    else:
        together = book.count(
            "You have both been in {community} for {months} month",
            "You have both been in {community} for {months} months",
            reason.months,
            community=reason.name,
            months=months,
        )
    if reason.others == 0:
        return together
    more = book.count(
        "you share {others} more community", "you share {others} more communities", reason.others, others=others
    )
    return book.say("{together}; {more}", together=together, more=more)


def _language(reason: CommonLanguage, book: Phrasebook) -> str:
    # A list by commas: "and" changes its form before some words in Spanish, and says no more.
    names = ", ".join(book.language(tag) for tag in reason.languages)
    return book.count("Language in common: {names}", "Languages in common: {names}", len(reason.languages), names=names)


def _hours(reason: OverlappingHours, book: Phrasebook) -> str:
    if reason.hours == 0:
        return book.say("You have no free hours in common")
    return book.count(
        "You have {hours} free hour a week in common",
        "You have {hours} free hours a week in common",
        reason.hours,
        hours=book.number(reason.hours),
    )


def _places(reason: OpenPlaces, book: Phrasebook) -> str:
    return book.say(
        "Places free: {places} of {capacity}",
        places=book.number(reason.places),
        capacity=book.number(reason.capacity),
    )


def _knows(_reason: Knows, book: Phrasebook) -> str:
    return book.say("You know each other")


def _contacts(reason: CommonContacts, book: Phrasebook) -> str:
    return book.count(
        "You have {people} contact in common",
        "You have {people} contacts in common",
        reason.people,
        people=book.number(reason.people),
    )


def _reachable(reason: ReachableThrough, book: Phrasebook) -> str:
    if reason.people < 2:
        return book.say("Reachable through {name}, whom you both know", name=reason.name)
    people = book.number(reason.people)
    return book.say("Reachable through {name}; you have {people} contacts in common", name=reason.name, people=people)


def _mentored_mentors(reason: MentoredYourMentors, book: Phrasebook) -> str:
    return book.count(
        "Has mentored {people} person who mentored you",
        "Has mentored {people} people who mentored you",
        reason.people,
        people=book.number(reason.people),
    )


def _responsive(reason: Responsive, book: Phrasebook) -> str:
    return book.count(
        "Answered {answered} of {received} request and accepted {accepted}",
        "Answered {answered} of {received} requests and accepted {accepted}",
        reason.received,
        answered=book.number(reason.answered),
        received=book.number(reason.received),
        accepted=book.number(reason.accepted),
    )


def _active(reason: RecentlyActive, book: Phrasebook) -> str:
    if reason.days == 0:
        return book.say("Was here today")
    days = book.number(reason.days)
    return book.count("Was here {days} day ago", "Was here {days} days ago", reason.days, days=days)


_WORDINGS: dict[type[Reason], Callable[..., str]] = {
    TeachesSkill: _teaches,
    NeighbourSkill: _neighbour,
    ShownSkill: _shown,
    ShownNearby: _nearby,
    ShownLittle: _little,
    BroadPractice: _broad,
    MentoredThere: _mentored_there,
    MentoredAlike: _mentored_alike,
    SimilarGoal: _goal,
    SharedCommunityReason: _community,
    CommonLanguage: _language,
    OverlappingHours: _hours,
    OpenPlaces: _places,
    Knows: _knows,
    CommonContacts: _contacts,
    ReachableThrough: _reachable,
    MentoredYourMentors: _mentored_mentors,
    Responsive: _responsive,
    RecentlyActive: _active,
}
