// name:    skill_edits
// summary: Who changed a skill, how and when, newest first; for who keeps it. An actor whom the viewer may not see is not
//          named.
// params:  viewer_id: str, roles: list[str], administrator: bool, id: str, limit: int
// returns: many; id: str, verb: str, actor_id: str | None, language: str | None, before: list[str], after: list[str],
//          at: int
// access:  read
// cost:    the skill's own edits.
// guards:  keeping s, person p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[m:MEMBER_OF]->(kept:Community) WHERE m.role IN $roles | kept.id] AS runs
MATCH (s:Skill {id: $id})
WHERE ($administrator OR coalesce(s.community_id, '') IN runs)
MATCH (s)-[:EDITED]->(e:SkillEdit)
OPTIONAL MATCH (p:Person {id: e.actor_id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
RETURN e.id AS id, e.verb AS verb, p.id AS actor_id, e.language AS language, e.before AS before, e.after AS after,
       e.at AS at
ORDER BY at DESC, id
LIMIT $limit
