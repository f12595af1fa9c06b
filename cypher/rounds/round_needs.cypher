// name:    round_needs
// summary: The open needs of the members of a community whom the viewer, who organises it, may see, but for those under
//          way: their owner learns the skill from somebody, or waits for an answer to a request made in this community.
//          With the mentors with whom each owner has something open, and those they had before.
// params:  viewer_id: str, roles: list[str], kinds: list[str], community_id: str, now: int, limit: int
// returns: many; id: str, person_id: str, skill_id: str, level: int | None, goal: str, reach: str,
//          standing: list[str], before: list[str]
// access:  read
// cost:    goes through the community's members and their needs.
// guards:  suggested p, act home, person p, needs p, languages p
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
  AND coalesce(p.needs_for, 0) < 2 AND coalesce(p.languages_for, 0) < 2 AND p.unsuggested_at IS NULL
MATCH (p)-[:NEEDS]->(n:Need)
WHERE n.state = 'open' AND (n.until IS NULL OR n.until > $now)
  AND size([(p)-[:LEARNS_IN]->(m:Mentorship)
            WHERE n.skill_id IN m.skill_ids
              AND (m.state = 'active' OR (m.state = 'requested' AND m.community_id = home.id)) | 1]) = 0
RETURN n.id AS id, p.id AS person_id, n.skill_id AS skill_id, n.level AS level, n.goal AS goal,
       coalesce(n.reach, 'wider') AS reach,
       [(p)-[:LEARNS_IN]->(m:Mentorship) WHERE m.state IN ['requested', 'active'] | m.mentor_id] AS standing,
       [(p)-[:LEARNS_IN]->(m:Mentorship) WHERE m.state = 'completed' | m.mentor_id] AS before
ORDER BY id
LIMIT $limit
