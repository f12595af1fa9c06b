// name:    skills_due
// summary: Of the given skills, and of those that `person_id` offers or needs, those whose front has to be looked at:
//          somebody in it has ended, or somebody has come back, since it was written down.
// params:  skill_ids: list[str], person_id: str, now: int
// returns: many; skill_id: str
// access:  read
// cost:    one seek for each skill, and the person's own offers and needs.

CALL () {
  UNWIND $skill_ids AS skill_id
  RETURN skill_id
UNION
  MATCH (:Person {id: $person_id})-[o:OFFERS]->()
  RETURN o.skill_id AS skill_id
UNION
  MATCH (:Person {id: $person_id})-[:NEEDS]->(n:Need)
  RETURN n.skill_id AS skill_id
}
MATCH (s:Skill {id: skill_id})
WHERE s.front_turn <= $now
RETURN skill_id
