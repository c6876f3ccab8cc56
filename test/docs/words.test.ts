/** The words of the program stand in the pages: statuses, reasons, kinds, columns, exit codes, variables. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../src/domain/fact.js';
import { FLAGS } from '../../src/domain/item-flags.js';
import type { FactKind } from '../../src/domain/fact.js';
import type { NotCounted } from '../../src/domain/fold.js';
import { makeCalendar } from '../../src/domain/calendar.js';
import { ASSURANCES } from '../../src/domain/policy.js';
import { STATUSES } from '../../src/domain/status.js';
import { EXIT_CODES } from '../../src/errors.js';
import { COMPLETION_COLUMNS } from '../../src/formats/import-completions.js';
import { MEMBER_COLUMNS } from '../../src/formats/import-members.js';
import { RESULT_COLUMNS } from '../../src/formats/import-results.js';
import { REPORT_COLUMNS } from '../../src/output/report-row.js';
import { notCountedWords } from '../../src/output/words.js';
import { policyWith } from '../domain/history.js';
import { ROOT, codeSpans, page, section, tableOf, tablesOf, wordsInCode } from './pages.js';

const rules = page('docs/rules.md');
const imports = page('docs/imports.md');
const promises = page('docs/promises.md');
const glossary = page('docs/glossary.md');

/** The words in code of a column. */
function inColumn(table: { rows: string[][] }, place = 0): string[] {
  return table.rows.flatMap((row) => codeSpans(row[place]!));
}

describe('the rule book', () => {
  test('has a row for every status, in the order in which they are looked at', () => {
    expect(inColumn(tableOf(rules, 'status', 'when'))).toEqual([...STATUSES]);
  });

  test('draws every status', () => {
    const drawing = page('docs/statuses.svg');
    for (const status of STATUSES) expect(drawing).toContain(`>${status}</text>`);
  });

  test('names every reason why an attempt does not count', () => {
    const window = makeCalendar(policyWith()).byLabel('Q3FY27')!;
    const reasons: NotCounted[] = [
      { why: 'path not complete' },
      { why: 'path not complete again' },
      { why: 'already certified', window },
      { why: 'already certified', window: undefined },
      { why: 'window waived', window },
      { why: 'assurance too low' },
    ];
    expect(tableOf(rules, 'reason').rows.map(([reason]) => reason)).toEqual(reasons.map(notCountedWords));
  });
});

describe('files in and out', () => {
  test('every column of the report, in order', () => {
    expect(inColumn(tableOf(section(imports, '## The report'), 'column'))).toEqual([...REPORT_COLUMNS]);
  });

  test.each([
    ['## Members', MEMBER_COLUMNS],
    ['## Completions', COMPLETION_COLUMNS],
    ['## Results', RESULT_COLUMNS],
  ])('every column of the import: %s', (heading, columns) => {
    expect(inColumn(tableOf(section(imports, heading), 'column')).sort()).toEqual([...columns].sort());
  });
});

describe('writing content', () => {
  test('every flag of item analysis, in order', () => {
    expect(inColumn(tableOf(page('docs/content.md'), 'flag', 'when'))).toEqual([...FLAGS]);
  });
});

describe('promises', () => {
  test('every exit code with its kind', () => {
    const rows = tableOf(promises, 'code', 'kind').rows.map(([code, kind]) => [Number(code), kind!.replaceAll('`', '')]);
    const known = Object.entries(EXIT_CODES).map(([kind, code]) => [code, kind]);
    expect(rows.filter(([, kind]) => kind !== '')).toEqual(known);
    expect(rows.filter(([, kind]) => kind === '').map(([code]) => code)).toEqual([0, 1]);
  });

  test('the README names every exit code', () => {
    const codes = section(page('README.md'), '## Exit codes');
    for (const code of [0, 1, ...Object.values(EXIT_CODES)]) expect(codes).toMatch(new RegExp(`\\b${code}\\b`));
  });

  test('every variable that the program reads', () => {
    const read = new Set(sources().flatMap((text) => text.match(/\bCERTIFY_[A-Z]+\b/g) ?? []));
    expect(read.size).toBeGreaterThan(4);
    expect(inColumn(tableOf(promises, 'variable')).sort()).toEqual([...read].sort());
  });
});

/** The texts of all files under src/. */
function sources(): string[] {
  return readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`${ROOT}src/${name}`, 'utf8'));
}

describe('the glossary', () => {
  /** Closed by the compiler: a kind of fact that is missing here does not compile. */
  const kinds: Record<FactKind, true> = {
    completion: true,
    attempt: true,
    grant: true,
    revocation: true,
    permit: true,
    waiver: true,
    extension: true,
    leave: true,
    roster: true,
    void: true,
  };
  const words = wordsInCode(glossary);

  test.each([
    ['statuses', STATUSES],
    ['assurances', ASSURANCES],
    ['sources', SOURCES],
    ['kinds of members', ['employee', 'partner']],
    ['types of questions', ['single', 'multiple', 'true-false', 'short', 'numeric', 'order', 'match']],
  ])('%s', (_, known) => expect(known.filter((word) => !words.has(word))).toEqual([]));

  test('kinds of facts', () => {
    const named = new Set([...words, ...tablesOf(glossary).flatMap(({ rows }) => rows.map(([word]) => word!))]);
    expect(Object.keys(kinds).filter((kind) => !named.has(kind))).toEqual([]);
  });

  test('has one row for a word, and says what each means', () => {
    const rows = tablesOf(glossary).flatMap((table) => table.rows);
    const terms = rows.flatMap(([term]) => term!.split(', '));
    expect(terms).toEqual([...new Set(terms)]);
    for (const row of rows) expect(row[1], row[0]).not.toBe('');
  });
});
