// name:    people_seen
// summary: Those of the given people whom the viewer may see; what they do not show to the viewer is empty, as though
//          they had never said it. `shown_from`: to whom they show what (model/audience.py), for themselves alone.
// params:  viewer_id: str, ids: list[str], now: int
// returns: many; id: str, name: str, about: str, languages: list[str], country: str, time_zone: str,
//          hours: list[str], capacity: int, open_places: int, status: str, away_until: int | None, active_at: int | None, visibility: str,
//          open_to_teams: bool, contact: str, shown_from: list[int]
// access:  read
// cost:    one seek for each id, and a look at their memberships; the network's size does not matter.
// guards:  person p, name p, contact p, languages p, place p, hours p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
WITH p,
     CASE WHEN p.id = $viewer_id THEN 3 WHEN p.id IN working THEN 2
          WHEN EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 } THEN 1 ELSE 0 END AS near_p
RETURN p.id AS id, CASE WHEN near_p >= coalesce(p.name_for, 0) THEN p.name ELSE '' END AS name, p.about AS about,
       CASE WHEN near_p >= coalesce(p.languages_for, 0) THEN p.languages ELSE [] END AS languages,
       CASE WHEN near_p >= coalesce(p.place_for, 0) THEN p.country ELSE '' END AS country,
       CASE WHEN near_p >= coalesce(p.place_for, 0) THEN p.time_zone ELSE '' END AS time_zone,
       CASE WHEN near_p >= coalesce(p.hours_for, 0) AND near_p >= coalesce(p.place_for, 0) THEN p.hours ELSE [] END
         AS hours,
       p.capacity AS capacity, p.open_places AS open_places,
       CASE WHEN p.status <> 'active' THEN p.status WHEN p.away_until > $now THEN 'away'
            WHEN p.quiet_at <= $now THEN 'quiet' ELSE 'active' END AS status,
       CASE WHEN p.status = 'active' AND p.away_until > $now THEN p.away_until END AS away_until,
       p.active_at AS active_at,
       p.visibility AS visibility, coalesce(p.open_to_teams, true) AS open_to_teams,
       CASE WHEN near_p > 1 AND near_p >= coalesce(p.contact_for, 2) THEN coalesce(p.contact, '') ELSE '' END
         AS contact,
       CASE WHEN near_p < 3 THEN []
            ELSE [from IN [p.name_for, p.contact_for, p.languages_for, p.place_for, p.hours_for, p.offers_for,
                           p.needs_for, p.ties_for] | coalesce(from, -1)] END AS shown_from
