/** Any bytes in any file that people hand in: what is wrong with them is said, and nothing falls over or runs on. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question } from '../../src/domain/assessment.js';
import { makeZone } from '../../src/domain/zone.js';
import { answerFromSheet, readAnswerSheet } from '../../src/formats/answer-sheet.js';
import { readCompletions } from '../../src/formats/import-completions.js';
import { readMembers } from '../../src/formats/import-members.js';
import { readResults } from '../../src/formats/import-results.js';
import type { ImportReading } from '../../src/formats/import-rows.js';
import { readSubmission } from '../../src/formats/submission.js';
import { parsePaper } from '../../src/content/snapshots.js';
import { grade } from '../../src/domain/grading.js';
import { certify } from '../commands/harness.js';
import { EVERYTHING, takes } from '../commands/taking.js';
import { collect, inPieces } from '../formats/csv-files.js';

/** How many inputs each property tries; a longer run sets it higher. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);
const zone = makeZone('America/Los_Angeles');

/** Takes out, puts in and doubles pieces of a text. */
function edited(text: string, put: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.nat(), fc.nat(30), put, fc.boolean());
  return fc.array(edit, { minLength: 1, maxLength: 5 }).map((edits) =>
    edits.reduce((now, [at, length, piece, doubles]) => {
      const start = at % (now.length + 1);
      const part = now.slice(start, start + length);
      return now.slice(0, start) + (doubles ? part + part : '') + piece + now.slice(start + length);
    }, text),
  );
}

const scrap = fc.constantFrom(
  ...['', '"', '""', ',', ';', '\t', '\r', '\n', '\r\n', "'", "'=", '=1+1', '\ufeff', '\u0000', '\u202e', '\u001b[2J', '😀', '\ud800', '-', '0', '1/0', '9'.repeat(20), '1e999', 'NaN'],
  ...['2026-02-30', '10/11/2026', '2026-11-01T01:30', '2026-10-25T25:61:00Z', '24:00', '__proto__', 'constructor', 'path:', 'path:sales', '@', 'a@b', ' '.repeat(200), '[', ']', '{', '}', ': ', '- ', '&a', '*a', '|', '>', '!!x', '<<'],
);

const CSVS: [what: string, text: string, read: (bytes: AsyncIterable<Uint8Array>) => Promise<ImportReading<unknown>>][] = [
  ['members', 'member,name,email,role,team,manager,kind,start_date,end_date\r\navery,"Field, Avery",avery@x.example,Account Executive,East,Morgan,employee,2026-01-02,\r\nrobin,Robin,,CSM,,,partner,,2027-01-31\r\n', (bytes) => readMembers(bytes)],
  ['completions', 'member;module;completed_at\navery;value;2026-10-01\nrobin@x.example;path:sales;2026-10-01T10:00:00+02:00\n', (bytes) => readCompletions(bytes, zone)],
  ['results', 'member\tassessment\tedition\tfinished_at\tpoints\tmax_points\navery\tsales\tQ3FY27\t2026-10-01 10:00\t19.2\t24\nrobin\tsales\tQ3FY27\t2026-11-01\t1/3\t1\n', (bytes) => readResults(bytes, zone)],
];

describe.each(CSVS)('a file of %s', (_what, text, read) => {
  async function survives(bytes: Uint8Array, size: number): Promise<void> {
    const reading = await read(inPieces(bytes, size));
    if ('faults' in reading) {
      expect(reading.faults.length).toBeGreaterThan(0);
      return;
    }
    for (const row of (await collect(reading.import.rows)).flat()) {
      if (row.kind === 'bad-row') expect(row.faults.every(({ message, line, column }) => message !== '' && line >= 1 && column >= 1)).toBe(true);
    }
  }

  test('of any bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 50 }), survives), { numRuns: RUNS });
  });

  test('of right bytes with some changed', async () => {
    const changed = fc.tuple(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }), fc.boolean()).map(([changes, isUtf16]) => {
      const bytes = Buffer.from(isUtf16 ? `\ufeff${text}` : text, isUtf16 ? 'utf16le' : 'utf8');
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      return bytes;
    });
    await fc.assert(fc.asyncProperty(changed, fc.integer({ min: 1, max: 400 }), survives), { numRuns: RUNS });
  });

  test('with scraps that mean something put in', async () => {
    await fc.assert(fc.asyncProperty(edited(text, scrap), fc.integer({ min: 1, max: 400 }), (changed, size) => survives(Buffer.from(changed), size)), { numRuns: 2 * RUNS });
  });
});

