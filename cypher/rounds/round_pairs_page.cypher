// name:    round_pairs_page
// summary: A page of a round's pairs for an organiser of its community, where they may see both and no block stands
//          between the two.
// params:  viewer_id: str, round_id: str, after: int, limit: int
// returns: many; number: int, id: str, mentee_id: str, mentor_id: str, need_id: str, quality: float, fixed: bool,
//          outcome: str | None
// access:  read
// cost:    goes through the round's pairs.
// guards:  person mentee, person mentor

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(c:Community) WHERE m.role IN ['organiser', 'administrator'] | c.id] AS organised
MATCH (r:Round {id: $round_id})-[:PAIRED]->(x:RoundPair)
WHERE r.community_id IN organised AND x.number > $after
MATCH (mentee:Person {id: x.mentee_id})
WHERE (mentee.id = $viewer_id
       OR (NOT mentee.id IN blocked
           AND (mentee.visibility = 'open'
                OR (mentee.visibility = 'communities'
                    AND any(c IN [(mentee)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
MATCH (mentor:Person {id: x.mentor_id})
WHERE (mentor.id = $viewer_id
       OR (NOT mentor.id IN blocked
           AND (mentor.visibility = 'open'
                OR (mentor.visibility = 'communities'
                    AND any(c IN [(mentor)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
  AND NOT mentor.id IN [(mentee)-[:BLOCKS]-(other:Person) | other.id]
RETURN x.number AS number, x.id AS id, x.mentee_id AS mentee_id, x.mentor_id AS mentor_id, x.need_id AS need_id,
       x.quality AS quality, x.fixed AS fixed, x.outcome AS outcome
ORDER BY number
LIMIT $limit
