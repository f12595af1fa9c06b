// name:    leave_community
// summary: The viewer leaves a community; the last of those who run it (`run`: their roles) cannot. Leaving what one is not
//          in looks like nothing.
// params:  viewer_id: str, community_id: str, run: list[str]
// returns: one; outcome: str
// access:  write
// cost:    goes through the community's members only when the viewer runs it.

MATCH (me:Person {id: $viewer_id})-[:MEMBER_OF]->(c:Community {id: $community_id})
SET c.lock = randomUUID()  // takes the community's lock: two last organisers may leave at once
WITH me, c
MATCH (me)-[m:MEMBER_OF]->(c)  // again: it may have gone while we waited
WITH m,
     CASE WHEN m.role IN $run
          THEN size([(c)<-[o:MEMBER_OF]-(x:Person) WHERE o.role IN $run AND x.id <> $viewer_id | 1])
          ELSE 1 END AS others
WITH m, CASE WHEN others = 0 THEN 'last_organiser' ELSE 'left' END AS outcome
FOREACH (gone IN CASE WHEN outcome = 'left' THEN [m] ELSE [] END | DELETE gone)
RETURN outcome
