// summary: The endorsements of one skill are found by it.

CREATE INDEX endorses_skill IF NOT EXISTS FOR ()-[e:ENDORSES]-() ON (e.skill_id);
