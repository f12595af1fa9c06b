"""A matching round: the organiser's rules, who is matched with whom, and the certificate that comes with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf

RULES_VERSION = "1"
"""Goes up when the same inputs may give another answer."""
MOST_PEOPLE = 1_000_000
"""Mentees, and mentors, of one round."""
MOST_PAIRS = 20_000_000
MOST_WANTED = 1_000
"""Mentors that one mentee can want."""
MOST_PLACES = 10_000
MOST_BLOCKING = 100
"""Blocking pairs that are named; all are counted."""
CURVE = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
"""The coverages at which quality against coverage is shown."""
MOST_NAMED = 10
"""People whom a blocker or a change names; it counts them all."""


class Again(StrEnum):
    """What counts for those who were matched before: any mentor, the same one again, or a different one."""

    ANY = "any"
    SAME = "same"
    DIFFERENT = "different"


class Side(StrEnum):
    """The two sides of a pair."""

    MENTEE = "mentee"
    MENTOR = "mentor"


@dataclass(frozen=True, slots=True)
class Preference:
    """Whom somebody would rather have, as the mentee or as the mentor of their pairs.

    in_order: ids, the best first; rated: ids, each with how much they would like them, 0 to 1. One of the two is empty.
    """

    person_id: str
    side: Side
    in_order: tuple[str, ...] = ()
    rated: tuple[tuple[str, float], ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """Everybody whom they said something of."""
        return (*self.in_order, *(other_id for other_id, _ in self.rated))


class BlockKind(StrEnum):
    """What keeps somebody from being matched."""

    NO_PAIR = "no_pair"
    FORBIDDEN = "forbidden"
    HAD_BEFORE = "had_before"
    NOT_THE_SAME = "not_the_same"
    NO_PLACES = "no_places"
    FULL = "mentors_full"
    NOT_WORTH = "not_worth_it"


class ChangeKind(StrEnum):
    """A single step after which one more place would be filled, nobody else losing theirs."""

    MORE_PLACES = "one_more_place"
    LIST_PAIR = "one_more_pair"
    ALLOW_PAIR = "allow_pair"
    RAISE_COVERAGE = "raise_coverage"
    MORE_MENTORS = "one_more_mentor"
    MORE_OFFERS = "one_more_offer"


@dataclass(frozen=True, slots=True)
class RoundRules:
    """What the organiser decides.

    coverage: 0 to 1, the price of an unmatched place (`price`). worth: 0 to 1, the quality above which a pair is worth
    making at coverage 0. stable: deferred acceptance instead, where coverage, worth and everyone_first say nothing.
    everyone_first: at coverage 1 nobody gets a second mentor while that leaves somebody else without any.
    seed: breaks ties among equally good rounds, and nothing else.
    """

    seed: int = 1
    coverage: float = 1.0
    stable: bool = False
    again: Again = Again.ANY
    worth: float = 0.5
    everyone_first: bool = True


def price(coverage: float) -> float:
    """What leaving one more place unmatched costs, in units of quality: coverage / (1 - coverage).

    0 at coverage 0, where quality alone counts; 1, the quality of a perfect pair, at .5; endless at 1, where no quality
    outweighs a place.
    """
    return inf if coverage >= 1 else coverage / (1 - coverage)


def coverage_of(paid: float) -> float:
    """The coverage at which an unmatched place has that price."""
    return paid / (1 + paid)


@dataclass(frozen=True, slots=True)
class RoundPair:
    """A mentee and a mentor who are matched; quality 0 to 1; fixed: because the organiser said so."""

    mentee_id: str
    mentor_id: str
    quality: float
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing in the way, and how many mentors it concerns; the best of them are named.

    quality: of the best pair that is not worth it, None for other kinds.
    """

    kind: BlockKind
    mentor_ids: tuple[str, ...] = ()
    mentors: int = 0
    quality: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A step that would help: at or with which mentor, the quality of the pair, or the coverage that would do."""

    kind: ChangeKind
    mentor_id: str | None = None
    quality: float | None = None
    coverage: float | None = None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A mentee who wanted more mentors than they got, what blocks the others, and the changes that would help."""

    person_id: str
    wanted: int
    got: int
    blocked_by: tuple[Blocker, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class BlockingPair:
    """Two who are listed with each other and would both rather have each other than what they got.

    They may have no place left but those that the round fills.
    """

    mentee_id: str
    mentor_id: str


@dataclass(frozen=True, slots=True)
class MorePlaces:
    """What one more place at a mentor would bring the whole round.

    matched: by how much the most places that can be filled would rise, 0 or 1. gain: in quality; below coverage 1 the
    price of a place filled is in it, less what a pair has to be worth.
    """

    mentor_id: str
    matched: int
    gain: float


@dataclass(frozen=True)
class Proof:
    """Prices of one place at each mentor that show the round to be the best, whatever found it.

    A pair is worth (round(quality x scale) + bonus), a mentee's first pair `first` more. With prices p >= 0, no round
    is worth more than the sum of places x p and, for each mentee, their dearest wishes less those prices: linear
    programming's weak duality. `places` and `people` are the same for the numbers of places filled and of people
    matched, where every pair, or every first pair, is worth 1: the mentors with price 1.
    """

    scale: int
    bonus: int
    first: int
    prices: dict[str, int]
    places: frozenset[str]
    people: frozenset[str]


@dataclass(frozen=True)
class Certificate:
    """How good the round is, and how good any could be.

    matched, maximum: places filled, and the most that can be. people, people_maximum: mentees with a mentor, likewise.
    quality: the sum over the pairs; bound: the most it can be in a round that fills as many places (and, at coverage 1,
    gives as many people a mentor); of a stable round, the most it can be in any. Both hold to 1 / scale for each pair.
    """

    matched: int
    maximum: int
    people: int
    people_maximum: int
    quality: float
    bound: float
    proved: bool
    blocking: int
    blocking_pairs: tuple[BlockingPair, ...]
    more_places: tuple[MorePlaces, ...]
    proof: Proof


@dataclass(frozen=True)
class RoundResult:
    """A round's answer; `digest` is that of all inputs, and the same digest has the same answer."""

    rules: RoundRules
    digest: str
    pairs: tuple[RoundPair, ...]
    unmatched: tuple[Unmatched, ...]
    partly: tuple[Unmatched, ...]
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The best round at one coverage: places filled, mean and total quality of the pairs."""

    coverage: float
    matched: int
    mean: float
    quality: float
