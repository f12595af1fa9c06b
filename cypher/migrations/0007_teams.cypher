// summary: A team, a plan for teams and each team of a plan are found by their ids.

CREATE CONSTRAINT team_id IF NOT EXISTS FOR (n:Team) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT team_plan_id IF NOT EXISTS FOR (n:TeamPlan) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT planned_team_id IF NOT EXISTS FOR (n:PlannedTeam) REQUIRE n.id IS UNIQUE;
