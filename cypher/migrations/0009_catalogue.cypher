// summary: Proposals, edits and merges of skills are found by their ids, proposals also by the catalogue they are for.

CREATE CONSTRAINT skill_proposal_id IF NOT EXISTS FOR (n:SkillProposal) REQUIRE n.id IS UNIQUE;
CREATE INDEX skill_proposal_place IF NOT EXISTS FOR (n:SkillProposal) ON (n.place);
CREATE CONSTRAINT skill_edit_id IF NOT EXISTS FOR (n:SkillEdit) REQUIRE n.id IS UNIQUE;
CREATE INDEX skill_merge_state IF NOT EXISTS FOR (n:Skill) ON (n.merge_state);
CREATE INDEX endorses_skill IF NOT EXISTS FOR ()-[e:ENDORSES]-() ON (e.skill_id);
