"""Judge a round by its table and rules alone, knowing nothing of how it was found and sharing no code with that.

Dictionaries and plain sums, one person after another: slow beside the arrays that find a round, and easy to doubt.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum, inf, isclose

from peernet.model.round import RoundResult, RoundRules
from peernet.recommend.rounds.table import OPEN, RoundTable

_Key = tuple[str, str]
Value = Callable[[float], int]


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that the round breaks: the rule's name, and whom it concerns."""

    rule: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Listed:
    """A listed pair: its quality, what each side thinks of it, and whether it is fixed or barred."""

    quality: float
    by_mentee: float
    by_mentor: float
    fixed: bool
    barred: bool


@dataclass(frozen=True)
class _Facts:
    """The inputs by id, and the mentors of each mentee and mentees of each mentor in the round."""

    wanted: Mapping[str, int]
    places: Mapping[str, int]
    listed: Mapping[_Key, _Listed]
    mentors_of: Mapping[str, list[str]]
    mentees_of: Mapping[str, list[str]]


def violations(table: RoundTable, rules: RoundRules, result: RoundResult) -> list[Violation]:
    """All that is wrong with it; empty for a round that keeps every rule and says the truth about its figures."""
    facts = _facts(table, result)
    return [
        *_pairs(facts, result),
        *_room(facts),
        *_left_out(facts, result),
        *_figures(result),
        *_proved(facts, rules, result),
        *_blocking(facts, result),
    ]


def _facts(table: RoundTable, result: RoundResult) -> _Facts:
    listed: dict[_Key, _Listed] = {}
    columns = (table.mentee, table.mentor, table.quality, table.by_mentee, table.by_mentor, table.fixed, table.barred)
    for mentee, mentor, quality, by_mentee, by_mentor, fixed, barred in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        key = table.mentee_ids[mentee], table.mentor_ids[mentor]
        listed[key] = _Listed(quality, by_mentee, by_mentor, fixed, barred != OPEN)
    mentors_of: dict[str, list[str]] = defaultdict(list)
    mentees_of: dict[str, list[str]] = defaultdict(list)
    for pair in result.pairs:
        mentors_of[pair.mentee_id].append(pair.mentor_id)
        mentees_of[pair.mentor_id].append(pair.mentee_id)
    wanted = dict(zip(table.mentee_ids, table.wanted.tolist(), strict=True))
    places = dict(zip(table.mentor_ids, table.places.tolist(), strict=True))
    return _Facts(wanted, places, listed, mentors_of, mentees_of)


def _pairs(facts: _Facts, result: RoundResult) -> Iterator[Violation]:
    made = Counter((pair.mentee_id, pair.mentor_id) for pair in result.pairs)
    for key, times in made.items():
        if times > 1:
            yield Violation("twice", key)
        if key not in facts.listed:
            yield Violation("not listed", key)
        elif facts.listed[key].barred:
            yield Violation("barred", key)
    for pair in result.pairs:
        listed = facts.listed.get((pair.mentee_id, pair.mentor_id))
        if listed is not None and (pair.quality, pair.fixed) != (listed.quality, listed.fixed):
            yield Violation("claimed pair", (pair.mentee_id, pair.mentor_id))
    yield from (Violation("fixed", key) for key, pair in facts.listed.items() if pair.fixed and key not in made)


def _room(facts: _Facts) -> Iterator[Violation]:
    for mentor_id, mentees in facts.mentees_of.items():
        if len(mentees) > facts.places.get(mentor_id, 0):
            yield Violation("capacity", (mentor_id,))
    for mentee_id, mentors in facts.mentors_of.items():
        if len(mentors) > facts.wanted.get(mentee_id, 0):
            yield Violation("wanted", (mentee_id,))


def _left_out(facts: _Facts, result: RoundResult) -> Iterator[Violation]:
    said = {each.person_id: each for each in (*result.unmatched, *result.partly)}
    for mentee_id, wanted in facts.wanted.items():
        got = len(facts.mentors_of.get(mentee_id, ()))
        each = said.pop(mentee_id, None)
        if (each is None) != (got >= wanted) or (each is not None and (each.wanted, each.got) != (wanted, got)):
            yield Violation("unmatched", (mentee_id,))
        elif each is not None and not (each.blocked_by and each.changes):
            yield Violation("no reason", (mentee_id,))
    yield from (Violation("unmatched", (person_id,)) for person_id in said)


