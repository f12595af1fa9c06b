"""Who would match if one thing changed: people who miss exactly one condition, and the change that would meet it.

The conditions are a place that is open, a common language, a common hour (where both have said when they are free),
and the level asked for. What a change costs the asker is our choice, in the unit of the scores' log-odds, so that a
better mentor may be worth a larger change.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from peernet.model.hours import DAYS
from peernet.model.mentor_candidate import Asker, MentorCandidate, OfferFact, WantedSkill
from peernet.model.near_miss import (
    AddHours,
    AddLanguage,
    Change,
    LowerLevel,
    Missed,
    NearMiss,
    NearMisses,
    OpenNeed,
    WaitForPlace,
)
from peernet.model.skill import Hop
from peernet.model.wait import Load, Wait
from peernet.recommend.asking import Asking, known_hours, prepare, primary, primary_languages
from peernet.recommend.background import UNKNOWN, Background
from peernet.recommend.common_window import clock, waking_window
from peernet.recommend.mentors import explain, rank
from peernet.recommend.ranked import Ranked
from peernet.recommend.waiting import LEAST_OVER, expected_wait
from peernet.recommend.weighting import USUAL_WEIGHTS, Weights

DAY_MS = 86_400_000
MOST = 10
"""Near misses that are told at most."""
SHARE_OF_A_KIND = 0.4
"""Of the near misses that are told, as long as others wait: free hours are the change that most people lack."""
LEVEL_COST = 0.3
"""For each level less than asked for."""
HOUR_COST = 0.2
"""For each hour a week that would have to be free."""
WEEK_COST, UNKNOWN_WAIT_COST = 0.05, 1.0
"""For each week that the wait is likely to take; and where nobody can say how many."""
LANGUAGE_COST = 2.0
"""Nobody learns a language for one mentor; who speaks it and has not said so adds it at once."""


class Question(NamedTuple):
    """Who asks for what and when (epoch ms). asked: the asked skills themselves, by id; lowered: by a lower level.

    lasted: how many days mentorships lasted that were led by those who are full.
    """

    asker: Asker
    at_ms: int
    asked: Mapping[str, WantedSkill]
    asking: Asking
    lowered: Mapping[int, Asking]
    lasted: Sequence[float]


class Step(NamedTuple):
    """One change, what it costs in log-odds, and the two sides as they would be after it."""

    change: Change
    cost: float
    asking: Asking
    candidate: MentorCandidate


@dataclass(frozen=True, slots=True)
class Changed:
    """A step and where it leads."""

    step: Step
    ranked: Ranked

    @property
    def order(self) -> tuple[float, str]:
        """Best first: by what the score is made from, less what the change costs; then by id."""
        return (self.step.cost - self.ranked.total, self.step.candidate.person_id)


def near_misses(
    asker: Asker,
    wanted: Sequence[WantedSkill],
    found: Sequence[MentorCandidate],
    missed: Sequence[Missed],
    at_ms: int,
    most: int = MOST,
    background: Background = UNKNOWN,
    weights: Weights = USUAL_WEIGHTS,
) -> NearMisses:
    """At most `most` near misses among the candidates that were found and those who are full or share no language.

    Best first: by the log-odds of the score that they would have less what the change costs, then by person id. No kind
    of change takes more than SHARE_OF_A_KIND of the places while people wait who would match by another.
    """
    everybody = [*(Missed(candidate, Load()) for candidate in found), *missed]
    question = _question(asker, wanted, at_ms, everybody, background)
    changed = sorted(_changed(_steps(question, everybody), weights), key=lambda each: each.order)
    misses = tuple(_near_miss(each, weights) for each in _varied(changed, most))
    return NearMisses(misses, None if rank(question.asking, found, weights) else _smallest(question, changed))


def _question(
    asker: Asker, wanted: Sequence[WantedSkill], at_ms: int, everybody: Sequence[Missed], background: Background
) -> Question:
    asked = {skill.skill_id: skill for skill in wanted if skill.hop is Hop.ASKED}
    candidates = [each.candidate for each in everybody]

    def prepared(level: int | None) -> Asking:
        lower = wanted if level is None else [replace(skill, level=level) for skill in wanted]
        return prepare(asker, lower, at_ms, candidates, background)

    most = max((skill.level or 0 for skill in asked.values()), default=0)
    lasted = sorted(each / DAY_MS for one in everybody for each in one.load.lasted)
    return Question(asker, at_ms, asked, prepared(None), {level: prepared(level) for level in range(1, most)}, lasted)


def _steps(question: Question, everybody: Iterable[Missed]) -> Iterator[Step]:
    """The one change of everybody who misses exactly one condition, where there is a change that meets it."""
    for each in everybody:
        if each.candidate.person_id == question.asker.person_id or not _offers(question, each.candidate):
            continue
        missing = [step for is_met, step in _CONDITIONS if not is_met(question, each.candidate)]
        if len(missing) == 1 and (step := missing[0](question, each)) is not None:
            yield step


def _changed(steps: Iterable[Step], weights: Weights) -> Iterator[Changed]:
    for step in steps:
        for ranked in rank(step.asking, [step.candidate], weights):
            yield Changed(step, ranked)


def _varied(changed: Sequence[Changed], most: int) -> list[Changed]:
    """At most `most` of them, in their order, no kind of change above its share before all others have had theirs."""
    share = max(1, math.floor(most * SHARE_OF_A_KIND))
    taken: Counter[type[Change]] = Counter()
    within: list[Changed] = []
    beyond: list[Changed] = []
    for each in changed:
        kind = type(each.step.change)
        taken[kind] += 1
        (within if taken[kind] <= share else beyond).append(each)
    told = within[:most]
    return sorted(told + beyond[: most - len(told)], key=lambda each: each.order)


def _near_miss(changed: Changed, weights: Weights) -> NearMiss:
    told = explain(changed.step.asking, changed.ranked, weights)
    skill_id = told.skill_id or changed.step.candidate.offers[0].skill_id
    return NearMiss(told.person_id, told.name, told.score, skill_id, changed.step.change)


def _smallest(question: Question, changed: Sequence[Changed]) -> Change | None:
    """The cheapest change; where none would do, a need that others can find; None where no skill was asked for."""
    if changed:
        return min(changed, key=lambda each: (each.step.cost, each.order)).step.change
    asked = next(iter(question.asked.values()), None)
    return None if asked is None else OpenNeed(asked.skill_id, asked.label)


def _offers(question: Question, candidate: MentorCandidate) -> list[OfferFact]:
    return [offer for offer in candidate.offers if offer.skill_id in question.asked]


def _has_place(_question: Question, candidate: MentorCandidate) -> bool:
    return candidate.open_places > 0


def _wait(question: Question, missed: Missed) -> Step | None:
    if missed.candidate.capacity < 1:
        return None  # whoever takes nobody has no place to wait for
    wait = _expected(question, missed.load)
    cost = UNKNOWN_WAIT_COST if wait is None else WEEK_COST * wait.likely
    change = WaitForPlace(wait, missed.load.waiting)
    return Step(change, cost, question.asking, replace(missed.candidate, open_places=1))


def _expected(question: Question, load: Load) -> Wait | None:
    """By what their own mentorships tell, where these are enough; otherwise with those of all who are full."""
    ages = [(question.at_ms - started) / DAY_MS for started in load.started]
    own = sorted(each / DAY_MS for each in load.lasted)
    found = expected_wait(ages, own if len(own) >= LEAST_OVER else question.lasted, load.waiting)
    if found is None:
        return None
    late = None if found.late is None else math.ceil(found.late / 7)
    return Wait(found.soon // 7, math.ceil(found.likely / 7), late)


def _understands(question: Question, candidate: MentorCandidate) -> bool:
    spoken = question.asking.languages
    return not spoken or not spoken.isdisjoint(primary_languages(candidate.languages))


def _add_language(question: Question, missed: Missed) -> Step | None:
    if not missed.candidate.languages:
        return None
    language = primary(missed.candidate.languages[0])
    asking = replace(
        question.asking,
        languages=question.asking.languages | {language},
        spoken=(*question.asking.spoken, language),
    )
    return Step(AddLanguage(language), LANGUAGE_COST, asking, missed.candidate)


def _has_time(question: Question, candidate: MentorCandidate) -> bool:
    theirs = _hours(question, candidate)
    return not question.asking.hours or not theirs or bool(question.asking.hours & theirs)


def _add_hours(question: Question, missed: Missed) -> Step | None:
    zones = (question.asker.time_zone, missed.candidate.time_zone)
    run = waking_window(_hours(question, missed.candidate), zones, question.at_ms)
    if run is None:
        return None
    day, start, end = run.window
    change = AddHours(DAYS[day], clock(start), clock(end), (end - start) / 60)
    asking = replace(question.asking, hours=question.asking.hours | run.slots)
    return Step(change, HOUR_COST * change.hours, asking, missed.candidate)


def _hours(question: Question, candidate: MentorCandidate) -> int:
    return known_hours(candidate.hours, candidate.time_zone, question.at_ms)


def _is_able(question: Question, candidate: MentorCandidate) -> bool:
    return any(
        offer.level is None or offer.level >= (question.asked[offer.skill_id].level or 0)
        for offer in _offers(question, candidate)
    )


def _lower_level(question: Question, missed: Missed) -> Step | None:
    offers = [(offer.level or 0, offer.standing, offer.skill_id) for offer in _offers(question, missed.candidate)]
    level, _, skill_id = max(offers)
    skill = question.asked[skill_id]
    wanted = skill.level or 0
    asking = question.lowered.get(level)
    if asking is None:
        return None
    change = LowerLevel(skill_id, skill.label, level, wanted)
    return Step(change, LEVEL_COST * (wanted - level), asking, missed.candidate)


_CONDITIONS: tuple[
    tuple[Callable[[Question, MentorCandidate], bool], Callable[[Question, Missed], Step | None]], ...
] = (
    (_has_place, _wait),
    (_understands, _add_language),
    (_has_time, _add_hours),
    (_is_able, _lower_level),
)
