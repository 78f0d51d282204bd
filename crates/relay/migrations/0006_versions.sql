-- Flow documents as a site's team saved them; the newest is what the site's pages get.
CREATE TABLE flow_version (
    site     TEXT NOT NULL,
    -- From 1, without gaps but for those that were deleted as too old.
    version  INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    agent    TEXT NOT NULL,
    -- The version that this one is equal to, where it was rolled back to.
    restores INTEGER,
    document TEXT NOT NULL,
    PRIMARY KEY (site, version)
) STRICT;

-- With which a member of the team writes a site's flows from its pages.
CREATE TABLE writing_code (
    code_hash  BLOB PRIMARY KEY,
    agent      TEXT NOT NULL,
    site       TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

-- Who serves customers need not be who writes for all of them.
ALTER TABLE agent ADD COLUMN writes_flows INTEGER NOT NULL DEFAULT 0;

-- What has to do with a site and with no engagement.
ALTER TABLE audit ADD COLUMN site TEXT;
