-- `x IN (a, b, c)` in a CHECK makes SQLite fill a table of its own with the three for every row that is written, which takes longer
-- than writing the row. Said with OR it means the same. Only the text of the tables changes:
-- https://sqlite.org/lang_altertable.html#otheralter
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
    'CHECK (assurance IN (''self'', ''staff'', ''server''))',
    'CHECK (assurance = ''self'' OR assurance = ''staff'' OR assurance = ''server'')'),
    'CHECK (taken_with IN (''prompts'', ''plain'', ''answers''))',
    'CHECK (taken_with = ''prompts'' OR taken_with = ''plain'' OR taken_with = ''answers'')')
  WHERE type = 'table' AND name IN ('completion', 'attempt', 'staff_certification', 'staff_window', 'leave', 'roster', 'void');
PRAGMA writable_schema = RESET;
