-- A fact names its entry, which is written after it, since the hash in it covers the fact. Said as a reference, SQLite would look
-- for such facts among all there are whenever an entry is written; `certify verify` checks it instead. Taking a reference out of a
-- table changes nothing of what is in it, so only its text is changed: https://sqlite.org/lang_altertable.html#otheralter
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'entry INTEGER NOT NULL REFERENCES entry,', 'entry INTEGER NOT NULL,')
  WHERE type = 'table' AND name IN ('completion', 'attempt', 'staff_certification', 'staff_window', 'leave', 'roster', 'void', 'erasure');
PRAGMA writable_schema = RESET;

-- What reports read: made of the records, kept up to date with every entry, and made anew from them at any time
-- (src/store/sqlite/report-index.ts). Nothing is here that is not in the records. Docs: docs/performance.md.

-- What many facts share, as JSON: ["completion", module], or ["attempt", assessment, edition, points, max points, pass mark,
-- assurance].
CREATE TABLE fact_shape (
  key INTEGER PRIMARY KEY,
  shape TEXT NOT NULL UNIQUE
) STRICT;

-- A member's completions and attempts in the order of recording, twelve characters each: when, and of which shape
-- (src/store/sqlite/packed-facts.ts). They lie together, so that a report reads a row a member and not one a fact.
CREATE TABLE member_facts (
  member INTEGER PRIMARY KEY,
  packed TEXT NOT NULL,
  rosters INTEGER NOT NULL,              -- how many roster facts there are
  others INTEGER NOT NULL                -- which other tables hold facts of the member: a bit each
) STRICT;

-- The roster facts in the order of a report, by code point: by team, name, then member. A member stands at every place that
-- one of their roster facts has given them; a report of a day shows each at one of them.
CREATE TABLE roster_order (
  program INTEGER NOT NULL,
  team TEXT NOT NULL,
  name TEXT NOT NULL,
  member_id TEXT NOT NULL,
  seq INTEGER NOT NULL,                  -- of the roster fact
  member INTEGER NOT NULL,
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  manager TEXT NOT NULL,
  kind TEXT NOT NULL,
  start_day INTEGER,
  end_day INTEGER,
  PRIMARY KEY (program, team, name, member_id, seq)
) STRICT, WITHOUT ROWID;

-- Up to which entry all this is kept. Behind the ledger, it is not asked.
CREATE TABLE report_index (
  through INTEGER NOT NULL
) STRICT;
INSERT INTO report_index (through) VALUES (0);

-- Names and addresses that are erased go from here too.
CREATE TRIGGER roster_order_forgets AFTER DELETE ON person BEGIN
  DELETE FROM roster_order WHERE seq = OLD.seq AND name = OLD.name
    AND (program, team, member_id) = (SELECT m.program, f.team, m.member FROM roster f JOIN member m ON m.key = f.member WHERE f.seq = OLD.seq);
  INSERT INTO roster_order (program, team, name, member_id, seq, member, email, role, manager, kind, start_day, end_day)
    SELECT m.program, f.team, '', m.member, f.seq, f.member, '', f.role, '', f.kind, f.start_day, f.end_day
    FROM roster f JOIN member m ON m.key = f.member WHERE f.seq = OLD.seq;
END;
CREATE TRIGGER roster_order_forgets_managers AFTER UPDATE OF manager ON person BEGIN
  UPDATE roster_order SET manager = coalesce(NEW.manager, '') WHERE seq = NEW.seq AND name = NEW.name
    AND (program, team, member_id) = (SELECT m.program, f.team, m.member FROM roster f JOIN member m ON m.key = f.member WHERE f.seq = NEW.seq);
END;
