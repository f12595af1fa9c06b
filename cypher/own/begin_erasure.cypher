// name:    begin_erasure
// summary: The viewer begins to erase themselves, which cannot be taken back: from now on nobody finds them, they belong to
//          no community, and a digest of their id keeps an import from making them anew. Not while something is imported,
//          nor where nobody else of `run` would run a community (`community_id`).
// params:  viewer_id: str, key: str, run: list[str], now: int, wall_now: int
// returns: one; outcome: str, community_id: str | None
// access:  write
// cost:    goes through the members of the communities that the viewer runs, and as many digests as have ever been kept.
// scans:   Erased

MATCH (me:Person {id: $viewer_id})
MERGE (lease:Lease {name: 'import'})
ON CREATE SET lease.holder = '', lease.until = 0
SET lease.lock = randomUUID(), me.lock = randomUUID()  // an import that begins meanwhile reads the digest, or is waited for
WITH me, lease
OPTIONAL MATCH (me)-[m:MEMBER_OF]->(c:Community)
WHERE m.role IN $run
WITH me, lease, c
ORDER BY c.id
SET c.lock = randomUUID()  // takes the communities' locks in one order: two last organisers may go at once
WITH me, lease, c,
     CASE WHEN c IS NULL THEN 1
          ELSE size([(c)<-[o:MEMBER_OF]-(x:Person) WHERE o.role IN $run AND x.id <> $viewer_id | 1]) END AS others
WITH me, lease, collect(CASE WHEN others = 0 THEN c.id END) AS alone
WITH me, alone, CASE WHEN lease.until > $wall_now THEN 'importing' WHEN size(alone) > 0 THEN 'last_organiser'
                     ELSE 'begun' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'begun' THEN [1] ELSE [] END |
  SET me.visibility = 'hidden', me.status = 'retired', me.open_to_teams = false, me.erasing = $now
  MERGE (e:Erased {key: $key})
  SET e.at = $now, e.person_id = $viewer_id
)
WITH me, alone, outcome
CALL (me, outcome) {
  MATCH (me)-[m:MEMBER_OF|WAS_MEMBER_OF]->(:Community)
  WHERE outcome = 'begun'
  DELETE m
  RETURN count(m) AS ended
}
RETURN outcome, head(alone) AS community_id
