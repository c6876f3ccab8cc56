-- What long imports write, they write many rows a statement, and of ids that lie in no order they make the index at the end. Two
-- things stand in the way, and only the text of the two tables changes for them, nothing of what is in them:
-- https://sqlite.org/lang_altertable.html#otheralter
--
-- A statement keeps a journal of its own wherever some of its rows may have to be taken back alone, as for a reference that leads
-- nowhere, and that takes longer than the rows (https://sqlite.org/tempfiles.html#stmtjrnl). Looked at when the transaction is
-- committed, references guard as much.
--
-- An index that comes with UNIQUE in a table cannot be dropped and made again. By a name of its own it is the same index.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(sql,
    'REFERENCES member,', 'REFERENCES member DEFERRABLE INITIALLY DEFERRED,'),
    'REFERENCES snapshot,', 'REFERENCES snapshot DEFERRABLE INITIALLY DEFERRED,'),
    'fact TEXT NOT NULL UNIQUE,', 'fact TEXT NOT NULL,')
  WHERE type = 'table' AND name IN ('completion', 'attempt');
UPDATE sqlite_schema SET name = tbl_name || '_by_fact', sql = 'CREATE UNIQUE INDEX ' || tbl_name || '_by_fact ON ' || tbl_name || ' (fact)'
  WHERE name IN ('sqlite_autoindex_completion_1', 'sqlite_autoindex_attempt_1');
PRAGMA writable_schema = RESET;
