// name:    own_mentions
// summary: Where the viewer's id stands in something that no tie leads to: rounds and plans that they are in, what they
//          decided, texts that name them (`quoted`: their id as a JSON text, in either spelling). What of it is told is in
//          model/own_data.py.
// params:  viewer_id: str, quoted: list[str]
// returns: many; label: str, properties: list[str], node: dict[str, Any]
// access:  read
// cost:    goes through all rounds with their pairs, plans, teams and decisions: for one's own data alone.
// scans:   Community, JoinRequest, Invitation, Meeting, Report, Round, RoundPair, RoundGap, Team, TeamPlan, PlannedTeam, SkillProposal, SkillEdit, Ending
// deadline: 60

CALL () {
  MATCH (n:Community) WHERE n.made_by = $viewer_id
  RETURN 'Community' AS label, ['made_by'] AS properties, {id: n.id} AS node
  UNION ALL
  MATCH (n:JoinRequest) WHERE n.decided_by = $viewer_id
  RETURN 'JoinRequest' AS label, ['decided_by'] AS properties, {id: n.id, decided_at: n.decided_at} AS node
  UNION ALL
  MATCH (n:Invitation) WHERE n.made_by = $viewer_id
  RETURN 'Invitation' AS label, ['made_by'] AS properties, {id: n.id, made_at: n.made_at} AS node
  UNION ALL
  MATCH (n:Report) WHERE n.decided_by = $viewer_id
  RETURN 'Report' AS label, ['decided_by'] AS properties, {id: n.id, decided_at: n.decided_at} AS node
  UNION ALL
  MATCH (n:Round)
  WHERE n.made_by = $viewer_id OR n.decided_by = $viewer_id OR any(q IN $quoted WHERE n.rules CONTAINS q)
  RETURN 'Round' AS label,
         CASE WHEN n.made_by = $viewer_id THEN ['made_by'] ELSE [] END
         + CASE WHEN n.decided_by = $viewer_id THEN ['decided_by'] ELSE [] END
         + CASE WHEN any(q IN $quoted WHERE n.rules CONTAINS q) THEN ['rules'] ELSE [] END AS properties,
         {id: n.id, made_at: n.made_at, decided_at: n.decided_at} AS node
  UNION ALL
  MATCH (n:Round) WHERE $viewer_id IN n.blocking_mentees OR $viewer_id IN n.blocking_mentors
  RETURN 'Round' AS label,
         CASE WHEN $viewer_id IN n.blocking_mentees THEN ['blocking_mentees'] ELSE [] END
         + CASE WHEN $viewer_id IN n.blocking_mentors THEN ['blocking_mentors'] ELSE [] END AS properties,
         {id: n.id} AS node
  UNION ALL
  MATCH (n:RoundPair) WHERE n.mentee_id = $viewer_id
  RETURN 'RoundPair' AS label, ['mentee_id'] AS properties,
         {id: n.id, skill_id: n.skill_id, quality: n.quality, fixed: n.fixed, outcome: n.outcome} AS node
  UNION ALL
  MATCH (n:RoundPair) WHERE n.mentor_id = $viewer_id
  RETURN 'RoundPair' AS label, ['mentor_id'] AS properties,
         {id: n.id, skill_id: n.skill_id, quality: n.quality, fixed: n.fixed, outcome: n.outcome} AS node
  UNION ALL
  MATCH (n:RoundGap)
  WHERE n.person_id = $viewer_id OR any(q IN $quoted WHERE n.blockers CONTAINS q OR n.changes CONTAINS q)
  RETURN 'RoundGap' AS label,
         CASE WHEN n.person_id = $viewer_id THEN ['person_id'] ELSE [] END
         + CASE WHEN any(q IN $quoted WHERE n.blockers CONTAINS q) THEN ['blockers'] ELSE [] END
         + CASE WHEN any(q IN $quoted WHERE n.changes CONTAINS q) THEN ['changes'] ELSE [] END AS properties,
         CASE WHEN n.person_id = $viewer_id THEN {id: n.id, wanted: n.wanted, got: n.got} ELSE {id: n.id} END AS node
  UNION ALL
  MATCH (n:Team)
  WHERE $viewer_id IN n.passed OR n.finished_by = $viewer_id OR any(q IN $quoted WHERE n.wish CONTAINS q)
  RETURN 'Team' AS label,
         CASE WHEN $viewer_id IN n.passed THEN ['passed'] ELSE [] END
         + CASE WHEN n.finished_by = $viewer_id THEN ['finished_by'] ELSE [] END
         + CASE WHEN any(q IN $quoted WHERE n.wish CONTAINS q) THEN ['wish'] ELSE [] END AS properties,
         {id: n.id} AS node
  UNION ALL
  MATCH (n:TeamPlan)
  WHERE n.made_by = $viewer_id OR n.decided_by = $viewer_id OR any(q IN $quoted WHERE n.rules CONTAINS q)
  RETURN 'TeamPlan' AS label,
         CASE WHEN n.made_by = $viewer_id THEN ['made_by'] ELSE [] END
         + CASE WHEN n.decided_by = $viewer_id THEN ['decided_by'] ELSE [] END
         + CASE WHEN any(q IN $quoted WHERE n.rules CONTAINS q) THEN ['rules'] ELSE [] END AS properties,
         {id: n.id, made_at: n.made_at, decided_at: n.decided_at} AS node
  UNION ALL
  MATCH (n:PlannedTeam) WHERE $viewer_id IN n.person_ids
  RETURN 'PlannedTeam' AS label, ['person_ids'] AS properties,
         {id: n.id, number: n.number, variety: n.variety,
          seat: head([i IN range(0, size(n.person_ids) - 1) WHERE n.person_ids[i] = $viewer_id
                      | {role: n.roles[i], skill_id: n.skill_ids[i], level: n.levels[i]}])} AS node
  UNION ALL
  MATCH (n:SkillProposal) WHERE n.decided_by = $viewer_id
  RETURN 'SkillProposal' AS label, ['decided_by'] AS properties, {id: n.id, decided_at: n.decided_at} AS node
  UNION ALL
  MATCH (n:SkillEdit) WHERE n.actor_id = $viewer_id
  RETURN 'SkillEdit' AS label, ['actor_id'] AS properties,
         {id: n.id, verb: n.verb, language: n.language, before: n.before, after: n.after, at: n.at} AS node
  UNION ALL
  MATCH (n:Meeting)
  WHERE n.recorded_by = $viewer_id
    AND size([(n)<-[:HAD]-(m:Mentorship)<-[:MENTORS|LEARNS_IN]-(x:Person)-[:BLOCKS]-(b:Person) WHERE b.id = $viewer_id | 1]) = 0
  RETURN 'Meeting' AS label, ['recorded_by'] AS properties,
         {id: n.id, at: n.at, minutes: n.minutes, recorded_at: n.recorded_at, confirmed_at: n.confirmed_at} AS node
  UNION ALL
  MATCH (me:Person {id: $viewer_id})-[:MENTORS|LEARNS_IN]->(m:Mentorship)-[:HAD]->(n:Meeting)  // and those of the others
  WHERE n.recorded_by <> $viewer_id
    AND size([(me)-[:BLOCKS]-(x:Person) WHERE x.id = m.mentor_id OR x.id = m.mentee_id | 1]) = 0
  RETURN 'Meeting' AS label, [] AS properties,
         {id: n.id, at: n.at, minutes: n.minutes, recorded_at: n.recorded_at, confirmed_at: n.confirmed_at} AS node
  UNION ALL
  MATCH (n:Audit {actor_id: $viewer_id})
  RETURN 'Audit' AS label,
         ['actor_id'] + CASE WHEN n.person_id = $viewer_id THEN ['person_id'] ELSE [] END AS properties,
         {id: n.id, at: n.at, act: n.act, words: n.words, role: n.role} AS node
  UNION ALL
  MATCH (n:Audit {person_id: $viewer_id})
  WHERE coalesce(n.actor_id, '') <> $viewer_id
  RETURN 'Audit' AS label, ['person_id'] AS properties,
         {id: n.id, at: n.at, act: n.act, words: n.words, role: n.role} AS node
  UNION ALL
  MATCH (n:Ending) WHERE n.person_id = $viewer_id
  RETURN 'Ending' AS label, ['person_id'] AS properties, {id: n.id, at: n.at} AS node
}
RETURN label, properties, node
ORDER BY label, node.id, properties[0]
