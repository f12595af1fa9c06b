// name:    unblock
// summary: The viewer takes a block of their own back; a block by the other side stays.
// params:  viewer_id: str, person_id: str
// returns: one; removed: int
// access:  write
// cost:    the viewer's own blocks.

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock before the block is looked for
WITH me
OPTIONAL MATCH (me)-[b:BLOCKS]->(p:Person {id: $person_id})
WITH collect(b) AS blocks
FOREACH (b IN blocks | DELETE b)
RETURN size(blocks) AS removed
