// name:    erase_person
// summary: Takes somebody out of the graph with all that is theirs alone; the digest of their id is all that is left.
// params:  person_id: str, key: str
// returns: one; matched: int
// access:  write
// cost:    their own ties, all endings that wait, and as many digests as have ever been kept: for an erasure alone.
// scans:   Ending, Erased
// deadline: 60

MATCH (me:Person {id: $person_id})
SET me.lock = randomUUID()  // waits for whatever still writes to them
WITH me
CALL (me) {
  MATCH (me)-[:SHOWED|SHOWED_TWICE|NEEDS|ASKED_TO_JOIN|PROPOSED]->(n)
  WITH DISTINCT n
  DETACH DELETE n
  RETURN count(*) AS own
}
CALL (me) {
  MATCH (me)<-[:INVITES]-(n:Invitation)
  DETACH DELETE n
  RETURN count(*) AS invitations
}
CALL () {
  MATCH (n:Ending)
  WHERE n.person_id = $person_id
  DELETE n
  RETURN count(*) AS endings
}
CALL () {
  MATCH (e:Erased {key: $key})
  SET e.person_id = null
  RETURN count(e) AS noted
}
DETACH DELETE me
RETURN own + invitations + endings + noted AS matched
