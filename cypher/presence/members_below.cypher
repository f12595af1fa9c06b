// name:    members_below
// summary: A page of the ids of all who belong to a community or to a part of it, for what is reckoned for each of them.
// params:  community_id: str, after: str, limit: int
// returns: many; id: str
// access:  read
// cost:    goes through the members of the community and of its parts.
// deadline: 60

MATCH (c:Community {id: $community_id})<-[:PART_OF*0..8]-(part:Community)
MATCH (part)<-[:MEMBER_OF]-(p:Person)
WHERE p.id > $after
RETURN DISTINCT p.id AS id
ORDER BY id
LIMIT $limit
