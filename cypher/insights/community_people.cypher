// name:    community_people
// summary: The members of a community whom the viewer may see, in the order of ids, with what its organisers look at: what
//          they offer and want now, and whether somebody whom the viewer may see mentors them or is mentored by them.
// params:  viewer_id: str, community_id: str, now: int, limit: int
// returns: many; person_id: str, name: str, active: bool, offers: list[str], needs: list[str], mentoring: bool
// access:  read
// cost:    the community's members, up to the limit.
// guards:  person p, person x, community c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (c:Community {id: $community_id})<-[:MEMBER_OF]-(p:Person)
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
WITH p, blocked, mine
ORDER BY p.id
LIMIT $limit
CALL (p, blocked, mine) {
  MATCH (p)-[:MENTORED]-(x:Person)
  WHERE (x.id = $viewer_id
         OR (NOT x.id IN blocked
             AND (x.visibility = 'open'
                  OR (x.visibility = 'communities'
                      AND any(c IN [(x)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
  RETURN count(x) AS pairs
}
RETURN p.id AS person_id, p.name AS name, p.status = 'active' AS active,
       [(p)-[o:OFFERS]->(s:Skill) WHERE o.until IS NULL OR o.until > $now | o.skill_id] AS offers,
       [(p)-[:NEEDS]->(n:Need) WHERE n.state = 'open' AND (n.until IS NULL OR n.until > $now) | n.skill_id] AS needs,
       pairs > 0 AS mentoring
ORDER BY person_id
