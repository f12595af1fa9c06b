// name:    fill_team_seat
// summary: Asks somebody for a seat of a proposed team that waits for somebody; the viewer is its organiser. Refused like
//          the asks of a new team, and when the seat is taken by now.
// params:  viewer_id: str, id: str, person_id: str, place: int, role: str | None, skill_id: str | None, level: int | None,
//          now: int, until: int
// returns: one; outcome: str
// access:  write
// cost:    the team's members, and the person's own blocks and asks.
// guards:  person p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (p:Person {id: $person_id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
SET p.lock = randomUUID()  // asks are counted under the lock of whoever is asked
WITH p
MATCH (t:Team {id: $id})
WHERE t.organiser_id = $viewer_id
SET t.lock = randomUUID()
WITH p, t, [(t)<-[i:IN_TEAM]-(x:Person) | [x.id, i.place]] AS others, [(p)-[:BLOCKS]-(x:Person) | x.id] AS blocks,
     size([(p)-[i:IN_TEAM]->(x:Team) WHERE i.state = 'asked' AND i.until > $now | 1]) AS asks
WITH p, t,
     CASE
       WHEN t.state <> 'proposed' OR any(other IN others WHERE other[1] = $place OR other[0] = $person_id) THEN 'taken'
       WHEN $person_id IN t.passed OR any(other IN others WHERE other[0] IN blocks) THEN 'unavailable'
       WHEN
         NOT (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
         OR NOT coalesce(p.open_to_teams, true) OR p.unsuggested_at IS NOT NULL THEN 'unavailable'
       WHEN t.holds AND asks >= p.open_places THEN 'unavailable'
       ELSE 'asked'
     END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'asked' THEN [1] ELSE [] END |
  CREATE (p)-[:IN_TEAM {place: $place, role: $role, skill_id: $skill_id, level: $level, asked_at: $now, until: $until,
                        state: 'asked', takes: false}]->(t)
)
RETURN outcome
