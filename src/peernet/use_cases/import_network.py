"""Import a folder of CSV files into the network."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from peernet.graph import boards, bulk, fronts, returns
from peernet.graph.endorsements import endorsed_skills
from peernet.graph.erasures import erased_keys
from peernet.graph.session import Graph, together
from peernet.graph.skills import catalogue_changed
from peernet.interchange.batch import Batch
from peernet.interchange.reading import FileRows, open_folder
from peernet.interchange.rejects import Rejects
from peernet.interchange.seen import SeenKeys
from peernet.use_cases.importing_catalogue import load_known, settle_communities, settle_skills
from peernet.use_cases.importing_rows import Importing, prepare, settle, shares
from peernet.use_cases.lanes import Lanes
from peernet.use_cases.learn_network import learn_network
from peernet.use_cases.network import wall_clock
from peernet.use_cases.reckon_endorsements import reckon_all
from peernet.use_cases.settle_merges import follow_merges

BATCH = 10_000
_MOVES_FRONTS = frozenset({"skills", "people", "memberships", "offers", "mentorships", "evidence"})
_MOVES_TRUST = frozenset({"endorsements", "evidence"})
_MOVES_BOARDS = frozenset({"skills", "people", "needs"})
_MOVES_ANYTHING = _MOVES_FRONTS | _MOVES_TRUST | _MOVES_BOARDS
_STEPS = MappingProxyType(
    {
        "skills": "catalogue",
        "communities": "catalogue",
        "people": "people",
        "evidence": "shown",
        "mentorships": "taught",
        "endorsements": "taught",
        "ties": "between",
        "blocks": "between",
    }
)
"""When a file is settled: what was `shown` before what is offered, whose standing it makes; what is `taught` to
others makes no board, and what is `between` people teaches nothing either; the rest is each one's `own`.
"""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Rows read, of which each was written (new or changed), left unchanged, or rejected; and how long it took."""

    read: int
    written: int
    unchanged: int
    rejected: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a pass has come: the file it is in (at the end `fronts`), rows read, bytes of all, seconds.

    With `stop_on_error` there are two passes: `checking` is True in the first.
    """

    file: str
    rows: int
    taken: int
    size: int
    seconds: float
    checking: bool = False

    @property
    def rate(self) -> float:
        """Rows a second so far."""
        return self.rows / self.seconds if self.seconds > 0 else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds that the rest of the bytes takes at the pace so far; None when nothing can be said yet."""
        return self.seconds * (self.size - self.taken) / self.taken if self.taken else None


Watch = Callable[[Progress], None]


async def import_network(
    graph: Graph,
    folder: Path,
    *,
    dry_run: bool = False,
    stop_on_error: bool = False,
    rejects_path: Path = Path("rejects.csv"),
    progress: Watch = lambda _: None,
    clock: Callable[[], int] = wall_clock,
    batch: int = BATCH,
) -> ImportResult:
    """Takes every row that is right; what is wrong stands in `rejects_path` with its file, line, column and reason.

    The same folder twice changes nothing, and nothing is deleted because a file lacks it. A dry run checks and counts
    as an import would, and writes nothing. With `stop_on_error` a whole dry run comes first, under the same lease that
    keeps other imports out: when it rejects anything the graph stays as it was. What the check cannot foresee (the
    engine failing, or members changing the network meanwhile) ends with a StoreError between two transactions of at
    most `batch` rows; importing once more completes it, what is reckoned from the rows included. BadInput: a header is
    wrong, or the folder is none; nothing was written then.
    """
    started = time.perf_counter()
    async with AsyncExitStack() as held:
        with ExitStack() as opened:
            await asyncio.to_thread(open_folder, folder, lambda _: None, opened)
        if not dry_run:
            await held.enter_async_context(bulk.only_import(graph))
        once = _Pass(graph, folder, rejects_path, progress, clock(), batch)
        result = await once.run(write=not dry_run and not stop_on_error, checking=stop_on_error and not dry_run)
        if stop_on_error and not dry_run:
            if result.rejected:
                result = replace(result, written=0, unchanged=0)
            else:
                result = await once.run(write=True, checking=False)
    return replace(result, seconds=time.perf_counter() - started)


