"""Links between rows of one file (broader and related skills, parts of communities): which of them cannot stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import networkx as nx

from peernet.interchange.batch import Row
from peernet.interchange.format import Fault

_MOST_CYCLES_NAMED = 100
_MOST_STEPS_NAMED = 8


def wrong_links(
    rows: Sequence[Row], noun: str, up: str, beside: Sequence[str], stored: Mapping[str, Collection[str]]
) -> dict[int, Fault]:
    """The lines of rows whose links cannot stand, each with the column and the reason.

    `up` names the column of links that must not form a cycle, `beside` those of other links; `stored` maps each id that
    the graph has to those it is under already. A row that is refused takes along the rows that rely on it, unless
    another row or the graph has the same id.
    """
    known = _Known(rows, stored)
    columns = [up, *beside]
    faults: dict[int, Fault] = {}
    _refuse_dangling(known, noun, columns, faults)
    sound = [row for row in rows if row.line not in faults]
    replaced = {row.values["id"] for row in sound if row.values[up]}
    others = ((low, high) for low, highs in stored.items() if low not in replaced for high in highs)
    for line, reason in circles(sound, up, others).items():
        faults[line] = (up, reason)
        known.lose(line)
    _refuse_dangling(known, noun, columns, faults)
    return faults


class _Known:
    """Ids that exist as long as the rows that were not refused are taken."""

    def __init__(self, rows: Sequence[Row], stored: Collection[str]) -> None:
        self.rows = {row.line: row for row in rows}
        self._stored = stored
        self._lives = Counter(row.values["id"] for row in rows)

    def __contains__(self, wanted: str) -> bool:
        return self._lives[wanted] > 0 or wanted in self._stored

    def lose(self, line: int) -> None:
        self._lives[self.rows.pop(line).values["id"]] -= 1


def targets(row: Row, column: str) -> list[str]:
    """The ids that the row links to in that column, which holds one id, several, or none."""
    value = row.values[column]
    return [] if not value else [value] if isinstance(value, str) else list(value)


def _refuse_dangling(known: _Known, noun: str, columns: Sequence[str], faults: dict[int, Fault]) -> None:
    relying: dict[str, list[int]] = defaultdict(list)
    for row in known.rows.values():
        for column in columns:
            for target in targets(row, column):
                relying[target].append(row.line)
    doubtful = [line for target, lines in relying.items() if target not in known for line in lines]
    while doubtful:
        line = doubtful.pop()
        if line not in known.rows:
            continue
        row = known.rows[line]
        wrong = [(column, target) for column in columns for target in targets(row, column) if target not in known]
        if wrong:
            faults[line] = (wrong[0][0], f"there is no {noun} {wrong[0][1]!r}")
            known.lose(line)
            if row.values["id"] not in known:
                doubtful.extend(relying[row.values["id"]])


def circles(rows: Sequence[Row], up: str, others: Iterable[tuple[str, str]]) -> dict[int, str]:
    """The lines of rows whose links close a circle, with `others` that stand already, each with the reason."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for row in rows:
        for target in targets(row, up):
            graph.add_edge(row.values["id"], target)
            graph.edges[row.values["id"], target].setdefault("lines", set()).add(row.line)
    graph.add_edges_from(others)
    refused: dict[int, str] = {}
    for component in list(nx.strongly_connected_components(graph)):
        if len(component) > 1 or graph.has_edge(*(list(component) * 2)):
            refused.update(_broken(graph.subgraph(component).copy()))
    return refused


def _broken(knot: nx.DiGraph[str]) -> dict[int, str]:
    """The lines to refuse, so that no cycle is left among these: of each cycle found, those of its last link."""
    refused: dict[int, str] = {}
    for _ in range(_MOST_CYCLES_NAMED):
        try:
            cycle = [(low, high) for low, high, *_ in nx.find_cycle(knot)]
        except nx.NetworkXNoCycle:
            return refused
        lines = max((_lines(knot, link) for link in cycle), key=lambda found: max(found, default=0))
        if not lines:
            return refused
        refused.update(dict.fromkeys(lines, f"closes a circle: {_named(cycle)}"))
        knot.remove_edges_from([link for link in knot.edges if (own := _lines(knot, link)) and own <= refused.keys()])
    rest = {line for link in knot.edges for line in _lines(knot, link)} - refused.keys()
    return refused | dict.fromkeys(rest, "is among so many circles that they cannot be told apart")


def _lines(knot: nx.DiGraph[str], link: tuple[str, str]) -> set[int]:
    """The lines of the rows that make the link; none for a link that the graph has and no row replaces."""
    found: set[int] = knot.edges[link].get("lines", set())
    return found


def _named(cycle: Sequence[tuple[str, str]]) -> str:
    steps = [low for low, _ in cycle[:_MOST_STEPS_NAMED]]
    return " > ".join([*steps, *(["..."] if len(cycle) > _MOST_STEPS_NAMED else []), cycle[0][0]])
