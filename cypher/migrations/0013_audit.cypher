// summary: Entries of the audit trail: those of one community by blocks of fifty, those of one person by their id.

CREATE CONSTRAINT audit_id IF NOT EXISTS FOR (n:Audit) REQUIRE n.id IS UNIQUE;
CREATE INDEX audit_block IF NOT EXISTS FOR (n:Audit) ON (n.block);
CREATE INDEX audit_once IF NOT EXISTS FOR (n:Audit) ON (n.once);
CREATE INDEX audit_person IF NOT EXISTS FOR (n:Audit) ON (n.person_id);
CREATE INDEX audit_actor IF NOT EXISTS FOR (n:Audit) ON (n.actor_id);
CREATE INDEX audit_kept_from IF NOT EXISTS FOR (n:Audit) ON (n.kept_from);
