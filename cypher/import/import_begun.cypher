// name:    import_begun
// summary: Notes whether rows are being written, or were, of which not all that is reckoned from them is there yet; tells
//          what was noted before.
// params:  begun: bool
// returns: one; before: bool
// access:  write
// cost:    one node.

MERGE (lease:Lease {name: 'import'})
ON CREATE SET lease.holder = '', lease.until = 0
WITH lease, coalesce(lease.begun, false) AS before
SET lease.begun = $begun
RETURN before
