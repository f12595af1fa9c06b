"""The step for people who have to stay together: a whole party changes places with as many others at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peernet.recommend.grouping.attributes import Whole
from peernet.recommend.grouping.chains import Chains, Real
from peernet.recommend.grouping.hard import Rows
from peernet.recommend.grouping.swaps import Heat, worth

_NEVER = 2.0


def exchange(chains: Chains, ones: Whole, others: Whole, heat: Heat, chance: np.random.Generator) -> int:
    """Let a party of each team of `ones` change places with others of the team beside it; how many did (Metropolis)."""
    ground = chains.ground
    one, other = chains.rows[ones], chains.rows[others]
    party, count = _drawn_party(ground.party_of[one], chance)
    keys = _partners(ground.party_of[other], party, count, chance)
    fits = (party >= 0) & ((keys < _NEVER).sum(1) >= count)
    leaves = np.argsort(ground.party_of[one] != party[:, None], axis=1, kind="stable")
    joins = np.argsort(keys, axis=1, kind="stable")
    first, second = np.take_along_axis(one, leaves, 1), np.take_along_axis(other, joins, 1)
    taken = np.arange(ground.width) < count[:, None]
    after = np.where(taken, second, first), np.where(taken, first, second)
    return _accept(chains, (ones, others), after, fits, heat, chance)


def _drawn_party(parties: NDArray[np.int32], chance: np.random.Generator) -> tuple[Whole, Whole]:
    """A party of each row (-1: it has none), and of how many people."""
    keys = np.where(parties >= 0, chance.random(parties.shape), _NEVER)
    drawn = np.take_along_axis(parties, keys.argmin(1)[:, None], 1)[:, 0].astype(np.int64)
    return drawn, np.where(drawn >= 0, (parties == drawn[:, None]).sum(1), 0)


def _partners(parties: NDArray[np.int32], party: Whole, count: Whole, chance: np.random.Generator) -> Real:
    """Who goes the other way, least first: anybody who is free to go, or now and then a party of the same size."""
    keys = np.where(parties >= 0, _NEVER, chance.random(parties.shape))
    theirs, size = _drawn_party(parties, chance)
    alike = (theirs >= 0) & (theirs != party) & (size == count) & (chance.random(len(parties)) < 0.5)
    keys[alike[:, None] & (parties == theirs[:, None])] = -1.0
    return keys


def _accept(
    chains: Chains,
    teams: tuple[Whole, Whole],
    after: tuple[Rows, Rows],
    fits: NDArray[np.bool_],
    heat: Heat,
    chance: np.random.Generator,
) -> int:
    ground = chains.ground
    rows = np.concatenate(after)
    both = np.concatenate(teams)
    sizes = (rows < ground.nobody).sum(1)
    half = len(fits)
    fits = fits & ((sizes[:half] == chains.sizes[teams[0]]) | (sizes[:half] == chains.sizes[teams[1]]))
    alike = ground.problem.likeness.total(rows)
    again = ground.met.total(rows) if ground.met.any else chains.again[both]
    short = ground.hard.shortfall(rows) if ground.hard.any else chains.short[both]
    change = worth(alike * ground.by_size[sizes], heat) - worth(chains.losses()[both], heat)
    change += heat.again * (again - chains.again[both])
    shorter = short - chains.short[both]
    if heat.short is not None:
        change += heat.short * shorter
    else:
        fits &= shorter[:half] + shorter[half:] <= 0
    limit = heat.temperature * chance.standard_exponential(half) - 1e-9
    moved = np.nonzero(fits & (change[:half] + change[half:] <= limit))[0]
    moved = np.concatenate([moved, moved + half])
    chains.rows[both[moved]] = rows[moved]
    for kept, new in ((chains.sizes, sizes), (chains.alike, alike), (chains.again, again), (chains.short, short)):
        kept[both[moved]] = new[moved]
    return len(moved) // 2
