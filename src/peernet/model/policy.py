"""Who may do what in and around a community: the one table that use cases and statements decide by.

`docs/policy.md` is printed from it, and a test asks every field and every mutation as everybody it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

KINDS = ("open", "closed", "hidden")
"""What a community may be to those outside of it: its visibility."""


class Standing(Enum):
    """What somebody is to a community; the last two come with a token, and hold beside a role inside."""

    NOBODY = "nobody"
    OUTSIDER = "outsider"
    MEMBER = "member"
    MENTOR = "mentor"
    ORGANISER = "organiser"
    ADMINISTRATOR = "administrator"
    NETWORK_ORGANISER = "network organiser"
    NETWORK_ADMINISTRATOR = "network administrator"


class Act(Enum):
    """What can be done; the value is its name in the document."""

    SEE = "see"
    KNOW_MEMBERS = "know members"
    JOIN = "join"
    LEAVE = "leave"
    REPORT = "report"
    DECIDE_REQUESTS = "decide requests"
    INVITE = "invite"
    UPDATE = "update"
    SET = "set"
    WEIGH = "weigh"
    MAKE_CHAPTER = "make chapter"
    CHANGE_ROLES = "change roles"
    REMOVE = "remove"
    RULE_ADMINISTRATORS = "rule administrators"
    HAND_OVER = "hand over"
    DISSOLVE = "dissolve"
    DECIDE_REPORTS = "decide reports"
    INSIGHTS = "insights"
    PLAN = "plan"
    PROPOSE_SKILL = "propose skill"
    KEEP_SKILLS = "keep skills"
    AUDIT = "audit"
    CREATE = "create"


@dataclass(frozen=True, slots=True)
class Rule:
    """What an act is, and in communities of which kinds each standing may do it; nobody else may."""

    does: str
    who: Mapping[Standing, frozenset[str]]

    @property
    def needed(self) -> str:
        """The least of those who may, as a refusal names it."""
        return next(each.value for each in Standing if each in self.who).removeprefix("network ")


_EVERYWHERE = frozenset(KINDS)
_SEEN = frozenset({"open", "closed"})
_INSIDE = (Standing.MEMBER, Standing.MENTOR, Standing.ORGANISER, Standing.ADMINISTRATOR)
_OUTSIDE = (Standing.OUTSIDER, Standing.NETWORK_ORGANISER, Standing.NETWORK_ADMINISTRATOR)
_RUN = (Standing.ORGANISER, Standing.ADMINISTRATOR)
_CARE = (*_RUN, Standing.NETWORK_ADMINISTRATOR)


def _may(does: str, *whose: tuple[Iterable[Standing], frozenset[str]]) -> Rule:
    return Rule(does, MappingProxyType({each: kinds for standings, kinds in whose for each in standings}))


def _care(does: str) -> Rule:
    """For who runs it, and for the network's administrators where they see it."""
    return _may(does, (_RUN, _EVERYWHERE), ((Standing.NETWORK_ADMINISTRATOR,), _SEEN))


POLICY: Mapping[Act, Rule] = MappingProxyType(
    {
        Act.SEE: _may(
            "know that it exists, what it is called and about, how one joins it",
            (_INSIDE, _EVERYWHERE),
            (_OUTSIDE, _SEEN),
        ),
        Act.KNOW_MEMBERS: _may(
            "know who belongs to it, of those whom they may see",
            (_INSIDE, _EVERYWHERE),
            (_OUTSIDE, frozenset({"open"})),
        ),
        Act.JOIN: _may(
            "join, ask to join, or neither, as its settings say; who belongs to it does already",
            (_INSIDE, _EVERYWHERE),
            (_OUTSIDE, _SEEN),
        ),
        Act.LEAVE: _may("leave; never the last of those who run it", (_INSIDE, _EVERYWHERE)),
        Act.REPORT: _may(
            "report it, or somebody in it, to those who run it", (_INSIDE, _EVERYWHERE), (_OUTSIDE, _SEEN)
        ),
        Act.DECIDE_REQUESTS: _care("see who asks to join; let them in or decline"),
        Act.INVITE: _care("invite a person, or whoever holds a code; see and withdraw invitations"),
        Act.UPDATE: _care("change its name, what it says of itself, its place and its kind"),
        Act.SET: _care("set how one joins it, when needs, offers and people go quiet, and whether it borrows"),
        Act.WEIGH: _may("set how much reasons count in its suggestions", (_RUN, _EVERYWHERE)),
        Act.MAKE_CHAPTER: _care("make a chapter of it"),
        Act.CHANGE_ROLES: _care("make a member a mentor or an organiser, and the other way round"),
        Act.REMOVE: _care("remove a member, a mentor or an organiser; never the last of those who run it"),
        Act.RULE_ADMINISTRATORS: _may(
            "make somebody an administrator of it; change the role of one, or remove one",
            ((Standing.ADMINISTRATOR,), _EVERYWHERE),
            ((Standing.NETWORK_ADMINISTRATOR,), _SEEN),
        ),
        Act.HAND_OVER: _may("give their own role to another member, and be a member", (_RUN, _EVERYWHERE)),
        Act.DISSOLVE: _care("end it: nobody belongs to it any more, and its chapters move up"),
        Act.DECIDE_REPORTS: _care(
            "see what is reported there, and decide it, but for what is about themselves; what nobody else can decide "
            "goes to the network's administrators"
        ),
        Act.INSIGHTS: _care("see who connects it and who is alone in it"),
        Act.PLAN: _care("plan rounds and teams for it; accept or discard them"),
        Act.PROPOSE_SKILL: _may("propose skills for its own catalogue, where it is not hidden", (_INSIDE, _SEEN)),
        Act.KEEP_SKILLS: _may(
            "accept and decline skills of its own catalogue; name, translate, place and merge them, and see who did",
            (_RUN, _EVERYWHERE),
            ((Standing.NETWORK_ADMINISTRATOR,), _SEEN),
        ),
        Act.AUDIT: _care("see who did, and looked at, what only those may who run it"),
        Act.CREATE: _may(
            "create a community that is part of no other",
            ((Standing.NETWORK_ORGANISER, Standing.NETWORK_ADMINISTRATOR), _EVERYWHERE),
        ),
    }
)
"""Every act with who may do it."""


def allowed(act: Act, standings: Iterable[Standing], kind: str) -> bool:
    """Whether somebody with any of these standings may do it in a community of that kind."""
    who = POLICY[act].who
    return any(kind in who.get(each, frozenset()) for each in standings)


def standings_of(role: str | None, network_role: str | None) -> list[Standing]:
    """What a viewer is to a community: by their role in it (None: none), and by the role that their token names."""
    inside = Standing(role) if role is not None else Standing.OUTSIDER
    beside = {"organiser": Standing.NETWORK_ORGANISER, "administrator": Standing.NETWORK_ADMINISTRATOR}
    return [inside, *([beside[network_role]] if network_role in beside else [])]


def roles_for(act: Act) -> list[str]:
    """The roles inside a community whose holders may do it there: what a deciding statement is given."""
    return [each.value for each in _INSIDE if each in POLICY[act].who]


@dataclass(frozen=True, slots=True)
class May:
    """Who may do something, as a deciding statement takes it.

    roles: inside the community; kinds: of communities in which the viewer may by their token, whatever their role.
    """

    roles: list[str]
    kinds: list[str]


def may(act: Act, network_role: str | None) -> May:
    """For a viewer whose token names `network_role`."""
    beside = standings_of(None, network_role)[1:]
    return May(roles_for(act), [kind for kind in KINDS if allowed(act, beside, kind)])
