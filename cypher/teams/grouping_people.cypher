// name:    grouping_people
// summary: The members of a community who may be put into teams, as its organiser may see them, with the facts that teams
//          are formed by. All of them can see each other, since they share the community; `apart`: who has blocked whom;
//          `teamed`: who was in a team together, also in one of an earlier plan of the community, begun or not.
// params:  viewer_id: str, roles: list[str], kinds: list[str], community_id: str, now: int, limit: int
// returns: many; person_id: str, name: str, languages: list[str], hours: list[str], time_zone: str, country: str,
//          communities: list[str], skills: list[list[Any]], knows: list[str], teamed: list[str], apart: list[str],
//          load: int
// access:  read
// cost:    goes through the community's members and their own ties.
// guards:  act home, person p, membership joined
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
                    AND any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
  AND p.status = 'active' AND p.visibility <> 'hidden' AND coalesce(p.open_to_teams, true)
WITH mine, p
ORDER BY p.id
LIMIT $limit
RETURN p.id AS person_id, p.name AS name, p.languages AS languages, p.hours AS hours, p.time_zone AS time_zone,
       p.country AS country,
       [(p)-[:MEMBER_OF]->(joined:Community) WHERE (joined.visibility = 'open' OR joined.id IN mine) | joined.id]
         AS communities,
       [(p)-[o:OFFERS]->(s:Skill) WHERE o.until IS NULL OR o.until > $now | [o.skill_id, o.level]] AS skills,
       [(p)-[:KNOWS]-(x:Person) | x.id] AS knows,
       [(p)-[k:KNOWS]-(x:Person) WHERE k.kind = 'teamed' | x.id]
         + [(p)-[:IN_TEAM]->(t:Team)<-[:IN_TEAM]-(x:Person)
            WHERE t.community_id = $community_id AND t.state <> 'ended' | x.id] AS teamed,
       [(p)-[:BLOCKS]-(x:Person) | x.id] AS apart,
       p.capacity - p.open_places
         + size([(p)-[i:IN_TEAM]->(t:Team)
                 WHERE NOT i.takes AND i.state = 'accepted' AND t.state IN ['proposed', 'formed', 'started'] | 1]) AS load
ORDER BY person_id
