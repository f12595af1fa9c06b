"""What those who keep the catalogue and who operate a network do: skills, merges, files, what is kept beside."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

from bench.tours.visit import ADMINISTRATOR, Visit
from peernet.graph import bulk, engine_facts, fronts, learned, migrations, skill_keeping, skills
from peernet.graph.queries import query
from peernet.interchange.generating import generate
from peernet.interchange.reading import open_folder
from peernet.interchange.rejects import Rejects
from peernet.interchange.seen import SeenKeys
from peernet.model.policy import Act, roles_for
from peernet.model.skill_keeping import PROPOSAL_STATES, Keeper
from peernet.use_cases.change_skill import place_skill, rename_skill, translate_skill
from peernet.use_cases.importing_catalogue import load_known, settle_communities, settle_skills
from peernet.use_cases.importing_rows import Importing, prepare, settle
from peernet.use_cases.merge_skills import merge_skills, unmerge_skills
from peernet.use_cases.propose_skill import SkillWish, accept_skill, decline_skill, propose_skill

KEEPER = Keeper(ADMINISTRATOR.person_id or "", roles_for(Act.KEEP_SKILLS), administrator=True)
FILES = ("people", "memberships", "offers", "needs", "ties", "blocks", "endorsements", "mentorships", "evidence")
ROWS = 500
_MORE = {
    "skills.csv": "new-1,Something new,en,s0001,s0002,own\r\n",
    "blocks.csv": "p0000001,p0000002\r\n",
    "mentorships.csv": "new-2,p0000001,,s0001,Once before.,,completed,2024-01-01,2024-01-05,2024-03-05\r\n",
}
"""What fifty people may have none of: a new skill, a block, a mentorship of which only the mentor is known."""


async def catalogue(visit: Visit) -> None:
    """A skill is proposed and accepted, another declined; one is worded, translated and placed."""
    network, graph = visit.network, visit.graph
    found = [await propose_skill(network, _member(visit), SkillWish(f"Trying out number {place}")) for place in (1, 2)]
    await skill_keeping.skill_proposals_page(graph, KEEPER, None, list(PROPOSAL_STATES), None, 20)
    new = await accept_skill(network, KEEPER, found[0][0])
    await decline_skill(network, KEEPER, found[1][0], "There is one.")
    await rename_skill(network, KEEPER, new, "Trying out much")
    await translate_skill(network, KEEPER, new, "fr", "Essayer")
    await place_skill(network, KEEPER, new, [visit.skill()])
    await skill_keeping.skill_edits(graph, KEEPER, new, 20)
    await skills.skill_now(graph, new)
    await skills.catalogue_changed(graph)
    await skills.catalogue_version(graph)
    await skills.catalogue_rows(graph)


async def merging(visit: Visit) -> None:
    """A skill that few offer is merged into another, and taken out of it again."""
    rare = f"s{len(visit.shape.law.rises) - visit.chance.randrange(40):04d}"
    await merge_skills(visit.network, KEEPER, rare, "s0040")
    await unmerge_skills(visit.network, KEEPER, rare)


async def importing(visit: Visit) -> None:
    """Fifty people's rows, changed, and those of the catalogue and the communities that they name; not what follows."""
    with tempfile.TemporaryDirectory() as made, contextlib.ExitStack() as opened:
        generate(Path(made), 50, visit.chance.randrange(1 << 30))
        for name, line in _MORE.items():
            with (Path(made) / name).open("a", encoding="utf-8") as more:
                more.write(line)
        files = open_folder(Path(made), opened.enter_context(Rejects(Path(made) / "rejects")).add, opened)
        work = Importing(visit.graph, opened.enter_context(SeenKeys()), visit.now, fresh=False, write=True)
        stored, known = await load_known(work)
        for file in files:
            if file.form.name == "skills":
                await settle_skills(work, file, stored)
            elif file.form.name == "communities":
                await settle_communities(work, file, known)
            else:
                await settle(work, file, prepare(work, file, 10_000))
    await bulk.begin(visit.graph)
    await bulk.complete(visit.graph)
    await bulk.missing_people(visit.graph, visit.people(ROWS))
    one, other = visit.skill(), visit.skill()
    await bulk.put(visit.graph, "link_needed", [{"from_id": one, "to_id": other, "kind": "essential"}])
    await bulk.put(visit.graph, "link_esco_broader", [{"id": one, "links": [other]}])
    await bulk.put(visit.graph, "link_esco_needed", [{"id": one, "links": [other], "kind": "optional"}])


async def exporting(visit: Visit) -> None:
    """The rows of five hundred people, and a page of ids."""
    people = visit.people(ROWS)
    for file in FILES:
        await bulk.rows_of(visit.graph, file, people)
    async for _ in bulk.person_ids(visit.graph):
        break


async def kept_beside(visit: Visit) -> None:
    """What a process asks when it starts, and what is learned and kept from time to time."""
    graph = visit.graph
    await engine_facts.engine_clock(graph)
    await engine_facts.constraint_names(graph)
    await engine_facts.has_people(graph)
    await migrations.applied(graph)
    await graph.many(query("skill_ids_page", fronts.SkillIdRow), after="", limit=50)
    await graph.many(query("front_places", fronts.RebuildRow), skill_ids=[visit.skill()])
    await graph.one(query("front_form_set", fronts.FormRow), form=fronts.FORM)
    await fronts.renew(graph, visit.now)
    async with bulk.only_import(graph):
        await bulk.has_people(graph)
    await learned.learned_at(graph)
    await learned.claim_learning(graph, 0, visit.now)
    await learned.shown_by(graph, visit.people(ROWS), visit.now)
    taught = {skill: one async for skill, one in learned.learned_skills(graph)}
    await learned.put_learned(graph, dict(list(taught.items())[:100]))
    await learned.put_most_active(graph, {"en|open|shown": visit.people(100)}, visit.now)
    await learned.goals(graph, 2000)


def _member(visit: Visit) -> Keeper:
    return Keeper(visit.viewer_id, roles_for(Act.KEEP_SKILLS), administrator=False)
