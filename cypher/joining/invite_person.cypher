// name:    invite_person
// summary: Who may invites somebody whom they may see; inviting again makes the invitation last as long as the new one.
//          Whoever has declined is left alone for a while. No row for who may not.
// params:  viewer_id: str, community_id: str, person_id: str, id: str, roles: list[str], kinds: list[str], until: int,
//          now: int, again_after: int, most: int
// returns: one; outcome: str
// access:  write
// cost:    a few seeks, and the invitations that are open in the community.
// guards:  act c, person p

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:BLOCKS]-(other:Person) | other.id] AS blocked, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles)
SET c.lock = randomUUID()  // takes the lock under which a community's invitations are counted
WITH me, c, blocked, mine
WHERE c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles
OPTIONAL MATCH (p:Person {id: $person_id})
WHERE (p.id = $viewer_id
       OR (NOT p.id IN blocked
           AND (p.visibility = 'open'
                OR (p.visibility = 'communities'
                    AND EXISTS { MATCH (p)-[:MEMBER_OF]->(shared:Community) WITH shared.id AS shared_id WHERE shared_id IN mine RETURN 1 }))))
OPTIONAL MATCH (i:Invitation {id: $id})
WITH c, p, i, CASE WHEN p IS NULL THEN [] ELSE [(p)-[:MEMBER_OF]->(x:Community) | x.id] END AS joined,
     [(c)<-[to:INVITES_TO]-(old:Invitation) WHERE old.until <= $now | to] AS over,
     size([(c)<-[:INVITES_TO]-(open:Invitation) WHERE open.until > $now AND open.id <> $id | 1]) AS others
WITH c, p, over,
     CASE WHEN p IS NULL THEN 'not_found' WHEN c.id IN joined THEN 'member'
          WHEN i.state = 'declined' AND i.decided_at > $again_after THEN 'declined'
          WHEN others >= $most THEN 'too_many' ELSE 'invited' END AS outcome
FOREACH (to IN CASE WHEN outcome = 'invited' THEN over ELSE [] END | DELETE to)
FOREACH (_ IN CASE WHEN outcome = 'invited' THEN [1] ELSE [] END |
  MERGE (new:Invitation {id: $id})
  SET new.key = 'person|' + $id, new.community_id = $community_id, new.person_id = $person_id, new.state = 'open',
      new.made_by = $viewer_id, new.made_at = $now, new.until = $until, new.uses = 1, new.used = 0, new.decided_at = null
  MERGE (new)-[:INVITES_TO]->(c)
  MERGE (new)-[:INVITES]->(p)
)
RETURN outcome
