"""Refusals in the viewer's language: one function for each type."""

from __future__ import annotations

from collections.abc import Callable

from peernet import errors
from peernet.schema.phrasebook import Phrasebook, phrasebook


def word_refusal(refusal: errors.RuleBroken, locale: str) -> str:
    """The refusal as a sentence for whom it is raised for."""
    return _WORDINGS[type(refusal)](refusal, phrasebook(locale))


def _endorse_self(_refusal: errors.CannotEndorseSelf, book: Phrasebook) -> str:
    return book.say("Nobody can vouch for themselves.")


def _mentor_self(_refusal: errors.CannotMentorSelf, book: Phrasebook) -> str:
    return book.say("Nobody can be their own mentor; ask somebody else.")


def _block_self(_refusal: errors.CannotBlockSelf, book: Phrasebook) -> str:
    return book.say("You cannot block yourself.")


def _full(refusal: errors.MentorIsFull, book: Phrasebook) -> str:
    return book.count(
        "All places are taken: this mentor takes {capacity} mentee at once.",
        "All places are taken: this mentor takes {capacity} mentees at once.",
        refusal.capacity,
        capacity=book.number(refusal.capacity),
    )


def _unavailable(refusal: errors.MentorUnavailable, book: Phrasebook) -> str:
    match refusal.status:
        case "away":
            return book.say("This member is away at the moment.")
        case "retired":
            return book.say("This member no longer takes part.")
    return book.say("This member does not offer that.")


def _already(_refusal: errors.AlreadyRequested, book: Phrasebook) -> str:
    return book.say("You already have an open request to this mentor, or a mentorship with them.")


def _limit(refusal: errors.LimitReached, book: Phrasebook) -> str:
    limit = book.number(refusal.limit)
    sentences = {
        "offers": book.say("You offer {limit} skills already, which is the most; withdraw one first.", limit=limit),
        "needs": book.say("You have {limit} open needs already, which is the most; close one first.", limit=limit),
        "rings": book.say(
            "You have proposed {limit} rings that wait for answers already, which is the most.", limit=limit
        ),
        "meetings": book.say("{limit} meetings are recorded already, which is the most.", limit=limit),
        "endorsements": book.say(
            "You vouch for {limit} people already, which is the most; take one back first.", limit=limit
        ),
        "rounds": book.say("{limit} rounds wait for a decision already, which is the most; decide one.", limit=limit),
        "teams": book.say("{limit} of your teams wait for answers already, which is the most.", limit=limit),
        "team plans": book.say(
            "{limit} plans for teams wait for a decision already, which is the most; decide one.", limit=limit
        ),
        "team plan people": book.say(
            "The community has more than {limit} people, the most that one plan takes.", limit=limit
        ),
        "requests to join": book.say("{limit} of your requests to join wait already, which is the most.", limit=limit),
        "invitations": book.say(
            "{limit} invitations of this community are open, which is the most; withdraw one.", limit=limit
        ),
        "communities": book.say("You have created {limit} communities, which is the most.", limit=limit),
        "reports": book.say("You have made {limit} reports within a day, which is the most.", limit=limit),
        "chapters": book.say("{limit} communities can be above one another, no more.", limit=limit),
        "proposals": book.say(
            "{limit} skills that you proposed wait for a decision already, which is the most.", limit=limit
        ),
        "round needs": book.say(
            "The community has more than {limit} open needs, the most that one round takes.", limit=limit
        ),
    }
    return sentences.get(
        refusal.what,
        book.say("You have {limit} open requests already, which is the most; withdraw one first.", limit=limit),
    )


def _not_found(refusal: errors.NotFound, book: Phrasebook) -> str:
    sentences = {
        "block": book.say("You have not blocked this person."),
        "community": book.say("There is no such community."),
        "invitation": book.say("There is no such invitation."),
        "member": book.say("There is no such member."),
        "endorsement": book.say("You do not vouch for this."),
        "meeting": book.say("There is no such meeting."),
        "mentor": book.say("There is no such mentor."),
        "mentorship": book.say("There is no such mentorship."),
        "need": book.say("There is no such need."),
        "offer": book.say("You do not offer this skill."),
        "person": book.say("There is no such person."),
        "profile": book.say("You have no profile in this network."),
        "report": book.say("There is no such report."),
        "request": book.say("There is no such request."),
        "ring": book.say("There is no such learning ring."),
        "round": book.say("There is no such round."),
        "skill": book.say("There is no such skill."),
        "team": book.say("There is no such team."),
        "plan": book.say("There is no such plan."),
        "proposal": book.say("There is no such proposal."),
        "merge": book.say("This skill was not merged into another one."),
    }
    return sentences.get(refusal.what, book.say("There is no such thing."))


