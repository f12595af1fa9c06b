// summary: A request to join and an invitation are each found by their keys, a report by its id.

CREATE CONSTRAINT join_request_id IF NOT EXISTS FOR (n:JoinRequest) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT invitation_id IF NOT EXISTS FOR (n:Invitation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT invitation_key IF NOT EXISTS FOR (n:Invitation) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT report_id IF NOT EXISTS FOR (n:Report) REQUIRE n.id IS UNIQUE;
CREATE INDEX report_state IF NOT EXISTS FOR (n:Report) ON (n.state);
