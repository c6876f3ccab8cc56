"""The peer of an import: Python's csv and sqlite3 put the rows of a results file into a table with the same indexes.

import_rows.py RESULTS DATABASE. No ids, no ledger, nothing checked: what the rest of an import costs is the difference.
"""
import csv, sqlite3, sys

source, target = sys.argv[1:]
db = sqlite3.connect(target)
db.executescript('''
  DROP TABLE IF EXISTS result;
  CREATE TABLE result (seq INTEGER PRIMARY KEY, fact TEXT NOT NULL UNIQUE, member TEXT NOT NULL, assessment TEXT NOT NULL,
    edition TEXT NOT NULL, finished_at TEXT NOT NULL, points TEXT NOT NULL, max_points TEXT NOT NULL) STRICT;
  CREATE INDEX result_by_member ON result (member, assessment, finished_at);
''')
with open(source, newline='', encoding='utf-8') as file, db:
    rows = csv.reader(file)
    next(rows)
    db.executemany('INSERT OR IGNORE INTO result (fact, member, assessment, edition, finished_at, points, max_points) VALUES (?, ?, ?, ?, ?, ?, ?)',
                   (('/'.join(row), *row) for row in rows))
