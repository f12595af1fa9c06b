"""Judge a round by its table and rules alone, knowing nothing of how it was found and sharing no code with that."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import fsum, isclose

import numpy as np

from peernet.model.round import RoundResult, RoundRules
from peernet.recommend.rounds.table import OPEN, Flags, Numbers, Reals, RoundTable, Small

_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that the round breaks: the rule's name, and whom it concerns."""

    rule: str
    about: tuple[str, ...] = ()


def violations(table: RoundTable, rules: RoundRules, result: RoundResult) -> list[Violation]:
    """All that is wrong with it; empty for a round that keeps every rule and says the truth about its figures."""
    numbers = _pair_numbers(table, result)
    listed = numbers >= 0
    if not bool(listed.all()):
        strangers = [result.pairs[place] for place in np.flatnonzero(~listed).tolist()]
        return [Violation("not listed", (pair.mentee_id, pair.mentor_id)) for pair in strangers]
    made = np.zeros(len(table.mentee), np.bool_)
    made[numbers] = True
    return [
        *_pairs(table, result, numbers, made),
        *_room(table, made),
        *_left_out(table, result, made),
        *_figures(result),
        *_proved(table, rules, result, made),
        *_blocking(table, rules, result, made),
    ]


def _pair_numbers(table: RoundTable, result: RoundResult) -> Numbers:
    """The number of each of the round's pairs in the table, -1 for what is not listed."""
    mentees = {person_id: number for number, person_id in enumerate(table.mentee_ids)}
    mentors = {person_id: number for number, person_id in enumerate(table.mentor_ids)}
    width = len(mentors) + 1
    said = [mentees.get(pair.mentee_id, -1) * width + mentors.get(pair.mentor_id, -1) for pair in result.pairs]
    keys = np.array(said, np.int64)
    known = table.mentee.astype(np.int64) * width + table.mentor
    place = np.minimum(np.searchsorted(known, keys), max(0, len(known) - 1))
    if not len(known):
        return np.full(len(keys), -1, np.int64)
    return np.where(known[place] == keys, place, -1)


def _pairs(table: RoundTable, result: RoundResult, numbers: Numbers, made: Flags) -> Iterator[Violation]:
    if len(numbers) != int(made.sum()):
        yield Violation("twice")
    yield from _named("barred", table, made & (table.barred != OPEN))
    yield from _named("fixed", table, table.fixed & ~made)
    truth = zip(table.quality[numbers].tolist(), table.fixed[numbers].tolist(), strict=True)
    for pair, said in zip(result.pairs, truth, strict=True):
        if (pair.quality, pair.fixed) != said:
            yield Violation("claimed pair", (pair.mentee_id, pair.mentor_id))


def _named(rule: str, table: RoundTable, wrong: Flags) -> Iterator[Violation]:
    for pair in np.flatnonzero(wrong).tolist():
        yield Violation(rule, (table.mentee_ids[table.mentee[pair]], table.mentor_ids[table.mentor[pair]]))


def _room(table: RoundTable, made: Flags) -> Iterator[Violation]:
    taken = np.bincount(table.mentor[made], minlength=len(table.places))
    for mentor in np.flatnonzero(taken > table.places).tolist():
        yield Violation("capacity", (table.mentor_ids[mentor],))
    got = np.bincount(table.mentee[made], minlength=len(table.wanted))
    for mentee in np.flatnonzero(got > table.wanted).tolist():
        yield Violation("wanted", (table.mentee_ids[mentee],))


def _left_out(table: RoundTable, result: RoundResult, made: Flags) -> Iterator[Violation]:
    got = np.bincount(table.mentee[made], minlength=len(table.wanted))
    short = np.flatnonzero(got < table.wanted).tolist()
    truth = {table.mentee_ids[mentee]: (int(table.wanted[mentee]), int(got[mentee])) for mentee in short}
    said = {each.person_id: (each.wanted, each.got) for each in (*result.unmatched, *result.partly)}
    for person_id in sorted(truth.keys() ^ said.keys()):
        yield Violation("unmatched", (person_id,))
    for each in (*result.unmatched, *result.partly):
        if truth.get(each.person_id) != (each.wanted, each.got):
            yield Violation("claimed wishes", (each.person_id,))
        if not each.blocked_by or not each.changes:
            yield Violation("no reason", (each.person_id,))


def _figures(result: RoundResult) -> Iterator[Violation]:
    claimed = result.certificate
    if claimed.matched != len(result.pairs) or claimed.matched > claimed.maximum:
        yield Violation("claimed matched")
    people = len({pair.mentee_id for pair in result.pairs})
    if claimed.people != people or people > claimed.people_maximum:
        yield Violation("claimed people")
    if not isclose(claimed.quality, fsum(pair.quality for pair in result.pairs), abs_tol=1e-9):
        yield Violation("claimed quality")
    if claimed.bound < claimed.quality:
        yield Violation("claimed bound")