def _figures(result: RoundResult) -> Iterator[Violation]:
    claimed = result.certificate
    if claimed.matched != len(result.pairs) or not claimed.matched <= claimed.maximum:
        yield Violation("claimed matched")
    people = len({pair.mentee_id for pair in result.pairs})
    if claimed.people != people or not people <= claimed.people_maximum:
        yield Violation("claimed people")
    quality = fsum(pair.quality for pair in result.pairs)
    if not isclose(claimed.quality, quality, abs_tol=1e-9):
        yield Violation("claimed quality")
    if claimed.bound < claimed.quality:
        yield Violation("claimed bound")


def _proved(facts: _Facts, rules: RoundRules, result: RoundResult) -> Iterator[Violation]:
    """Adds the prices up: no round is worth more than they say, so the claimed maxima and the bound have to be that."""
    claimed, proof = result.certificate, result.certificate.proof
    if min([*proof.prices.values(), 0]) < 0 or not proof.prices.keys() <= facts.places.keys():
        yield Violation("prices")
    if _dual(facts, dict.fromkeys(proof.places, 1), lambda _: 1, 0) != claimed.maximum:
        yield Violation("claimed maximum")
    if _dual(facts, dict.fromkeys(proof.people, 1), lambda _: 0, 1) != claimed.people_maximum:
        yield Violation("claimed people")
    if not rules.stable and rules.coverage >= 1 and claimed.matched != claimed.maximum:
        yield Violation("coverage")
    most = _dual(facts, proof.prices, lambda quality: round(quality * proof.scale) + proof.bonus, proof.first)
    worth = sum(round(pair.quality * proof.scale) + proof.bonus for pair in result.pairs)
    worth += proof.first * claimed.people
    if not rules.stable and claimed.proved and most != worth:
        yield Violation("claimed proof")
    if worth > most or claimed.bound < claimed.quality + (most - worth) / proof.scale - 1e-6:
        yield Violation("claimed bound")


def _dual(facts: _Facts, prices: Mapping[str, int], value: Value, first: int) -> int:
    """Places times prices, and each mentee's best wishes above the prices, the fixed ones among them in any case."""
    wishes: dict[str, list[int]] = defaultdict(list)
    total, begun = 0, Counter[str]()
    held = Counter[str]()
    for (mentee_id, mentor_id), pair in facts.listed.items():
        if pair.fixed:
            total += value(pair.quality) + (first if not begun[mentee_id] else 0)
            begun[mentee_id] += 1
            held[mentor_id] += 1
        elif not pair.barred:
            wishes[mentee_id].append(value(pair.quality) - prices.get(mentor_id, 0))
    for mentee_id, worths in wishes.items():
        worths.sort(reverse=True)
        if not begun[mentee_id]:
            worths[0] += first
        total += sum(max(0, each) for each in worths[: facts.wanted[mentee_id] - begun[mentee_id]])
    return total + sum(price * (facts.places[mentor_id] - held[mentor_id]) for mentor_id, price in prices.items())


def _blocking(facts: _Facts, result: RoundResult) -> Iterator[Violation]:
    found = {key for key, pair in facts.listed.items() if _blocks(facts, key, pair)}
    named = {(pair.mentee_id, pair.mentor_id) for pair in result.certificate.blocking_pairs}
    if result.certificate.blocking != len(found) or not named <= found:
        yield Violation("claimed blocking pairs")
    if result.rules.stable and found:
        yield Violation("stable")


def _blocks(facts: _Facts, key: _Key, pair: _Listed) -> bool:
    mentee_id, mentor_id = key
    mentors, mentees = facts.mentors_of.get(mentee_id, []), facts.mentees_of.get(mentor_id, [])
    if pair.barred or mentor_id in mentors:
        return False
    for_mentee = [facts.listed[mentee_id, other].by_mentee for other in mentors if _loose(facts, mentee_id, other)]
    for_mentor = [facts.listed[other, mentor_id].by_mentor for other in mentees if _loose(facts, other, mentor_id)]
    likes = -inf if len(mentors) < facts.wanted[mentee_id] else min(for_mentee, default=inf)
    liked = -inf if len(mentees) < facts.places[mentor_id] else min(for_mentor, default=inf)
    return pair.by_mentee > likes and pair.by_mentor > liked


def _loose(facts: _Facts, mentee_id: str, mentor_id: str) -> bool:
    return (mentee_id, mentor_id) in facts.listed and not facts.listed[mentee_id, mentor_id].fixed
