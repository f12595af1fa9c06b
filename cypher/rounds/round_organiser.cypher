// name:    round_organiser
// summary: The first of a community's organisers, by id: on whose behalf an operator plans a round.
// params:  community_id: str
// returns: one; id: str
// access:  read
// cost:    goes through the community's members; asked by the command only.

MATCH (c:Community {id: $community_id})<-[m:MEMBER_OF]-(p:Person)
WHERE m.role IN ['organiser', 'administrator']
RETURN p.id AS id
ORDER BY id
LIMIT 1
