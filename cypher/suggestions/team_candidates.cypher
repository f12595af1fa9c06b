// name:    team_candidates
// summary: People whom the viewer may see and who could hold one of the roles, with the facts that a team is formed by.
//          Each role gives its skills and its level; candidates come from the fronts of those skills.
// params:  viewer_id: str, roles: list[dict[str, Any]], language: str | None, community_id: str | None, named: list[str],
//          now: int, take: int
// returns: many; person_id: str, name: str, languages: list[str], hours: list[str], time_zone: str, country: str,
//          communities: list[str], skills: list[list[Any]], knows: list[str], blocked_ids: list[str], load: int
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
RETURN p.id AS person_id, p.name AS name, p.languages AS languages, p.hours AS hours, p.time_zone AS time_zone,
       p.country AS country,
       [(p)-[:MEMBER_OF]->(joined:Community) WHERE (joined.visibility = 'open' OR joined.id IN mine) | joined.id]
         AS communities,
       [(p)-[o:OFFERS]->(s:Skill) WHERE o.until IS NULL OR o.until > $now | [o.skill_id, o.level]] AS skills,
       [(p)-[:KNOWS]-(x:Person) WHERE x.id IN ids | x.id] AS knows,
       [(p)-[:BLOCKS]-(x:Person) WHERE x.id IN ids | x.id] AS blocked_ids,
       p.capacity - p.open_places AS load
ORDER BY person_id
