-- Version 2: what the board was like while a trial ran, as JSON (TrialConditions); null for trials from before.

ALTER TABLE trials ADD COLUMN conditions TEXT;
