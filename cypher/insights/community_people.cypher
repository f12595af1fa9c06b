// name:    community_people
// summary: The members of a community whom the viewer may see, in the order of ids, with what its organisers look at: what
//          they offer and want now, and whether somebody whom the viewer may see mentors them or is mentored by them; what they do not show is left out.
// params:  viewer_id: str, community_id: str, now: int, limit: int
// returns: many; person_id: str, name: str, active: bool, offers: list[str], needs: list[str], mentoring: bool
// access:  read
// cost:    the community's members, up to the limit.
// guards:  counted p, counted x, person p, person x, community c, name p, offers p, needs p, ties p, ties x

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
MATCH (c:Community {id: $community_id})<-[:MEMBER_OF]-(p:Person)
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  AND p.uncounted_at IS NULL
WITH p, blocked, mine, working
ORDER BY p.id
LIMIT $limit
CALL (p, blocked, mine, working) {
  MATCH (p)-[:MENTORED]-(x:Person)
  WHERE x.uncounted_at IS NULL AND (x.id = $viewer_id
         OR (NOT x.id IN blocked
             AND (x.visibility = 'open'
                  OR (x.visibility = 'communities'
                      AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
    AND (p.ties_for IS NULL OR p.id = $viewer_id OR (p.ties_for < 3 AND p.id IN working)
         OR (p.ties_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
    AND (x.ties_for IS NULL OR x.id = $viewer_id OR (x.ties_for < 3 AND x.id IN working)
         OR (x.ties_for < 2 AND EXISTS { MATCH (x)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  RETURN count(x) AS pairs
}
WITH p, pairs,
     CASE WHEN p.id = $viewer_id THEN 3 WHEN p.id IN working THEN 2
          WHEN EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 } THEN 1 ELSE 0 END AS near_p
RETURN p.id AS person_id, CASE WHEN near_p >= coalesce(p.name_for, 0) THEN p.name ELSE '' END AS name,
       (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now) AS active,
       CASE WHEN near_p >= coalesce(p.offers_for, 0)
            THEN [(p)-[o:OFFERS]->(s:Skill) WHERE o.until IS NULL OR o.until > $now | o.skill_id] ELSE [] END AS offers,
       CASE WHEN near_p >= coalesce(p.needs_for, 0)
            THEN [(p)-[:NEEDS]->(n:Need) WHERE n.state = 'open' AND (n.until IS NULL OR n.until > $now) | n.skill_id]
            ELSE [] END AS needs,
       pairs > 0 AS mentoring
ORDER BY person_id
