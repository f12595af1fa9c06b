"""What a round does with each condition, and what it says to those who are left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from peernet.model.round import (
    Again,
    Blocker,
    BlockKind,
    Change,
    ChangeKind,
    RoundPair,
    RoundResult,
    RoundRules,
    coverage_of,
    price,
)
from peernet.recommend.rounds.curve import curve
from peernet.recommend.rounds.match import judged_round, match_round
from peernet.recommend.rounds.table import Pairs, RoundTable, by_rank, joined, repeated
from peernet.recommend.rounds.verify import violations
from tests.recommend.round_samples import table_of


def pairs_of(result: RoundResult) -> set[tuple[str, str]]:
    return {(pair.mentee_id, pair.mentor_id) for pair in result.pairs}


TWO = {("ana", "mia"): 0.9, ("ana", "noor"): 0.8, ("ben", "mia"): 0.7}


def test_covering_all_comes_before_quality_and_the_knob_turns_that() -> None:
    table = table_of(["ana", "ben"], {"mia": 1, "noor": 1}, TWO)
    assert pairs_of(match_round(table, RoundRules())) == {("ana", "noor"), ("ben", "mia")}
    single = table_of(["ana", "ben"], {"mia": 1}, {("ana", "mia"): 0.2, ("ben", "mia"): 0.1})
    assert pairs_of(match_round(single, RoundRules(coverage=0.0))) == set()
    assert pairs_of(match_round(single, RoundRules(coverage=0.3))) == {("ana", "mia")}


def test_the_price_of_an_unmatched_place_grows_from_nothing_without_end() -> None:
    assert (price(0), price(0.5)) == (0, 1)
    assert price(1) == float("inf")
    assert [coverage_of(price(step)) for step in (0.0, 0.25, 0.75)] == [0.0, 0.25, 0.75]


def test_nobody_gets_a_second_mentor_while_somebody_has_none_unless_the_organiser_says_so() -> None:
    mentees, pairs = {"ana": 2, "ben": 1}, {("ana", "mia"): 1.0, ("ana", "noor"): 1.0, ("ben", "noor"): 0.1}
    table = table_of(mentees, {"mia": 1, "noor": 1}, pairs)
    assert pairs_of(match_round(table, RoundRules())) == {("ana", "mia"), ("ben", "noor")}
    freely = match_round(table, RoundRules(everyone_first=False))
    assert pairs_of(freely) == {("ana", "mia"), ("ana", "noor")}
    assert (freely.certificate.people, freely.certificate.people_maximum) == (1, 2)


def test_a_fixed_pair_stays_however_bad_and_a_forbidden_one_is_never_made() -> None:
    table = table_of(
        ["ana", "ben"],
        {"mia": 1, "noor": 1},
        TWO,
        fixed=[("ana", "mia")],
        forbidden=[("ben", "mia")],
    )
    result = judged_round(table, RoundRules())
    assert result.pairs == (RoundPair("ana", "mia", 0.9, fixed=True),)
    assert result.certificate.maximum == 1
    assert result.unmatched[0].blocked_by == (Blocker(BlockKind.FORBIDDEN, ("mia",), 1),)


def test_who_was_matched_before_gets_the_same_mentor_or_another_as_the_rules_say() -> None:
    pairs, history = {("ana", "mia"): 0.9, ("ana", "noor"): 0.1, ("ben", "noor"): 0.5}, [("ana", "mia"), ("old", "x")]
    mentors = {"mia": 1, "noor": 2}
    different = table_of(["ana", "ben"], mentors, pairs, history=history, again=Again.DIFFERENT)
    assert ("ana", "noor") in pairs_of(match_round(different, RoundRules()))
    same = table_of(["ana", "ben"], {"mia": 0, "noor": 2}, pairs, history=history, again=Again.SAME)
    result = match_round(same, RoundRules())
    assert pairs_of(result) == {("ben", "noor")}
    assert [each.kind for each in result.unmatched[0].blocked_by] == [BlockKind.NO_PLACES, BlockKind.NOT_THE_SAME]
    kept = table_of(["ana"], mentors, {("ana", "mia"): 0.9}, history=history, again=Again.DIFFERENT)
    assert match_round(kept, RoundRules()).unmatched[0].blocked_by == (Blocker(BlockKind.HAD_BEFORE, ("mia",), 1),)


def test_whoever_is_left_out_is_told_what_blocks_them_and_what_would_help() -> None:
    pairs = {("ana", "mia"): 0.9, ("ben", "mia"): 0.7, ("ben", "zero"): 0.6}
    table = table_of(["ana", "ben", "cy"], {"mia": 1, "zero": 0, "free": 1}, pairs)
    ben, cy = match_round(table, RoundRules()).unmatched
    assert ben.blocked_by == (Blocker(BlockKind.FULL, ("mia",), 1), Blocker(BlockKind.NO_PLACES, ("zero",), 1))
    assert ben.changes == (Change(ChangeKind.MORE_PLACES, "mia", 0.7), Change(ChangeKind.LIST_PAIR, "free"))
    assert cy.blocked_by == (Blocker(BlockKind.NO_PAIR),)
    assert cy.changes == (Change(ChangeKind.LIST_PAIR, "free"),)


def test_where_nobody_has_a_place_left_another_mentor_is_what_would_help() -> None:
    result = match_round(table_of(["ana"], {}, {}), RoundRules())
    assert result.unmatched[0].changes == (Change(ChangeKind.MORE_MENTORS),)
    assert result.certificate.maximum == 0


def test_a_pair_that_is_not_worth_it_says_which_coverage_would_make_it() -> None:
    table = table_of(["ana"], {"mia": 1}, {("ana", "mia"): 0.3})
    left_out = match_round(table, RoundRules(coverage=0.0)).unmatched[0]
    assert left_out.blocked_by == (Blocker(BlockKind.NOT_WORTH, ("mia",), 1, 0.3),)
    assert left_out.changes == (Change(ChangeKind.RAISE_COVERAGE, "mia", 0.3, 0.1667),)
    assert len(match_round(table, RoundRules(coverage=0.1667)).pairs) == 1
    assert len(match_round(table, RoundRules(coverage=0.1666)).pairs) == 0


def test_a_stable_round_follows_what_each_side_would_rather_have() -> None:
    # Quality alone would pair ana with noor; but ana and mia would both rather have each other.
    pairs = {
        ("ana", "mia"): (0.1, 1.0, 1.0),
        ("ana", "noor"): (0.9, 0.5, 0.5),
        ("ben", "mia"): (0.9, 0.5, 0.5),
        ("ben", "noor"): (0.1, 1.0, 0.1),
    }
    table = table_of(["ana", "ben"], {"mia": 1, "noor": 1}, pairs)
    best, steady = match_round(table, RoundRules()), judged_round(table, RoundRules(stable=True))
    assert pairs_of(best) == {("ana", "noor"), ("ben", "mia")}
    assert [(pair.mentee_id, pair.mentor_id) for pair in best.certificate.blocking_pairs] == [("ana", "mia")]
    assert pairs_of(steady) == {("ana", "mia"), ("ben", "noor")}
    assert steady.certificate.blocking == 0
    assert steady.certificate.bound == pytest.approx(1.8)


def test_two_sides_are_joined_by_the_harmonic_mean_and_ranks_are_discounted() -> None:
    one, other = np.array([1.0, 0.5, 0.0, 0.0]), np.array([1.0, 1.0, 1.0, 0.0])
    assert joined(one, other).tolist() == pytest.approx([1.0, 2 / 3, 0.0, 0.0])
    assert by_rank(np.array([1.0, 3.0])).tolist() == [1.0, 0.5]


def test_pairs_that_stand_twice_are_found() -> None:
    mentee, mentor = np.array([0, 1, 0, 1, 0], np.int32), np.array([2, 2, 2, 3, 2], np.int32)
    assert repeated(Pairs(mentee, mentor, np.zeros(5))).tolist() == [2, 4]


def test_more_coverage_never_matches_fewer_nor_raises_the_mean_quality() -> None:
    chance = np.random.default_rng(5)
    pairs = {(f"e{e}", f"o{o}"): float(chance.random()) for e in range(30) for o in range(12) if chance.random() < 0.2}
    table = table_of([f"e{e}" for e in range(30)], {f"o{o}": 2 for o in range(12)}, pairs)
    points = curve(table, RoundRules())
    matched, mean = [point.matched for point in points], [point.mean for point in points]
    assert matched == sorted(matched)
    assert mean == sorted(mean, reverse=True)
    assert matched[0] < matched[-1]
    assert match_round(table, RoundRules()).certificate.maximum == matched[-1]
    for point in points:
        alone = match_round(table, RoundRules(coverage=point.coverage)).certificate
        assert point.matched == alone.matched
        assert point.quality == pytest.approx(alone.quality)


def test_the_digest_is_that_of_everything_that_counts_and_of_nothing_else() -> None:
    table = table_of(["ana", "ben"], {"mia": 1, "noor": 1}, TWO)
    digest = match_round(table, RoundRules()).digest
    assert digest == match_round(table_of(["ben", "ana"], {"noor": 1, "mia": 1}, TWO), RoundRules()).digest
    others = [
        match_round(table, RoundRules(seed=2)),
        match_round(table_of(["ana", "ben"], {"mia": 2, "noor": 1}, TWO), RoundRules()),
        match_round(table_of(["ana", "ben"], {"mia": 1, "noor": 1}, TWO, forbidden=[("ben", "mia")]), RoundRules()),
        match_round(table_of(["ana", "ben"], {"mia": 1, "noor": 1}, {**TWO, ("ben", "mia"): 0.71}), RoundRules()),
    ]
    assert len({digest, *(other.digest for other in others)}) == 5


def test_this_digest_stays_what_it_is() -> None:
    table = table_of(["ana", "ben"], {"mia": 1, "noor": 1}, TWO)
    assert match_round(table, RoundRules()).digest == DIGEST


DIGEST = "c9b836e86418c206907d57d22574ace6238d50614036ea711db57d9ef27631a9"


def broken(table: RoundTable, rules: RoundRules, result: RoundResult) -> set[str]:
    return {each.rule for each in violations(table, rules, result)}


def test_the_verifier_finds_each_lie() -> None:
    table = table_of(["ana", "ben"], {"mia": 1, "noor": 1}, TWO, forbidden=[("ben", "mia")])
    rules = RoundRules()
    true = match_round(table, rules)
    certificate = true.certificate
    made = RoundPair("ana", "mia", 0.9)
    assert broken(table, rules, true) == set()
    assert broken(table, rules, replace(true, pairs=(RoundPair("ben", "noor", 0.9),))) == {"not listed"}
    assert {"barred", "capacity"} <= broken(
        table, rules, replace(true, pairs=(made, RoundPair("ben", "mia", 0.7)), unmatched=())
    )
    assert {"twice"} <= broken(table, rules, replace(true, pairs=(made, made)))
    assert {"wanted"} <= broken(table, rules, replace(true, pairs=(made, RoundPair("ana", "noor", 0.8))))
    assert {"claimed pair"} <= broken(table, rules, replace(true, pairs=(replace(made, quality=0.91),)))
    assert {"unmatched"} <= broken(table, rules, replace(true, unmatched=()))
    for lie, rule in (
        ({"maximum": 2}, "claimed maximum"),
        ({"people_maximum": 2}, "claimed people"),
        ({"quality": 0.95}, "claimed quality"),
        ({"bound": 0.1}, "claimed bound"),
        ({"blocking": 1}, "claimed blocking pairs"),
        ({"proof": replace(certificate.proof, prices={"mia": 10**12})}, "claimed proof"),
    ):
        assert rule in broken(table, rules, replace(true, certificate=replace(certificate, **lie)))
    worse = replace(true, pairs=(RoundPair("ana", "noor", 0.8),))
    assert "claimed proof" in broken(table, rules, worse)
