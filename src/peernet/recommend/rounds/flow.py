"""The best round for given stakes, by min-cost flow: exact, deterministic, capacities native (OR-Tools).

Wishes flow from mentees over pairs to mentors, or over an arc of their own to "unmatched"; so there always is a flow.
"""

from __future__ import annotations

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from peernet.recommend.rounds.part import Part
from peernet.recommend.rounds.table import Flags, Numbers, Small


def best_flow(part: Part, value: Numbers, first: int, mentee_node: Small, mentor_node: Small) -> Flags:
    """Which pairs the round of the greatest worth takes.

    The nodes number mentees from 0 and mentors from 0, in the order by which ties are broken.
    """
    taken = np.zeros(len(part.pair), np.bool_)
    if not part.most or not len(part.pair):
        return taken
    flow = SimpleMinCostFlow()
    mentors = len(part.wanted) + mentor_node
    sink = len(part.wanted) + len(part.places)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        mentee_node[part.mentee], mentors[part.mentor], np.ones(len(value), np.int64), -value
    )
    _to_sink(flow, mentors, sink, part.places, 0)
    # The last wish left open costs more where it leaves somebody without any mentor; the flow fills cheap arcs first.
    _to_sink(flow, mentee_node, sink, part.wanted - (part.wanted > 0), 0)
    _to_sink(flow, mentee_node, sink, (part.wanted > 0).astype(np.int64), first * part.fresh)
    flow.set_nodes_supplies(mentee_node, part.wanted)
    flow.set_node_supply(sink, -int(part.wanted.sum()))
    status = flow.solve()
    assert status == flow.OPTIMAL, f"a flow that always is was not found: {status}"
    taken[:] = flow.flows(arcs)
    return taken


def _to_sink(flow: SimpleMinCostFlow, nodes: Small, sink: int, capacity: Numbers, cost: Numbers | int) -> None:
    some = np.flatnonzero(capacity > 0)
    costs = np.broadcast_to(np.asarray(cost, np.int64), capacity.shape)[some]
    heads = np.full(len(some), sink, np.int32)
    flow.add_arcs_with_capacity_and_unit_cost(nodes[some], heads, capacity[some], np.ascontiguousarray(costs))
