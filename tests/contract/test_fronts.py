"""Fronts stay true through any sequence of changes: nobody better stands outside, nobody inside who cannot be asked."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace

import pytest

from peernet.graph import fronts
from peernet.graph import people as people_store
from peernet.graph import skills as skill_store
from peernet.graph.session import Graph
from peernet.graph.suggestions import SMALL, mentor_candidates
from peernet.use_cases.join_community import join_community, leave_community
from tests.contract.asking import insisting, values, write
from tests.contract.seeding import DAY, NOW, OfferOf, PersonOf, community, person, seed, skill
from tests.contract.test_suggestions import offered

KEEP = 4
LASTING = 365 * DAY
STANDINGS = (0.5, 1.0, 1.0, 2.0, 3.0, 4.0)
LANGUAGES = (("en",), ("en",), ("hi",), ("en", "hi"), ())


def standing_of(each: PersonOf) -> float:
    """What counts of a person's only offer; 0 when there is none now."""
    return max((standing for _, _, standing in offered(each, ["go"])), default=0.0)


def eligible(people: dict[str, PersonOf], language: str, visibility: str, *, full: bool = False) -> list[str]:
    """Who can be asked for Go in that language now, best first; with `full`, who could if they had a place open."""
    found = [
        each
        for each in people.values()
        if each.status == "active" and (each.open_places < 1) == full and each.visibility == visibility
        if standing_of(each) and language in (each.languages or ("",))
    ]
    return [each.id for each in sorted(found, key=lambda each: (-standing_of(each), each.id))]


async def in_front(graph: Graph, *, full: bool = False) -> list[str]:
    """Ids of those in the front for Go who have a place open, or with `full` of those who have none."""
    text = "MATCH (p:Person)-[f:FRONT]->(:Skill {id: 'go'}) WHERE f.full = $full RETURN p.id AS value"
    ids: list[str] = await values(graph, text, full=full)
    return ids


async def listed(graph: Graph) -> dict[str, list[list[object]]]:
    """By key, what stands in the lists for Go: id, standing, end and communities, best first."""
    text = """MATCH (s:Skill {id: 'go'}) WITH s.front_keys AS keys UNWIND keys AS key
              MATCH (list:Front {key: 'go|' + key})
              RETURN [key, list.ids, list.standings, list.ends, list.places] AS value"""
    return {key: list(map(list, zip(*lists, strict=True))) for key, *lists in await values(graph, text)}


async def tied(graph: Graph) -> dict[str, list[list[object]]]:
    """The same from the ties of the front."""
    text = """MATCH (p:Person)-[f:FRONT]->(:Skill {id: 'go'})
              RETURN [f.languages, f.visibility, f.full, p.id, f.standing, coalesce(f.until, 0), f.places] AS value"""
    found: dict[str, list[list[object]]] = {}
    rows = sorted(await values(graph, text), key=lambda row: (-row[4], row[3]))
    for languages, visibility, full, person_id, standing, end, places in rows:
        lines = "\n".join(["", *places, ""]) if places else "\n"
        for language in languages or [""]:
            key = f"{language}|{visibility}" + ("|full" if full else "")
            found.setdefault(key, []).append([person_id, standing, end, lines])
    return found


async def suggested(graph: Graph, viewer_id: str) -> list[str]:
    """Candidates for Go."""
    found = await mentor_candidates(graph, viewer_id, ["go"], [], now=NOW)
    return [] if found is None else [each.person_id for each in found.mentors]


async def change(graph: Graph, chance: random.Random, each: PersonOf) -> PersonOf:
    """One change that a member, a mentor or an import may make, applied and then told to the fronts."""
    kind = chance.choice(["offer", "offer", "withdraw", "places", "status", "languages", "visibility", "evidence"])
    changed = _changed(chance, each, kind)
    if kind == "offer":
        claim = chance.choice(STANDINGS)
        old = each.offers.get("go")
        changed = replace(each, offers={"go": OfferOf(3, old.standing if old else claim)})
        await skill_store.offer_skill(
            graph, each.id, "go", level=3, until=None, usual=LASTING, now=NOW, claim=claim, most=9
        )
    elif kind == "withdraw":
        await skill_store.withdraw_offer(graph, each.id, "go")
    elif kind == "evidence":
        await write(
            graph,
            "MATCH (:Person {id: $id})-[o:OFFERS]->(:Skill {id: 'go'}) SET o.standing = $standing",
            id=each.id,
            standing=standing_of(changed),
        )
    elif kind == "places":
        text = "MATCH (p:Person {id: $id}) SET p.open_places = $places"
        await write(graph, text, id=each.id, places=changed.open_places)
    else:
        facts = {"status": changed.status, "visibility": changed.visibility, "languages": list(changed.languages)}
        await write(
            graph,
            "MATCH (p:Person {id: $id}) SET p += $facts, p.speaks = $speaks",
            id=each.id,
            facts=facts,
            speaks=facts["languages"],
        )
    await fronts.refresh(graph, [each.id], NOW, KEEP)
    return changed


