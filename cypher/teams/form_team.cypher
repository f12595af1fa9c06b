// name:    form_team
// summary: Keeps a team that its organiser formed and asks its members, once: `members` with id, place, role, skill_id and
//          level. Refused when somebody is nobody the organiser may see, or cannot be asked: `unavailable` names those.
//          An ask counts against the places that somebody has open (`holds`), so that of two organisers who want the same
//          last place at once one gets it. Whoever forms a team with themselves in it has accepted.
// params:  viewer_id: str, id: str, facts: dict[str, Any], members: list[dict[str, Any]], locks: list[str], holds: bool,
//          now: int, until: int, most: int
// returns: one; outcome: str, unavailable: list[str]
// access:  write
// cost:    the members' own blocks, communities and asks, and the organiser's own teams.
// guards:  person p

UNWIND $locks AS each
MATCH (locked:Person {id: each})
SET locked.lock = randomUUID()  // the organiser and all members, in the order of ids: asks are counted under these locks
WITH count(locked) AS found
MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     size([(me)-[:FORMED]->(t:Team) WHERE t.state = 'proposed' AND t.plan_id IS NULL | 1]) AS waiting
CALL (blocked, mine) {
  UNWIND $members AS row
  MATCH (p:Person {id: row.id})
  WHERE (p.id = $viewer_id
         OR (NOT p.id IN blocked
             AND (p.visibility = 'open'
                  OR (p.visibility = 'communities'
                      AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  RETURN collect({
    id: p.id, visibility: p.visibility, communities: [(p)-[:MEMBER_OF]->(c:Community) | c.id],
    blocks: [(p)-[:BLOCKS]-(x:Person) | x.id],
    able:
      (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
      AND (p.id = $viewer_id OR coalesce(p.open_to_teams, true))
          AND ($facts.plan_id IS NULL OR p.unsuggested_at IS NULL)  // a plan may be older than their no
          AND (NOT $holds
               OR p.open_places > size([(p)-[i:IN_TEAM]->(t:Team) WHERE i.state = 'asked' AND i.until > $now | 1]))
  }) AS them
}
WITH me, waiting, them,
     [row IN $members WHERE NOT any(a IN them WHERE a.id = row.id) | row.id]
     + [a IN them
      WHERE NOT a.able
         OR any(b IN them WHERE a.id <> b.id
                AND (b.id IN a.blocks OR a.visibility = 'hidden'
                     OR (a.visibility = 'communities' AND NOT any(c IN a.communities WHERE c IN b.communities))))
      | a.id] AS unavailable
OPTIONAL MATCH (was:Team {id: $id})
WITH me, unavailable,
     CASE
       WHEN was IS NOT NULL THEN 'repeated'
       WHEN size(them) < size($members) THEN 'not_found'
       WHEN size(unavailable) > 0 THEN 'unavailable'
       WHEN waiting >= $most THEN 'too_many'
       ELSE 'formed'
     END AS outcome,
     CASE WHEN size($members) = 1 AND $members[0].id = $viewer_id THEN 'formed' ELSE 'proposed' END AS state
FOREACH (_ IN CASE WHEN outcome = 'formed' THEN [1] ELSE [] END |
  CREATE (me)-[:FORMED]->(made:Team {id: $id, organiser_id: $viewer_id, holds: $holds, seats: size($members), passed: [],
                                     state: state, proposed_at: $now})
  SET made += $facts
)
WITH outcome, unavailable
CALL (outcome) {
  UNWIND [row IN $members WHERE outcome = 'formed'] AS row
  MATCH (t:Team {id: $id})
  MATCH (p:Person {id: row.id})
  WITH t, p, row, p.id = $viewer_id AS own, CASE WHEN p.id = $viewer_id THEN 'accepted' ELSE 'asked' END AS answer
  CREATE (p)-[:IN_TEAM {place: row.place, role: row.role, skill_id: row.skill_id, level: row.level, asked_at: $now,
                        until: $until, state: answer, takes: own AND $holds}]->(t)
  SET p.open_places = CASE WHEN own AND $holds THEN p.open_places - 1 ELSE p.open_places END
  RETURN count(t) AS asked
}
RETURN outcome, CASE WHEN outcome IN ['unavailable', 'not_found'] THEN unavailable ELSE [] END AS unavailable
