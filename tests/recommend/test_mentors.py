"""Suggesting mentors: the conditions, the signals, the reasons."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.model.mentor_candidate import (
    Asker,
    Contact,
    MentorCandidate,
    OfferFact,
    PastMentorship,
    SharedCommunity,
    WantedSkill,
)
from peernet.model.shown import Shown
from peernet.model.skill import Hop
from peernet.model.suggestion import (
    MENTOR_REASONS,
    NeighbourSkill,
    OverlappingHours,
    SharedCommunityReason,
    ShownSkill,
    Suggestion,
    TeachesSkill,
)
from peernet.recommend import weights
from peernet.recommend.asking import level_fit, prepare
from peernet.recommend.background import Background
from peernet.recommend.learned import LearnedSkill
from peernet.recommend.mentors import base, explain, rank, suggest_mentors
from peernet.recommend.record_signals import RECORD_SIGNALS
from peernet.recommend.signals import SIGNALS
from peernet.recommend.standing import increment
from peernet.recommend.two_sided import joined
from tests.recommend.factories import DAY, NOW, YEAR, asker, candidate, community, offer, past, wanted

EVENING = ("Mon 18:00-20:00",)
GOAL = "Parse calendar files"
BACKGROUND = Background(
    {"react": LearnedSkill(40.0, 9, False, (("vue", 0.5),)), "vue": LearnedSkill(60.0, 9, False, (("react", 0.5),))},
    1000.0,
    "berlin",
    {"hamburg": 0.5},
    {"berlin": "Berlin"},
    GOAL,
)


def suggested(
    *candidates: MentorCandidate, who: Asker | None = None, want: Sequence[WantedSkill] = (wanted(),)
) -> list[Suggestion]:
    return suggest_mentors(who or asker(), want, candidates, NOW, 100, background=BACKGROUND)


def score(one: MentorCandidate, who: Asker | None = None, want: Sequence[WantedSkill] = (wanted(),)) -> float:
    (only,) = suggested(one, who=who, want=want)
    return only.score


@pytest.mark.parametrize(
    "unfit",
    [
        candidate("me"),
        candidate(offers=[offer("cooking")]),
        candidate(languages=["fr"]),
        candidate(languages=[]),
        candidate(places=(0, 3)),
    ],
    ids=["the asker", "another skill", "no common language", "no stated language", "no open place"],
)
def test_who_does_not_meet_a_condition_is_never_suggested(unfit: MentorCandidate) -> None:
    assert [found.person_id for found in suggested(unfit, candidate("bea"))] == ["bea"]


def test_languages_meet_by_their_primary_subtag() -> None:
    assert len(suggested(candidate(languages=["PT-br"]), who=asker(languages=["pt"]))) == 1


def test_an_asker_without_languages_meets_no_condition_of_language() -> None:
    assert len(suggested(candidate(languages=[]), who=asker(languages=[]))) == 1


def test_nothing_asked_or_nobody_there_gives_nothing() -> None:
    assert suggested(candidate(), want=[]) == []
    assert suggested() == []


def test_pages_follow_each_other_without_overlap_and_are_bounded() -> None:
    everybody = [candidate(f"p{number}") for number in range(7)]
    pages, shown = [], Shown()
    for _ in range(4):
        pages.append(suggest_mentors(asker(), [wanted()], everybody, NOW, 3, shown))
        for found in pages[-1]:
            shown = shown.then(found.person_id)
    assert [found.person_id for page in pages for found in page] == [f"p{number}" for number in range(7)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert suggest_mentors(asker(), [wanted()], everybody, NOW, -1) == []


def test_alike_candidates_come_in_the_order_of_their_ids() -> None:
    assert [found.person_id for found in suggested(candidate("b"), candidate("c"), candidate("a"))] == ["a", "b", "c"]


def test_near_peers_fit_best_and_those_below_little() -> None:
    fits = [level_fit(level, 2) for level in range(1, 6)]
    assert fits == [0.3, 0.8, 1.0, 1.0, 0.9]
    assert level_fit(1, 5) < level_fit(4, 5) < level_fit(5, 5)
    assert level_fit(1, None) < level_fit(2, None) == level_fit(5, None)


def test_where_no_level_is_wanted_the_askers_own_level_counts() -> None:
    knows_some = asker(levels={"react": 3})
    assert score(candidate(offers=[offer(level=2)]), knows_some) < score(candidate(offers=[offer(level=4)]), knows_some)


def test_the_asked_skill_beats_a_neighbour_and_the_neighbour_says_its_hop() -> None:
    want = [wanted("css"), wanted("frontend", closeness=0.6, hop=Hop.BROADER, via="Css")]
    exact, near = suggested(
        candidate("b", offers=[offer("css")]), candidate("a", offers=[offer("frontend")]), want=want
    )
    assert (exact.person_id, exact.skill_id, exact.hop, exact.via_label) == ("b", "css", Hop.ASKED, None)
    assert (near.skill_id, near.hop, near.via_label) == ("frontend", Hop.BROADER, "Css")
    assert isinstance(exact.reasons[0], TeachesSkill)
    assert isinstance(near.reasons[0], NeighbourSkill)


def test_of_two_asked_skills_whoever_offers_both_comes_first_with_a_reason_for_each() -> None:
    want = [wanted("react"), wanted("css")]
    both, one = suggested(
        candidate("one", offers=[offer("react")]),
        candidate("two", offers=[offer("react"), offer("css")]),
        want=want,
    )
    assert (both.person_id, one.person_id) == ("two", "one")
    assert sorted(reason.skill_id for reason in both.reasons if isinstance(reason, TeachesSkill)) == ["css", "react"]


def test_a_bare_claim_is_no_evidence_and_answering_is() -> None:
    (claimed,) = suggested(candidate())
    (answered,) = suggested(candidate(**record(3)))
    assert not [reason for reason in claimed.reasons if isinstance(reason, ShownSkill)]
    (shown,) = [reason for reason in answered.reasons if isinstance(reason, ShownSkill)]
    assert shown.strength == 2.5


def test_who_never_offered_is_suggested_by_what_they_have_done_alone() -> None:
    silent = replace(candidate("cy"), offers=())
    assert suggested(silent) == []
    (found,) = suggested(replace(silent, **record(3)))
    assert (found.person_id, found.skill_id, found.hop) == ("cy", "react", Hop.ASKED)
    assert not [reason for reason in found.reasons if isinstance(reason, TeachesSkill)]


def test_the_shared_community_named_is_the_freshest_with_its_months_and_the_number_of_others() -> None:
    (found,) = suggested(candidate(shared=[community("old", together=3 * YEAR), community("new", together=YEAR // 4)]))
    (reason,) = [reason for reason in found.reasons if isinstance(reason, SharedCommunityReason)]
    assert (reason.community_id, reason.months, reason.others) == ("new", 3, 1)


def test_unknown_hours_are_neutral_between_many_and_none() -> None:
    who = asker(hours=EVENING)
    many, unknown, none = (
        score(candidate(hours=hours), who)
        for hours in (("Mon 17:00-22:00", "Mon 10:00-12:00"), (), ("Tue 18:00-20:00",))
    )
    assert none < unknown <= many
    assert (
        score(candidate(hours=["nonsense"]), who)
        == score(candidate(hours=EVENING, time_zone="Mars/Base"), who)
        == unknown
    )


def test_no_common_hours_are_a_reason_against() -> None:
    (found,) = suggested(candidate(hours=["Tue 18:00-20:00"]), who=asker(hours=EVENING))
    (reason,) = [reason for reason in found.reasons if isinstance(reason, OverlappingHours)]
    assert reason.hours == 0
    assert reason.weight < 0


def test_newcomers_stand_between_those_who_answer_and_those_who_do_not() -> None:
    assert score(candidate(requests=(10, 1, 0))) < score(candidate()) < score(candidate(requests=(10, 10, 9)))
    assert score(candidate(requests=(1, 0, 0))) > score(candidate(requests=(10, 0, 0)))


def record(answers: int) -> dict[str, Any]:
    """The facts of somebody with so many fresh answers about React."""
    amount = answers * increment("answered", 1, NOW)
    return {"shown": {"react": amount} if answers else {}, "activity": amount}


LADDERS: dict[str, Callable[[int], MentorCandidate]] = {
    "evidence": lambda step: candidate(**record(step)),
    "breadth": lambda step: candidate(breadth=step),
    "mentorships in the community": lambda step: candidate(past=[past(f"m{n}") for n in range(step)]),
    "likeness of the goals": lambda step: candidate(past=[past(goal=GOAL[: 5 * step])]),
    "recency of the shared community": lambda step: candidate(shared=[community(together=(9 - step) * YEAR)]),
    "number of shared communities": lambda step: candidate(shared=[community(f"c{n}") for n in range(step)]),
    "common languages": lambda step: candidate(languages=["en", "es", "fr", "de", "it", "pt"][: step + 1]),
    "open places": lambda step: candidate(places=(step + 1, 6)),
    "common contacts": lambda step: candidate(contacts=step),
    "mentors of one's mentors": lambda step: candidate(mentored_mentors=(4,) * step),
    "a direct tie beside common contacts": lambda step: candidate(contacts=90, knows=step > 2),
    "requests accepted": lambda step: candidate(requests=(5, 5, step)),
    "requests answered": lambda step: candidate(requests=(5, step, 0)),
    "recent activity": lambda step: candidate(active_at=NOW - (100 - step) * DAY),
    "a direct tie": lambda step: candidate(knows=step > 2),
}  # fmt: skip


@pytest.mark.parametrize("ladder", LADDERS.values(), ids=LADDERS.keys())
def test_more_of_what_speaks_for_somebody_never_lowers_and_in_the_end_raises_them(
    ladder: Callable[[int], MentorCandidate],
) -> None:
    who = asker(languages=["en", "es", "fr", "de", "it", "pt"])
    scores = [score(ladder(step), who) for step in range(6)]
    assert scores == sorted(scores)
    assert scores[0] < scores[-1]


def test_every_signal_has_a_weight_and_the_signals_give_every_reason_once() -> None:
    given_types = [reason for signal in SIGNALS for reason in signal.reasons]
    assert sorted(map(repr, given_types)) == sorted(map(repr, MENTOR_REASONS))
    assert all(min(signal.weight, signal.accept) >= 0 < signal.weight + signal.accept for signal in SIGNALS)
    assert len({reason.kind for reason in MENTOR_REASONS}) == len(MENTOR_REASONS)


def test_a_fitting_skill_outweighs_any_two_circumstances() -> None:
    done = {reason for signal in RECORD_SIGNALS for reason in signal.reasons}
    others = sorted(signal.weight for signal in SIGNALS if not done.union([TeachesSkill]).intersection(signal.reasons))
    assert others[-1] + others[-2] <= weights.SKILL


def test_somebody_whose_mentors_are_many_points_less_to_each_of_them() -> None:
    assert score(candidate(mentored_mentors=(1,))) > score(candidate(mentored_mentors=(50,))) > score(candidate())


def test_who_asks_often_is_taken_to_ask_more_readily_and_the_order_stays() -> None:
    few, usual, many = (
        [found.score for found in suggested(candidate("a", contacts=2), candidate("b"), who=asker(asked=asked))]
        for asked in (0, None, 30)
    )
    assert few[0] < usual[0] < many[0]
    assert all(first > second for first, second in (few, usual, many))


levels = st.integers(1, 5)
instants = st.integers(NOW - 3000 * DAY, NOW + 30 * DAY)
counts = st.integers(0, 12)
offers = st.builds(OfferFact, st.sampled_from(["react", "css", "vue"]), levels, st.floats(0, 1e6))
shared = st.builds(SharedCommunity, st.sampled_from(["c1", "c2"]), st.just("C"), instants, instants)
pasts = st.builds(
    PastMentorship,
    st.sampled_from("abc"),
    st.none() | instants,
    st.sampled_from(["", GOAL, "Parse dates", "Bake bread"]),
    st.sampled_from([None, "berlin", "hamburg"]),
)
candidates = st.builds(
    MentorCandidate,
    person_id=st.uuids().map(str),
    name=st.just("Somebody"),
    languages=st.lists(st.sampled_from(["en", "es", "pt-BR"]), unique=True).map(tuple),
    hours=st.sampled_from([(), EVENING, ("Sun 10:00-24:00",), ("broken",)]),
    time_zone=st.sampled_from(["UTC", "Asia/Tokyo", "Nowhere"]),
    capacity=counts,
    open_places=st.integers(-1, 12),
    active_at=st.none() | instants,
    offers=st.lists(offers, max_size=3).map(tuple),
    shared=st.lists(shared, max_size=3).map(tuple),
    knows=st.booleans(),
    common_contacts=counts,
    requests_received=counts,
    requests_answered=counts,
    requests_accepted=counts,
    mentored_mentors=st.lists(st.integers(1, 9), max_size=2).map(tuple),
    via=st.none() | st.just(Contact("ana", "Ana")),
    activity=st.floats(0, 1e6),
    shown=st.dictionaries(st.sampled_from(["react", "vue", "go"]), st.floats(0, 1e6)),
    places=st.dictionaries(st.sampled_from(["berlin", "hamburg"]), instants),
    past=st.lists(pasts, max_size=3).map(tuple),
    exposure=st.floats(0, 50),
    breadth=st.integers(0, 2000),
    bridges=st.booleans(),
)
WANT = (
    wanted("react", level=2),
    wanted("css"),
    wanted("vue", closeness=0.5, hop=Hop.RELATED, via="React"),
)  # fmt: skip


@given(st.lists(candidates, max_size=8, unique_by=lambda one: one.person_id), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(everybody: list[MentorCandidate], chance: random.Random) -> None:
    mixed = list(everybody)
    chance.shuffle(mixed)
    who = asker(languages=["en", "pt"], hours=EVENING)
    assert suggested(*everybody, who=who, want=WANT) == suggested(*mixed, who=who, want=WANT[::-1])


@given(st.lists(candidates, max_size=8, unique_by=lambda one: one.person_id))
def test_whoever_is_suggested_meets_the_conditions_and_scores_fall_from_one_to_zero(
    everybody: list[MentorCandidate],
) -> None:
    facts = {one.person_id: one for one in everybody}
    found = suggested(*everybody, who=asker(languages=["en", "pt"], hours=EVENING), want=WANT)
    for one in found:
        known = facts[one.person_id]
        assert known.open_places > 0
        assert {"en", "pt-BR"} & set(known.languages)
        assert one.skill_id in {fact.skill_id for fact in known.offers} or not known.offers
        assert 0 < one.score < 1


@given(candidates)
def test_the_weights_of_the_reasons_sum_to_what_the_score_is_made_from(one: MentorCandidate) -> None:
    asking = prepare(asker(languages=["en"], hours=EVENING), WANT, NOW, [one], BACKGROUND)
    for ranked in rank(asking, [one]):
        found = explain(asking, ranked)
        total = math.fsum([joined(base(asking)), *(reason.weight for reason in found.reasons)])
        assert total == pytest.approx(ranked.total)
        assert found.score == pytest.approx(1 / (1 + math.exp(-total)))
        assert [reason.weight for reason in found.reasons] == sorted((r.weight for r in found.reasons), reverse=True)


@given(candidates)
def test_every_strength_lies_between_minus_one_and_one(one: MentorCandidate) -> None:
    asking = prepare(asker(languages=["en"], hours=EVENING), WANT, NOW, [one], BACKGROUND)
    for ranked in rank(asking, [one]):
        for signal in SIGNALS:
            strength = signal.strength(asking, one, ranked.met)
            assert -1 <= strength <= 1
            assert strength == 0 or signal.explain(asking, one, ranked.met, signal.weight * strength)
