// name:    team_candidates
// summary: People whom the viewer may see and who could hold one of the roles, with the facts that a team is formed by.
//          Each role gives its skills and its level; candidates come from the fronts of those skills. Left out is who does
//          not want to be asked for teams, or has as many asks waiting as places open; not so the `named`. `apart`: with
//          whom they cannot be in one team, since one of the two has blocked the other or may not see them.
// params:  viewer_id: str, roles: list[dict[str, Any]], language: str | None, community_id: str | None, named: list[str],
//          now: int, take: int
// returns: many; person_id: str, name: str, languages: list[str], hours: list[str], time_zone: str, country: str,
//          communities: list[str], skills: list[list[Any]], knows: list[str], teamed: list[str], apart: list[str],
//          load: int, compared: bool
// access:  read
// cost:    the fronts of the roles' skills; bounded by roles x `take`, flat in the number of people.
// deadline: 10
// guards:  suggested p, compared p, person p, membership joined, name p, languages p, place p, hours p, offers p, ties p

MATCH (me:Person {id: $viewer_id})
WITH me,
     [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked,
     [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:MENTORS|LEARNS_IN]->(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(w:Person) WHERE m.state = 'active' | w.id]
       + [(me)-[i:IN_TEAM]->(t:Team)<-[j:IN_TEAM]-(w:Person)
          WHERE t.state IN ['formed', 'started'] AND i.state = 'accepted' AND j.state = 'accepted' | w.id] AS working,
     $language AS language,
     $language IS NULL AS anyone
CALL (blocked, mine, working, language, anyone) {
  UNWIND $roles AS role
  CALL (blocked, mine, language, anyone, role) {
    UNWIND role.skill_ids AS wanted
    MATCH (:Skill {id: wanted})<-[f:FRONT]-(p:Person)
    WHERE f.level >= role.level AND NOT f.full
      AND (anyone OR language IN f.languages)
      AND (f.visibility = 'open' OR EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 })
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
  UNWIND $roles AS role  // whose offers are for those alone whom they work with stands in no front
  UNWIND working AS each
  MATCH (p:Person {id: each})-[o:OFFERS]->(:Skill)
  WHERE o.skill_id IN role.skill_ids AND o.level >= role.level AND (o.until IS NULL OR o.until > $now)
    AND p.open_places > 0 AND (anyone OR language IN p.speaks)
    AND ($community_id IS NULL
         OR $community_id IN [(p)-[:MEMBER_OF]->(joined:Community)
                              WHERE (joined.visibility = 'open' OR joined.id IN mine) | joined.id])
  RETURN p.id AS id
UNION
  UNWIND $named AS id
  RETURN id
}
WITH DISTINCT blocked, mine, working, id
WITH blocked, mine, working, collect(id) AS ids
UNWIND ids AS id
MATCH (p:Person {id: id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
  AND (p.status = 'active' AND coalesce(p.away_until, 0) <= $now AND coalesce(p.quiet_at, $now + 1) > $now)
WITH mine, working, ids, p,
     CASE WHEN p.id = $viewer_id THEN 3 WHEN p.id IN working THEN 2
          WHEN EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 } THEN 1 ELSE 0 END AS near_p
WHERE (p.id IN $named
       OR (near_p >= coalesce(p.offers_for, 0) AND near_p >= coalesce(p.languages_for, 0)
           AND coalesce(p.open_to_teams, true) AND p.unsuggested_at IS NULL
           AND size([(p)-[i:IN_TEAM]->(t:Team) WHERE i.state = 'asked' AND i.until > $now | 1]) < p.open_places))
WITH collect({
  id: p.id, name: CASE WHEN near_p >= coalesce(p.name_for, 0) THEN p.name ELSE '' END,
  languages: CASE WHEN near_p >= coalesce(p.languages_for, 0) THEN p.languages ELSE [] END,
  hours: CASE WHEN near_p >= coalesce(p.hours_for, 0) AND near_p >= coalesce(p.place_for, 0) THEN p.hours ELSE [] END,
  time_zone: CASE WHEN near_p >= coalesce(p.place_for, 0) THEN p.time_zone ELSE '' END,
  country: CASE WHEN near_p >= coalesce(p.place_for, 0) AND p.uncompared_at IS NULL THEN p.country ELSE '' END,
  communities: [(p)-[:MEMBER_OF]->(joined:Community)
                WHERE p.uncompared_at IS NULL AND (joined.visibility = 'open' OR joined.id IN mine) | joined.id],
  skills: CASE WHEN near_p >= coalesce(p.offers_for, 0)
               THEN [(p)-[o:OFFERS]->(s:Skill) WHERE o.until IS NULL OR o.until > $now | [o.skill_id, o.level]]
               ELSE [] END,
  tied: near_p >= coalesce(p.ties_for, 0),
  ties: [(p)-[k:KNOWS]-(x:Person) WHERE x.id IN ids | [x.id, k.kind]],
  blocks: [(p)-[:BLOCKS]-(x:Person) WHERE x.id IN ids | x.id],
  visibility: p.visibility, all: [(p)-[:MEMBER_OF]->(c:Community) | c.id],
  compared: p.uncompared_at IS NULL, load: p.capacity - p.open_places
        + size([(p)-[i:IN_TEAM]->(t:Team)
                WHERE NOT i.holds AND i.state = 'accepted' AND t.state IN ['proposed', 'formed', 'started'] | 1])
}) AS people
WITH people, [x IN people WHERE x.visibility <> 'open'] AS closed,
     [x IN people WHERE NOT x.tied | x.id] AS untied  // a tie is shown where both show it, or one is oneself
UNWIND people AS one
WITH people, closed, one,
     [tie IN one.ties WHERE one.id = $viewer_id OR tie[0] = $viewer_id OR (one.tied AND NOT tie[0] IN untied)] AS ties
RETURN one.id AS person_id, one.name AS name, one.languages AS languages, one.hours AS hours,
       one.time_zone AS time_zone, one.country AS country, one.communities AS communities, one.skills AS skills,
       [tie IN ties | tie[0]] AS knows, [tie IN ties WHERE tie[1] = 'teamed' | tie[0]] AS teamed,
       one.blocks + [x IN closed WHERE x.visibility = 'hidden' OR NOT any(c IN x.all WHERE c IN one.all) | x.id]
         AS apart,
       one.load AS load, one.compared AS compared
ORDER BY person_id
