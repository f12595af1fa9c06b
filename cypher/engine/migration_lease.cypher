// name:    migration_lease
// summary: Takes the lease under which one process migrates; the lease of a process that died runs out.
// params:  holder: str, now: int, until: int
// returns: one; holder: str
// access:  write
// cost:    one node.

MERGE (lease:Lease {name: 'migrations'})
ON CREATE SET lease.holder = '', lease.until = 0
SET lease.lock = randomUUID()
WITH lease
SET lease.holder = CASE WHEN lease.holder = $holder OR lease.until < $now THEN $holder ELSE lease.holder END
WITH lease
SET lease.until = CASE WHEN lease.holder = $holder THEN $until ELSE lease.until END
RETURN lease.holder AS holder
