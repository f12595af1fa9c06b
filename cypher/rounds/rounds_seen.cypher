// name:    rounds_seen
// summary: Those of the given rounds whose community the viewer organises.
// params:  viewer_id: str, roles: list[str], kinds: list[str], ids: list[str]
// returns: many; id: str, community_id: str, state: str, seed: int, rules_version: str, rules: str, digest: str,
//          certificate: str, curve: str, made_at: int, made_by: str, decided_at: int | None
// access:  read
// cost:    the viewer's memberships, and one seek for each id.
// guards:  act home

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
UNWIND $ids AS wanted
MATCH (r:Round {id: wanted})<-[:HELD]-(home:Community)
WHERE (home.visibility <> 'hidden' OR home.id IN mine)
  AND (home.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = home.id | m.role]) IN $roles)
RETURN r.id AS id, r.community_id AS community_id, r.state AS state, r.seed AS seed,
       r.rules_version AS rules_version, r.rules AS rules, r.digest AS digest, r.certificate AS certificate,
       coalesce(r.curve, '[]') AS curve, r.made_at AS made_at, r.made_by AS made_by, r.decided_at AS decided_at
