// name:    people_seen
// summary: Those of the given people whom the viewer may see.
// params:  viewer_id: str, ids: list[str]
// returns: many; id: str, name: str, about: str, languages: list[str], country: str, time_zone: str,
//          hours: list[str], capacity: int, open_places: int, status: str, active_at: int | None, visibility: str,
//          open_to_teams: bool
// access:  read
// cost:    one seek for each id, and a look at their memberships; the network's size does not matter.
// guards:  person p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
RETURN p.id AS id, p.name AS name, p.about AS about, p.languages AS languages, p.country AS country,
       p.time_zone AS time_zone, p.hours AS hours, p.capacity AS capacity, p.open_places AS open_places,
       p.status AS status, p.active_at AS active_at, p.visibility AS visibility,
       coalesce(p.open_to_teams, true) AS open_to_teams
