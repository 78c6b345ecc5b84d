-- Large cell groups are cut into parts that are leased one after the other; 0 is the first, or the only one.

ALTER TABLE cells ADD COLUMN part INTEGER NOT NULL DEFAULT 0;
ALTER TABLE leases ADD COLUMN part INTEGER NOT NULL DEFAULT 0;
