// name:    team_candidates
// summary: People whom the viewer may see and who could hold one of the roles, with the facts that a team is formed by.
//          Each role gives its skills and its level; candidates come from the fronts of those skills. Left out is who does
//          not want to be asked for teams, or has as many asks waiting as places open; not so the `named`. `apart`: with
//          whom they cannot be in one team, since one of the two has blocked the other or may not see them.
// params:  viewer_id: str, roles: list[dict[str, Any]], language: str | None, community_id: str | None, named: list[str],
//          now: int, take: int
// returns: many; person_id: str, name: str, languages: list[str], hours: list[str], time_zone: str, country: str,
//          communities: list[str], skills: list[list[Any]], knows: list[str], teamed: list[str], apart: list[str],
//          load: int
// access:  read
// cost:    the fronts of the roles' skills; bounded by roles x `take`, flat in the number of people.
// guards:  person p, membership joined

MATCH (me:Person {id: $viewer_id})
WITH me,
     [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked,
     [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     $language AS language,
     $language IS NULL AS anyone
CALL (blocked, mine, language, anyone) {
  UNWIND $roles AS role
  CALL (blocked, mine, language, anyone, role) {
    UNWIND role.skill_ids AS wanted
    MATCH (:Skill {id: wanted})<-[f:FRONT]-(p:Person)
    WHERE f.level >= role.level AND NOT f.full
      AND (anyone OR language IN f.languages)
      AND (f.visibility = 'open' OR any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine))
      AND NOT p.id IN blocked
      AND ($community_id IS NULL
           OR $community_id IN [(p)-[:MEMBER_OF]->(joined:Community)
                                WHERE (joined.visibility = 'open' OR joined.id IN mine) | joined.id])
    WITH p.id AS id, max(f.standing) AS standing
    RETURN id
    ORDER BY standing DESC, id
    LIMIT $take
  }
  RETURN id
UNION
  UNWIND $named AS id
  RETURN id
}
WITH DISTINCT blocked, mine, id
WITH blocked, mine, collect(id) AS ids
UNWIND ids AS id
MATCH (p:Person {id: id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND any(c IN [(p)-[:MEMBER_OF]->(shared:Community) | shared.id] WHERE c IN mine)))))
  AND p.status = 'active'
  AND (p.id IN $named
       OR (coalesce(p.open_to_teams, true)
           AND size([(p)-[i:IN_TEAM]->(t:Team) WHERE i.state = 'asked' AND i.until > $now | 1]) < p.open_places))
WITH collect({
  id: p.id, name: p.name, languages: p.languages, hours: p.hours, time_zone: p.time_zone, country: p.country,
  communities: [(p)-[:MEMBER_OF]->(joined:Community)
                WHERE (joined.visibility = 'open' OR joined.id IN mine) | joined.id],
  skills: [(p)-[o:OFFERS]->(s:Skill) WHERE o.until IS NULL OR o.until > $now | [o.skill_id, o.level]],
  ties: [(p)-[k:KNOWS]-(x:Person) WHERE x.id IN ids | [x.id, k.kind]],
  blocks: [(p)-[:BLOCKS]-(x:Person) WHERE x.id IN ids | x.id],
  visibility: p.visibility, all: [(p)-[:MEMBER_OF]->(c:Community) | c.id],
  load: p.capacity - p.open_places
        + size([(p)-[i:IN_TEAM]->(t:Team)
                WHERE NOT i.holds AND i.state = 'accepted' AND t.state IN ['proposed', 'formed', 'started'] | 1])
}) AS people
WITH people, [x IN people WHERE x.visibility <> 'open'] AS closed
UNWIND people AS one
RETURN one.id AS person_id, one.name AS name, one.languages AS languages, one.hours AS hours,
       one.time_zone AS time_zone, one.country AS country, one.communities AS communities, one.skills AS skills,
       [tie IN one.ties | tie[0]] AS knows, [tie IN one.ties WHERE tie[1] = 'teamed' | tie[0]] AS teamed,
       one.blocks + [x IN closed WHERE x.visibility = 'hidden' OR NOT any(c IN x.all WHERE c IN one.all) | x.id]
         AS apart,
       one.load AS load
ORDER BY person_id
