// name:    erased_keys
// summary: The digests of the ids of all who have erased themselves: no import makes any of them anew.
// params:  -
// returns: many; key: str
// access:  read
// cost:    as many as there are; read once for an import.
// scans:   Erased
// deadline: 60

MATCH (e:Erased)
RETURN e.key AS key
