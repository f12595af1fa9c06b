// name:    dissolve_community
// summary: Who may ends a community: nobody belongs to it any more and nobody sees it, what waits in it ends, and its
//          chapters become part of what it was part of. No row for who may not.
// params:  viewer_id: str, community_id: str, roles: list[str], kinds: list[str], now: int
// returns: one; person_ids: list[str]
// access:  write
// cost:    goes through the community's members, chapters, requests and invitations.
// deadline: 60
// guards:  act c

MATCH (me:Person {id: $viewer_id})
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine
MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
  AND (c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles)
SET c.lock = randomUUID()  // takes the community's lock: the role may have gone while we waited
WITH me, c
WHERE c.visibility IN $kinds OR head([(me)-[m:MEMBER_OF]->(x:Community) WHERE x.id = c.id | m.role]) IN $roles
SET c.visibility = 'hidden', c.ended_at = $now  // hidden and without members: from now on it exists for nobody
WITH c
CALL (c) {
  MATCH (p:Person)-[m:MEMBER_OF]->(c)
  MERGE (p)-[was:WAS_MEMBER_OF]->(c)
  SET was.role = m.role, was.since = m.since, was.until = $now
  DELETE m
  RETURN collect(p.id) AS person_ids
}
CALL (c) {
  MATCH (c)<-[to:TO_JOIN]-(r:JoinRequest)
  SET r.state = 'declined', r.decided_at = $now
  DELETE to
  RETURN count(r) AS asked
}
CALL (c) {
  MATCH (c)<-[to:INVITES_TO]-(i:Invitation)
  SET i.state = 'withdrawn', i.decided_at = $now
  DELETE to
  RETURN count(i) AS invited
}
CALL (c) {
  MATCH (c)<-[link:PART_OF]-(part:Community)
  WITH c, link, part, [(c)-[:PART_OF]->(up:Community) | up.id] AS above
  DELETE link
  WITH part, above
  UNWIND above AS up_id
  MATCH (up:Community {id: up_id})
  MERGE (part)-[:PART_OF]->(up)
  RETURN count(part) AS moved
}
CALL (c) {
  MATCH (c)-[link:PART_OF]->(:Community)
  DELETE link
  RETURN count(link) AS parted
}
RETURN person_ids
