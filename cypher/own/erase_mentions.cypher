// name:    erase_mentions
// summary: Puts an id that stands for nobody (`stub`) wherever somebody's id stands without a tie to them, in texts too
//          (`quoted`: their id as a JSON text, in either spelling; `quoted_stub`: the other one).
// params:  person_id: str, stub: str, quoted: list[str], quoted_stub: str
// returns: one; matched: int
// access:  write
// cost:    goes through all rounds with their pairs, plans, teams and decisions: for an erasure alone.
// scans:   Community, JoinRequest, Invitation, Meeting, Report, Round, RoundPair, RoundGap, Team, TeamPlan, PlannedTeam, SkillProposal, SkillEdit
// deadline: 120

CALL () {
  MATCH (n:Community) WHERE n.made_by = $person_id
  SET n.made_by = $stub
  RETURN count(n) AS communities
}
CALL () {
  MATCH (n:JoinRequest|Report|SkillProposal) WHERE n.decided_by = $person_id
  SET n.decided_by = $stub
  RETURN count(n) AS decisions
}
CALL () {
  MATCH (n:Invitation) WHERE n.made_by = $person_id
  SET n.made_by = $stub
  RETURN count(n) AS invitations
}
CALL () {
  MATCH (n:Meeting) WHERE n.recorded_by = $person_id
  SET n.recorded_by = $stub
  RETURN count(n) AS meetings
}
CALL () {
  MATCH (n:SkillEdit) WHERE n.actor_id = $person_id
  SET n.actor_id = $stub
  RETURN count(n) AS edits
}
CALL () {
  MATCH (n:Audit {actor_id: $person_id})
  SET n.actor_id = $stub, n.once = null
  RETURN count(n) AS acted
}
CALL () {
  MATCH (n:Audit {person_id: $person_id})
  SET n.person_id = $stub
  RETURN count(n) AS concerned
}
CALL () {
  MATCH (n:Audit {kept_from: $person_id})
  SET n.kept_from = null
  RETURN count(n) AS kept
}
CALL () {
  MATCH (n:TeamPlan) WHERE n.made_by = $person_id AND n.state = 'proposed'
  SET n.state = 'discarded'  // its teams would be theirs
  RETURN count(n) AS waiting
}
CALL () {
  MATCH (n:Round|TeamPlan)
  WHERE n.made_by = $person_id OR n.decided_by = $person_id OR any(q IN $quoted WHERE n.rules CONTAINS q)
  SET n.made_by = CASE n.made_by WHEN $person_id THEN $stub ELSE n.made_by END,
      n.decided_by = CASE n.decided_by WHEN $person_id THEN $stub ELSE n.decided_by END,
      n.rules = reduce(text = n.rules, q IN $quoted | replace(text, q, $quoted_stub))
  RETURN count(n) AS plans
}
CALL () {
  MATCH (n:Round) WHERE $person_id IN n.blocking_mentees OR $person_id IN n.blocking_mentors
  SET n.blocking_mentees = [each IN n.blocking_mentees | CASE each WHEN $person_id THEN $stub ELSE each END],
      n.blocking_mentors = [each IN n.blocking_mentors | CASE each WHEN $person_id THEN $stub ELSE each END]
  RETURN count(n) AS rounds
}
CALL () {
  MATCH (n:RoundPair) WHERE n.mentee_id = $person_id
  SET n.mentee_id = $stub, n.need_id = null
  RETURN count(n) AS mentees
}
CALL () {
  MATCH (n:RoundPair) WHERE n.mentor_id = $person_id
  SET n.mentor_id = $stub
  RETURN count(n) AS mentors
}
CALL () {
  MATCH (n:RoundGap)
  WHERE n.person_id = $person_id OR any(q IN $quoted WHERE n.blockers CONTAINS q OR n.changes CONTAINS q)
  SET n.person_id = CASE n.person_id WHEN $person_id THEN $stub ELSE n.person_id END,
      n.blockers = reduce(text = n.blockers, q IN $quoted | replace(text, q, $quoted_stub)),
      n.changes = reduce(text = n.changes, q IN $quoted | replace(text, q, $quoted_stub))
  RETURN count(n) AS gaps
}
CALL () {
  MATCH (n:Team)
  WHERE $person_id IN n.passed OR n.finished_by = $person_id OR any(q IN $quoted WHERE n.wish CONTAINS q)
  SET n.passed = [each IN n.passed WHERE each <> $person_id | each],
      n.finished_by = CASE n.finished_by WHEN $person_id THEN $stub ELSE n.finished_by END,
      n.wish = reduce(text = n.wish, q IN $quoted | replace(text, q, $quoted_stub))
  RETURN count(n) AS teams
}
CALL () {
  MATCH (n:PlannedTeam) WHERE $person_id IN n.person_ids
  SET n.person_ids = [each IN n.person_ids | CASE each WHEN $person_id THEN $stub ELSE each END]
  RETURN count(n) AS planned
}
CALL () {
  MATCH (v:Version {of: 'learned'})
  UNWIND coalesce(v.front_keys, []) AS key
  MATCH (list:Front {key: '|' + key})
  SET list.ids = [each IN list.ids WHERE each <> $person_id | each]
  RETURN count(list) AS lists
}
CALL () {
  MATCH (f:Skill)<-[h:HAD_ENDORSED]-(:Person)
  WHERE f.merge_state IN ['moving', 'merged', 'returning'] AND h.to_id = $person_id
  DELETE h
  RETURN count(h) AS vouched
}
RETURN waiting + communities + decisions + invitations + meetings + edits + plans + rounds + mentees + mentors + gaps
       + teams + planned + lists + vouched + acted + concerned + kept AS matched
