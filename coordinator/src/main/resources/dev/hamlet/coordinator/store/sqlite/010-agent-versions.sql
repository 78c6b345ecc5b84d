-- The version of the agent that got the lease: trials of two versions are told apart by it. Empty where it was not kept.
ALTER TABLE leases ADD COLUMN agent_version TEXT NOT NULL DEFAULT '';