def _proved(table: RoundTable, rules: RoundRules, result: RoundResult, made: Flags) -> Iterator[Violation]:
    """Adds the prices up: no round is worth more than they say, so the maxima and the bound claimed have to be that."""
    claimed, proof = result.certificate, result.certificate.proof
    if min(proof.prices.values(), default=0) < 0:
        yield Violation("prices")
    nothing = np.zeros(len(made), np.int64)
    if _most(table, _each(table, proof.places), nothing + 1, 0) != claimed.maximum:
        yield Violation("claimed maximum")
    if _most(table, _each(table, proof.people), nothing, 1) != claimed.people_maximum:
        yield Violation("claimed people")
    if not rules.stable and rules.coverage >= 1 and claimed.matched != claimed.maximum:
        yield Violation("coverage")
    value = np.rint(table.quality * proof.scale).astype(np.int64) + proof.bonus
    most = _most(table, _prices(table, proof.prices), value, proof.first)
    worth = int(value[made].sum()) + proof.first * claimed.people
    if not rules.stable and claimed.proved and most != worth:
        yield Violation("claimed proof")
    if most < worth or claimed.bound < claimed.quality + (most - worth) / proof.scale - _SLACK:
        yield Violation("claimed bound")


def _each(table: RoundTable, mentor_ids: Collection[str]) -> Numbers:
    return np.fromiter((mentor_id in mentor_ids for mentor_id in table.mentor_ids), np.int64, len(table.mentor_ids))


def _prices(table: RoundTable, prices: Mapping[str, int]) -> Numbers:
    return np.fromiter((prices.get(mentor_id, 0) for mentor_id in table.mentor_ids), np.int64, len(table.mentor_ids))


def _most(table: RoundTable, prices: Numbers, value: Numbers, first: int) -> int:
    """Places times prices, and each mentee's best wishes above the prices; the fixed ones come first in any case."""
    fixed = np.flatnonzero(table.fixed)
    open_pairs = np.flatnonzero((table.barred == OPEN) & ~table.fixed)
    left = table.wanted - np.bincount(table.mentee[fixed], minlength=len(table.wanted))
    total = int(value[fixed].sum()) + first * len(np.unique(table.mentee[fixed]))
    total += int((prices * table.places).sum()) - int(prices[table.mentor[fixed]].sum())
    mentee = table.mentee[open_pairs]
    above = value[open_pairs] - prices[table.mentor[open_pairs]]
    alone = np.ones(len(left), np.bool_)
    alone[table.mentee[fixed]] = False
    if int(left.max(initial=0)) <= 1:
        best = np.zeros(len(left), np.int64)
        np.maximum.at(best, mentee, above + first * alone[mentee])
        return total + int(best[left > 0].sum())
    order = np.lexsort((above, mentee))[::-1]
    above, mentee = above[order], mentee[order]
    # The dearest wish of each mentee comes first now, and is worth more where they have nobody yet.
    count = np.bincount(mentee, minlength=len(left))
    place = np.arange(len(mentee)) - (len(mentee) - np.cumsum(count))[mentee]
    above = above + first * ((place == 0) & alone[mentee])
    return total + int(np.maximum(above, 0)[place < left[mentee]].sum())


def _blocking(table: RoundTable, rules: RoundRules, result: RoundResult, made: Flags) -> Iterator[Violation]:
    mentee_likes = _threshold(table.mentee, table.by_mentee, table.wanted, made, table.fixed)
    mentor_likes = _threshold(table.mentor, table.by_mentor, table.places, made, table.fixed)
    better = (table.by_mentee > mentee_likes[table.mentee]) & (table.by_mentor > mentor_likes[table.mentor])
    found = np.flatnonzero(better & ~made & (table.barred == OPEN)).tolist()
    known = {(table.mentee_ids[table.mentee[pair]], table.mentor_ids[table.mentor[pair]]) for pair in found}
    named = {(pair.mentee_id, pair.mentor_id) for pair in result.certificate.blocking_pairs}
    if result.certificate.blocking != len(found) or not named <= known:
        yield Violation("claimed blocking pairs")
    if rules.stable and found:
        yield Violation("stable")


def _threshold(people: Small, likes: Reals, room: Numbers, made: Flags, fixed: Flags) -> Reals:
    """What somebody new has to be liked more than: anybody while there is room, else the worst who could go."""
    threshold = np.full(len(room), np.inf)
    could_go = made & ~fixed
    order = np.flatnonzero(could_go)[np.argsort(-likes[could_go], kind="stable")]
    threshold[people[order]] = likes[order]
    threshold[np.bincount(people[made], minlength=len(room)) < room] = -np.inf
    return threshold
