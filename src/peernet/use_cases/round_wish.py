"""What an organiser wishes of a round, and what in it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from peernet.errors import BadInput
from peernet.graph.people import people_seen
from peernet.model.mentorship import MAX_OPEN_REQUESTS
from peernet.model.round import Preference, RoundRules, Side
from peernet.use_cases.narrow_round import Places, check_mentors
from peernet.use_cases.network import Network

MOST_CANDIDATES = 200
MOST_NAMED_PAIRS = 1_000
MOST_EACH = MAX_OPEN_REQUESTS
"""Mentors that one mentee can want: each is a request that waits for an answer."""
MOST_PREFERENCES = 2_000
"""People who say whom they would rather have."""
MOST_PREFERRED = 100
"""People whom one of them names."""
Key = tuple[str, str]
"""A mentee and a mentor."""


@dataclass(frozen=True, slots=True)
class RoundWish:
    """What an organiser plans: whose needs, under which rules, how many candidates for each need (1 to 200).

    anywhere: mentors from the whole network and not from the community alone; without, where nobody there can meet a
    need that may go further, from the communities above of which it borrows. fixed, forbidden: (mentee, mentor).
    need_ids, mentors: who takes part, and with how many places; everybody where nobody is named.
    each: how many mentors a mentee wants, 1 to 10; several: of those who want another number, by id.
    preferences: what mentees and mentors said of each other. key: the client's own, the same one makes one round
    however often.
    """

    community_id: str
    rules: RoundRules = field(default_factory=RoundRules)
    candidates: int = 50
    anywhere: bool = False
    fixed: tuple[Key, ...] = ()
    forbidden: tuple[Key, ...] = ()
    need_ids: tuple[str, ...] = ()
    mentors: tuple[Places, ...] = ()
    each: int = 1
    several: tuple[tuple[str, int], ...] = ()
    preferences: tuple[Preference, ...] = ()
    key: str | None = None

    def wanted(self, mentee_ids: Iterable[str]) -> dict[str, int]:
        """How many mentors each of these mentees wants."""
        other = dict(self.several)
        return {mentee_id: other.get(mentee_id, self.each) for mentee_id in mentee_ids}

    def named_with(self) -> dict[str, set[str]]:
        """By mentee the mentors who were named together with them: fixed, or preferred by either side."""
        found: dict[str, set[str]] = {}
        for mentee_id, mentor_id in (*self.fixed, *_preferred(self.preferences)):
            found.setdefault(mentee_id, set()).add(mentor_id)
        return found


async def check_wish(network: Network, viewer_id: str, wish: RoundWish) -> None:
    """BadInput for rules that cannot be, for people named twice, and for people whom the viewer may not see."""
    _check_rules(wish)
    check_mentors(wish.mentors)
    _check_pairs(wish)
    _check_wanted(wish)
    _check_preferences(wish.preferences)
    seen = await people_seen(
        network.graph, viewer_id, sorted({person_id for _, person_id in _people(wish)}), network.clock()
    )
    for where, person_id in _people(wish):
        if person_id not in seen:  # whoever is not there and whoever is hidden read the same
            raise BadInput(f"there is nobody with the id {person_id!r}", where)


def check_fixed(
    wanted: Mapping[str, int], places: Mapping[str, int], pairs: Iterable[Key], fixed: Sequence[Key]
) -> None:
    """BadInput for a fixed pair that no candidate of the round makes, and for more of them than there is room."""
    listed = set(pairs)
    for key in fixed:
        if key not in listed:
            raise BadInput(
                f"{_named(key)} is not among the pairs that could be made in this round: consider more candidates, "
                "or look whether the mentor offers what is needed and has a place open",
                "fixed",
            )
    for side, room, noun in ((0, wanted, "mentors they want"), (1, places, "places they have open")):
        for person_id in sorted({key[side] for key in fixed}):
            if sum(key[side] == person_id for key in fixed) > room[person_id]:
                raise BadInput(f"more pairs are fixed for {person_id!r} than the {noun} ({room[person_id]})", "fixed")


def _people(wish: RoundWish) -> Iterator[tuple[str, str]]:
    """Everybody whom the wish names, each with where."""
    for where, named in (("fixed", wish.fixed), ("forbidden", wish.forbidden)):
        yield from ((where, person_id) for key in named for person_id in key)
    yield from (("mentors", mentor_id) for mentor_id, _ in wish.mentors)
    yield from (("severalMentors", mentee_id) for mentee_id, _ in wish.several)
    yield from (("preferences", person_id) for each in wish.preferences for person_id in (each.person_id, *each.named))


def _preferred(preferences: Sequence[Preference]) -> Iterator[Key]:
    for each in preferences:
        for other_id in each.named:
            yield (each.person_id, other_id) if each.side is Side.MENTEE else (other_id, each.person_id)


def _check_rules(wish: RoundWish) -> None:
    if not 1 <= wish.candidates <= MOST_CANDIDATES:
        raise BadInput(f"must be from 1 to {MOST_CANDIDATES}", "candidates")
    for name, share in (("coverage", wish.rules.coverage), ("worth", wish.rules.worth)):
        if not 0 <= share <= 1:
            raise BadInput("must be from 0 to 1", name)


def _check_pairs(wish: RoundWish) -> None:
    for where, named in (("fixed", wish.fixed), ("forbidden", wish.forbidden)):
        if len(named) > MOST_NAMED_PAIRS:
            raise BadInput(f"at most {MOST_NAMED_PAIRS:,} pairs can be named", where)
    if both := set(wish.fixed) & set(wish.forbidden):
        raise BadInput(f"{_named(min(both))} is fixed and forbidden at once", "fixed")
    if len(set(wish.fixed)) < len(wish.fixed):
        raise BadInput("a pair is there twice", "fixed")


def _check_wanted(wish: RoundWish) -> None:
    if not 1 <= wish.each <= MOST_EACH:
        raise BadInput(f"must be from 1 to {MOST_EACH}", "mentorsEach")
    if len(wish.several) > MOST_NAMED_PAIRS:
        raise BadInput(f"at most {MOST_NAMED_PAIRS:,} mentees can be named", "severalMentors")
    _once("severalMentors", [mentee_id for mentee_id, _ in wish.several])
    if any(not 1 <= number <= MOST_EACH for _, number in wish.several):
        raise BadInput(f"must be from 1 to {MOST_EACH}", "severalMentors.mentors")


def _check_preferences(preferences: Sequence[Preference]) -> None:
    if len(preferences) > MOST_PREFERENCES:
        raise BadInput(f"at most {MOST_PREFERENCES:,} people can say whom they prefer", "preferences")
    for side in Side:
        _once("preferences", [each.person_id for each in preferences if each.side is side])
    for each in preferences:
        if bool(each.in_order) == bool(each.rated):
            raise BadInput(f"say of {each.person_id!r} either an order or ratings", "preferences")
        if len(each.named) > MOST_PREFERRED:
            raise BadInput(f"{each.person_id!r} names more than {MOST_PREFERRED} people", "preferences")
        _once("preferences", each.named)
        if each.person_id in each.named:
            raise BadInput("nobody can be their own mentor", "preferences")
        if any(not 0 <= rating <= 1 for _, rating in each.rated):
            raise BadInput("must be from 0 to 1", "preferences.rated.rating")


def _once(where: str, ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        seen: set[str] = set()
        twice = next(each for each in ids if each in seen or seen.add(each))  # type: ignore[func-returns-value]
        raise BadInput(f"{twice!r} is named twice", where)


def _named(key: Key) -> str:
    return f"the pair of {key[0]!r} and {key[1]!r}"
