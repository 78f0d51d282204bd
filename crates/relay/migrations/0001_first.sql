-- Times are milliseconds since the Unix epoch. There are no foreign keys: what
-- is forgotten is deleted table by table, and a late write never fails.

CREATE TABLE visit (
    id         TEXT PRIMARY KEY,
    site       TEXT NOT NULL,
    token_hash BLOB NOT NULL,
    since      INTEGER NOT NULL,
    received   INTEGER NOT NULL,
    status     BLOB,
    touched_at INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_by_touched ON visit (touched_at);

-- One row a message, its facts encoded as on the wire.
CREATE TABLE facts (
    id    INTEGER PRIMARY KEY,
    visit TEXT NOT NULL,
    body  BLOB NOT NULL
) STRICT;
CREATE INDEX facts_by_visit ON facts (visit);

CREATE TABLE engagement (
    id            INTEGER PRIMARY KEY,
    visit         TEXT NOT NULL,
    channel       TEXT NOT NULL,
    stage         TEXT NOT NULL,
    since         INTEGER NOT NULL,
    agent         TEXT,
    agent_display TEXT,
    -- Whether the customer's page knows that it ended.
    told          INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX engagement_by_visit ON engagement (visit);

CREATE TABLE line (
    id         INTEGER PRIMARY KEY,
    engagement INTEGER NOT NULL,
    speaker    TEXT NOT NULL,
    at         INTEGER NOT NULL,
    text       TEXT NOT NULL
) STRICT;
CREATE INDEX line_by_engagement ON line (engagement);

CREATE TABLE agent (
    name          TEXT PRIMARY KEY,
    display       TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    -- A JSON list of site keys; absent for all sites.
    sites         TEXT
) STRICT;

CREATE TABLE session (
    token_hash BLOB PRIMARY KEY,
    agent      TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
    id         INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    agent      TEXT,
    what       TEXT NOT NULL,
    engagement INTEGER,
    visit      TEXT,
    address    TEXT
) STRICT;