def _changed(chance: random.Random, each: PersonOf, kind: str) -> PersonOf:
    match kind:
        case "withdraw":
            return replace(each, offers={})
        case "evidence":
            return replace(each, offers={skill: OfferOf(3, chance.choice(STANDINGS)) for skill in each.offers})
        case "places":
            return replace(each, open_places=chance.choice([0, 0, 1, 2]))
        case "status":
            return replace(each, status=chance.choice(["active", "away", "retired"]))
        case "languages":
            return replace(each, languages=chance.choice(LANGUAGES))
        case "visibility":
            return replace(each, visibility=chance.choice(["open", "open", "communities", "hidden"]))
    return each


async def check(graph: Graph, people: dict[str, PersonOf], done: str) -> None:
    """What a front promises, for each language and visibility, of those with a place open and of the others."""
    for full in (False, True):
        await _check(graph, people, done, full)
    assert await listed(graph) == await tied(graph), done


async def _check(graph: Graph, people: dict[str, PersonOf], done: str, full: bool) -> None:
    held = await in_front(graph, full=full)
    assert len(held) == len(set(held)), done
    asked = {
        each
        for language in ("en", "hi", "")
        for kind in ("open", "communities")
        for each in eligible(people, language, kind, full=full)
    }
    assert set(held) <= asked, done
    for language in ("en", "hi", ""):
        for visibility in ("open", "communities"):
            ranked = eligible(people, language, visibility, full=full)
            assert set(ranked[: KEEP // 2]) <= set(held), (done, language, visibility, ranked, held)
            inside = [each in held for each in ranked]
            own = [each for each in ranked if people[each].languages in ((language,), ())]
            # Among those of one language alone nobody inside ranks after somebody outside.
            assert [each in held for each in own] == sorted((each in held for each in own), reverse=True), (
                done,
                inside,
            )


@pytest.mark.parametrize("number", range(30))
async def test_a_front_stays_true_through_any_changes(graph: Graph, number: int) -> None:
    chance = random.Random(number)
    people = {
        f"p{n:02}": person(
            f"p{n:02}",
            offers={"go": OfferOf(3, chance.choice(STANDINGS))} if chance.random() < 0.7 else {},
            languages=chance.choice(LANGUAGES),
            visibility=chance.choice(["open", "open", "communities"]),
        )
        for n in range(16)
    }
    await seed(graph, *people.values(), person("me", languages=("hi",)), person("anchor", offers={"sql": 1}))
    await write(graph, "MERGE (s:Skill {id: 'go'}) ON CREATE SET s.labels = []")
    await fronts.rebuild_fronts(graph, NOW, keep=KEEP)
    await check(graph, people, "at the start")
    for step in range(8):
        ids = chance.sample(sorted(people), 3)
        for id_ in ids:
            people[id_] = await change(graph, chance, people[id_])
        await check(graph, people, f"step {step}: {ids}")
    best = [each for each in eligible(people, "hi", "open") if each != "me"][: KEEP // 2]
    assert set(best) <= set(await suggested(graph, "me"))


async def test_newcomers_do_not_hide_those_left_out_when_the_best_leave(graph: Graph) -> None:
    best = [person(f"a{n}", offers={"go": OfferOf(5, 9.0 - n)}) for n in range(KEEP)]
    left_out = [person(f"b{n}", offers={"go": OfferOf(4, 4.0 - n)}) for n in range(2)]
    newcomers = [person(f"c{n}", offers={}) for n in range(KEEP)]
    await seed(graph, *best, *left_out, *newcomers, person("me"))
    await fronts.rebuild_fronts(graph, NOW, keep=KEEP)
    for each in newcomers:
        await skill_store.offer_skill(
            graph, each.id, "go", level=1, until=None, usual=LASTING, now=NOW, claim=0.1, most=9
        )
        await fronts.refresh(graph, [each.id], NOW, KEEP)
    assert sorted(await in_front(graph)) == ["a0", "a1", "a2", "a3"]
    for each in best:
        await people_store.update_profile(graph, each.id, {"status": "away"}, NOW)
        await fronts.refresh(graph, [each.id], NOW, KEEP)
    assert {"b0", "b1"} <= set(await suggested(graph, "me"))


async def test_a_front_of_english_speakers_does_not_hide_the_one_who_speaks_hindi(graph: Graph) -> None:
    many = [person(f"e{n:03}", offers={"go": OfferOf(5, 9.0)}) for n in range(fronts.KEEP + 20)]
    one = person("hina", offers={"go": OfferOf(1, 0.1)}, languages=("hi",))
    await seed(graph, person("me", languages=("hi",)), person("you"), one, *many)
    assert await suggested(graph, "me") == ["hina"]
    assert "hina" not in await suggested(graph, "you")
    assert len(await in_front(graph)) == fronts.KEEP + 1


async def test_a_front_that_grew_is_cut_to_the_best_again(graph: Graph) -> None:
    people = [person(f"p{n:02}", offers={"go": OfferOf(3, n + 1.0)}, status="away") for n in range(3 * KEEP + 2)]
    await seed(graph, *people)
    await fronts.rebuild_fronts(graph, NOW, keep=KEEP)
    sizes = []
    for each in people:
        await people_store.update_profile(graph, each.id, {"status": "active"}, NOW)
        await fronts.refresh(graph, [each.id], NOW, KEEP)
        sizes.append(len(await in_front(graph)))
    assert max(sizes) <= 3 * KEEP
    assert {people[-1].id, people[-2].id} <= set(await in_front(graph))


async def test_making_all_fronts_tells_how_far_it_is_and_how_many_ties_it_made(graph: Graph) -> None:
    await seed(graph, person("ann", offers={"go": 3, "sql": 2}), person("bea", offers={"go": 1}, status="away"))
    told: list[int] = []
    assert await fronts.rebuild_fronts(graph, NOW, told.append) == 2
    assert sum(told) == 2
    assert await fronts.rebuild_fronts(graph, NOW) == 2


async def test_an_offer_that_has_ended_leaves_the_front_when_its_owner_changes(graph: Graph) -> None:
    await seed(graph, person("ann", offers={"go": OfferOf(3, until=NOW + 5)}))
    assert await in_front(graph) == ["ann"]
    await fronts.refresh(graph, ["ann", "nobody"], NOW + 5)
    assert await in_front(graph) == []


async def test_hundreds_who_share_no_community_do_not_hide_one_who_does(graph: Graph) -> None:
    best = {"go": OfferOf(5, 9.0)}
    many = [person(f"p{n:03}", offers=best, visibility="communities", member_of={"fair": "member"}) for n in range(100)]
    ann = person("ann", offers={"go": OfferOf(1, 0.1)}, visibility="communities", member_of={"choir": "member"})
    await seed(graph, person("me", member_of={"choir": "member"}), ann, *many)
    assert await suggested(graph, "me") == ["ann"]


async def test_who_joins_a_community_is_found_by_its_members_and_by_nobody_once_they_have_left(graph: Graph) -> None:
    best = {"go": OfferOf(5, 9.0)}
    many = [person(f"p{n:03}", offers=best, visibility="communities", member_of={"fair": "member"}) for n in range(50)]
    ann = person("ann", offers={"go": OfferOf(1, 0.1)}, visibility="communities")
    crowd = [person(f"c{n:03}", member_of={"choir": "member"}) for n in range(SMALL + 1)]
    network = await seed(
        graph, community("choir", "open"), person("me", member_of={"choir": "member"}), ann, *many, *crowd
    )
    assert await suggested(graph, "me") == []
    await join_community(network, "ann", "choir")
    assert await suggested(graph, "me") == ["ann"]
    await leave_community(network, "ann", "choir")
    assert await suggested(graph, "me") == []


async def test_fronts_of_an_earlier_form_get_what_they_lack_once(graph: Graph) -> None:
    ann = person("ann", offers={"go": 3}, visibility="communities", member_of={"choir": "member"})
    crowd = [person(f"c{n:03}", member_of={"choir": "member"}) for n in range(SMALL + 1)]
    await seed(graph, person("me", member_of={"choir": "member"}), ann, *crowd)
    await write(graph, "MATCH (:Person)-[f:FRONT]->(:Skill) REMOVE f.places")
    await write(graph, "MATCH (list:Front) REMOVE list.places")
    await write(graph, "MATCH (v:Version {of: 'fronts'}) DELETE v")
    assert await suggested(graph, "me") == []
    assert await fronts.renew(graph, NOW)
    assert await suggested(graph, "me") == ["ann"]
    assert not await fronts.renew(graph, NOW)


@pytest.mark.parametrize("turn", range(5))
async def test_a_front_made_anew_while_its_mentors_change_holds_each_of_them_once(graph: Graph, turn: int) -> None:
    crowd = [person(f"p{number:02}", offers={"go": 3}) for number in range(12)]
    await seed(graph, skill("go"), *crowd)
    await asyncio.gather(
        *(insisting(lambda: fronts.rebuild(graph, ["go"], NOW)) for _ in range(3)),
        *(insisting(lambda who=each.id: fronts.refresh(graph, [who], NOW)) for each in crowd),
    )
    assert sorted(await in_front(graph)) == [each.id for each in crowd]
    assert await listed(graph) == await tied(graph)