def _state(refusal: errors.WrongState, book: Phrasebook) -> str:
    states = {
        "open": book.say("open"),
        "pooled": book.say("in a pool"),
        "requested": book.say("waiting for an answer"),
        "active": book.say("under way"),
        "declined": book.say("declined"),
        "withdrawn": book.say("taken back"),
        "completed": book.say("at its end"),
        "met": book.say("met"),
        "expired": book.say("out of time"),
        "agreed": book.say("agreed"),
        "proposed": book.say("waiting for answers"),
        "formed": book.say("complete, not begun"),
        "started": book.say("begun"),
        "finished": book.say("finished"),
        "ended": book.say("ended"),
        "accepted": book.say("accepted"),
        "discarded": book.say("discarded"),
        "decided": book.say("decided in another way"),
        "merged further": book.say("its survivor was merged into another skill; undo that first"),
        "merged": book.say("merged into another skill"),
        "recorded": book.say("recorded by you, for the other to confirm"),
        "confirmed": book.say("confirmed"),
    }
    state = states.get(refusal.state, refusal.state)
    return book.say("That step is not possible any more; how it stands: {state}.", state=state)


def _not_permitted(refusal: errors.NotPermitted, book: Phrasebook) -> str:
    if refusal.needed == "administrator":
        return book.say("Only an administrator of the network may do this.")
    return book.say("Only an organiser may do this.")


def _closed(_refusal: errors.ClosedCommunity, book: Phrasebook) -> str:
    return book.say("This community is closed: an organiser has to let you in.")


def _last(_refusal: errors.LastOrganiser, book: Phrasebook) -> str:
    return book.say("Nobody else runs this community: hand it over first.")


def _already_member(_refusal: errors.AlreadyMember, book: Phrasebook) -> str:
    return book.say("This person belongs to the community already.")


def _over(refusal: errors.InvitationOver, book: Phrasebook) -> str:
    match refusal.because:
        case "expired":
            return book.say("This invitation has run out; ask for another.")
        case "used_up":
            return book.say("This invitation has been used as often as it may; ask for another.")
        case "withdrawn":
            return book.say("This invitation was taken back.")
        case "declined":
            return book.say("You have declined this invitation.")
    return book.say("You have used this invitation; ask for another.")


def _ring(_refusal: errors.RingImpossible, book: Phrasebook) -> str:
    return book.say("This learning ring is not possible: not everybody in it can give and get this now.")


def _members(refusal: errors.MembersUnavailable, book: Phrasebook) -> str:
    return book.count(
        "{people} of these people cannot be asked at the moment; look for somebody else.",
        "{people} of these people cannot be asked at the moment; look for others.",
        len(refusal.person_ids),
        people=book.number(len(refusal.person_ids)),
    )


def _no_place(refusal: errors.NoPlaceFree, book: Phrasebook) -> str:
    return book.count(
        "You have no place free: you take {capacity} mentee or team at once.",
        "You have no place free: you take {capacity} mentees and teams at once.",
        refusal.capacity,
        capacity=book.number(refusal.capacity),
    )


def _unknown_weight(refusal: errors.UnknownWeight, book: Phrasebook) -> str:
    return book.say(
        "“{kind}” has no weight of its own; these have one: {known}.",
        kind=refusal.kind,
        known=", ".join(refusal.known),
    )


def _out_of_bounds(refusal: errors.WeightOutOfBounds, book: Phrasebook) -> str:
    return book.say(
        "The weight “{kind}” must be from {least} to {most} times the usual one.",
        kind=refusal.kind,
        least=book.number(refusal.least),
        most=book.number(refusal.most),
    )


def _skill_exists(_refusal: errors.SkillExists, book: Phrasebook) -> str:
    return book.say("The catalogue has a skill of that name already.")


def _skill_circle(_refusal: errors.SkillCircle, book: Phrasebook) -> str:
    return book.say("A skill cannot stand under itself, nor under one that stands under it.")


def _merge_self(_refusal: errors.CannotMergeSelf, book: Phrasebook) -> str:
    return book.say("A skill cannot be merged into itself; name two different ones.")


def _merge_narrower(_refusal: errors.CannotMergeIntoNarrower, book: Phrasebook) -> str:
    return book.say("That skill stands under the one to be merged; merge it the other way round.")


_WORDINGS: dict[type[errors.RuleBroken], Callable[..., str]] = {
    errors.CannotMentorSelf: _mentor_self,
    errors.CannotEndorseSelf: _endorse_self,
    errors.CannotBlockSelf: _block_self,
    errors.MentorIsFull: _full,
    errors.MentorUnavailable: _unavailable,
    errors.AlreadyRequested: _already,
    errors.LimitReached: _limit,
    errors.NotFound: _not_found,
    errors.WrongState: _state,
    errors.NotPermitted: _not_permitted,
    errors.ClosedCommunity: _closed,
    errors.LastOrganiser: _last,
    errors.AlreadyMember: _already_member,
    errors.InvitationOver: _over,
    errors.RingImpossible: _ring,
    errors.MembersUnavailable: _members,
    errors.NoPlaceFree: _no_place,
    errors.UnknownWeight: _unknown_weight,
    errors.WeightOutOfBounds: _out_of_bounds,
    errors.SkillExists: _skill_exists,
    errors.SkillCircle: _skill_circle,
    errors.CannotMergeSelf: _merge_self,
    errors.CannotMergeIntoNarrower: _merge_narrower,
}
