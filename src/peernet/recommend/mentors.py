"""Suggesting mentors: who may, how well each fits, and why. Pure: no clock, no store, the same answer for any order.

Each signal adds weight x strength to the log-odds that the member would ask, or that the mentor would accept, or both;
two_sided.py joins the two to the score, 0 to 1 without any signal being cut off, and says what each reason added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peernet.model.mentor_candidate import Asker, MentorCandidate, WantedSkill
from peernet.model.shown import NOTHING_SHOWN, Shown
from peernet.model.skill import Hop
from peernet.model.suggestion import Reason, Suggestion
from peernet.recommend.asking import Asking, fits, prepare, primary_languages
from peernet.recommend.background import UNKNOWN, Background
from peernet.recommend.bridging import bridges_first
from peernet.recommend.exposure import value
from peernet.recommend.newcomers import with_newcomers
from peernet.recommend.ranked import Ranked
from peernet.recommend.signal import Strength
from peernet.recommend.spread import NONE, USUAL, Spreading, spread
from peernet.recommend.two_sided import Sides, ask_share, joined, log_odds, probability
from peernet.recommend.weighting import USUAL_WEIGHTS, Weights
from peernet.recommend.weights import ACCEPT_BASE, BASE

_Table = Sequence[tuple[float, float, Strength]]
"""For each signal: what it counts for the asker's side, for the mentor's, and its strength."""


def suggest_mentors(
    asker: Asker,
    wanted: Sequence[WantedSkill],
    candidates: Iterable[MentorCandidate],
    at_ms: int,
    first: int,
    shown: Shown = NOTHING_SHOWN,
    background: Background = UNKNOWN,
    spreading: Spreading = USUAL,
    weights: Weights = USUAL_WEIGHTS,
) -> list[Suggestion]:
    """At most `first` suggestions beside those `shown` already: best first, of equals those who bridge (bridging.py).

    The last of the first places are spread (spread.py), and newcomers get their share (newcomers.py). Nobody in
    particular has neither a circle to bridge nor a lot. `at_ms` (epoch milliseconds) is when the question is asked. A
    person may be among the candidates once.
    """
    everybody = list(candidates)
    asking = prepare(asker, wanted, at_ms, everybody, background)
    ranked = rank(asking, everybody, weights)
    if asker.person_id:
        ranked = bridges_first(ranked)
    ranked = spread(ranked, lambda found: value(found.candidate.exposure, at_ms), spreading)
    if asker.person_id and spreading is not NONE:
        ranked = with_newcomers(ranked, asker.person_id, at_ms)
    unseen = shown.unseen(ranked, lambda found: found.candidate.person_id)
    return [explain(asking, found, weights) for found in unseen[: max(0, first)]]


def rank(asking: Asking, candidates: Iterable[MentorCandidate], weights: Weights = USUAL_WEIGHTS) -> list[Ranked]:
    """Everybody who may mentor, best first: not the asker, a free place, a common language, nothing but other skills.

    An asker who states no language meets no condition of language.
    """
    table = [(signal.weight, signal.accept, signal.strength) for signal in weights.signals]
    start = base(asking)
    ranked = [found for candidate in candidates if (found := _judged(asking, candidate, start, table)) is not None]
    # Where the mentor's side decides, the asker's may vanish in rounding: it is looked at again.
    ranked.sort(key=lambda found: (-found.total, -found.sides.ask, found.candidate.person_id))
    return ranked


def base(asking: Asking) -> Sides:
    """Both sides before anything is known of a candidate."""
    return Sides(asking.readiness - BASE, log_odds(asking.usual.accepted) - ACCEPT_BASE)


def explain(asking: Asking, ranked: Ranked, weights: Weights = USUAL_WEIGHTS) -> Suggestion:
    """The suggestion with its reasons, greatest weight first; their weights sum to `ranked.total` less the base's."""
    _, candidate, met, sides = ranked
    share = ask_share(base(asking), sides)
    reasons: list[Reason] = []
    for signal in weights.signals:
        counts = share * signal.weight + (1 - share) * signal.accept
        reasons.extend(signal.explain(asking, candidate, met, counts * signal.strength(asking, candidate, met)))
    reasons.sort(key=lambda reason: (-reason.weight, reason.kind))
    best = None if met.best is None else met.best.wanted
    asked = asking.evidence[0].skill_id if asking.evidence else None
    return Suggestion(
        candidate.person_id,
        candidate.name,
        probability(ranked.total),
        asked if best is None else best.skill_id,
        Hop.ASKED if best is None else best.hop,
        None if best is None else best.via_label,
        tuple(reasons),
        candidate.bridges,
    )


def _judged(asking: Asking, candidate: MentorCandidate, start: Sides, table: _Table) -> Ranked | None:
    if candidate.open_places <= 0 or candidate.person_id == asking.person_id:
        return None
    if asking.languages and asking.languages.isdisjoint(primary_languages(candidate.languages)):
        return None
    met = fits(asking, candidate)
    if met.best is None and not _has_record(candidate):
        return None
    ask, accept = start
    for weight, accepts, strength in table:
        known = strength(asking, candidate, met)
        ask += weight * known
        accept += accepts * known
    sides = Sides(ask, accept)
    return Ranked(joined(sides), candidate, met, sides)


def _has_record(candidate: MentorCandidate) -> bool:
    """Whether what they have done may speak for somebody who offers nothing: an offer of other skills is a no."""
    if any(offer.level is not None for offer in candidate.offers):
        return False
    return candidate.activity > 0 or bool(candidate.past) or bool(candidate.places)
