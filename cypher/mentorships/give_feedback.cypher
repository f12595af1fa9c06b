// name:    give_feedback
// summary: The mentee says how much a mentorship has helped; saying it again replaces it. What helped is evidence that the
//          mentor can teach its skills: one piece for each mentee and skill, however many mentorships they have had, and
//          the mentor's standings move by what it has changed. `mark` stands for the mentee in the evidence's id, which does
//          not say who they are. With an increment of 0 there is no such evidence any more. Of a merged skill it counts for
//          the survivor; what the merge found to be of one event stays as it is.
// params:  viewer_id: str, id: str, mark: str, helpful: int, words: str, shared: bool, weight: float,
//          increment: float, now: int
// returns: one; outcome: str, state: str, mentor_id: str, skill_ids: list[str]
// access:  write
// cost:    one seek, and one piece of evidence for each skill of the mentorship.

MATCH (me:Person {id: $viewer_id})-[:LEARNS_IN]->(m:Mentorship {id: $id})<-[:MENTORS]-(p:Person)
SET p.lock = randomUUID()  // takes the mentor's lock: their standings are sums
WITH me, m, p
WHERE size([(me)-[:BLOCKS]-(x:Person) WHERE x.id = p.id | 1]) = 0
WITH me, m, p, CASE WHEN m.state IN ['active', 'completed'] THEN 'given' ELSE 'wrong_state' END AS outcome
FOREACH (_ IN CASE WHEN outcome = 'given' THEN [1] ELSE [] END |
  SET m.helpful = $helpful, m.feedback = $words, m.feedback_shared = $shared, m.feedback_at = $now, me.active_at = $now
)
WITH m, p, outcome
CALL (m, p, outcome) {
  UNWIND CASE WHEN outcome = 'given' THEN m.skill_ids ELSE [] END AS skill_id
  MATCH (named:Skill {id: skill_id})
  WITH p, skill_id, coalesce(named.merged_into, named.id) AS means
  WHERE size([(p)-[:SHOWED_TWICE]->(x:Evidence)
              WHERE x.id = 'taught|' + toString(size(p.id)) + '|' + p.id + '|' + $mark + '|' + skill_id | 1]) = 0
  MERGE (e:Evidence {id: 'taught|' + toString(size(p.id)) + '|' + p.id + '|' + $mark + '|' + skill_id})
  ON CREATE SET e.skill_id = means
  WITH p, e, $increment - coalesce(e.increment, 0.0) AS change
  MATCH (s:Skill {id: e.skill_id})
  SET e.kind = 'taught', e.weight = $weight, e.at = $now, e.increment = $increment
  MERGE (p)-[:SHOWED]->(e)
  MERGE (p)-[t:SHOWN]->(s)
  ON CREATE SET t.skill_id = s.id, t.standing = 0.0
  SET t.standing = t.standing + change
  WITH p, s, e, t, change, s.id AS showed
  OPTIONAL MATCH (p)-[o:OFFERS]->(s)
  FOREACH (_ IN CASE WHEN o IS NULL THEN [] ELSE [1] END | SET o.standing = o.standing + change)
  FOREACH (_ IN CASE WHEN $increment > 0.0 THEN [] ELSE [1] END | DETACH DELETE e)
  FOREACH (_ IN CASE WHEN t.standing > 0.000001 THEN [] ELSE [1] END | DELETE t)
  RETURN sum(change) AS changed, collect(DISTINCT showed) AS shown_ids
}
WITH m, p, outcome, changed, shown_ids, size([(p)-[t:SHOWN]->(:Skill) | 1]) AS breadth
FOREACH (_ IN CASE WHEN outcome = 'given' THEN [1] ELSE [] END |
  SET p.shown = coalesce(p.shown, 0.0) + coalesce(changed, 0.0), p.breadth = breadth
)
RETURN outcome, m.state AS state, p.id AS mentor_id, shown_ids AS skill_ids
