-- How each call of an engagement sounded, by what both sides have told of it. Each side
-- rates what it hears of the other: a mean opinion score from 1 to 4.5, absent without one.
CREATE TABLE call (
    engagement     INTEGER NOT NULL,
    call           INTEGER NOT NULL,
    -- When it was told of last.
    at             INTEGER NOT NULL,
    -- How long the line was up.
    seconds        INTEGER NOT NULL,
    customer_mean  REAL,
    customer_worst REAL,
    -- Seconds in which nothing came although it should.
    customer_deaf  INTEGER,
    agent_mean     REAL,
    agent_worst    REAL,
    agent_deaf     INTEGER,
    PRIMARY KEY (engagement, call)
) STRICT;
