-- The records of certification programs: an append-only ledger of facts about members, and what is needed to show and
-- re-grade every attempt as it was taken. Docs: docs/records.md.
--
-- Instants are milliseconds since 1970-01-01T00:00Z; days are days since 1970-01-01. The views at the end show both as text.

CREATE TABLE program (
  key INTEGER PRIMARY KEY,
  program TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE member (
  key INTEGER PRIMARY KEY,
  program INTEGER NOT NULL REFERENCES program,
  member TEXT NOT NULL,
  UNIQUE (program, member)
) STRICT;

-- Who recorded. Names can be erased with their salt; the salted hash stays, and stands in every entry's hash.
CREATE TABLE recorder (
  key INTEGER PRIMARY KEY,
  name TEXT UNIQUE,
  salt BLOB,
  hash BLOB NOT NULL
) STRICT;

-- Texts by the hash of their content: assessments as they were, and the policy and paths as they were.
CREATE TABLE snapshot (
  hash TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The ledger: one row for each act of recording. `hash` covers the previous hash, this row, and every fact of it in the
-- order of `seq`, so that no fact can be changed, added or removed unnoticed.
CREATE TABLE entry (
  entry INTEGER PRIMARY KEY,
  program INTEGER NOT NULL REFERENCES program,
  recorded_at INTEGER NOT NULL,
  recorder INTEGER NOT NULL REFERENCES recorder,
  source TEXT NOT NULL CHECK (source IN ('terminal', 'submission', 'import', 'server')),
  clock_is_set INTEGER NOT NULL CHECK (clock_is_set IN (0, 1)),
  rules TEXT NOT NULL REFERENCES snapshot,
  first_seq INTEGER NOT NULL,
  facts INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX entry_by_time ON entry (program, recorded_at);

-- The facts, a table for each kind. `seq` counts over all kinds. A fact is known by its instant or only by its day.

CREATE TABLE completion (
  seq INTEGER PRIMARY KEY,
  fact TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL REFERENCES entry,
  member INTEGER NOT NULL REFERENCES member,
  happened_at INTEGER,
  happened_on INTEGER,
  assurance TEXT NOT NULL CHECK (assurance IN ('self', 'staff', 'server')),
  module TEXT NOT NULL,
  CHECK ((happened_at IS NULL) <> (happened_on IS NULL))
) STRICT;
CREATE INDEX completion_by_member ON completion (member, module, happened_at);

CREATE TABLE attempt (
  seq INTEGER PRIMARY KEY,
  fact TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL REFERENCES entry,
  member INTEGER NOT NULL REFERENCES member,
  happened_at INTEGER,                   -- when it was finished
  happened_on INTEGER,
  assurance TEXT NOT NULL CHECK (assurance IN ('self', 'staff', 'server')),
  assessment TEXT NOT NULL,
  edition TEXT NOT NULL,
  content TEXT REFERENCES snapshot,      -- the assessment as it was drawn from; null for imported results
  points TEXT NOT NULL,                  -- exact: 20, or 96/5
  max_points TEXT NOT NULL,
  pass_mark TEXT NOT NULL,               -- percent, exact
  pass_mark_of TEXT NOT NULL CHECK (pass_mark_of IN ('edition', 'program')),
  started_at INTEGER,
  seed TEXT,
  taken_with TEXT CHECK (taken_with IN ('prompts', 'plain', 'answers')),
  seen_before TEXT,                      -- JSON: the questions seen before, least recently seen first
  questions_hash BLOB,                   -- covers the rows of attempt_question
  CHECK ((happened_at IS NULL) <> (happened_on IS NULL))
) STRICT;
CREATE INDEX attempt_by_member ON attempt (member, assessment, happened_at);

-- A terminal attempt question by question, as shown and answered. Answers can be erased; `answer_hash` is salted, so that
-- it says nothing about an erased answer and still proves one that is kept.
CREATE TABLE attempt_question (
  attempt INTEGER NOT NULL REFERENCES attempt (seq),
  position INTEGER NOT NULL,
  question TEXT NOT NULL,
  shown TEXT NOT NULL,                   -- JSON: the choices in the order in which they stood
  answer TEXT,                           -- JSON; null if left open or erased
  erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)),
  flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
  points TEXT NOT NULL,
  max_points TEXT NOT NULL,
  salt BLOB,
  answer_hash BLOB NOT NULL,
  PRIMARY KEY (attempt, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_certification (       -- grant, revocation and permit differ in nothing but their meaning
  seq INTEGER PRIMARY KEY,
  fact TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL REFERENCES entry,
  member INTEGER NOT NULL REFERENCES member,
  happened_at INTEGER,
  happened_on INTEGER,
  assurance TEXT NOT NULL CHECK (assurance IN ('self', 'staff', 'server')),
  kind TEXT NOT NULL CHECK (kind IN ('grant', 'revocation', 'permit')),
  track TEXT NOT NULL,
  reason_hash BLOB NOT NULL,
  CHECK ((happened_at IS NULL) <> (happened_on IS NULL))
) STRICT;
CREATE INDEX staff_certification_by_member ON staff_certification (member);

CREATE TABLE staff_window (              -- waivers and extensions; an extension has a last day
  seq INTEGER PRIMARY KEY,
  fact TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL REFERENCES entry,
  member INTEGER NOT NULL REFERENCES member,
  happened_at INTEGER,
  happened_on INTEGER,
  assurance TEXT NOT NULL CHECK (assurance IN ('self', 'staff', 'server')),
  kind TEXT NOT NULL CHECK (kind IN ('waiver', 'extension')),
  track TEXT NOT NULL,
  "window" TEXT NOT NULL,
  until INTEGER,
  reason_hash BLOB NOT NULL,
  CHECK ((happened_at IS NULL) <> (happened_on IS NULL)),
  CHECK ((kind = 'extension') = (until IS NOT NULL))
) STRICT;
CREATE INDEX staff_window_by_member ON staff_window (member);

CREATE TABLE leave (
  seq INTEGER PRIMARY KEY,
  fact TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL REFERENCES entry,
  member INTEGER NOT NULL REFERENCES member,
  happened_at INTEGER,
  happened_on INTEGER,
  assurance TEXT NOT NULL CHECK (assurance IN ('self', 'staff', 'server')),
  from_day INTEGER NOT NULL,
  to_day INTEGER,                        -- null: open
  reason_hash BLOB NOT NULL,
  CHECK ((happened_at IS NULL) <> (happened_on IS NULL))
) STRICT;
CREATE INDEX leave_by_member ON leave (member);

CREATE TABLE roster (                    -- the roster as it is from that day on
  seq INTEGER PRIMARY KEY,
  fact TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL REFERENCES entry,
  member INTEGER NOT NULL REFERENCES member,
  happened_at INTEGER,
  happened_on INTEGER,
  assurance TEXT NOT NULL CHECK (assurance IN ('self', 'staff', 'server')),
  role TEXT NOT NULL,
  team TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('employee', 'partner')),
  start_day INTEGER,
  end_day INTEGER,
  person_hash BLOB NOT NULL,             -- of name and e-mail address
  manager_hash BLOB NOT NULL,            -- of its own, for a manager may be forgotten while the member is not
  CHECK ((happened_at IS NULL) <> (happened_on IS NULL))
) STRICT;
CREATE INDEX roster_by_member ON roster (member);

CREATE TABLE void (
  seq INTEGER PRIMARY KEY,
  fact TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL REFERENCES entry,
  member INTEGER NOT NULL REFERENCES member,
  happened_at INTEGER,
  happened_on INTEGER,
  assurance TEXT NOT NULL CHECK (assurance IN ('self', 'staff', 'server')),
  target TEXT NOT NULL,
  reason_hash BLOB NOT NULL,
  CHECK ((happened_at IS NULL) <> (happened_on IS NULL))
) STRICT;
CREATE INDEX void_by_member ON void (member);

-- That a member was forgotten: by whom and when is in the entry. It holds nothing about the person, and no rule looks at it.
CREATE TABLE erasure (
  seq INTEGER PRIMARY KEY,
  fact TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL REFERENCES entry,
  member INTEGER NOT NULL REFERENCES member,
  happened_at INTEGER NOT NULL,
  reason_hash BLOB NOT NULL
) STRICT;
CREATE INDEX erasure_by_member ON erasure (member);

-- What can be erased: names, addresses and free text, apart from the facts. The salted hashes in the facts cover them.

CREATE TABLE person (                    -- of a roster fact
  seq INTEGER PRIMARY KEY REFERENCES roster (seq),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  salt BLOB NOT NULL,
  manager TEXT,                          -- null if erased, with its salt
  manager_salt BLOB
) STRICT;
CREATE INDEX person_by_email ON person (lower(email));

CREATE TABLE reason (                    -- of a staff fact or an erasure
  seq INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  salt BLOB NOT NULL
) STRICT;

-- Sittings: attempts that are not finished yet. Not facts: they change with every answer and go when the attempt is recorded.

CREATE TABLE sitting (
  fact TEXT PRIMARY KEY,
  member INTEGER NOT NULL REFERENCES member,
  owner TEXT NOT NULL,                   -- the terminal that opened it last
  assessment TEXT NOT NULL,
  edition TEXT NOT NULL,
  content TEXT NOT NULL REFERENCES snapshot,
  seed TEXT NOT NULL,
  taken_with TEXT NOT NULL,
  seen_before TEXT NOT NULL,             -- JSON
  pass_mark TEXT NOT NULL,
  pass_mark_of TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  time_limit INTEGER                     -- minutes
) STRICT, WITHOUT ROWID;
CREATE INDEX sitting_by_member ON sitting (member);

CREATE TABLE sitting_question (
  fact TEXT NOT NULL REFERENCES sitting ON DELETE CASCADE,
  position INTEGER NOT NULL,
  shown TEXT NOT NULL,
  answer TEXT,
  flagged INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (fact, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  program INTEGER NOT NULL REFERENCES program,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (program, name)
) STRICT, WITHOUT ROWID;

-- Append-only: no change, no removal, and no replacing in disguise.

CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER entry_is_fixed BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER entry_is_new BEFORE INSERT ON entry WHEN NEW.entry <= (SELECT max(entry) FROM entry)
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER completion_is_kept BEFORE DELETE ON completion BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER completion_is_fixed BEFORE UPDATE ON completion BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER completion_is_new BEFORE INSERT ON completion WHEN NEW.seq <= (SELECT max(seq) FROM completion) OR EXISTS (SELECT 1 FROM completion WHERE fact = NEW.fact)
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER attempt_is_kept BEFORE DELETE ON attempt BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER attempt_is_fixed BEFORE UPDATE ON attempt BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER attempt_is_new BEFORE INSERT ON attempt WHEN NEW.seq <= (SELECT max(seq) FROM attempt) OR EXISTS (SELECT 1 FROM attempt WHERE fact = NEW.fact)
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER staff_certification_is_kept BEFORE DELETE ON staff_certification BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER staff_certification_is_fixed BEFORE UPDATE ON staff_certification BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER staff_certification_is_new BEFORE INSERT ON staff_certification WHEN NEW.seq <= (SELECT max(seq) FROM staff_certification) OR EXISTS (SELECT 1 FROM staff_certification WHERE fact = NEW.fact)
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER staff_window_is_kept BEFORE DELETE ON staff_window BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER staff_window_is_fixed BEFORE UPDATE ON staff_window BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER staff_window_is_new BEFORE INSERT ON staff_window WHEN NEW.seq <= (SELECT max(seq) FROM staff_window) OR EXISTS (SELECT 1 FROM staff_window WHERE fact = NEW.fact)
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER leave_is_kept BEFORE DELETE ON leave BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER leave_is_fixed BEFORE UPDATE ON leave BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER leave_is_new BEFORE INSERT ON leave WHEN NEW.seq <= (SELECT max(seq) FROM leave) OR EXISTS (SELECT 1 FROM leave WHERE fact = NEW.fact)
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER roster_is_kept BEFORE DELETE ON roster BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER roster_is_fixed BEFORE UPDATE ON roster BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER roster_is_new BEFORE INSERT ON roster WHEN NEW.seq <= (SELECT max(seq) FROM roster) OR EXISTS (SELECT 1 FROM roster WHERE fact = NEW.fact)
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER void_is_kept BEFORE DELETE ON void BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER void_is_fixed BEFORE UPDATE ON void BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER void_is_new BEFORE INSERT ON void WHEN NEW.seq <= (SELECT max(seq) FROM void) OR EXISTS (SELECT 1 FROM void WHERE fact = NEW.fact)
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER erasure_is_kept BEFORE DELETE ON erasure BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER erasure_is_fixed BEFORE UPDATE ON erasure BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER erasure_is_new BEFORE INSERT ON erasure WHEN NEW.seq <= (SELECT max(seq) FROM erasure) OR EXISTS (SELECT 1 FROM erasure WHERE fact = NEW.fact)
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER attempt_question_is_kept BEFORE DELETE ON attempt_question BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
-- Only the answer itself may go, with its salt.
CREATE TRIGGER attempt_question_is_fixed BEFORE UPDATE ON attempt_question
WHEN NEW.answer IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.erased <> 1 OR NEW.attempt <> OLD.attempt OR NEW.position <> OLD.position
  OR NEW.question <> OLD.question OR NEW.shown <> OLD.shown OR NEW.flagged <> OLD.flagged OR NEW.points <> OLD.points
  OR NEW.max_points <> OLD.max_points OR NEW.answer_hash <> OLD.answer_hash
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
-- What can be erased may go, and may not become something else.
CREATE TRIGGER person_is_fixed BEFORE UPDATE ON person
WHEN NEW.seq <> OLD.seq OR NEW.name <> OLD.name OR NEW.email <> OLD.email OR NEW.salt <> OLD.salt
  OR NEW.manager IS NOT NULL OR NEW.manager_salt IS NOT NULL
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER reason_is_fixed BEFORE UPDATE ON reason BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER recorder_is_kept BEFORE DELETE ON recorder BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER recorder_is_fixed BEFORE UPDATE ON recorder
WHEN NEW.key <> OLD.key OR NEW.name IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.hash <> OLD.hash
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;
CREATE TRIGGER attempt_question_is_new BEFORE INSERT ON attempt_question
WHEN EXISTS (SELECT 1 FROM attempt_question WHERE attempt = NEW.attempt AND position = NEW.position)
BEGIN SELECT raise(ABORT, 'facts are append-only'); END;

-- For people with any SQLite tool: days and instants as text, names instead of keys.

CREATE VIEW completions AS
SELECT p.program, m.member, f.fact, coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', f.happened_at / 1000, 'unixepoch'), date(f.happened_on * 86400, 'unixepoch')) AS happened,
  f.module,
  f.assurance, e.source, strftime('%Y-%m-%dT%H:%M:%SZ', e.recorded_at / 1000, 'unixepoch') AS recorded_at, r.name AS recorded_by,
  EXISTS (SELECT 1 FROM void v WHERE v.target = f.fact AND v.member = f.member) AS voided
FROM completion f JOIN entry e USING (entry) JOIN member m ON m.key = f.member JOIN program p ON p.key = m.program
  JOIN recorder r ON r.key = e.recorder;

CREATE VIEW attempts AS
SELECT p.program, m.member, f.fact, coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', f.happened_at / 1000, 'unixepoch'), date(f.happened_on * 86400, 'unixepoch')) AS happened,
  f.assessment, f.edition, f.points, f.max_points,
  -- About; the decision is made exactly. CAST reads '96/5' as 96.
  100.0 * CAST(f.points AS REAL) * iif(instr(f.max_points, '/'), CAST(substr(f.max_points, instr(f.max_points, '/') + 1) AS REAL), 1)
    / CAST(f.max_points AS REAL) / iif(instr(f.points, '/'), CAST(substr(f.points, instr(f.points, '/') + 1) AS REAL), 1) AS percent,
  f.pass_mark, f.pass_mark_of,
  strftime('%Y-%m-%dT%H:%M:%SZ', f.started_at / 1000, 'unixepoch') AS started_at, f.content, f.seed, f.taken_with,
  f.assurance, e.source, strftime('%Y-%m-%dT%H:%M:%SZ', e.recorded_at / 1000, 'unixepoch') AS recorded_at, r.name AS recorded_by,
  EXISTS (SELECT 1 FROM void v WHERE v.target = f.fact AND v.member = f.member) AS voided
FROM attempt f JOIN entry e USING (entry) JOIN member m ON m.key = f.member JOIN program p ON p.key = m.program
  JOIN recorder r ON r.key = e.recorder;

CREATE VIEW staff_decisions AS
SELECT p.program, m.member, f.fact, coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', f.happened_at / 1000, 'unixepoch'), date(f.happened_on * 86400, 'unixepoch')) AS happened,
  f.kind, f.track, (SELECT text FROM reason WHERE seq = f.seq) AS reason,
  f.assurance, e.source, strftime('%Y-%m-%dT%H:%M:%SZ', e.recorded_at / 1000, 'unixepoch') AS recorded_at, r.name AS recorded_by,
  EXISTS (SELECT 1 FROM void v WHERE v.target = f.fact AND v.member = f.member) AS voided
FROM staff_certification f JOIN entry e USING (entry) JOIN member m ON m.key = f.member JOIN program p ON p.key = m.program
  JOIN recorder r ON r.key = e.recorder;

CREATE VIEW waivers_and_extensions AS
SELECT p.program, m.member, f.fact, coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', f.happened_at / 1000, 'unixepoch'), date(f.happened_on * 86400, 'unixepoch')) AS happened,
  f.kind, f.track, f."window", date(f.until * 86400, 'unixepoch') AS until, (SELECT text FROM reason WHERE seq = f.seq) AS reason,
  f.assurance, e.source, strftime('%Y-%m-%dT%H:%M:%SZ', e.recorded_at / 1000, 'unixepoch') AS recorded_at, r.name AS recorded_by,
  EXISTS (SELECT 1 FROM void v WHERE v.target = f.fact AND v.member = f.member) AS voided
FROM staff_window f JOIN entry e USING (entry) JOIN member m ON m.key = f.member JOIN program p ON p.key = m.program
  JOIN recorder r ON r.key = e.recorder;

CREATE VIEW leaves AS
SELECT p.program, m.member, f.fact, coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', f.happened_at / 1000, 'unixepoch'), date(f.happened_on * 86400, 'unixepoch')) AS happened,
  date(f.from_day * 86400, 'unixepoch') AS from_day, date(f.to_day * 86400, 'unixepoch') AS to_day, (SELECT text FROM reason WHERE seq = f.seq) AS reason,
  f.assurance, e.source, strftime('%Y-%m-%dT%H:%M:%SZ', e.recorded_at / 1000, 'unixepoch') AS recorded_at, r.name AS recorded_by,
  EXISTS (SELECT 1 FROM void v WHERE v.target = f.fact AND v.member = f.member) AS voided
FROM leave f JOIN entry e USING (entry) JOIN member m ON m.key = f.member JOIN program p ON p.key = m.program
  JOIN recorder r ON r.key = e.recorder;

CREATE VIEW roster_facts AS
SELECT p.program, m.member, f.fact, coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', f.happened_at / 1000, 'unixepoch'), date(f.happened_on * 86400, 'unixepoch')) AS happened,
  (SELECT name FROM person WHERE seq = f.seq) AS name, (SELECT email FROM person WHERE seq = f.seq) AS email,
  f.role, f.team, (SELECT manager FROM person WHERE seq = f.seq) AS manager, f.kind,
  date(f.start_day * 86400, 'unixepoch') AS start_day, date(f.end_day * 86400, 'unixepoch') AS end_day,
  f.assurance, e.source, strftime('%Y-%m-%dT%H:%M:%SZ', e.recorded_at / 1000, 'unixepoch') AS recorded_at, r.name AS recorded_by,
  EXISTS (SELECT 1 FROM void v WHERE v.target = f.fact AND v.member = f.member) AS voided
FROM roster f JOIN entry e USING (entry) JOIN member m ON m.key = f.member JOIN program p ON p.key = m.program
  JOIN recorder r ON r.key = e.recorder;

CREATE VIEW voids AS
SELECT p.program, m.member, f.fact, coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', f.happened_at / 1000, 'unixepoch'), date(f.happened_on * 86400, 'unixepoch')) AS happened,
  f.target, (SELECT text FROM reason WHERE seq = f.seq) AS reason,
  f.assurance, e.source, strftime('%Y-%m-%dT%H:%M:%SZ', e.recorded_at / 1000, 'unixepoch') AS recorded_at, r.name AS recorded_by,
  EXISTS (SELECT 1 FROM void v WHERE v.target = f.fact AND v.member = f.member) AS voided
FROM void f JOIN entry e USING (entry) JOIN member m ON m.key = f.member JOIN program p ON p.key = m.program
  JOIN recorder r ON r.key = e.recorder;

CREATE VIEW erasures AS
SELECT p.program, m.member, f.fact, strftime('%Y-%m-%dT%H:%M:%SZ', f.happened_at / 1000, 'unixepoch') AS happened,
  (SELECT text FROM reason WHERE seq = f.seq) AS reason,
  strftime('%Y-%m-%dT%H:%M:%SZ', e.recorded_at / 1000, 'unixepoch') AS recorded_at, r.name AS recorded_by
FROM erasure f JOIN entry e USING (entry) JOIN member m ON m.key = f.member JOIN program p ON p.key = m.program
  JOIN recorder r ON r.key = e.recorder;