/** What somebody hands in who has taken the assessment, and its questions, one of each type. */
async function handedIn(): Promise<{ submitted: string; questions: Question[] }> {
  const laptop = certify({ at: '2026-11-02T18:00:00Z' });
  await laptop.run('members add avery --name "Avery Field" --role "Account Executive"');
  await laptop.run('path done --all --member avery');
  await laptop.run('quiz sales --member avery', ...takes(EVERYTHING));
  await laptop.run('submit --member avery --output -');
  const { snapshots } = JSON.parse(laptop.out) as { snapshots: Record<string, string> };
  return { submitted: laptop.out, questions: parsePaper(Object.values(snapshots)[0]!).assessment.questions };
}

const SHEET = `tier: Ultimate
drivers: [Efficiency, Speed]
year: true
stage: "verify"
mark: 80
steps:
  - Plan
  - Create
  - Verify
features: { Plan: Boards, Verify: Pipelines }
`;

describe('an answer sheet', () => {
  let questions: Question[] | undefined;
  async function reader(): Promise<(bytes: Uint8Array) => void> {
    questions ??= (await handedIn()).questions;
    return survives;
  }

  function survives(bytes: Uint8Array): void {
    const { entries, faults } = readAnswerSheet(bytes);
    expect(faults.every(({ message, line, column }) => message !== '' && line >= 1 && column >= 1)).toBe(true);
    for (const { value } of entries.values()) {
      for (const question of questions!) {
        const read = answerFromSheet(question, value);
        if ('answer' in read) expect(grade(question, read.answer).d).toBeGreaterThan(0n);
        else expect(read.fault).not.toBe('');
      }
    }
  }

  test('of any bytes', async () => fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), await reader()), { numRuns: RUNS }));

  test('of any text', async () => {
    const read = await reader();
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => read(Buffer.from(text))), { numRuns: RUNS });
  });

  test('with scraps that mean something put in', async () => {
    const read = await reader();
    fc.assert(fc.property(edited(SHEET, scrap), (text) => read(Buffer.from(text))), { numRuns: 3 * RUNS });
  });

  test('with any value in place of one', async () => {
    const read = await reader();
    const value = fc.json({ maxDepth: 4 });
    fc.assert(
      fc.property(fc.nat(6), value, (nth, json) => read(Buffer.from(SHEET.split(/\n(?=\S)/).map((entry, at) => (at === nth ? `${entry.split(':')[0]}: ${json}` : entry)).join('\n')))),
      { numRuns: RUNS },
    );
  });

  test.each([
    ['lists in lists', '['.repeat(100_000)],
    ['groups in groups', '{a: '.repeat(50_000)],
    ['dashes in a line', '- '.repeat(50_000)],
    ['aliases upon aliases', `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, at) => `${String.fromCharCode(98 + at)}: &${String.fromCharCode(98 + at)} [${Array.from({ length: 9 }, () => `*${String.fromCharCode(97 + at)}`).join(',')}]`).join('\n')}`],
    ['a very long text', `stage: ${'a*'.repeat(60_000)}`],
    ['very many entries', Array.from({ length: 12_000 }, (_, at) => `q${at}: a`).join('\n')],
  ])('of %s comes to an end', { timeout: 120_000 }, async (_what, text) => {
    const read = await reader();
    expect(() => read(Buffer.from(text))).not.toThrow();
  });
});

