// name:    team_plans_seen
// summary: Those of the given plans for teams whose community the viewer organises.
// params:  viewer_id: str, ids: list[str]
// returns: many; id: str, community_id: str, name: str, state: str, seed: int, rules: str, digest: str,
//          certificate: str, made_at: int, made_by: str, decided_at: int | None, decided_by: str | None
// access:  read
// cost:    the viewer's memberships, and one seek for each id.

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[m:MEMBER_OF]->(c:Community) WHERE m.role IN ['organiser', 'administrator'] | c.id] AS organised
UNWIND $ids AS wanted
MATCH (plan:TeamPlan {id: wanted})
WHERE plan.community_id IN organised
RETURN plan.id AS id, plan.community_id AS community_id, plan.name AS name, plan.state AS state, plan.seed AS seed,
       plan.rules AS rules, plan.digest AS digest, plan.certificate AS certificate, plan.made_at AS made_at,
       plan.made_by AS made_by, plan.decided_at AS decided_at, plan.decided_by AS decided_by
