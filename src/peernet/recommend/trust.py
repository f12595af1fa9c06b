"""What endorsements of one skill are worth: each as much as its endorser's own standing in it.

Everybody who has shown the skill by answering or teaching is a source of trust, s = v / (1 + v) of what that is worth
now. From there trust flows along endorsements:

    T(b) = s(b) + DAMPING * I(b),    I(b) = sum over a of T(a) * w(a, b) / n(a)

n(a) is how many people a endorses for the skill, so that whoever endorses everybody gives each little; w is
2^(-age / HALF_LIFE_DAYS), and MUTUAL of that where the two endorse each other. I(b), the inflow, is what b's
endorsements weigh. It is a personalised PageRank that starts from those who have shown something (Haveliwala:
"Topic-Sensitive PageRank", WWW 2002; as EigenTrust starts from pre-trusted peers: Kamvar, Schlosser, Garcia-Molina,
WWW 2003), without teleporting what reaches nobody.

Accounts that have shown nothing have no trust but what others give them, however many they are and however they
endorse each other. Somebody who endorses such a ring, and is endorsed by it, gets back at most RETURNED of what they
have: a way out and back has three steps, DAMPING^3 = 1/8, or two between a mutual pair, (DAMPING * MUTUAL)^2 = 1/16.
So T grows at most to T / (1 - 1/8) = 8/7 T, and a standing of v + K ln(1 + I), with K = 2/3 as for all endorsements,
by at most MOST_LIFT: the inflow grows by no more than I/7 + 2s/7, of which the first adds less than a seventh of
K ln(1 + I), and the second less than 4/21 of v. Whoever lets a ring in by endorsing somebody of it gives the ring's
favourite less than by endorsing them in person, since each step passes on a half.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import networkx
import numpy

from peernet.recommend.decay import growth
from peernet.recommend.standing import HALF_LIFE_DAYS, KIND_WEIGHTS

DAMPING = 0.5
MUTUAL = 0.5
MOST_LIFT = 1.2
"""No ring of accounts that have shown nothing lifts anybody's standing in a skill to more than so many times of it."""
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Endorsement:
    """That somebody stands up for somebody else's skill, since a time (epoch milliseconds)."""

    from_id: str
    to_id: str
    at: int


def inflows(endorsements: Iterable[Endorsement], earned: Mapping[str, float], now: int) -> dict[str, float]:
    """What the endorsements of each person weigh together, 0 where nobody with a standing is behind them.

    earned: what people have shown of the skill by answering and teaching, worth at `now` (epoch ms), 0 or more.
    """
    graph = _graph(endorsements, now)
    people = list(graph)
    places = {person_id: place for place, person_id in enumerate(people)}
    source = numpy.array([_squashed(earned.get(person_id, 0.0)) for person_id in people])
    edges = [(places[a], places[b], facts["share"]) for a, b, facts in graph.edges(data=True)]
    if not edges:
        return dict.fromkeys(people, 0.0)
    starts, ends, shares = (numpy.array(column) for column in zip(*edges, strict=True))
    inflow: numpy.ndarray[Any, Any] = numpy.zeros(len(people))
    for _ in range(_STEPS):  # each step halves what is left to flow: after sixty nothing is, in double precision
        trust = source + DAMPING * inflow
        inflow = numpy.bincount(ends, weights=trust[starts] * shares, minlength=len(people))
    return {person_id: float(inflow[place]) for person_id, place in places.items()}


def increment(inflow: float, now: int) -> float:
    """What an inflow adds to a stored standing (standing.py), as it is worth at `now`; 0 for none."""
    return KIND_WEIGHTS["endorsed"] * math.log1p(inflow) * growth(now, HALF_LIFE_DAYS)


def _graph(endorsements: Iterable[Endorsement], now: int) -> networkx.DiGraph[str]:
    """Who endorses whom, with the share of the endorser's trust that goes there."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for each in endorsements:
        graph.add_edge(each.from_id, each.to_id, at=each.at)
    for one, other, facts in graph.edges(data=True):
        fresh = min(1.0, growth(facts["at"], HALF_LIFE_DAYS) / growth(now, HALF_LIFE_DAYS))
        weight = fresh * (MUTUAL if graph.has_edge(other, one) else 1.0)
        facts["share"] = weight / graph.out_degree(one)
    return graph


def _squashed(earned: float) -> float:
    return earned / (1.0 + earned)