describe('a submission', () => {
  test('of any text', async () => {
    const { submitted } = await handedIn();
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json(), edited(submitted, scrap)), (text) => {
        const reading = readSubmission(text);
        if ('faults' in reading) expect(reading.faults.length).toBeGreaterThan(0);
      }),
      { numRuns: RUNS },
    );
  });

  /** With the digest that fits, as somebody writes it who knows how. */
  function sealed(body: Record<string, unknown>): string {
    const { digest: _, ...rest } = body;
    return JSON.stringify({ ...rest, digest: createHash('sha256').update(JSON.stringify(rest)).digest('hex') });
  }

  /** Every place in the submission where a value stands. */
  function places(value: unknown, path: (string | number)[] = []): (string | number)[][] {
    if (typeof value !== 'object' || value === null) return [path];
    return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, Array.isArray(value) ? Number(key) : key]))];
  }

  function withChange(body: unknown, path: (string | number)[], change: (value: unknown) => unknown): unknown {
    if (path.length === 0) return change(body);
    const [key, ...rest] = path as [string | number, ...(string | number)[]];
    const copy = (Array.isArray(body) ? [...(body as unknown[])] : { ...(body as object) }) as Record<string | number, unknown>;
    copy[key] = withChange(copy[key], rest, change);
    if (copy[key] === undefined) delete copy[key];
    return copy;
  }

  test('with any value in place of one is imported whole, or refused with the reason', async () => {
    const staff = certify({ at: '2026-11-05T18:00:00Z' });
    await staff.run('members add avery --name "Avery Field" --role "Account Executive"');
    const body = JSON.parse((await handedIn()).submitted) as Record<string, unknown>;
    const all = places(body).filter((path) => path.length > 0);
    const other = fc.oneof(
      scrap.filter((text) => text !== '\ud800'),
      fc.json({ maxDepth: 2 }).map((json) => JSON.parse(json) as unknown),
      fc.constantFrom(undefined, null, -1, 0, 1e21, true, [], {}, 'erased', 'staff', '9999-12-31T00:00:00Z', '1970-01-01T00:00:00Z', '2026-10-01', '7', '10', '1/3', '000000000000000000000000zz'),
    );
    let [imported, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(), other), { minLength: 1, maxLength: 2 }), async (changes) => {
        const changed = changes.reduce<unknown>((now, [nth, value]) => {
          const path = all[nth % all.length]!;
          try {
            return withChange(now, path, () => value);
          } catch {
            // An earlier change has taken the place away.
            return now;
          }
        }, body);
        staff.file('one.json', sealed(changed as Record<string, unknown>));
        const code = await staff.run('import submission one.json --dry-run');
        expect([0, 65], staff.err).toContain(code);
        if (code === 0) imported++;
        else refused++;
        expect(staff.err).not.toBe('');
      }),
      { numRuns: RUNS },
    );
    expect(imported + refused).toBeGreaterThanOrEqual(RUNS);
    expect(refused).toBeGreaterThan(RUNS / 4);
  }, 300_000);

  test('that was imported passes verify, whatever was changed in it', async () => {
    const body = JSON.parse((await handedIn()).submitted) as Record<string, unknown>;
    const all = places(body).filter(([first]) => first === 'facts' || first === 'questions');
    const twin = fc.tuple(fc.nat(), fc.nat());
    await fc.assert(
      fc.asyncProperty(twin, async ([to, from]) => {
        const staff = certify({ at: '2026-11-05T18:00:00Z' });
        await staff.run('members add avery --name "Avery Field" --role "Account Executive"');
        const value = all[from % all.length]!.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], body);
        // A value of the submission in another place of it: of the right kind more often than anything made up.
        staff.file('one.json', sealed(withChange(body, all[to % all.length]!, () => value) as Record<string, unknown>));
        const code = await staff.run('import submission one.json --skip-bad-rows');
        expect([0, 65], staff.err).toContain(code);
        expect(await staff.run('verify'), staff.out).toBe(0);
        for (const line of ['status avery', 'why avery', 'history avery', 'report --format json']) expect([0, 65]).toContain(await staff.run(line));
      }),
      { numRuns: Math.ceil(RUNS / 8) },
    );
  }, 300_000);

  test.each([
    ['lists in lists', '['.repeat(1_000_000)],
    ['groups in groups', '{"a":'.repeat(200_000)],
    ['a long text', `{"certify_submission":1,"program":"${'x'.repeat(1_000_000)}"}`],
  ])('of %s takes no time', (_what, text) => {
    const before = performance.now();
    expect(readSubmission(text)).toHaveProperty('faults');
    expect(performance.now() - before).toBeLessThan(5000);
  });
});

test('a command line of any words', async () => {
  const c = certify();
  await c.run('members add avery --name "Avery Field" --role "Account Executive"');
  const word = fc.oneof(
    fc.constantFrom('status', 'why', 'path', 'done', 'quiz', 'sales', 'report', 'members', 'add', 'list', 'change', 'import', 'results', 'grant', 'waive', 'avery', 'void', 'calendar', 'forecast', 'check', 'verify', 'doctor', 'help', 'history', 'review', 'submit'),
    fc.constantFrom('--json', '--format', 'csv', 'html', '--as-of', '2026-11-01', '--known-at', '2026-11-01T00:00:00Z', '--track', '--window', 'Q1FY28', '--until', '--from', '--to', '--reason', '--yes', '--dry-run', '--on', '--name', '--role', '--output', '-', '--', '--policy', '--due-within', '30d', '--summary', 'team', '--weeks', '--count', '--seed', '--member', '--check', '-V', '-h', '--no-color', '--', '=', '--end', 'none'),
    fc.string({ maxLength: 8 }),
    scrap,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 7 }), async (words) => {
      // `--output` and its like would leave files with the oddest names.
      const harmless = words.filter((each) => !each.includes('/') && !each.includes('\u0000'));
      // The harness throws where it was a bug.
      expect([0, 2, 3, 65, 66, 73, 74, 75, 77]).toContain(await c.run(harmless));
    }),
    { numRuns: 2 * RUNS },
  );
}, 300_000);
