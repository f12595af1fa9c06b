// name:    report_person
// summary: The viewer reports somebody whom they may see or have blocked, or a need of theirs: it is kept with what was said
//          then, and the name that they show to their communities, for those who run the communities of both; for the network's administrators where there is nobody else.
// params:  viewer_id: str, person_id: str, need_id: str | None, id: str, reason: str, text: str, run: list[str], now: int,
//          since: int, most: int
// returns: one; outcome: str
// access:  write
// cost:    the viewer's own reports, the memberships of both, and who runs the communities of both.
// guards:  person p, needs p

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which the viewer's reports are counted
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working,
     [(me)-[:REPORTED]->(r:Report) | [r.about_id, r.state, r.made_at]] AS made
OPTIONAL MATCH (p:Person {id: $person_id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
   OR p.id IN [(me)-[:BLOCKS]->(already:Person) | already.id]
WITH me, mine, made, p,
     CASE WHEN p IS NULL THEN false  // on ArcadeDB a pattern from a null node is a pattern from every node
          ELSE (p.needs_for IS NULL OR p.id = $viewer_id OR (p.needs_for < 3 AND p.id IN working)
               OR (p.needs_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
          END AS shown
WITH me, mine, made, p,
     CASE WHEN p IS NULL THEN [] ELSE [(p)-[:MEMBER_OF]->(x:Community) WHERE x.id IN mine | x.id] END AS common,
     CASE WHEN NOT shown THEN [] ELSE [(p)-[:NEEDS]->(n:Need) WHERE n.id = $need_id | n.goal] END AS goals
CALL (common) {
  UNWIND common AS id
  MATCH (x:Community {id: id})<-[m:MEMBER_OF]-(o:Person)
  WHERE m.role IN $run AND o.id <> $person_id
  RETURN count(o) AS deciders
}
WITH me, common, p, deciders,
     CASE WHEN $need_id IS NULL THEN ['person', p.about] ELSE ['need', head(goals)] END AS told,
     CASE WHEN p IS NULL OR ($need_id IS NOT NULL AND size(goals) = 0) THEN 'not_found'
          WHEN size([each IN made WHERE each[0] = coalesce($need_id, $person_id) AND each[1] = 'open' | 1]) > 0
               THEN 'repeated'
          WHEN size([each IN made WHERE each[2] > $since | 1]) >= $most THEN 'too_many' ELSE 'reported' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'reported' THEN [1] ELSE [] END |
  CREATE (me)-[:REPORTED]->(new:Report {id: $id, state: 'open', reporter_id: $viewer_id, person_id: $person_id,
                                       about: told[0], about_id: coalesce($need_id, $person_id),
                                       name: CASE WHEN coalesce(p.name_for, 0) < 2 THEN p.name ELSE '' END,
                                       said: told[1], reason: $reason, text: $text, made_at: $now, escalated: deciders = 0})
  CREATE (new)-[:CONCERNS]->(p)
)
WITH outcome, common
CALL (outcome, common) {
  UNWIND CASE WHEN outcome = 'reported' THEN common[0..50] ELSE [] END AS home
  MATCH (c:Community {id: home})
  MATCH (r:Report {id: $id})
  MERGE (r)-[:REPORTED_IN]->(c)
  RETURN count(c) AS told
}
RETURN outcome
