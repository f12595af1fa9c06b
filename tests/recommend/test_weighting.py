"""Weights that a community sets: their bounds, and that they move the order and nothing else."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.errors import UnknownWeight, WeightOutOfBounds
from peernet.model.mentor_candidate import MentorCandidate
from peernet.recommend.asking import prepare
from peernet.recommend.mentors import base, explain, rank, suggest_mentors
from peernet.recommend.signals import SIGNALS
from peernet.recommend.two_sided import joined
from peernet.recommend.weighting import BOUNDS, ORIGINS, USUAL_WEIGHTS, Origin, Weights, kept_weights, name_of
from tests.recommend.factories import DAY, NOW, asker, candidate, community, wanted

TOGETHER = candidate("together", shared=[community()])
FREE = candidate("answering", requests=(20, 20, 20))


def ids(weights: Weights, *everybody: MentorCandidate) -> list[str]:
    return [found.person_id for found in suggest_mentors(asker(), [wanted()], everybody, NOW, 9, weights=weights)]


def test_every_signal_can_be_set_by_the_kind_of_its_first_reason() -> None:
    assert {name_of(signal) for signal in SIGNALS} == BOUNDS.keys()
    assert len(BOUNDS) == len(SIGNALS)


def test_what_nobody_has_set_counts_as_usual() -> None:
    assert USUAL_WEIGHTS.signals == SIGNALS == Weights({"responsive": 1.0}).signals


def test_a_signal_counts_its_factor_on_both_sides_and_the_others_as_before() -> None:
    for signal, usual in zip(Weights({"shared_community": 0.5}).signals, SIGNALS, strict=True):
        factor = 0.5 if name_of(signal) == "shared_community" else 1.0
        assert (signal.weight, signal.accept) == (factor * usual.weight, factor * usual.accept)


def test_a_community_can_turn_the_order() -> None:
    assert ids(Weights({"responsive": 0.0}), TOGETHER, FREE) == ["together", "answering"]
    assert ids(Weights({"shared_community": 0.0}), TOGETHER, FREE) == ["answering", "together"]


def test_the_reasons_still_sum_to_the_score() -> None:
    weights, asking = Weights({"teaches_skill": 2.0, "shared_community": 0.0}), prepare(asker(), [wanted()], NOW)
    (ranked,) = rank(asking, [TOGETHER], weights)
    told = math.fsum(reason.weight for reason in explain(asking, ranked, weights).reasons)
    assert told == pytest.approx(ranked.total - joined(base(asking)))


@pytest.mark.parametrize("given", [-0.1, 2.1, math.inf, math.nan])
def test_a_factor_out_of_bounds_is_refused_with_the_bounds_and_what_was_given(given: float) -> None:
    with pytest.raises(WeightOutOfBounds, match="'responsive' must be from 0 to 2 times the usual one") as refused:
        Weights({"shared_community": 1.5, "responsive": given})
    error = refused.value
    assert (error.kind, error.least, error.most) == ("responsive", 0.0, 2.0)
    assert error.given == pytest.approx(given, nan_ok=True)


def test_the_skill_cannot_be_left_out() -> None:
    with pytest.raises(WeightOutOfBounds, match=r"'teaches_skill' must be from 0\.5 to 2"):
        Weights({"teaches_skill": 0.0})


def test_a_signal_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownWeight, match="no weight 'beauty'") as refused:
        Weights({"beauty": 1.0})
    assert refused.value.known == tuple(sorted(BOUNDS))


@pytest.mark.parametrize("name", BOUNDS)
def test_the_bounds_themselves_are_allowed(name: str) -> None:
    for factor in BOUNDS[name]:
        assert Weights({name: factor}).factors[name] == factor


def test_what_was_checked_cannot_be_changed_afterwards() -> None:
    given = {"responsive": 1.0}
    weights = Weights(given)
    given["responsive"] = 9.0
    assert weights.factors["responsive"] == 1.0


FACTORS = st.fixed_dictionaries({}, optional={name: st.floats(*bounds) for name, bounds in BOUNDS.items()})
CANDIDATES = st.builds(
    candidate,
    places=st.tuples(st.integers(1, 3), st.just(3)),
    active_at=st.none() | st.integers(NOW - 900 * DAY, NOW),
    shared=st.just(()) | st.just((community(),)),
    knows=st.booleans(),
    contacts=st.integers(0, 50),
    requests=st.sampled_from([(0, 0, 0), (20, 20, 20), (50, 0, 0)]),
    activity=st.floats(0, 1e6),
    shown=st.just({}) | st.fixed_dictionaries({"react": st.floats(0, 1e6)}),
    mentored_mentors=st.lists(st.integers(1, 40), max_size=5),
    breadth=st.integers(0, 5000),
)


@given(FACTORS, st.lists(CANDIDATES, min_size=1, max_size=4))
def test_within_the_bounds_every_score_lies_between_0_and_1(
    factors: dict[str, float], everybody: list[MentorCandidate]
) -> None:
    named = [replace(each, person_id=f"p{number}") for number, each in enumerate(everybody)]
    found = suggest_mentors(asker(), [wanted()], named, NOW, 9, weights=Weights(factors))
    assert len(found) == len(named)
    assert all(0 <= each.score <= 1 for each in found)


@given(st.lists(CANDIDATES, min_size=1, max_size=4))
def test_a_set_of_usual_weights_changes_nothing(everybody: list[MentorCandidate]) -> None:
    named = [replace(each, person_id=f"p{number}") for number, each in enumerate(everybody)]
    same = Weights(dict.fromkeys(BOUNDS, 1.0))
    assert suggest_mentors(asker(), [wanted()], named, NOW, 9, weights=same) == suggest_mentors(
        asker(), [wanted()], named, NOW, 9
    )


@given(FACTORS)
def test_what_is_in_force_lies_within_its_bounds_and_says_where_it_is_from(factors: dict[str, float]) -> None:
    for each in Weights(factors).effective():
        assert each.bounds.least <= each.factor <= each.bounds.most
        assert (each.origin is Origin.COMMUNITY) == (each.kind in factors)
        assert (each.ask, each.accept) == (each.factor * each.usual_ask, each.factor * each.usual_accept)


def test_of_every_weight_it_is_said_where_it_comes_from() -> None:
    assert ORIGINS.keys() == BOUNDS.keys()


def test_what_was_set_under_other_bounds_is_kept_within_those_of_now() -> None:
    assert kept_weights(["gone", "teaches_skill", "knows"], [1.5, 0.1, 7.0]) == Weights(
        {"teaches_skill": 0.5, "knows": 2.0}
    )
    assert kept_weights([], []) is USUAL_WEIGHTS
