"""Every statement's time as the network grows: asked by what members, organisers and operators do, and rolled back."""

from __future__ import annotations

import asyncio
import logging
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncTransaction
from neo4j.exceptions import Neo4jError

from bench.engines import Bench, EngineName, open_bench
from bench.importing import load
from bench.tours import asking, lasting, operating, planning, running, writing
from bench.tours.visit import Noted, Visit, visit
from peernet.app import open_graph
from peernet.errors import RuleBroken
from peernet.graph.auditing import note_of, view_of
from peernet.graph.migrations import migrate
from peernet.graph.queries import Statement, statements
from peernet.graph.session import Graph
from peernet.settings import read_settings
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.network import Network

WARM_UP, VISITS = 2, 7
GROWS = 1.5
GROWS_MS = 2.0
"""A statement grows when its median takes so many times as long in the largest network, and so much longer."""
TOURS: tuple[Callable[[Visit], Awaitable[None]], ...] = (
    asking.people_and_lists,
    asking.communities_and_members,
    asking.mentors,
    asking.team_members,
    writing.profiles_offers_needs,
    writing.kept_lists,
    writing.blocking,
    writing.mentoring,
    writing.ringing,
    lasting.endorsing,
    lasting.meeting,
    lasting.being_here,
    lasting.renewing,
    lasting.what_was_done,
    lasting.own_data,
    running.members,
    running.new_communities,
    running.requests,
    running.invitations,
    running.reporting,
    planning.a_round,
    planning.teams_of_everybody,
    planning.one_team,
    planning.of_everybody,
    operating.catalogue,
    operating.merging,
    operating.importing,
    operating.exporting,
    operating.kept_beside,
)

logger = logging.getLogger("peernet.bench")


class RolledBack(Graph):
    """A graph in which everything happens in one transaction that is not committed; notes what each statement took.

    A statement's time is from the call to its last row, without the commit.
    """

    def __init__(self, transaction: AsyncTransaction, notes: Noted) -> None:
        self._open = transaction
        self._notes = notes
        self._turn = asyncio.Lock()

    async def _call(self, statement: Statement, params: dict[str, Any]) -> list[list[Any]]:
        bound = statement.bind(params)
        async with self._turn:  # use cases ask several at once, and a transaction answers one at a time
            began = time.perf_counter()
            rows: list[list[Any]] = await (await self._open.run(*statement.sent(bound))).values()
            self._notes.note(statement.name, (time.perf_counter() - began) * 1000)
            now = time.time_ns() // 1_000_000
            for note in (note_of(statement, bound, rows, now), view_of(statement, bound, now)):
                if note is not None:  # what the session would have written beside it
                    began = time.perf_counter()
                    await (await self._open.run(*note.statement.sent(note.params))).values()
                    self._notes.note(note.statement.name, (time.perf_counter() - began) * 1000)
            return rows


@dataclass(frozen=True, slots=True)
class StatementTimes:
    """One statement at one size: how often it was asked, and milliseconds; `worst` may be another's work or garbage."""

    asked: int
    median: float
    worst: float


async def measure_statements(name: EngineName, people: int) -> dict[str, StatementTimes]:
    """The times of every statement that some tour asks, by name; other people in every visit, the same at each run."""
    await load(name, people)
    async with (
        open_bench(name, people) as bench,
        open_graph(read_settings(bench.environment), "serve") as graph,
        AsyncGraphDatabase.driver(bench.endpoint().address, auth=_auth(bench)) as driver,
    ):
        await migrate(graph)
        catalogue = await _catalogue(driver)
        for number in range(WARM_UP):
            await _visit(driver, catalogue, people, number, Noted())
        noted = Noted()
        for number in range(WARM_UP, WARM_UP + VISITS):
            await _visit(driver, catalogue, people, number, noted)
    return {statement: _times(taken) for statement, taken in sorted(noted.taken.items())}


def grown(sizes: Mapping[int, Mapping[str, StatementTimes]]) -> list[str]:
    """The statements whose median in the largest network is beyond `GROWS` times and `GROWS_MS` of the smallest's."""
    small, large = sizes[min(sizes)], sizes[max(sizes)]
    return [name for name in large if name in small and _grows(small[name].median, large[name].median)]


def rows_of(sizes: Mapping[int, Mapping[str, StatementTimes]]) -> list[dict[str, Any]]:
    """A row for each statement, those that grow first; with what its header says of its cost."""
    names = sorted({name for times in sizes.values() for name in times})
    growing = set(grown(sizes))
    return [_row(name, sizes, name in growing) for name in sorted(names, key=lambda each: (each not in growing, each))]


def unasked(sizes: Mapping[int, Mapping[str, StatementTimes]]) -> list[str]:
    """The statements that no tour has asked."""
    return sorted(statements().keys() - {_statement(name) for times in sizes.values() for name in times})


def _row(name: str, sizes: Mapping[int, Mapping[str, StatementTimes]], grows: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"statement": name}
    for people, times in sorted(sizes.items()):
        found = times.get(name)
        row[f"{people:,} median"] = "" if found is None else found.median
        row[f"{people:,} worst"] = "" if found is None else found.worst
    return row | {"grows": grows, "cost": statements()[_statement(name)].cost}


def _statement(name: str) -> str:
    return name.partition(" ")[0]


def _grows(small: float, large: float) -> bool:
    return large > GROWS * small and large - small > GROWS_MS


def _auth(bench: Bench) -> tuple[str, str]:
    endpoint = bench.endpoint()
    return endpoint.user, endpoint.password


async def _visit(driver: AsyncDriver, catalogue: Catalogue, people: int, number: int, noted: Noted) -> None:
    """All tours, each in a transaction of its own; a refusal ends its tour, which others go through further."""
    for tour in TOURS:
        async with driver.session() as session:
            transaction = await session.begin_transaction()
            try:
                inside = Network(RolledBack(transaction, noted), catalogue)
                await tour(visit(inside, noted, people, number))
            except (RuleBroken, Neo4jError) as refusal:
                logger.warning("%s ends early in visit %d: %r", tour.__name__, number, refusal)
            finally:
                await transaction.rollback()


async def _catalogue(driver: AsyncDriver) -> Catalogue:
    """The catalogue as a process keeps it; read without a deadline, since a first plan may take seconds."""
    async with driver.session() as session, await session.begin_transaction() as transaction:
        catalogue = Catalogue(RolledBack(transaction, Noted()))
        await catalogue.refresh()
    return catalogue


def _times(taken: Sequence[float]) -> StatementTimes:
    return StatementTimes(len(taken), round(statistics.median(taken), 2), round(max(taken), 2))
