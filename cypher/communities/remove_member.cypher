// name:    remove_member
// summary: Who may removes somebody else from a community; from then on they come in only as somebody lets them. `top` and
//          `run` as in set_member_role. No row for who may not.
// params:  viewer_id: str, community_id: str, person_id: str, roles: list[str], kinds: list[str], top_roles: list[str],
//          top_kinds: list[str], run: list[str], now: int
// returns: one; outcome: str
// access:  write
// cost:    a few seeks; goes through the community's members when one who runs it is removed.
// guards:  act c, person p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles)
SET c.lock = randomUUID()  // takes the community's lock: two may remove each other at once
WITH me, c, blocked, mine,
     coalesce(head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = $community_id | m.role]), '') AS mine_now
OPTIONAL MATCH (p:Person {id: $person_id})-[t:MEMBER_OF]->(home:Community)
WHERE home.id = $community_id
  AND (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
WITH c, p, t,
     c.visibility IN $kinds OR mine_now IN $roles AS may,
     c.visibility IN $top_kinds OR mine_now IN $top_roles AS top,
     CASE WHEN t.role IN $run
          THEN size([(c)<-[o:MEMBER_OF]-(x:Person) WHERE o.role IN $run AND x.id <> $person_id | 1])
          ELSE 1 END AS others
WITH c, p, t, CASE WHEN NOT may THEN 'not_permitted' WHEN t IS NULL THEN 'not_found'
                   WHEN t.role = 'administrator' AND NOT top THEN 'not_top'
                   WHEN others = 0 THEN 'last_organiser' ELSE 'removed' END AS outcome
FOREACH (tie IN CASE WHEN outcome = 'removed' THEN [t] ELSE [] END |
  MERGE (p)-[was:WAS_MEMBER_OF]->(c)
  SET was.role = tie.role, was.since = tie.since, was.until = $now, was.removed_at = $now
  DELETE tie
)
RETURN outcome
