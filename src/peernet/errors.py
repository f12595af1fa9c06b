"""Every deliberate error of peernet.

PeernetError
    RuleBroken            the rules refuse: becomes a member of a GraphQL union, its facts are fields
        CannotMentorSelf, CannotBlockSelf, CannotEndorseSelf, MentorIsFull, MentorUnavailable, AlreadyRequested,
        LimitReached, NotFound, WrongState, NotPermitted, ClosedCommunity, LastOrganiser, AlreadyMember, InvitationOver,
        RingImpossible, MembersUnavailable, NoPlaceFree,
        UnknownWeight, WeightOutOfBounds,
        SkillExists, SkillCircle, CannotMergeSelf, CannotMergeIntoNarrower
    BadInput              the request is malformed: a message for one field, nothing changed
    StoreError            the graph could not answer: masked for clients, `retriable` said
        Unavailable       the engine cannot be reached or is starting: try again
        Conflict          another write won too often: try again
        DeadlineExceeded  the statement ran out of its time
        StoreFault        the engine refused the statement: our mistake, not to be retried
    EngineError           an engine cannot be started or used as the settings say: for the operator
    QueryFileError        a .cypher file breaks its promise: start-up fails
"""

from __future__ import annotations


class PeernetError(Exception):
    """The root of every deliberate error; its text is fit to be shown to whom it is raised for."""


class RuleBroken(PeernetError):
    """The request was understood and the rules refuse it; nothing was changed."""


class CannotMentorSelf(RuleBroken):
    """A member asked to be their own mentor."""

    def __init__(self) -> None:
        super().__init__("Nobody can be their own mentor; ask somebody else.")


class CannotBlockSelf(RuleBroken):
    """A member tried to block themselves."""

    def __init__(self) -> None:
        super().__init__("You cannot block yourself.")


class CannotEndorseSelf(RuleBroken):
    """A member tried to vouch for themselves."""

    def __init__(self) -> None:
        super().__init__("Nobody can vouch for themselves.")


class MentorIsFull(RuleBroken):
    """The mentor has no open place; `capacity` is how many mentees they take at once."""

    def __init__(self, mentor_id: str, capacity: int) -> None:
        super().__init__(f"This mentor has no open place at the moment (they take {capacity} at once).")
        self.mentor_id = mentor_id
        self.capacity = capacity


class MentorUnavailable(RuleBroken):
    """The mentor is away or retired (`status`), or does not offer any of the skills asked for."""

    def __init__(self, mentor_id: str, status: str) -> None:
        super().__init__(f"This member cannot be asked for that at the moment ({status}).")
        self.mentor_id = mentor_id
        self.status = status


class AlreadyRequested(RuleBroken):
    """There is an open request or an active mentorship between the two already."""

    def __init__(self, mentorship_id: str) -> None:
        super().__init__("You already have an open request to, or a mentorship with, this mentor.")
        self.mentorship_id = mentorship_id


class LimitReached(RuleBroken):
    """The member has as many open things of one kind (`what`) as they may have (`limit`)."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(f"You have reached the limit of {limit} open {what}; close one first.")
        self.what = what
        self.limit = limit


class NotFound(RuleBroken):
    """There is no such thing that the viewer may see; `what` is the noun. Absence and secrecy look the same."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}.")
        self.what = what


class WrongState(RuleBroken):
    """The step does not follow from the `state` that the thing is in."""

    def __init__(self, what: str, state: str) -> None:
        super().__init__(f"This {what} is {state}; that step is not possible any more.")
        self.what = what
        self.state = state


class NotPermitted(RuleBroken):
    """The viewer's role does not allow this; `needed` says which role would."""

    def __init__(self, needed: str) -> None:
        super().__init__(f"Only an {needed} may do this.")
        self.needed = needed


class ClosedCommunity(RuleBroken):
    """The community takes new members by invitation only."""

    def __init__(self, community_id: str) -> None:
        super().__init__("This community is closed: an organiser has to let you in.")
        self.community_id = community_id


class LastOrganiser(RuleBroken):
    """The last of those who run a community cannot leave it, be removed, or do something else there."""

    def __init__(self, community_id: str) -> None:
        super().__init__("Nobody else runs this community: hand it over first.")
        self.community_id = community_id


class AlreadyMember(RuleBroken):
    """Somebody was invited into a community to which they belong."""

    def __init__(self, person_id: str) -> None:
        super().__init__("This person belongs to the community already.")
        self.person_id = person_id


