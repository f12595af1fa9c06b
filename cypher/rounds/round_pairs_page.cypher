// name:    round_pairs_page
// summary: A page of a round's pairs for an organiser of its community, where they may see both, the need of the one and
//          the offers of the other, and no block stands between the two.
// params:  viewer_id: str, roles: list[str], kinds: list[str], round_id: str, after: int, limit: int
// returns: many; number: int, id: str, mentee_id: str, mentor_id: str, need_id: str, quality: float, fixed: bool,
//          outcome: str | None, lent_by: str | None
// access:  read
// cost:    goes through the round's pairs.
// deadline: 10
// guards:  person mentee, person mentor, act home, needs mentee, offers mentor

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
MATCH (home:Community)-[:HELD]->(r:Round {id: $round_id})-[:PAIRED]->(pair:RoundPair)
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
  AND (home.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = home.id | m.role]) IN $roles)
  AND pair.number > $after
MATCH (mentee:Person {id: pair.mentee_id})
WHERE (mentee.id = $viewer_id
       OR (NOT mentee.id IN blocked
           AND (mentee.visibility = 'open'
                OR (mentee.visibility = 'communities'
                    AND EXISTS { MATCH (mentee)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  AND (mentee.needs_for IS NULL OR mentee.id = $viewer_id OR (mentee.needs_for < 3 AND mentee.id IN working)
       OR (mentee.needs_for < 2 AND EXISTS { MATCH (mentee)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
MATCH (mentor:Person {id: pair.mentor_id})
WHERE (mentor.id = $viewer_id
       OR (NOT mentor.id IN blocked
           AND (mentor.visibility = 'open'
                OR (mentor.visibility = 'communities'
                    AND EXISTS { MATCH (mentor)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  AND (mentor.offers_for IS NULL OR mentor.id = $viewer_id OR (mentor.offers_for < 3 AND mentor.id IN working)
       OR (mentor.offers_for < 2 AND EXISTS { MATCH (mentor)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))
  AND NOT mentor.id IN [(mentee)-[:BLOCKS]-(other:Person) | other.id]
RETURN pair.number AS number, pair.id AS id, pair.mentee_id AS mentee_id, pair.mentor_id AS mentor_id,
       pair.need_id AS need_id, pair.quality AS quality, pair.fixed AS fixed, pair.outcome AS outcome,
       pair.lent_by AS lent_by
ORDER BY number
LIMIT $limit
