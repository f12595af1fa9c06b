// name:    round_pairs_now
// summary: Every pair of an accepted round as things stand: what came of it so far, the mentor's open places, the need,
//          and the request that was made for it.
// params:  round_id: str
// returns: many; number: int, id: str, mentee_id: str, mentor_id: str, skill_id: str, outcome: str | None,
//          open_places: int, goal: str | None, need_state: str | None, request_state: str | None
// access:  read
// cost:    three seeks for each of the round's pairs; the caller has checked who asks.
// deadline: 30

MATCH (r:Round {id: $round_id})-[:PAIRED]->(x:RoundPair)
WHERE r.state = 'accepted'
MATCH (mentor:Person {id: x.mentor_id})
OPTIONAL MATCH (n:Need {id: x.need_id})
OPTIONAL MATCH (m:Mentorship {id: x.id})
RETURN x.number AS number, x.id AS id, x.mentee_id AS mentee_id, x.mentor_id AS mentor_id, x.skill_id AS skill_id,
       x.outcome AS outcome, mentor.open_places AS open_places, n.goal AS goal, n.state AS need_state,
       m.state AS request_state
ORDER BY number
