// name:    team_plans_seen
// summary: Those of the given plans for teams whose community the viewer organises.
// params:  viewer_id: str, roles: list[str], kinds: list[str], ids: list[str]
// returns: many; id: str, community_id: str, name: str, state: str, seed: int, rules: str, digest: str,
//          certificate: str, made_at: int, made_by: str, decided_at: int | None, decided_by: str | None
// access:  read
// cost:    the viewer's memberships, and one seek for each id.
// guards:  act home

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $ids AS wanted
MATCH (plan:TeamPlan {id: wanted})<-[:PLANNED]-(home:Community)
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
  AND (home.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = home.id | m.role]) IN $roles)
RETURN plan.id AS id, plan.community_id AS community_id, plan.name AS name, plan.state AS state, plan.seed AS seed,
       plan.rules AS rules, plan.digest AS digest, plan.certificate AS certificate, plan.made_at AS made_at,
       plan.made_by AS made_by, plan.decided_at AS decided_at, plan.decided_by AS decided_by
