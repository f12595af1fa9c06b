// name:    invite_by_code
// summary: Who may makes an invitation for whoever holds its code, so many times until then; the same id again finds what
//          it made. Only a digest of the code is kept. No row for who may not.
// params:  viewer_id: str, community_id: str, id: str, digest: str, uses: int, roles: list[str], kinds: list[str],
//          until: int, now: int, most: int
// returns: one; outcome: str
// access:  write
// cost:    a few seeks, and the invitations that are open in the community.
// guards:  act c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles)
SET c.lock = randomUUID()  // takes the lock under which a community's invitations are counted
WITH me, c
WHERE c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles
WITH c, [(c)<-[to:INVITES_TO]-(old:Invitation) WHERE old.until <= $now | to] AS over,
     CASE WHEN size([(c)<-[:INVITES_TO]-(open:Invitation) WHERE open.until > $now | 1]) >= $most THEN 'too_many'
          ELSE 'invited' END AS outcome
FOREACH (to IN CASE WHEN outcome = 'invited' THEN over ELSE [] END | DELETE to)
FOREACH (_ IN CASE WHEN outcome = 'invited' THEN [1] ELSE [] END |
  CREATE (new:Invitation {id: $id, key: 'code|' + $digest, community_id: $community_id, state: 'open',
                          made_by: $viewer_id, made_at: $now, until: $until, uses: $uses, used: 0})
  CREATE (new)-[:INVITES_TO]->(c)
)
RETURN outcome
