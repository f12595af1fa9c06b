"""Endorsements weigh as much as their endorser's standing; rings of accounts without one lift nobody far."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.recommend import trust
from peernet.recommend.decay import growth
from peernet.recommend.standing import HALF_LIFE_DAYS
from peernet.recommend.trust import MOST_LIFT, Endorsement, inflows

NOW = 1_780_000_000_000
DAY = 86_400_000
Pairs = Sequence[tuple[str, str]]


def endorsed(pairs: Pairs, age_days: int = 0) -> list[Endorsement]:
    return [Endorsement(a, b, NOW - age_days * DAY) for a, b in pairs]


def standing(person_id: str, pairs: Pairs, earned: Mapping[str, float]) -> float:
    """What somebody has earned, and what their endorsements add to it, as it is worth at NOW."""
    inflow = inflows(endorsed(pairs), earned, NOW).get(person_id, 0.0)
    return earned.get(person_id, 0.0) + trust.increment(inflow, NOW) / growth(NOW, HALF_LIFE_DAYS)


def test_an_endorsement_weighs_what_its_endorser_has_shown() -> None:
    found = inflows(
        endorsed([("expert", "ann"), ("novice", "bea"), ("nobody", "cyd")]), {"expert": 9, "novice": 1}, NOW
    )
    assert found == pytest.approx({"expert": 0, "ann": 0.9, "novice": 0, "bea": 0.5, "nobody": 0, "cyd": 0})


def test_trust_is_passed_on_by_half_and_shared_among_all_whom_somebody_endorses() -> None:
    found = inflows(endorsed([("expert", "ann"), ("ann", "bea"), ("ann", "cyd")]), {"expert": 9}, NOW)
    assert found == pytest.approx({"expert": 0, "ann": 0.9, "bea": 0.225, "cyd": 0.225})


def test_mutual_and_old_endorsements_weigh_less() -> None:
    earned = {"ann": 1.0, "bea": 1.0}
    one_way = inflows(endorsed([("ann", "bea")]), earned, NOW)["bea"]
    mutual = inflows(endorsed([("ann", "bea"), ("bea", "ann")]), earned, NOW)["bea"]
    old = inflows(endorsed([("ann", "bea")], HALF_LIFE_DAYS), earned, NOW)["bea"]
    assert mutual < one_way
    assert old == pytest.approx(one_way / 2)


def test_without_anybody_who_has_shown_something_no_endorsement_counts() -> None:
    assert set(inflows(endorsed([("ann", "bea"), ("bea", "cyd"), ("cyd", "ann")]), {}, NOW).values()) == {0.0}
    assert inflows([], {"ann": 1.0}, NOW) == {}


def honest(chance: random.Random, people: int = 40) -> tuple[list[tuple[str, str]], dict[str, float]]:
    """A community in which some have shown the skill and people endorse each other as they know each other."""
    names = [f"h{n}" for n in range(people)]
    pairs = [(a, b) for a in names for b in names if a != b and chance.random() < 0.08]
    return pairs, {name: chance.choice([0.2, 1.0, 5.0, 20.0]) for name in names if chance.random() < 0.5}


def rings(target: str, size: int) -> Mapping[str, list[tuple[str, str]]]:
    """Accounts made to lift `target`, in every way in which they can endorse it, each other, and be endorsed by it."""
    fakes = [f"fake{n}" for n in range(size)]
    circle = [(a, b) for a, b in zip(fakes, [*fakes[1:], fakes[0]], strict=True) if a != b]
    to, back = [(each, target) for each in fakes], [(target, each) for each in fakes]
    close = [(a, b) for a in fakes[:30] for b in fakes[:30] if a != b]
    return {
        "all endorse the target": to,
        "a circle that endorses the target": circle + to,
        "all of them mutually": to + back,
        "one is endorsed and all endorse back": [(target, fakes[0]), *[(fakes[0], each) for each in fakes[1:]], *to],
        "one is endorsed and passes it on to the next, who endorses back": [
            (target, fakes[0]),
            *circle,
            (fakes[-1], target),
        ],
        "two steps out, all back": [(target, fakes[0]), (fakes[0], fakes[1]), (fakes[1], target)],
        "everybody endorses everybody": close + to + back,
    }


@pytest.mark.parametrize("size", [10, 100, 1000])
@pytest.mark.parametrize("number", range(4))
def test_no_ring_lifts_anybody_by_more_than_the_stated_factor(size: int, number: int) -> None:
    chance = random.Random(number)
    pairs, earned = honest(chance)
    targets = [f"h{chance.randrange(40)}", "loner", "newcomer"]
    earned |= {"loner": chance.choice([0.01, 0.5, 3.0])}
    for target in targets:
        before = {each: standing(each, pairs, earned) for each in (target, "h0", "h1")}
        for kind, ring in rings(target, size).items():
            after = standing(target, [*pairs, *ring], earned)
            assert after <= MOST_LIFT * before[target] + 1e-12, (kind, target, before[target], after)
            for other in {"h0", "h1"} - {target}:
                assert standing(other, [*pairs, *ring], earned) <= MOST_LIFT * before[other] + 1e-12, (kind, other)


@pytest.mark.parametrize("size", [10, 100, 1000])
def test_an_accomplice_gives_more_by_endorsing_in_person_than_through_a_ring(size: int) -> None:
    fakes = [f"fake{n}" for n in range(size)]
    through = [*[("expert", each) for each in fakes], *[(each, "target") for each in fakes]]
    assert standing("target", through, {"expert": 9.0}) < standing("target", [("expert", "target")], {"expert": 9.0})


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 15)).filter(lambda pair: pair[0] != pair[1]), max_size=40),
    st.lists(st.tuples(st.integers(8, 15), st.integers(0, 15)).filter(lambda pair: pair[0] != pair[1]), max_size=60),
    st.dictionaries(st.integers(0, 7), st.floats(0.01, 50), max_size=8),
)
def test_whatever_eight_accounts_without_a_standing_endorse_nobody_is_lifted_beyond_the_factor(
    known: list[tuple[int, int]], fake: list[tuple[int, int]], shown: dict[int, float]
) -> None:
    """0 to 7 are people, who may have fallen for some of the accounts 8 to 15; only these endorse anew."""
    earned = {str(person): worth for person, worth in shown.items()}
    before_pairs = [(str(a), str(b)) for a, b in known]
    after_pairs = before_pairs + [(str(a), str(b)) for a, b in fake]
    attackers = {a for a, b in known if b >= 8}
    for person in range(8):
        if attackers - {person}:  # what an accomplice passes on is the accomplice's to give
            continue
        before, after = (standing(str(person), pairs, earned) for pairs in (before_pairs, after_pairs))
        assert after <= MOST_LIFT * before + 1e-9
