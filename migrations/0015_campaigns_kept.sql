-- What is open is listed first. One index less to keep: by their beginning alone they are seldom asked for.
DROP INDEX campaigns_started;
CREATE INDEX campaigns_listed ON campaigns (user_id, status, started_on, id);
-- What a ticker comes to is added up from the index alone.
DROP INDEX campaigns_ticker;
CREATE INDEX campaigns_ticker ON campaigns (user_id, ticker, currency, status, realised_e4, realised_tax_e4);
-- What a broker corrected is found without reading all it ever told.
CREATE INDEX raw_transactions_corrected ON raw_transactions (account_id, id) WHERE version > 1;

-- A dividend that names a company is told with a ticker which its own row does not say: when it changes, that one is told anew.
CREATE TRIGGER named_rows_changed AFTER UPDATE ON transactions
WHEN OLD.ticker IS NULL AND EXISTS (SELECT 1 FROM named_rows WHERE transaction_id = OLD.id)
BEGIN
  INSERT INTO marks (user_id, kind, key, earliest)
    SELECT user_id, 'ticker', OLD.account_id || char(10) || ticker, min(OLD.traded_on, NEW.traded_on)
      FROM named_rows WHERE transaction_id = OLD.id
  ON CONFLICT DO UPDATE SET earliest = min(earliest, excluded.earliest);
END;
CREATE TRIGGER named_rows_gone BEFORE DELETE ON transactions
WHEN OLD.ticker IS NULL AND EXISTS (SELECT 1 FROM named_rows JOIN users u ON u.id = user_id WHERE transaction_id = OLD.id)
BEGIN
  INSERT INTO marks (user_id, kind, key, earliest)
    SELECT user_id, 'ticker', OLD.account_id || char(10) || ticker, OLD.traded_on FROM named_rows WHERE transaction_id = OLD.id
  ON CONFLICT DO UPDATE SET earliest = min(earliest, excluded.earliest);
END;

-- With an account go the words on its campaigns, under whatever name they were written.
CREATE TRIGGER accounts_gone_words BEFORE DELETE ON accounts
BEGIN
  DELETE FROM campaign_notes WHERE user_id = OLD.user_id AND campaign_id IN (
    WITH RECURSIVE names (id) AS (SELECT id FROM campaigns WHERE account_id = OLD.id
      UNION SELECT a.old_id FROM campaign_aliases a JOIN names n ON a.user_id = OLD.user_id AND a.id = n.id) SELECT id FROM names);
  DELETE FROM campaign_tags WHERE user_id = OLD.user_id AND campaign_id IN (
    WITH RECURSIVE names (id) AS (SELECT id FROM campaigns WHERE account_id = OLD.id
      UNION SELECT a.old_id FROM campaign_aliases a JOIN names n ON a.user_id = OLD.user_id AND a.id = n.id) SELECT id FROM names);
  DELETE FROM campaign_changes WHERE user_id = OLD.user_id AND campaign_id IN (
    WITH RECURSIVE names (id) AS (SELECT id FROM campaigns WHERE account_id = OLD.id
      UNION SELECT a.old_id FROM campaign_aliases a JOIN names n ON a.user_id = OLD.user_id AND a.id = n.id) SELECT id FROM names);
  DELETE FROM campaign_aliases WHERE user_id = OLD.user_id AND id IN (
    WITH RECURSIVE names (id) AS (SELECT id FROM campaigns WHERE account_id = OLD.id
      UNION SELECT a.old_id FROM campaign_aliases a JOIN names n ON a.user_id = OLD.user_id AND a.id = n.id) SELECT id FROM names);
END;