class InvitationOver(RuleBroken):
    """An invitation can be used no more: `because` it is expired, used_up, withdrawn, declined or accepted.

    until: when it ran out, or would have (epoch milliseconds).
    """

    def __init__(self, because: str, until: int) -> None:
        super().__init__(f"This invitation cannot be used any more ({because}); ask for another.")
        self.because = because
        self.until = until


class RingImpossible(RuleBroken):
    """Not everybody in the ring can give and get what it says; which of them is not told."""

    def __init__(self) -> None:
        super().__init__("This learning ring is not possible: not everybody in it can give and get this now.")


class MembersUnavailable(RuleBroken):
    """Some of the people whom a team would hold cannot be asked at the moment: `person_ids`; why is not told."""

    def __init__(self, person_ids: tuple[str, ...]) -> None:
        super().__init__("Some of these people cannot be asked at the moment; look for others.")
        self.person_ids = person_ids


class NoPlaceFree(RuleBroken):
    """Mentees and teams have taken every place that the viewer has (`capacity`)."""

    def __init__(self, capacity: int) -> None:
        super().__init__(f"You have no place free: you take {capacity} at once, teams among them.")
        self.capacity = capacity


class UnknownWeight(RuleBroken):
    """A community set the weight of a reason that has none of its own; `known` are the kinds that have one."""

    def __init__(self, kind: str, known: tuple[str, ...]) -> None:
        super().__init__(f"There is no weight {kind[:40]!r}; there are {', '.join(known)}.")
        self.kind = kind
        self.known = known


class WeightOutOfBounds(RuleBroken):
    """A community set a weight to `given` times the usual one, outside of what is allowed: `least` to `most` times."""

    def __init__(self, kind: str, least: float, most: float, given: float) -> None:
        super().__init__(f"The weight {kind!r} must be from {least:g} to {most:g} times the usual one, not {given:g}.")
        self.kind = kind
        self.least = least
        self.most = most
        self.given = given


class SkillExists(RuleBroken):
    """The catalogue has a skill of that name already: `skill_id`."""

    def __init__(self, skill_id: str) -> None:
        super().__init__(f"The catalogue has a skill of that name already: {skill_id}.")
        self.skill_id = skill_id


class SkillCircle(RuleBroken):
    """A skill was put under one that stands below it, or under itself."""

    def __init__(self, skill_id: str, broader_id: str) -> None:
        super().__init__(f"{skill_id} cannot stand under {broader_id}, which stands under it.")
        self.skill_id = skill_id
        self.broader_id = broader_id


class CannotMergeSelf(RuleBroken):
    """A skill was to be merged into itself, or into one that it is merged into already."""

    def __init__(self, skill_id: str) -> None:
        super().__init__(f"{skill_id} is that skill itself; name two different ones.")
        self.skill_id = skill_id


class CannotMergeIntoNarrower(RuleBroken):
    """A skill was to be merged into one that stands under it: what stands under both would go in a circle."""

    def __init__(self, skill_id: str, narrower_id: str) -> None:
        super().__init__(f"{narrower_id} stands under {skill_id}; merge it into the broader one instead.")
        self.skill_id = skill_id
        self.narrower_id = narrower_id


class BadInput(PeernetError):
    """The request is malformed; `where` names the field, column or file, and `message` what would be right."""

    def __init__(self, message: str, where: str | None = None) -> None:
        super().__init__(message if where is None else f"{where}: {message}")
        self.message = message
        self.where = where


class StoreError(PeernetError):
    """The graph could not answer; `retriable` says whether asking again can help."""

    retriable = True

    def __init__(self, message: str, statement: str | None = None) -> None:
        super().__init__(message)
        self.statement = statement


class Unavailable(StoreError):
    """The engine cannot be reached, or is being started again."""


class Conflict(StoreError):
    """Other writes won more often than we try."""


class DeadlineExceeded(StoreError):
    """The statement took longer than it may."""


class StoreFault(StoreError):
    """The engine refused the statement itself; trying again gives the same answer."""

    retriable = False


class EngineError(PeernetError):
    """An engine cannot be started or used as the settings say; the text tells the operator what mends it."""


class QueryFileError(PeernetError):
    """A .cypher file breaks its promise; the text names the file and, where it can, the line."""

    def __init__(self, file: str, message: str, line: int | None = None) -> None:
        super().__init__(f"{file}{'' if line is None else f':{line}'}: {message}")
        self.file = file
        self.line = line
