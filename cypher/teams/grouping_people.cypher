// name:    grouping_people
// summary: The members of a community who may be put into teams, as its organiser may see them, with the facts that teams
//          are formed by. What they do not show to their communities is empty, as though they had never said it. All of
//          them can see each other, since they share the community; `apart`: who has blocked whom; `teamed`: who was in a
//          team together, also in one of an earlier plan of the community, begun or not.
// params:  viewer_id: str, roles: list[str], kinds: list[str], community_id: str, now: int, limit: int
// returns: many; person_id: str, name: str, languages: list[str], hours: list[str], time_zone: str, country: str,
//          communities: list[str], skills: list[list[Any]], knows: list[str], teamed: list[str], apart: list[str],
//          load: int, compared: bool
// access:  read
// cost:    goes through the community's members and their own ties.
// guards:  suggested p, compared p, act home, person p, membership joined, name p, languages p, place p, hours p, offers p, ties p
// deadline: 30

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (home:Community {id: $community_id})
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
  AND (home.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = home.id | m.role]) IN $roles)
MATCH (home)<-[:MEMBER_OF]-(p:Person)
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
  AND p.unsuggested_at IS NULL
  AND p.visibility <> 'hidden' AND coalesce(p.open_to_teams, true)
WITH mine, p
ORDER BY p.id
LIMIT $limit
WITH collect({
  id: p.id, name: CASE WHEN coalesce(p.name_for, 0) < 2 THEN p.name ELSE '' END,
  languages: CASE WHEN coalesce(p.languages_for, 0) < 2 THEN p.languages ELSE [] END,
  hours: CASE WHEN coalesce(p.hours_for, 0) < 2 AND coalesce(p.place_for, 0) < 2 THEN p.hours ELSE [] END,
  time_zone: CASE WHEN coalesce(p.place_for, 0) < 2 THEN p.time_zone ELSE '' END,
  country: CASE WHEN coalesce(p.place_for, 0) < 2 AND p.uncompared_at IS NULL THEN p.country ELSE '' END,
  communities: [(p)-[:MEMBER_OF]->(joined:Community)
                WHERE p.uncompared_at IS NULL AND (joined.visibility = 'open' OR joined.id IN mine) | joined.id],
  skills: CASE WHEN coalesce(p.offers_for, 0) < 2
               THEN [(p)-[o:OFFERS]->(s:Skill) WHERE o.until IS NULL OR o.until > $now | [o.skill_id, o.level]]
               ELSE [] END,
  ties: [(p)-[k:KNOWS]-(x:Person) | [x.id, k.kind]],
  tied: coalesce(p.ties_for, 0) < 2,
  planned: [(p)-[:IN_TEAM]->(t:Team)<-[:IN_TEAM]-(x:Person)
            WHERE t.community_id = $community_id AND t.state <> 'ended' | x.id],
  blocks: [(p)-[:BLOCKS]-(x:Person) | x.id],
  compared: p.uncompared_at IS NULL, load: p.capacity - p.open_places
        + size([(p)-[i:IN_TEAM]->(t:Team)
                WHERE NOT i.takes AND i.state = 'accepted' AND t.state IN ['proposed', 'formed', 'started'] | 1])
}) AS people
WITH people, [one IN people WHERE NOT one.tied | one.id] AS untied  // a tie is shown where both show it
UNWIND people AS one
WITH one, [tie IN one.ties WHERE one.tied AND NOT tie[0] IN untied] AS ties
RETURN one.id AS person_id, one.name AS name, one.languages AS languages, one.hours AS hours,
       one.time_zone AS time_zone, one.country AS country, one.communities AS communities, one.skills AS skills,
       [tie IN ties | tie[0]] AS knows,
       [tie IN ties WHERE tie[1] = 'teamed' | tie[0]] + one.planned AS teamed, one.blocks AS apart,
       one.load AS load, one.compared AS compared
ORDER BY person_id
