// name:    round_gaps_page
// summary: A page of those whom a round leaves out, for an organiser of its community who may see them.
// params:  viewer_id: str, roles: list[str], kinds: list[str], round_id: str, after: int, limit: int
// returns: many; number: int, person_id: str, wanted: int, got: int, blockers: str, changes: str
// access:  read
// cost:    goes through those whom the round leaves out.
// deadline: 10
// guards:  person p, act home, needs p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
MATCH (home:Community)-[:HELD]->(r:Round {id: $round_id})-[:LEFT_OUT]->(g:RoundGap)
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
  AND (home.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = home.id | m.role]) IN $roles)
  AND g.number > $after
MATCH (p:Person {id: g.person_id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  AND (p.needs_for IS NULL OR p.id = $viewer_id OR (p.needs_for < 3 AND p.id IN working)
       OR (p.needs_for < 2 AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
RETURN g.number AS number, g.person_id AS person_id, coalesce(g.wanted, 1) AS wanted, coalesce(g.got, 0) AS got,
       g.blockers AS blockers, g.changes AS changes
ORDER BY number
LIMIT $limit
