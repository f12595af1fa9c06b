"""How long a member would have to wait when every mentor who fits is full: an honest interval, or nothing.

Needed are three facts, for the mentors who would be suggested had they a place: how old each of their active
mentorships is, how long mentorships of this kind have lasted that are over (of the skill, or of the community where
there are fewer than MOST_OVER), and how many people are waiting ahead.

How long a mentorship lasts is estimated from those that are over and those that go on; leaving the latter out would
promise too much, since long ones are still going on. The estimate is that of Kaplan and Meier shrunk to a prior
("Nonparametric Bayesian Estimation of Survival Curves from Incomplete Observations", Susarla and Van Ryzin, 1976):

    S(t) = (a S0(t) + N(> t)) / (a + n)  x  product over those going on, of age c <= t, of
           (a S0(c) + N(>= c)) / (a S0(c) + N(>= c) - number of age c)

with S0 exponential of mean USUAL_DAYS and a = PRIOR mentorships. One of age c ends within t with 1 - S(c + t) / S(c),
independently of the others; the wait is over when more places than people ahead have come free, whose probability is
that of a sum of unequal coins, added up exactly. Places that come free a second time are not counted, which makes the
answer late rather than early. What nobody can know is left out: whether a mentor takes a break, or extends.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

LEAST_OVER = 3
"""With fewer mentorships that are over, nothing is said."""
MOST_OVER = 500
MOST_ACTIVE = 200
HORIZON_DAYS = 730
"""Nobody is told of a wait beyond two years."""
USUAL_DAYS = 120.0
"""About four months, our choice: what a mentorship is taken to last before any has been seen."""
PRIOR = 3.0
"""As if so many had been seen."""
_SOON, _LIKELY, _LATE = 0.1, 0.5, 0.9


@dataclass(frozen=True, slots=True)
class ExpectedWait:
    """Whole days until a place is free for the member, rounded up.

    soon, likely, late: of ten who wait like this one, one, five and nine have waited no longer; late is None when that
    is beyond HORIZON_DAYS. over: from how many mentorships that are over this was learnt.
    """

    soon: int
    likely: int
    late: int | None
    over: int


def expected_wait(active_days: Sequence[float], over_days: Sequence[float], ahead: int) -> ExpectedWait | None:
    """The wait, when every place is taken.

    active_days: ages of the active mentorships in the places that would do; over_days: how long those lasted that are
    over; both in days, at most MOST_ACTIVE and MOST_OVER are looked at; ahead: how many wait already (0 or more).
    None when nothing can be said: too few are over, no more places than people ahead, or more likely than not beyond
    HORIZON_DAYS.
    """
    ages = [max(0.0, age) for age in active_days[:MOST_ACTIVE]]
    lasted = [max(0.0, days) for days in over_days[:MOST_OVER]]
    waiting = max(0, ahead)
    if len(lasted) < LEAST_OVER or len(ages) <= waiting:
        return None
    lasts = survival(lasted, ages)

    def free_by(days: int) -> float:
        return _more_than(waiting, [1 - lasts(age + days) / lasts(age) for age in ages])

    likely = _first_day(free_by, _LIKELY)
    if likely is None:
        return None
    soon = _first_day(free_by, _SOON) or likely
    return ExpectedWait(soon, likely, _first_day(free_by, _LATE), len(lasted))


def survival(lasted: Sequence[float], going_on: Sequence[float]) -> Callable[[float], float]:
    """The probability that a mentorship lasts more than so many days, above 0: from durations and ages (>= 0 days)."""
    seen = sorted([*lasted, *going_on])
    ages: list[float] = []
    factors = [1.0]
    for age, alike in groupby(sorted(going_on)):
        at_risk = _prior(age) + len(seen) - bisect_left(seen, age)
        ages.append(age)
        factors.append(factors[-1] * at_risk / (at_risk - len(list(alike))))

    def lasts(days: float) -> float:
        longer = _prior(days) + len(seen) - bisect_right(seen, days)
        return longer / (PRIOR + len(seen)) * factors[bisect_right(ages, days)]

    return lasts


def _prior(days: float) -> float:
    return PRIOR * math.exp(-days / USUAL_DAYS)


def _more_than(number: int, chances: Sequence[float]) -> float:
    """The probability that more than `number` of these independent events happen."""
    exactly = [1.0] + [0.0] * number
    for chance in chances:
        for count in range(number, 0, -1):
            exactly[count] += chance * (exactly[count - 1] - exactly[count])
        exactly[0] *= 1 - chance
    return max(0.0, 1 - math.fsum(exactly))


def _first_day(free_by: Callable[[int], float], least: float) -> int | None:
    """The first day, 1 to HORIZON_DAYS, on which the probability (never falling) has reached `least`."""
    if free_by(HORIZON_DAYS) < least:
        return None
    early, late = 0, HORIZON_DAYS
    while late - early > 1:
        middle = (early + late) // 2
        early, late = (early, middle) if free_by(middle) >= least else (middle, late)
    return late
