// name:    report_community
// summary: The viewer reports a community that they may see, to those who run what it is part of and do not run it
//          itself; to the network's administrators where there is nobody else.
// params:  viewer_id: str, community_id: str, id: str, reason: str, text: str, run: list[str], now: int, since: int,
//          most: int
// returns: one; outcome: str
// access:  write
// cost:    the viewer's own reports, and the members of the community above.
// guards:  community c

MATCH (me:Person {id: $viewer_id})
SET me.lock = randomUUID()  // takes the lock under which the viewer's reports are counted
WITH me, [(me)-[:MEMBER_OF]->(c:Community) | c.id] AS mine,
     [(me)-[:REPORTED]->(r:Report) | [r.about_id, r.state, r.made_at]] AS made
MATCH (c:Community {id: $community_id})
WHERE (c.visibility <> 'hidden' OR c.id IN mine)
CALL (c) {
  MATCH (c)-[:PART_OF]->(above:Community)<-[m:MEMBER_OF]-(o:Person)
  WHERE m.role IN $run
    AND size([(o)-[own:MEMBER_OF]->(x:Community) WHERE x.id = $community_id AND own.role IN $run | 1]) = 0
  RETURN count(o) AS deciders
}
WITH me, c, deciders, [(c)-[:PART_OF]->(above:Community) | above.id] AS above,
     CASE WHEN size([each IN made WHERE each[0] = $community_id AND each[1] = 'open' | 1]) > 0 THEN 'repeated'
          WHEN size([each IN made WHERE each[2] > $since | 1]) >= $most THEN 'too_many' ELSE 'reported' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'reported' THEN [1] ELSE [] END |
  CREATE (me)-[:REPORTED]->(:Report {id: $id, state: 'open', reporter_id: $viewer_id, about: 'community',
                                    about_id: $community_id, name: c.name, said: c.about, reason: $reason, text: $text,
                                    made_at: $now, escalated: deciders = 0})
)
WITH outcome, above
CALL (outcome, above) {
  UNWIND CASE WHEN outcome = 'reported' THEN above ELSE [] END AS home
  MATCH (up:Community {id: home})
  MATCH (r:Report {id: $id})
  MERGE (r)-[:REPORTED_IN]->(up)
  RETURN count(up) AS told
}
RETURN outcome
