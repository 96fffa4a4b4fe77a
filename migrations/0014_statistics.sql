-- What contracts sold to open had brought: what was kept of it is the capture, of one campaign and of many.
ALTER TABLE campaigns ADD COLUMN sold_e4 INTEGER NOT NULL DEFAULT 0;
-- Closed ones as statistics list them; open ones have no day, and stand before all.
CREATE INDEX campaigns_closed ON campaigns (user_id, closed_on, id);
CREATE INDEX campaigns_unknown ON campaigns (user_id) WHERE realised_e4 IS NULL;
