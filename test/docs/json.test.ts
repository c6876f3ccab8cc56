/** Every key that `--json` prints stands in docs/json.md. */
import { expect, test } from 'vitest';
import { DECLARATIONS } from '../../src/commands/declarations.js';
import { type Certify, certify } from '../commands/harness.js';
import { EVERYTHING, TOO_LITTLE, takes } from '../commands/taking.js';
import { codeSpans, page, wordsInCode } from './pages.js';

const named = wordsInCode(page('docs/json.md'));

/** The keys of the data, at every depth; the rows of a summary and the like have values for keys. */
function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

/** Avery: failed, trained again, passed, and most decisions there are. */
async function afterAYear(): Promise<Certify> {
  const c = certify({ at: '2026-08-10T12:00Z' });
  await c.run('members add avery --name "Avery Field" --email avery@example.com --role "Account Executive" --start 2026-08-03');
  await c.run('path done --all --member avery');
  await c.run('quiz --member avery', ...takes(TOO_LITTLE));
  c.at('2026-08-20T12:00Z');
  await c.run('path done --all --member avery');
  await c.run('quiz --member avery', ...takes(EVERYTHING));
  for (const decision of [
    'waive avery --window Q1FY28 --reason x',
    'waive avery --retraining --reason x',
    'extend avery --window Q3FY28 --until 2027-10-31 --reason x',
    'leave avery --from 2027-08-01 --to 2027-08-31 --reason x',
    'grant avery --reason x',
    'revoke avery --reason x',
  ]) {
    expect(await c.run(`${decision} --yes`), c.err).toBe(0);
  }
  await c.run('history avery --json');
  const revocation = c.json.find((fact: { kind: string }) => fact.kind === 'revocation').fact;
  await c.run(`void ${revocation} --reason x --yes`);
  expect(await c.run('members add robin --name Robin --role "Account Executive"')).toBe(0);
  c.file('other.yaml', c.read('curricula/program.yaml').replace('pass_mark: 80', 'pass_mark: 100').replace('window_days: 45', 'window_days: 30'));
  c.file('results.csv', 'member,assessment,edition,finished_at,points,max_points\nnobody,sales,Q3FY27,2026-09-12,58/3,25\n');
  c.file('completions.csv', 'member,module,completed_at\navery,nothing,2026-09-12\n');
  c.file('roster.csv', 'member,name,role\nkim,Kim Doe,Customer Success Manager\navery,Avery F.,Account Executive\n');
  return c;
}

const LINES = [
  'status avery --json',
  'why avery --json',
  'path sales --json --member avery',
  'path done value --json --member avery',
  'history avery --json',
  'report --format json',
  'report --policy other.yaml --format json',
  'members list --json',
  'members add sam --name Sam --role "Account Executive" --json',
  'members change robin --team West --json',
  'import members roster.csv --json',
  'import completions completions.csv --json',
  'import results results.csv --json',
  'grant avery --reason x --json',
  'calendar --json',
  'forecast --json',
  'items sales --json',
  'items sales --question tier --json',
  'check --json',
  'verify --json',
  'doctor --json',
  'forget robin --reason "asked for it" --json',
];

test('every key that a command prints', async () => {
  const c = await afterAYear();
  for (const line of LINES) {
    await c.run(line);
    expect.soft(c.out, `${line}: ${c.err}`).not.toBe('');
    const keys = new Set(c.out === '' ? [] : keysOf(c.json));
    expect.soft([...keys].filter((key) => !named.has(key)), line).toEqual([]);
  }
  await c.run('history avery --json');
  const passed = c.json.find((fact: { passed?: boolean }) => fact.passed);
  await c.run(`review ${passed.fact} --json`);
  const review = c.json;
  expect(review.questions).toHaveLength(7);
  expect(keysOf(review).filter((key) => !named.has(key))).toEqual([]);
}, 30_000);

test('every command that prints JSON has a place on the page', () => {
  const printing = DECLARATIONS.filter(({ options }) => options.some(([flag]) => flag === '--json')).map(({ usage }) =>
    usage.split(' ').filter((word) => /^[a-z]/.test(word)).join(' '),
  );
  const shown = codeSpans(page('docs/json.md'))
    .flatMap((span) => [span, span.replace(/^certify /, '').replace(/ --.*$/, '')]);
  expect(printing.filter((command) => !shown.includes(command))).toEqual([]);
});
