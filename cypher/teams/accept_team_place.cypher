// name:    accept_team_place
// summary: Somebody who was asked takes their place in a team; with the last of them the team is formed. They take it up
//          with one of their open places, where the team's places count so.
// params:  viewer_id: str, id: str, now: int
// returns: one; outcome: str, state: str, capacity: int
// access:  write
// cost:    the team's members, and the viewer's own blocks.

MATCH (p:Person {id: $viewer_id})
SET p.lock = randomUUID()  // open places are counted under their owner's lock
WITH p
MATCH (p)-[:IN_TEAM]->(found:Team {id: $id})
SET found.lock = randomUUID()  // of two last acceptances the later one sees the other
WITH p, found
MATCH (p)-[i:IN_TEAM]->(t:Team {id: found.id})
WITH p, i, t, [(p)-[:BLOCKS]-(x:Person) | x.id] AS blocks,
     [(t)<-[o:IN_TEAM]-(x:Person) WHERE x.id <> $viewer_id | [x.id, o.state]] AS others
WITH p, i, t, size([other IN others WHERE other[1] = 'accepted']) AS accepted,
     CASE
       WHEN i.state = 'accepted' THEN 'repeated'
       WHEN t.state <> 'proposed' OR i.until <= $now THEN 'wrong_state'
       WHEN t.organiser_id IN blocks OR any(other IN others WHERE other[0] IN blocks) THEN 'wrong_state'
       WHEN t.holds AND p.open_places < 1 THEN 'full'
       ELSE 'accepted'
     END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'accepted' THEN [1] ELSE [] END |
  SET i.state = 'accepted', i.answered_at = $now, i.takes = t.holds, p.active_at = $now,
      p.open_places = CASE WHEN t.holds THEN p.open_places - 1 ELSE p.open_places END,
      t.state = CASE WHEN accepted + 1 >= t.seats THEN 'formed' ELSE t.state END,
      t.formed_at = CASE WHEN accepted + 1 >= t.seats THEN $now ELSE t.formed_at END
)
RETURN outcome, CASE WHEN outcome = 'wrong_state' AND t.state = 'proposed' THEN 'ended' ELSE t.state END AS state,
       p.capacity AS capacity
