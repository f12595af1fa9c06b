// name:    round_blocking
// summary: The pairs of a round who would rather have each other than what it gives them, for an organiser of its
//          community who may see both, and where no block stands between the two.
// params:  viewer_id: str, roles: list[str], kinds: list[str], round_id: str
// returns: many; number: int, mentee_id: str, mentor_id: str, quality: float
// access:  read
// cost:    two seeks for each such pair; a hundred are kept at most.
// deadline: 10
// guards:  person mentee, person mentor, act home

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (home:Community)-[:HELD]->(r:Round {id: $round_id})
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
  AND (home.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = home.id | m.role]) IN $roles)
WITH blocked, mine, coalesce(r.blocking_mentees, []) AS mentees, coalesce(r.blocking_mentors, []) AS mentors,
     coalesce(r.blocking_qualities, []) AS qualities
UNWIND range(0, size(mentees) - 1) AS number
WITH blocked, mine, number, mentees[number] AS mentee_id, mentors[number] AS mentor_id, qualities[number] AS quality
MATCH (mentee:Person {id: mentee_id})
WHERE (mentee.id = $viewer_id
       OR (NOT mentee.id IN blocked
           AND (mentee.visibility = 'open'
                OR (mentee.visibility = 'communities'
                    AND EXISTS { MATCH (mentee)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
WITH blocked, mine, number, mentee, mentee_id, mentor_id, quality
ORDER BY number  // or Neo4j makes a product of the two seeks
MATCH (mentor:Person {id: mentor_id})
WHERE (mentor.id = $viewer_id
       OR (NOT mentor.id IN blocked
           AND (mentor.visibility = 'open'
                OR (mentor.visibility = 'communities'
                    AND EXISTS { MATCH (mentor)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  AND NOT mentor.id IN [(mentee)-[:BLOCKS]-(other:Person) | other.id]
RETURN number, mentee_id, mentor_id, quality
ORDER BY number
