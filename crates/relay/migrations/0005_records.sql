-- A fact of a step is more than it was: journeys from before can't be read any more. They
-- would have been forgotten within a day.
DELETE FROM facts;

-- What became of each flow, by day (UTC). Counts and no customer: nobody can be found in
-- them, so that they may be kept for longer than a visit.
CREATE TABLE flow_day (
    site      TEXT NOT NULL,
    -- As in 2026-11-23.
    day       TEXT NOT NULL,
    flow      TEXT NOT NULL,
    started   INTEGER NOT NULL DEFAULT 0,
    completed INTEGER NOT NULL DEFAULT 0,
    closed    INTEGER NOT NULL DEFAULT 0,
    stopped   INTEGER NOT NULL DEFAULT 0,
    failed    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (site, day, flow)
) STRICT;

-- What happened to each of its steps.
CREATE TABLE step_day (
    site      TEXT NOT NULL,
    day       TEXT NOT NULL,
    flow      TEXT NOT NULL,
    step      TEXT NOT NULL,
    -- Its place in the flow when it was told of last, from 1; 0 while nobody has said.
    number    INTEGER NOT NULL DEFAULT 0,
    shown     INTEGER NOT NULL DEFAULT 0,
    -- Of those that were shown, how many ended.
    went_on   INTEGER NOT NULL DEFAULT 0,
    done      INTEGER NOT NULL DEFAULT 0,
    skipped   INTEGER NOT NULL DEFAULT 0,
    missing   INTEGER NOT NULL DEFAULT 0,
    healed    INTEGER NOT NULL DEFAULT 0,
    detoured  INTEGER NOT NULL DEFAULT 0,
    abandoned INTEGER NOT NULL DEFAULT 0,
    -- Of those that were shown, how many have told how long, and that all together, in
    -- milliseconds.
    timed     INTEGER NOT NULL DEFAULT 0,
    seen_ms   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (site, day, flow, step)
) STRICT;
