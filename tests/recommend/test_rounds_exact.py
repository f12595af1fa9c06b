"""Small random rounds agree with trying everything, whatever the conditions; what is said of them is true."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peernet.model.round import ChangeKind, RoundResult, RoundRules, price
from peernet.recommend.rounds.match import match_round
from peernet.recommend.rounds.table import RoundTable
from peernet.recommend.rounds.verify import violations
from tests.recommend.round_samples import Small, every_round, small_rounds, table_of

few = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
_COVERAGES = st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.9])


def _quality(table: RoundTable, pairs: tuple[int, ...]) -> float:
    return float(table.quality[list(pairs)].sum())


def _people(table: RoundTable, pairs: tuple[int, ...]) -> int:
    return len(set(table.mentee[list(pairs)].tolist()))


def _claimed(result: RoundResult) -> tuple[int, int, float]:
    return result.certificate.matched, result.certificate.people, result.certificate.quality


@few
@given(small_rounds(), st.booleans())
def test_at_full_coverage_nobody_can_match_more_or_better(small: Small, everyone_first: bool) -> None:
    table = small.table()
    result = match_round(table, RoundRules(everyone_first=everyone_first))
    tried = [(len(each), _people(table, each), _quality(table, each)) for each in every_round(table)]
    most, people = max(each[0] for each in tried), max(each[1] for each in tried)
    best = max(q for places, some, q in tried if places == most and (some == people or not everyone_first))
    matched, got, quality = _claimed(result)
    assert matched == most
    assert quality == pytest.approx(best, abs=1e-7)
    assert got == people or not everyone_first
    assert (result.certificate.maximum, result.certificate.people_maximum) == (most, people)
    assert result.certificate.proved
    assert result.certificate.bound == pytest.approx(result.certificate.quality, abs=1e-12)


@few
@given(small_rounds(), _COVERAGES, st.sampled_from([0.0, 0.4]))
def test_below_full_coverage_no_round_is_worth_more_at_its_price(small: Small, coverage: float, worth: float) -> None:
    table = small.table()
    result = match_round(table, RoundRules(coverage=coverage, worth=worth))
    paid = price(coverage) - worth
    best = max(_quality(table, each) + paid * len(each) for each in every_round(table))
    assert result.certificate.quality + paid * result.certificate.matched == pytest.approx(best, abs=1e-6)
    assert result.certificate.maximum == max(map(len, every_round(table)))
    assert result.certificate.proved
    same = [_quality(table, each) for each in every_round(table) if len(each) == result.certificate.matched]
    assert max(same) <= result.certificate.bound + 1e-6


@few
@given(small_rounds())
def test_a_stable_round_has_no_blocking_pair(small: Small) -> None:
    table = small.table()
    result = match_round(table, RoundRules(stable=True))
    assert result.certificate.blocking == 0
    assert result.certificate.proved
    assert result.certificate.maximum == max(map(len, every_round(table)))
    assert max(_quality(table, each) for each in every_round(table)) <= result.certificate.bound + 1e-6


@few
@given(small_rounds(), _COVERAGES | st.just(1.0), st.booleans(), st.booleans())
def test_the_verifier_finds_nothing_wrong(small: Small, coverage: float, stable: bool, everyone_first: bool) -> None:
    table, rules = small.table(), RoundRules(coverage=coverage, stable=stable, everyone_first=everyone_first)
    assert violations(table, rules, match_round(table, rules)) == []


@few
@given(small_rounds())
def test_one_more_place_brings_what_the_certificate_says(small: Small) -> None:
    for rules in (RoundRules(everyone_first=False), RoundRules(coverage=0.0), RoundRules(coverage=0.3)):
        paid = 0.0 if rules.coverage == 1 else price(rules.coverage) - rules.worth
        before = match_round(small.table(), rules)
        for more in before.certificate.more_places:
            after = match_round(small.table(**{more.mentor_id: small.mentors[more.mentor_id] + 1}), rules)
            assert after.certificate.maximum - before.certificate.maximum == more.matched
            gained = after.certificate.quality - before.certificate.quality
            gained += paid * (after.certificate.matched - before.certificate.matched)
            assert gained == pytest.approx(more.gain, abs=1e-6)


@few
@given(small_rounds(), _COVERAGES | st.just(1.0))
def test_each_change_that_is_said_to_help_lets_one_more_place_be_filled(small: Small, coverage: float) -> None:
    rules = RoundRules(coverage=coverage, everyone_first=False)
    before = match_round(small.table(), rules)
    for each in before.unmatched + before.partly:
        for change in each.changes:
            if change.kind is ChangeKind.MORE_MENTORS:
                continue
            after, now = small, rules
            key = (each.person_id, change.mentor_id or "")
            if change.kind is ChangeKind.MORE_PLACES:
                after = replace(small, mentors={**small.mentors, key[1]: small.mentors[key[1]] + 1})
            elif change.kind is ChangeKind.LIST_PAIR:
                assert key not in small.pairs
                after = replace(small, pairs={**small.pairs, key: 1.0})
            elif change.kind is ChangeKind.ALLOW_PAIR:
                after = replace(small, forbidden=tuple(pair for pair in small.forbidden if pair != key))
            else:
                now = replace(rules, coverage=change.coverage or 0.0)
            found = match_round(after.table(), now)
            if coverage == 1.0 or now is not rules:
                assert found.certificate.matched > before.certificate.matched
            else:
                # Below full coverage what is gained is worth: the same person may make room for a better pair.
                paid = price(coverage) - rules.worth
                gained = found.certificate.quality - before.certificate.quality
                assert gained + paid * (found.certificate.matched - before.certificate.matched) > 0


@few
@given(small_rounds(), st.randoms(use_true_random=False), st.integers(0, 3))
def test_the_order_of_the_inputs_changes_nothing(small: Small, chance: random.Random, seed: int) -> None:
    other = replace(
        small,
        mentees=dict(chance.sample(list(small.mentees.items()), len(small.mentees))),
        mentors=dict(chance.sample(list(small.mentors.items()), len(small.mentors))),
        pairs=dict(chance.sample(list(small.pairs.items()), len(small.pairs))),
    )
    rules = RoundRules(seed=seed)
    assert match_round(other.table(), rules) == match_round(small.table(), rules)


@few
@given(small_rounds(), _COVERAGES | st.just(1.0), st.integers(0, 5))
def test_a_seed_chooses_among_equals_only(small: Small, coverage: float, seed: int) -> None:
    one = match_round(small.table(), RoundRules(coverage=coverage, seed=1)).certificate
    other = match_round(small.table(), RoundRules(coverage=coverage, seed=seed)).certificate
    paid = 0.0 if coverage == 1 else price(coverage) - RoundRules().worth
    assert one.maximum == other.maximum
    assert one.quality + paid * one.matched == pytest.approx(other.quality + paid * other.matched, abs=1e-6)


def test_with_two_equals_each_is_chosen_by_some_seed() -> None:
    table = table_of(["ana", "ben"], {"mia": 1}, {("ana", "mia"): 0.5, ("ben", "mia"): 0.5})
    chosen = {match_round(table, RoundRules(seed=seed)).pairs[0].mentee_id for seed in range(20)}
    assert chosen == {"ana", "ben"}
