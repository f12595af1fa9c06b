"""Take ESCO, the European catalogue of skills, into the catalogue from the CSV files in which it is published."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from peernet.errors import BadInput
from peernet.graph import bulk
from peernet.graph.bulk_rows import SkillRow
from peernet.graph.session import Graph
from peernet.graph.skills import catalogue_changed
from peernet.interchange.batch import Row
from peernet.interchange.esco_files import GROUP, KNOWLEDGE, EscoFiles, open_esco
from peernet.interchange.links import circles
from peernet.interchange.reading import FileRows
from peernet.interchange.rejects import Rejects
from peernet.interchange.skill_labels import merged
from peernet.use_cases.import_network import Progress
from peernet.use_cases.importing_catalogue import MOST_ROWS

ESCO = "ESCO"
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class EscoResult:
    """Rows read, of which each was written, left unchanged, reported, or rejected.

    reported: about something that these files lack, or a link of a concept to itself: nothing that whoever imports
    could mend.

    skills, groups: how many of ESCO the catalogue has now (in a rehearsal: would have).
    """

    read: int
    written: int
    unchanged: int
    reported: int
    rejected: int
    skills: int
    groups: int
    seconds: float


async def import_esco(
    graph: Graph,
    folder: Path,
    *,
    dry_run: bool = False,
    rejects_path: Path = Path("rejects.csv"),
    progress: Callable[[Progress], None] = lambda _: None,
) -> EscoResult:
    """Takes concepts with their labels in every language that has a file, then the links between them.

    A skill's id is its URI. The same folder twice changes nothing, and nothing is deleted because a file lacks it; a
    link of ESCO that a concept has no longer is taken away. What cannot be taken stands in `rejects_path`, each row
    with its reason: links to concepts that are in no file, as where versions were mixed, are no mistake and counted
    apart. Members go on asking meanwhile, and find the new skills together at the end. BadInput: the folder holds no
    ESCO; nothing was written then.
    """
    started = time.perf_counter()
    async with AsyncExitStack() as held:
        if not dry_run:
            await held.enter_async_context(bulk.only_import(graph))
        rejects = held.enter_context(Rejects(rejects_path))
        opened = held.enter_context(ExitStack())
        files = await asyncio.to_thread(open_esco, folder, rejects.add, opened)
        stored = {skill.id: skill async for skill in bulk.all_skills(graph)}
        taking = _Taking(graph, files, stored, progress, write=not dry_run)
        await taking.run()
        if not dry_run and taking.written:
            await catalogue_changed(graph)
        return replace(taking.result(rejects.count), seconds=time.perf_counter() - started)


class _Taking:
    """One pass over the files; `stored` is kept as the graph is, or in a rehearsal would be, after each batch."""

    def __init__(
        self,
        graph: Graph,
        files: EscoFiles,
        stored: dict[str, SkillRow],
        watch: Callable[[Progress], None],
        *,
        write: bool,
    ) -> None:
        self._graph, self._files, self._stored = graph, files, stored
        self._watch, self._write = watch, write
        self._started = time.perf_counter()
        self.written = self._unchanged = self._reported = 0

    async def run(self) -> None:
        """Concepts first, so that links find both their ends."""
        for language, file in self._files.concepts:
            await self._take_concepts(language, file)
        if self._files.broader is not None:
            await self._take_broader(self._files.broader)
        if self._files.relations is not None:
            await self._take_relations(self._files.relations)

    def result(self, refused: int) -> EscoResult:
        """What became of the rows, of which `refused` stand in the file of rejects."""
        read = sum(file.read for file in self._files.all)
        kinds = [skill.kind for skill in self._stored.values() if skill.source == ESCO]
        groups = kinds.count("group")
        rejected = refused - self._reported
        return EscoResult(
            read, self.written, self._unchanged, self._reported, rejected, len(kinds) - groups, groups, seconds=0.0
        )

    async def _take_concepts(self, language: str, file: FileRows) -> None:
        met: dict[str, int] = {}
        while not file.ended:
            batch = await asyncio.to_thread(file.take, _BATCH)
            nodes = [node for row in batch if (node := self._concept(language, file, row, met)) is not None]
            await self._put("put_skills", nodes)
            self._tell(file)

    def _concept(self, language: str, file: FileRows, row: Row, met: dict[str, int]) -> dict[str, Any] | None:
        """The node that the row changes or makes; None when it does neither."""
        uri, label, status = (row.values[column] for column in ("conceptUri", "preferredLabel", "status"))
        if met.setdefault(uri, row.line) != row.line:
            file.refuse(row.line, "conceptUri", f"says the same thing as line {met[uri]}")
            return None
        if status not in ("", "released"):
            self._report(file, row, "status", f"is {status[:40]} in this version of ESCO")
            return None
        if not label:
            self._report(file, row, "preferredLabel", f"has no label in this language ({language})")
            return None
        before = self._stored.get(uri)
        if before is not None and (before.merged_into is not None or language in before.worded):
            self._unchanged += 1  # what who keeps the catalogue has said holds
            return None
        node = merged([_labels(language, row)], None if before is None else asdict(before))
        if before is not None and _after(before, node) == before:
            self._unchanged += 1
            return None
        self._stored[uri] = _after(before, node)
        self.written += 1
        return node

    async def _take_broader(self, file: FileRows) -> None:
        rows = await self._links(file, "conceptUri", "broaderUri")
        closing = circles(rows, "above", self._placements())
        for line, reason in sorted(closing.items()):
            file.refuse(line, "broaderUri", reason)
        sound = [row for row in rows if row.line not in closing]
        await self._link(sound, "broader", "link_esco_broader")

    def _placements(self) -> Iterable[tuple[str, str]]:
        """The links to broader skills that stay whatever the file says."""
        for low, skill in self._stored.items():
            for high in skill.broader:
                if skill.source != ESCO or self._stored[high].source != ESCO:
                    yield low, high

    async def _take_relations(self, file: FileRows) -> None:
        rows = await self._links(file, "originalSkillUri", "relatedSkillUri")
        for kind in ("essential", "optional"):
            of_kind = [row for row in rows if row.values["kind"] == kind]
            await self._link(of_kind, kind, "link_esco_needed")

    async def _links(self, file: FileRows, low: str, high: str) -> list[Row]:
        """The file's links as rows with `id`, `above` and `kind`, as far as both ends are there."""
        taken: list[Row] = []
        while not file.ended:
            for row in await asyncio.to_thread(file.take, _BATCH):
                ends = {column: self._current(row.values[column]) for column in (low, high)}
                missing = next((column for column, uri in ends.items() if uri not in self._stored), None)
                if missing is not None:
                    self._report(file, row, missing, f"there is no concept {ends[missing]} in these files")
                elif ends[low] == ends[high]:
                    self._report(file, row, high, "is the concept itself")
                else:
                    kind = row.values.get("relationType", "broader")
                    taken.append(Row(row.line, {"id": ends[low], "above": ends[high], "kind": kind}))
            if len(taken) > MOST_ROWS:
                raise BadInput(f"has more than {MOST_ROWS:,} links", file.form.file)
            self._tell(file)
        return taken

    def _current(self, uri: str) -> str:
        """The concept, or what it was merged into."""
        skill = self._stored.get(uri)
        return uri if skill is None or skill.merged_into is None else skill.merged_into

    async def _link(self, rows: Sequence[Row], kind: str, statement: str) -> None:
        """Makes the links of one kind what the rows say, of every concept that they name."""
        wanted: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            wanted[row.values["id"]].append(row.values["above"])
        changed = []
        for low, found in wanted.items():
            before: list[str] = getattr(self._stored[low], kind)
            links = sorted(set(found))
            kept = kind == "broader" and self._stored[low].placed
            if kept or links == sorted(other for other in before if self._stored[other].source == ESCO):
                self._unchanged += len(found)
            else:
                changed.append({"id": low, "links": links, "kind": kind})
                self.written += len(found)
        await self._put(statement, changed)

    async def _put(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
        left = iter(rows if self._write else ())
        while batch := list(islice(left, _BATCH)):
            await bulk.put(self._graph, statement, batch)

    def _report(self, file: FileRows, row: Row, column: str, reason: str) -> None:
        self._reported += 1
        file.refuse(row.line, column, reason)

    def _tell(self, file: FileRows) -> None:
        files = self._files.all
        self._watch(
            Progress(
                file.form.file,
                sum(each.read for each in files),
                sum(each.taken for each in files),
                sum(each.size for each in files),
                time.perf_counter() - self._started,
            )
        )


def _labels(language: str, row: Row) -> dict[str, Any]:
    """A row of ESCO as one of `skills.csv`."""
    kind = row.values["skillType"]
    group = row.values["conceptType"] == GROUP
    return {
        "id": row.values["conceptUri"],
        "label": row.values["preferredLabel"],
        "language": language,
        "alt_labels": [label for label in row.values["altLabels"] if label != row.values["preferredLabel"]],
        "source": ESCO,
        "kind": "group" if group else "knowledge" if kind == KNOWLEDGE else "skill",
        "community": None,
        "merged_into": None,
    }


def _after(before: SkillRow | None, node: Mapping[str, Any]) -> SkillRow:
    """The skill as the graph has it once the node is written."""
    facts = {key: value for key, value in node.items() if key != "label"}
    if before is not None:
        return replace(before, **facts)
    links: dict[str, Any] = {"broader": [], "related": [], "essential": [], "optional": []}
    return SkillRow(**facts, **links, worded=[], placed=False)
