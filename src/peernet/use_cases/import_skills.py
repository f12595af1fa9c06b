"""Take skills from one CSV file into a catalogue: a community's own, or everybody's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack, ExitStack
from dataclasses import replace
from pathlib import Path

from peernet.errors import BadInput, NotFound
from peernet.graph import bulk
from peernet.graph.bulk_rows import SkillRow
from peernet.graph.session import Graph
from peernet.graph.skills import catalogue_changed
from peernet.interchange.batch import Batch, Row
from peernet.interchange.format import FORMATS
from peernet.interchange.reading import FileRows
from peernet.interchange.rejects import Reject, Rejects
from peernet.interchange.seen import SeenKeys
from peernet.use_cases.import_network import ImportResult
from peernet.use_cases.importing_catalogue import load_known, settle_skills
from peernet.use_cases.importing_rows import Importing
from peernet.use_cases.network import wall_clock


async def import_skills(
    graph: Graph,
    path: Path,
    community_id: str | None = None,
    *,
    dry_run: bool = False,
    rejects_path: Path = Path("rejects.csv"),
) -> ImportResult:
    """Takes the rows of a file that is made like `skills.csv` into the community's catalogue, everybody's where None.

    The same file twice changes nothing, and nothing is deleted because the file lacks it. Skills may stand under those
    of any catalogue; a row for a skill that is in another catalogue is rejected, as is one that is wrong in itself.
    NotFound for a community that there is not; BadInput for a hidden one, and for a file that is none or whose header
    is wrong: nothing was written then.
    """
    started = time.perf_counter()
    async with AsyncExitStack() as held:
        if not dry_run:
            await held.enter_async_context(bulk.only_import(graph))
        rejects = held.enter_context(Rejects(rejects_path))
        importing = Importing(graph, held.enter_context(SeenKeys()), wall_clock(), fresh=False, write=not dry_run)
        skills, communities = await load_known(importing)
        if community_id is not None:
            community = communities.get(community_id)
            if community is None:
                raise NotFound("community")
            if community.visibility == "hidden":
                raise BadInput("is hidden, and has no catalogue of its own", "community")
        opened = held.enter_context(ExitStack())
        file = await asyncio.to_thread(_OneCatalogue, path, community_id, skills, rejects.add, opened)
        written = await settle_skills(importing, file, skills)
        if written and not dry_run:
            await catalogue_changed(graph)
        counts = importing.counts
        seconds = time.perf_counter() - started
        return ImportResult(file.read, counts.written, counts.unchanged, rejects.count, seconds)


class _OneCatalogue(FileRows):
    """The rows of a file that are for one catalogue, each of which says so from then on; the others are refused."""

    def __init__(
        self,
        path: Path,
        community_id: str | None,
        stored: Mapping[str, SkillRow],
        reject: Callable[[Reject], None],
        opened: ExitStack,
    ) -> None:
        if not path.is_file():
            raise BadInput("is not a file", str(path))
        super().__init__(replace(FORMATS["skills"], name=path.stem), path, reject, opened)
        self._community_id, self._stored = community_id, stored

    def take(self, most: int) -> Batch:
        """As in any file; every row is of the one catalogue."""
        batch = super().take(most)
        faults = {}
        for place, row in enumerate(batch):
            fault = self._fault(row)
            if fault is not None:
                self.refuse(row.line, *fault)
                faults[place] = fault
        sound = batch.without(faults)
        sound.columns["community"] = [self._community_id] * len(sound)
        return sound

    def _fault(self, row: Row) -> tuple[str, str] | None:
        before = self._stored.get(row.values["id"])
        if row.values["community"] not in (None, self._community_id):
            return "community", "is another one than this file is imported for"
        if before is not None and before.community_id != self._community_id:
            return "id", "is that of a skill in another catalogue"
        return None
