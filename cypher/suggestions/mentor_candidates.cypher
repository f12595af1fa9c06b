// name:    mentor_candidates
// summary: Everything a suggestion needs, in one answer: the asker, and the people who could mentor them in the asked
//          skills or in those next to them, each with the facts that count, from three bounded sources: the fronts of
//          the skills, the asker's network, and the asker's smaller communities.
// params:  viewer_id: str, skill_ids: list[str], near_ids: list[str], community_id: str | None, now: int, front: int,
//          near: int, network: int, small: int
// returns: one; asker: dict[str, Any], candidates: list[list[Any]]
// access:  read
// cost:    the fronts of the skills (a few hundred for each language), the asker's two-hop network, and the members of
//          the asker's communities of at most `small` people; flat in the number of people.
// guards:  person p, community asked

MATCH (me:Person {id: $viewer_id})
WITH me,
     [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked,
     [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     COLLECT { MATCH (me)-[:KNOWS]-(x:Person) RETURN DISTINCT x.id } AS friends,  // once, though each may say so
     [(me)-[m:MEMBER_OF]->(c:Community) | {id: c.id, name: c.name, since: m.since}] AS memberships,
     [(me)-[o:OFFERS]->(s:Skill) WHERE s.id IN $skill_ids | {skill_id: s.id, level: o.level}] AS levels,
     me.speaks AS speaks,
     size(me.speaks) = 0 AS anyone,  // a variable: ArcadeDB takes `size(speaks) = 0 OR ...` for false inside CALL
     $skill_ids + $near_ids AS all_ids
CALL (me, blocked, mine, speaks, anyone, all_ids) {
  UNWIND $skill_ids AS wanted
  CALL (blocked, mine, speaks, anyone, wanted) {
    MATCH (:Skill {id: wanted})<-[f:FRONT]-(p:Person)
    WHERE (anyone OR any(l IN f.languages WHERE l IN speaks))
      AND (f.visibility = 'open' OR any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine))
      AND NOT p.id IN blocked AND (f.until IS NULL OR f.until > $now)
      AND ($community_id IS NULL OR $community_id IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id])
    RETURN p
    ORDER BY f.standing DESC, p.id
    LIMIT $front
  }
  RETURN p
UNION
  UNWIND $near_ids AS wanted
  CALL (blocked, mine, speaks, anyone, wanted) {
    MATCH (:Skill {id: wanted})<-[f:FRONT]-(p:Person)
    WHERE (anyone OR any(l IN f.languages WHERE l IN speaks))
      AND (f.visibility = 'open' OR any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine))
      AND NOT p.id IN blocked AND (f.until IS NULL OR f.until > $now)
      AND ($community_id IS NULL OR $community_id IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id])
    RETURN p
    ORDER BY f.standing DESC, p.id
    LIMIT $near
  }
  RETURN p
UNION
  MATCH (me)-[:KNOWS]-(x:Person)-[:KNOWS]-(p:Person)-[o:OFFERS]->(s:Skill)
  WHERE o.skill_id IN all_ids AND (o.until IS NULL OR o.until > $now)
    AND p.status = 'active' AND p.open_places > 0 AND p.visibility <> 'hidden' AND NOT p.id IN blocked
    AND (anyone OR any(l IN p.speaks WHERE l IN speaks))
  WITH p, max(o.standing) AS standing
  RETURN p
  ORDER BY standing DESC, p.id
  LIMIT $network
UNION
  MATCH (me)-[:KNOWS]-(p:Person)-[o:OFFERS]->(s:Skill)
  WHERE o.skill_id IN all_ids AND (o.until IS NULL OR o.until > $now)
    AND p.status = 'active' AND p.open_places > 0 AND p.visibility <> 'hidden' AND NOT p.id IN blocked
    AND (anyone OR any(l IN p.speaks WHERE l IN speaks))
  WITH p, max(o.standing) AS standing
  RETURN p
  ORDER BY standing DESC, p.id
  LIMIT $network
UNION
  MATCH (me)-[:MEMBER_OF]->(c:Community)
  WHERE COUNT { (c)<-[:MEMBER_OF]-() } <= $small
  MATCH (c)<-[:MEMBER_OF]-(p:Person)-[o:OFFERS]->(s:Skill)
  WHERE o.skill_id IN all_ids AND (o.until IS NULL OR o.until > $now)
    AND p.status = 'active' AND p.open_places > 0 AND p.visibility <> 'hidden' AND NOT p.id IN blocked
    AND (anyone OR any(l IN p.speaks WHERE l IN speaks))
  WITH p, max(o.standing) AS standing
  RETURN p
  ORDER BY standing DESC, p.id
  LIMIT $network
}
WITH me, blocked, mine, friends, memberships, levels, speaks, anyone, all_ids, p
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
  AND p.id <> $viewer_id
  AND p.status = 'active' AND p.open_places > 0
  AND (anyone OR any(l IN p.speaks WHERE l IN speaks))
  AND ($community_id IS NULL
       OR $community_id IN [(p)-[:MEMBER_OF]->(asked:Community)
                            WHERE (asked.visibility <> 'hidden' OR asked.id IN mine) | asked.id])
WITH me, memberships, levels, p,
     [(p)-[o:OFFERS]->(s:Skill) WHERE o.skill_id IN all_ids AND (o.until IS NULL OR o.until > $now)
      | [o.skill_id, o.level, o.standing]] AS offers,
     [(p)-[m:MEMBER_OF]->(c:Community) WHERE c.id IN mine | [c.id, m.since]] AS shared,
     p.id IN friends AS knows,
     friends, [(p)-[:KNOWS]-(x:Person) WHERE x.id IN friends | x.id] AS common
WHERE size(offers) > 0
RETURN {languages: me.languages, hours: me.hours, time_zone: me.time_zone, memberships: memberships, levels: levels}
         AS asker,
       collect([p.id, p.name, p.languages, p.hours, p.time_zone, p.capacity, p.open_places, p.active_at, offers,
                shared, knows, size([id IN friends WHERE id IN common | 1]), p.requests_received, p.requests_answered, p.requests_accepted])
         AS candidates
