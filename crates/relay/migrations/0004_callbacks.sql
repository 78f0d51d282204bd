-- Whom to call back and when, as long as somebody is to do it.
CREATE TABLE callback (
    engagement INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    phone      TEXT NOT NULL,
    name       TEXT NOT NULL,
    -- How often nobody was reached.
    tries      INTEGER NOT NULL
) STRICT;
