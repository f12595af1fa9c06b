"""One step of the search: many pairs of teams at once, in each of which two people may change places.

For every pair of teams all swaps of one member with one of the other are worked out from one square of likeness, nobody
among them, so that a larger team can hand somebody on to a smaller one. One of them, or none, is drawn with the odds of
its worth at the temperature (heat bath: Gumbel's maximum), which at temperature 0 is the best one. Pairs of teams share
no team, so all are decided at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from peernet.recommend.grouping.attributes import Whole
from peernet.recommend.grouping.chains import Chains, Real
from peernet.recommend.grouping.hard import Rows

_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Heat:
    """What a step minimises, and how strictly.

    temperature: in units of loss. ceiling: losses above it count `above` times more on top. again: what a repeated pair
    costs. short: what one thing that a team is short of costs; None: a team may never become shorter. looks: so many of
    the likeliest swaps of two teams are held against the hard rules.
    """

    temperature: float
    ceiling: float
    above: float
    again: float
    short: float | None = None
    looks: int = 1


class _Swaps(NamedTuple):
    """All swaps of pairs of teams: sums of likeness and repeated pairs afterwards, sizes, and what they change."""

    alike: tuple[Whole, Whole]
    again: tuple[Whole, Whole] | None
    sizes: tuple[Whole, Whole]
    energy: Real


def swap(chains: Chains, ones: Whole, others: Whole, heat: Heat, chance: np.random.Generator) -> int:
    """Let people of each team of `ones` change places with some of the team beside it in `others`; how many did."""
    found = _all_swaps(chains, ones, others, heat)
    pairs, width = len(ones), chains.ground.width
    energy = found.energy.reshape(pairs, -1)
    drawn, stay = _noisy(energy, heat.temperature, chance)
    if chains.ground.hard.any:
        chosen, gained = _lawful(chains, ones, others, drawn, stay, heat)
    else:
        chosen = drawn.argmin(1)
        gained = drawn[np.arange(pairs), chosen] < stay
    moved = np.nonzero(gained)[0]
    _apply(chains, ones[moved], others[moved], found, moved, chosen[moved])
    return len(moved) if width else 0


def worth(losses: Real, heat: Heat) -> Real:
    """What losses count, those above the ceiling more."""
    return losses + heat.above * np.maximum(losses - heat.ceiling, 0.0)


def _all_swaps(chains: Chains, ones: Whole, others: Whole, heat: Heat) -> _Swaps:
    ground = chains.ground
    members = np.concatenate([chains.rows[ones], chains.rows[others]], axis=1)
    own = ground.problem.likeness.own[members]
    alike = _sums(ground.problem.likeness.each_with_each(members), own, (chains.alike[ones], chains.alike[others]))
    sizes = _sizes(chains, members, ones, others)
    losses = chains.losses()
    energy = worth(alike[0] * ground.by_size[sizes[0]], heat) + worth(alike[1] * ground.by_size[sizes[1]], heat)
    energy -= (worth(losses[ones], heat) + worth(losses[others], heat))[:, None, None]
    again = None
    if ground.met.any:
        before = chains.again[ones], chains.again[others]
        again = _sums(ground.met.each_with_each(members), np.zeros_like(own), (2 * before[0], 2 * before[1]))
        again = again[0] // 2, again[1] // 2
        energy += heat.again * ((again[0] + again[1]) - (before[0] + before[1])[:, None, None])
    energy[_forbidden(chains, members, ones, others, sizes[0])] = np.inf
    return _Swaps(alike, again, sizes, energy)


def _sums(square: NDArray[np.integer], own: Whole, before: tuple[Whole, Whole]) -> tuple[Whole, Whole]:
    """The sums over pairs of both teams after each swap: pairs x member of the one x member of the other."""
    width = square.shape[1] // 2
    to_one, to_other = square[:, :, :width].sum(2, dtype=np.int64), square[:, :, width:].sum(2, dtype=np.int64)
    both = 2 * square[:, :width, width:].astype(np.int64)
    leave_one, join_one = (own - 2 * to_one)[:, :width, None], (own + 2 * to_one)[:, None, width:]
    leave_other, join_other = (own - 2 * to_other)[:, None, width:], (own + 2 * to_other)[:, :width, None]
    one = (before[0][:, None, None] + leave_one) + (join_one - both)
    other = (before[1][:, None, None] + leave_other) + (join_other - both)
    return one, other


def _sizes(chains: Chains, members: Rows, ones: Whole, others: Whole) -> tuple[Whole, Whole]:
    width = chains.ground.width
    one, other = chains.sizes[ones][:, None, None], chains.sizes[others][:, None, None]
    if chains.ground.sizes[0] == width:
        return one, other
    real = (members < chains.ground.nobody).astype(np.int64)
    change = real[:, None, width:] - real[:, :width, None]
    return one + change, other - change


def _forbidden(chains: Chains, members: Rows, ones: Whole, others: Whole, sizes: Whole) -> NDArray[np.bool_]:
    """Swaps after which the two teams have other sizes than before, or that tear apart who has to be together."""
    ground, width = chains.ground, chains.ground.width
    one, other = chains.sizes[ones][:, None, None], chains.sizes[others][:, None, None]
    wrong: NDArray[np.bool_] = np.broadcast_to((sizes != one) & (sizes != other), (len(ones), width, width))
    if len(ground.problem.parties):
        bound = ground.party_of[members] >= 0
        wrong = wrong | bound[:, :width, None] | bound[:, None, width:]
    return wrong


def _noisy(energy: Real, temperature: float, chance: np.random.Generator) -> tuple[Real, Real]:
    """Energies as drawn, and that of doing nothing: the least wins with the odds of exp(-energy / temperature)."""
    if temperature <= 0:
        return energy, np.full(len(energy), -_TINY)
    noise = chance.standard_exponential((len(energy), energy.shape[1] + 1), dtype=np.float32)
    np.log(np.maximum(noise, np.float32(1e-30)), out=noise)
    return energy + temperature * noise[:, :-1], temperature * noise[:, -1].astype(np.float64)


def _lawful(
    chains: Chains, ones: Whole, others: Whole, drawn: Real, stay: Real, heat: Heat
) -> tuple[Whole, NDArray[np.bool_]]:
    """Of the likeliest swaps of each pair the one that leaves least to be wished for, and whether to make it."""
    looks = min(heat.looks, drawn.shape[1])
    likely = drawn.argmin(1)[:, None] if looks == 1 else np.argpartition(drawn, looks - 1, axis=1)[:, :looks]
    energy = np.take_along_axis(drawn, likely, 1)
    before = chains.short[ones] + chains.short[others]
    asked = np.isfinite(energy) if heat.short is not None else energy < stay[:, None]
    pair, look = np.nonzero(asked)
    after = np.full(likely.shape, np.iinfo(np.int32).max, np.int64)
    one, other = swapped(chains.rows[ones[pair]], chains.rows[others[pair]], likely[pair, look])
    finely = heat.short is not None
    shortfall = chains.ground.hard.shortfall
    after[pair, look] = shortfall(one, finely) + shortfall(other, finely)
    if heat.short is not None:
        energy = energy + heat.short * (after - before[:, None])
        good = asked
    else:
        good = asked & (after <= before[:, None])
    energy = np.where(good, energy, np.inf)
    best = energy.argmin(1)
    rows = np.arange(len(ones))
    return likely[rows, best], energy[rows, best] < stay


def swapped(one: Rows, other: Rows, which: Whole) -> tuple[Rows, Rows]:
    """Rows after the swap of each pair; `which` counts member of the one x width + member of the other."""
    width = one.shape[1]
    rows, leaves, joins = np.arange(len(one)), which // width, which % width
    one, other = one.copy(), other.copy()
    one[rows, leaves], other[rows, joins] = other[rows, joins], one[rows, leaves]
    return one, other


def _apply(chains: Chains, ones: Whole, others: Whole, found: _Swaps, pairs: Whole, chosen: Whole) -> None:
    width = chains.ground.width
    at = (pairs, chosen // width, chosen % width)
    one, other = swapped(chains.rows[ones], chains.rows[others], chosen)
    chains.rows[ones], chains.rows[others] = one, other
    chains.alike[ones], chains.alike[others] = found.alike[0][at], found.alike[1][at]
    if found.again is not None:
        chains.again[ones], chains.again[others] = found.again[0][at], found.again[1][at]
    if chains.ground.sizes[0] != width:
        chains.sizes[ones], chains.sizes[others] = found.sizes[0][at], found.sizes[1][at]
    if chains.ground.hard.any:
        chains.short[ones] = chains.ground.hard.shortfall(one)
        chains.short[others] = chains.ground.hard.shortfall(other)
