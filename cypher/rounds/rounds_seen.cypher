// name:    rounds_seen
// summary: Those of the given rounds whose community the viewer organises.
// params:  viewer_id: str, ids: list[str]
// returns: many; id: str, community_id: str, state: str, seed: int, rules_version: str, rules: str, digest: str,
//          certificate: str, made_at: int, made_by: str, decided_at: int | None
// access:  read
// cost:    the viewer's memberships, and one seek for each id.

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[m:MEMBER_OF]->(c:Community) WHERE m.role IN ['organiser', 'administrator'] | c.id] AS organised
UNWIND $ids AS wanted
MATCH (r:Round {id: wanted})
WHERE r.community_id IN organised
RETURN r.id AS id, r.community_id AS community_id, r.state AS state, r.seed AS seed,
       r.rules_version AS rules_version, r.rules AS rules, r.digest AS digest, r.certificate AS certificate,
       r.made_at AS made_at, r.made_by AS made_by, r.decided_at AS decided_at
