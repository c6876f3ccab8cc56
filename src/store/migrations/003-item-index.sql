-- What `certify items` reads: made of the records, kept up to date with every entry, and made anew from them at any time
-- (src/store/sqlite/item-index.ts). Nothing is here that is not in the records, and nothing that somebody typed.

-- What many attempts and many answers share, as JSON: ["attempt", edition, content, points, max points, pass mark], or ["answer",
-- question, points, max points, the options chosen | true if it was answered otherwise | null if it was left open].
CREATE TABLE item_shape (
  key INTEGER PRIMARY KEY,
  shape TEXT NOT NULL UNIQUE
) STRICT;

-- The attempts with questions, a member's together, in the order in which they happened. `packed` is the attempt's shape and
-- those of its answers, four characters each (src/store/sqlite/packed-keys.ts): a row an attempt is read, and not one an answer.
CREATE TABLE attempt_items (
  program INTEGER NOT NULL,
  assessment TEXT NOT NULL,
  member INTEGER NOT NULL,
  happened INTEGER NOT NULL,             -- milliseconds; of an attempt known by its day, where the day begins in UTC
  attempt INTEGER NOT NULL,              -- its seq
  packed TEXT NOT NULL,
  PRIMARY KEY (program, assessment, member, happened, attempt)
) STRICT, WITHOUT ROWID;

-- Up to which entry all this is kept. Behind the ledger, it is not asked.
CREATE TABLE item_index (
  through INTEGER NOT NULL
) STRICT;
INSERT INTO item_index (through) VALUES (0);