class _Pass:
    """Goes through the files of a folder in the order of their dependence."""

    def __init__(self, graph: Graph, folder: Path, rejects_path: Path, progress: Watch, now: int, batch: int) -> None:
        self._graph = graph
        self._folder = folder
        self._rejects_path = rejects_path
        self._watch = progress
        self._now = now
        self._batch = batch
        self._files: list[FileRows] = []

    async def run(self, *, write: bool, checking: bool) -> ImportResult:
        """One pass over all files, which writes or only counts."""
        self._started, self._checking = time.perf_counter(), checking
        with ExitStack() as opened:
            rejects = opened.enter_context(Rejects(self._rejects_path))
            seen = opened.enter_context(SeenKeys())
            self._files = await asyncio.to_thread(open_folder, self._folder, rejects.add, opened)
            fresh = not await bulk.has_people(self._graph)
            unended = write and await bulk.begin(self._graph)
            erased = await erased_keys(self._graph)  # under the lease, for which an erasure waits
            # Not measured where people have ties already, to which those of both writers would be linked.
            writers = await bulk.writers_of(self._graph) if write and fresh else 1
            importing = Importing(self._graph, seen, self._now, fresh, write, erased=erased, writers=writers)
            await self._settle_all(importing, set(_MOVES_ANYTHING) if unended else set())
            if write:
                await follow_merges(self._graph, sorted(importing.known["skill"]))
                await bulk.complete(self._graph)
            read = sum(file.read for file in self._files)
            counts = importing.counts
            return ImportResult(read, counts.written, counts.unchanged, rejects.count, 0.0)

    async def _settle_all(self, importing: Importing, changed: set[str]) -> None:
        """Settles every file; what is kept beside the rows (the catalogue's version, fronts, boards) follows them, and
        what belongs to the files in `changed`, which an import may have written that did not come to its end.
        """
        changed |= await self._settle_catalogue(importing)
        if importing.write and "skills" in changed:
            await catalogue_changed(self._graph)
        changed |= await self._stream(importing, "people", "shown", "own")
        taught = asyncio.create_task(self._stream(importing, "taught"), name="what was taught")
        tied = self._tied(importing, taught)
        if not importing.write:
            await tied
            return
        _, trusted = await together(tied, self._boards_learning_and_trust(changed, taught))
        await self._follow(changed | taught.result(), trusted, importing.writers)

    async def _tied(self, importing: Importing, taught: asyncio.Task[set[str]]) -> None:
        """What ties people, after what they taught each other: one person's lock is never wanted by two of these."""
        await taught
        await self._stream(importing, "between")

    async def _follow(self, changed: set[str], trusted: Sequence[str], writers: int) -> None:
        """What is reckoned from rows of several files: what endorsements are worth, of the skills for which they can be
        worth anything (`trusted`), who comes back, the fronts.
        """
        await reckon_all(self._graph, trusted, self._now)
        if changed & (_MOVES_FRONTS | _MOVES_BOARDS):
            await returns.note_all(self._graph, self._now)
        if changed & (_MOVES_FRONTS | _MOVES_TRUST):
            self._tell("fronts")
            await fronts.rebuild_fronts(self._graph, self._now, lambda _: self._tell("fronts"), writers)

    async def _settle_catalogue(self, importing: Importing) -> set[str]:
        """Settles skills and communities; the names of the files that changed anything."""
        skills, communities = await load_known(importing)
        changed = set()
        for file in self._files:
            written = 0
            if file.form.name == "skills":
                self._tell("skills")
                written = await settle_skills(importing, file, skills)
            elif file.form.name == "communities":
                self._tell("communities")
                written = await settle_communities(importing, file, communities)
            changed |= {file.form.name} if written else set()
        return changed

    async def _stream(self, importing: Importing, *steps: str) -> set[str]:
        """Settles the files of these steps batch by batch; the names of those that changed anything.

        While the engine works on two batches the next is read in a thread, be it of the next file.
        """
        changed: set[str] = set()

        async def work(file: FileRows, rows: Batch) -> None:
            if await settle(importing, file, rows):
                changed.add(file.form.name)

        files = [file for step in steps for file in self._files if _STEPS.get(file.form.name, "own") == step]
        async with Lanes(importing.writers) as lanes:
            for file in files:
                while (rows := await asyncio.to_thread(prepare, importing, file, self._batch)) or not file.ended:
                    await lanes.add([partial(work, file, part) for part in shares(importing, file.form, rows)])
                    self._tell(file.form.name)
        for file in files[-1:]:
            self._tell(file.form.name)
        return changed

    async def _boards_learning_and_trust(self, changed: set[str], taught: asyncio.Task[set[str]]) -> list[str]:
        """Boards and what is learned write to skills alone, one after the other; what people taught and what ties them
        writes to people, and need not wait. Returns the skills whose endorsements are to be reckoned.
        """
        if changed & _MOVES_BOARDS:
            await boards.rebuild_all(self._graph, self._now)
        changed = changed | await taught
        if changed & _MOVES_FRONTS:
            await learn_network(self._graph, self._now)
        return await endorsed_skills(self._graph) if changed & _MOVES_TRUST else []

    def _tell(self, file: str) -> None:
        self._watch(
            Progress(
                file,
                sum(file.read for file in self._files),
                sum(file.taken for file in self._files),
                sum(file.size for file in self._files),
                time.perf_counter() - self._started,
                self._checking,
            )
        )
