"""Weights that a community sets: their bounds, and that they move the order and nothing else."""

from __future__ import annotations

import math

import pytest

from peernet.errors import BadInput, UnknownWeight, WeightOutOfBounds
from peernet.model.mentor_candidate import MentorCandidate
from peernet.recommend.asking import prepare
from peernet.recommend.mentors import base, explain, rank, suggest_mentors
from peernet.recommend.signals import SIGNALS
from peernet.recommend.two_sided import joined
from peernet.recommend.weighting import BOUNDS, USUAL_WEIGHTS, Weights, name_of
from tests.recommend.factories import NOW, asker, candidate, community, wanted

TOGETHER = candidate("together", shared=[community()])
FREE = candidate("answering", requests=(20, 20, 20))


def ids(weights: Weights, *everybody: MentorCandidate) -> list[str]:
    return [found.person_id for found in suggest_mentors(asker(), [wanted()], everybody, NOW, 9, weights=weights)]


def test_every_signal_can_be_set_by_the_kind_of_its_first_reason() -> None:
    assert {name_of(signal) for signal in SIGNALS} == BOUNDS.keys()
    assert len(BOUNDS) == len(SIGNALS)


def test_what_nobody_has_set_counts_as_usual() -> None:
    assert USUAL_WEIGHTS.signals() == SIGNALS == Weights({"responsive": 1.0}).signals()


def test_a_signal_counts_its_factor_on_both_sides_and_the_others_as_before() -> None:
    for signal, usual in zip(Weights({"shared_community": 0.5}).signals(), SIGNALS, strict=True):
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
    with pytest.raises(WeightOutOfBounds, match="responsive: must be from 0 to 2 times the usual weight") as refused:
        Weights({"shared_community": 1.5, "responsive": given})
    error = refused.value
    assert (error.name, error.least, error.most) == ("responsive", 0.0, 2.0)
    assert error.given == pytest.approx(given, nan_ok=True)
    assert isinstance(error, BadInput)


def test_the_skill_cannot_be_left_out() -> None:
    with pytest.raises(WeightOutOfBounds, match=r"teaches_skill: must be from 0\.5 to 2"):
        Weights({"teaches_skill": 0.0})


def test_a_signal_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownWeight, match="no signal 'beauty'") as refused:
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
