/** The way from a member's own machine to the staff's report: submit, hand over, import. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { chooses, types } from '../fake-prompter.js';
import { type Certify, certify } from './harness.js';
import { PROGRAM, SALES_ASSESSMENT, SMALL_PROGRAM, edition } from './small-program.js';
import { EVERYTHING, TOO_LITTLE, takes, ticksThePath } from './taking.js';

/** A member who enrolled on a laptop and has taken the assessment; what they handed in lies on the staff's machine. */
async function handedIn(known = EVERYTHING): Promise<{ laptop: Certify; staff: Certify; file: string }> {
  const laptop = certify({ at: '2026-11-02T18:00Z' });
  laptop.git['user.email'] = 'avery@example.com';
  await laptop.run('quiz sales', types('Your name', 'Avery'), chooses('Your role', 'Account Executive'), ticksThePath, ...takes(known));
  await laptop.run('submit');
  const staff = certify({ at: '2026-11-05T18:00Z' });
  await staff.run('members add avery --name "Avery Field" --email avery@example.com --role "Account Executive" --team East');
  const file = staff.file('certify-avery.json', laptop.read('certify-avery.json'));
  return { laptop, staff, file };
}

/** The file as somebody writes it who knows how: changed, with a digest that fits. */
function forged(text: string, change: (submission: any) => void): string {
  const { digest: _, ...body } = JSON.parse(text);
  change(body);
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  return JSON.stringify({ ...body, digest });
}

const attemptIn = (submission: any) => submission.facts.find((fact: { kind: string }) => fact.kind === 'attempt');
const answersIn = (submission: any): any[] => submission.questions[attemptIn(submission).fact];

describe('certify submit', () => {
  test('writes completions and attempts, whole, into one file', async () => {
    const { laptop } = await handedIn();
    expect(laptop.err).toBe('certify-avery.json: 1 attempt and 2 completions; hand it to enablement staff\n');
    const written = JSON.parse(laptop.read('certify-avery.json'));
    expect(written).toMatchObject({ certify_submission: 1, program: 'field', member: 'avery', email: 'avery@example.com', name: 'Avery', written_at: '2026-11-02T18:00:00Z' });
    expect(written.facts.map((fact: { kind: string }) => fact.kind).sort()).toEqual(['attempt', 'completion', 'completion']);
    expect(attemptIn(written)).toMatchObject({ assurance: 'self', points: '10', max_points: '10', taken: { with: 'prompts', seen_before: [] } });
    expect(answersIn(written)).toHaveLength(7);
    expect(Object.keys(written.snapshots)).toEqual([attemptIn(written).content]);
  });

  test('into another file, or to standard output', async () => {
    const { laptop } = await handedIn();
    expect(await laptop.run('submit --output mine.json')).toBe(0);
    expect(laptop.read('mine.json')).toBe(laptop.read('certify-avery.json'));
    await laptop.run('submit --output -');
    expect(laptop.out).toBe(laptop.read('certify-avery.json'));
    expect(await laptop.run('submit --output nowhere/mine.json')).toBe(73);
    expect(laptop.err).toMatch(/^certify: cannot write .*\/nowhere\/mine\.json \(ENOENT\)\n  name a file in a folder that you can write\n$/);
  });

  test('somebody with nothing to hand in is told so', async () => {
    const c = certify();
    await c.run('members add avery --name Avery --role "Account Executive"');
    expect(await c.run('submit --member avery')).toBe(0);
    expect(c.err).toBe('certify-avery.json: 0 attempts and 0 completions; hand it to enablement staff\n');
  });
});

describe('certify import submission', () => {
  test('takes it in with its ids, its days and its assurance', async () => {
    const { laptop, staff, file } = await handedIn();
    expect(await staff.run(`import submission ${file}`)).toBe(0);
    expect(staff.err).toBe('3 facts imported, 0 there already\n');
    await laptop.run('history --json');
    await staff.run('history avery --json');
    const told = (facts: any[]) =>
      facts.filter(({ kind }) => kind !== 'roster').map(({ fact, kind, happened_at, points, seed, assurance }) => ({ fact, kind, happened_at, points, seed, assurance }));
    expect(told(staff.json)).toEqual(told(laptop.json));
    expect(staff.json.find(({ kind }: any) => kind === 'attempt')).toMatchObject({ source: 'submission', recorded_at: '2026-11-05T18:00:00Z' });
    await staff.run('report');
    expect(staff.out).toContain('\r\navery,Avery Field,avery@example.com,employee,Account Executive,East,,sales,certified,yes,,,,2026-11-02,2027-03-17,Q3FY27,100.00,2026-11-02,1,2,2,self,');
    await staff.run(`review ${attemptIn(JSON.parse(staff.read(file))).fact}`);
    expect(staff.out).toContain('  answer  Ultimate\n');
  });

  test('twice changes nothing, and an older one after a newer one changes nothing', async () => {
    const { laptop, staff, file } = await handedIn();
    await staff.run(`import submission ${file}`);
    expect(await staff.run(`import submission ${file}`)).toBe(0);
    expect(staff.err).toBe('0 facts imported, 3 there already\n');
    laptop.at('2026-11-10T18:00Z');
    await laptop.run('path done demo');
    await laptop.run('submit --output newer.json');
    staff.at('2026-11-11T18:00Z');
    staff.file('newer.json', laptop.read('newer.json'));
    await staff.run('import submission newer.json');
    expect(staff.err).toBe('1 fact imported, 3 there already\n');
    const before = await staff.facts('avery');
    await staff.run(`import submission ${file}`);
    expect(staff.err).toBe('0 facts imported, 3 there already\n');
    expect(await staff.facts('avery')).toEqual(before);
  });

  test('a fail comes over as well', async () => {
    const { staff, file } = await handedIn(TOO_LITTLE);
    await staff.run(`import submission ${file}`);
    await staff.run('status avery --json');
    expect(staff.json).toMatchObject({ status: 'must-retrain', score: 70 });
  });

  test('what staff have voided stays voided when it is handed in again', async () => {
    const { staff, file } = await handedIn();
    await staff.run(`import submission ${file}`);
    await staff.run(`void ${attemptIn(JSON.parse(staff.read(file))).fact} --reason "answers were shared"`);
    await staff.run(`import submission ${file}`);
    await staff.run('status avery --json');
    expect(staff.json.status).toBe('ready');
  });

  test('a retake is drawn from what was seen before, and graded anew all the same', async () => {
    const laptop = certify({ at: '2026-11-02T18:00Z' });
    laptop.env['CERTIFY_MEMBER'] = 'robin';
    await laptop.run('members add robin --name Robin --role "Customer Success Manager"');
    await laptop.run('path done --all');
    const nothing = Object.fromEntries(Object.keys(EVERYTHING).map((question) => [question, 'no']));
    await laptop.run('quiz', ...takes(nothing, 4));
    laptop.at('2026-11-03T18:00Z');
    await laptop.run('path done --all');
    await laptop.run('quiz', ...takes(EVERYTHING, 4));
    await laptop.run('submit --output -');
    const staff = certify({ at: '2026-11-05T18:00Z' });
    await staff.run('members add robin --name Robin --role "Customer Success Manager"');
    staff.file('robin.json', laptop.out);
    expect(await staff.run('import submission robin.json')).toBe(0);
    expect(staff.err).toBe('6 facts imported, 0 there already\n');
  });

  test.each<[what: string, change: (submission: any) => void, said: RegExp]>([
    ['a better score', (s) => (attemptIn(s).points = '9'), /its score is not the sum of its points/],
    ['a better answer', (s) => (answersIn(s).find(({ question }) => question === 'tier').answer.option = 'Ultimate'), /its points are not those that its answer earns \(question \d, tier\)/],
    ['a lower pass mark', (s) => (attemptIn(s).pass_mark = '70'), /its pass mark was never in force/],
    ['an easier question', (s) => answersIn(s).splice(0, 1, { ...answersIn(s)[1] }), /its questions are not those that its seed draws/],
    ['options in another order', (s) => answersIn(s).find(({ question }) => question === 'tier').choices.reverse(), /its questions are not those that its seed draws/],
    ['another seed', (s) => (attemptIn(s).taken.seed = '1'), /its questions are not those that its seed draws/],
    ['a question left out', (s) => answersIn(s).pop(), /its questions are not those that its seed draws/],
    ['no questions at all', (s) => delete s.questions[attemptIn(s).fact], /it has no questions to grade anew/],
    ['questions of another content', (s) => (attemptIn(s).content = 'ab'.repeat(32)), /its questions \(abababababab\) are not those of the content here/],
    ['questions of another content, and none to grade', (s) => (Object.assign(attemptIn(s), { content: 'ab'.repeat(32), assurance: 'staff' }), delete s.questions[attemptIn(s).fact], delete attemptIn(s).taken), /it has no questions to grade anew/],
    ['a day in place of the time', (s) => (Object.assign(attemptIn(s), { on: '2026-11-02' }), delete attemptIn(s).at), /it was taken in a terminal and has no time/],
    ['a start after the end', (s) => (attemptIn(s).started_at = '2026-11-03T10:00:00Z'), /it was finished before it was started/],
    ['a day to come', (s) => (Object.assign(attemptIn(s), { on: '2027-03-01' }), delete attemptIn(s).at), /it happened in the future/],
    ['a result of staff with a mark of its own', (s) => (Object.assign(attemptIn(s), { assurance: 'server', pass_mark: '0' }), delete s.questions[attemptIn(s).fact], delete attemptIn(s).taken, delete attemptIn(s).content), /its pass mark was never in force/],
    ['a later finish than now', (s) => (attemptIn(s).at = '2027-03-01T10:00:00Z'), /it happened in the future/],
  ])('%s is refused, whatever the digest says', async (_what, change, said) => {
    const { staff, file } = await handedIn(TOO_LITTLE);
    staff.file(file, forged(staff.read(file), change));
    const attempt = attemptIn(JSON.parse(staff.read(file))).fact;
    expect(await staff.run(`import submission ${file}`)).toBe(65);
    const [first, ...rest] = staff.err.split('\n');
    expect(first).toMatch(new RegExp(`^certify-avery\\.json: attempt ${attempt}: ${said.source}$`));
    expect(rest.join('\n')).toBe('certify: nothing was imported: 1 fact not accepted\n  ask the member, or add --skip-bad-rows to import the others\n');
    expect(await staff.facts('avery')).toHaveLength(1);
    expect(await staff.run(`import submission ${file} --skip-bad-rows`)).toBe(0);
    expect(staff.err).toMatch(/^skipped: .*\n2 facts imported, 0 there already\n$/);
  });

  /** Somebody else's attempt as one's own, and one's own id for something else. */
  test('an id that is taken is told, and nobody loses their attempt to it without a word', async () => {
    const { staff, file } = await handedIn();
    await staff.run('members add bob --name Bob --role "Account Executive"');
    staff.file('bob.json', forged(staff.read(file), (s) => Object.assign(s, { member: 'bob', email: undefined })));
    expect(await staff.run('import submission bob.json')).toBe(0);
    expect(await staff.run(`import submission ${file}`)).toBe(65);
    expect(staff.err).toMatch(/certify-avery\.json: attempt [0-9a-z]{26}: its id is that of an attempt of bob; one of the two files was changed\n/);
    staff.file('other.json', forged(staff.read('bob.json'), (s) => (s.facts.find(({ kind }: any) => kind === 'completion').module = 'demo')));
    expect(await staff.run('import submission other.json')).toBe(65);
    expect(staff.err).toMatch(/other\.json: completion [0-9a-z]{26}: its id is that of another completion of bob; the file was changed\n/);
  });

  test('a claim above self keeps what it had, unless the policy asks for more: then it wants a word of staff', async () => {
    const { staff, file } = await handedIn();
    staff.file(file, forged(staff.read(file), (s) => s.facts.forEach((fact: any) => (fact.assurance = 'staff'))));
    staff.changeContent({ 'curricula/program.yaml': PROGRAM.replace('min_assurance: self', 'min_assurance: staff') });
    expect(await staff.run(`import submission ${file}`)).toBe(65);
    expect(staff.err).toMatch(/it claims staff assurance, which nothing in the file proves; --accept-assurance takes it in\n/);
    expect(await staff.run(`import submission ${file} --accept-assurance`)).toBe(0);
    expect(staff.err).toContain('claims staff assurance; it keeps it\n');
    await staff.run('status avery --json');
    expect(staff.json).toMatchObject({ status: 'certified', assurance: 'staff' });
  });

  test('a file without an end is not read to it', async () => {
    const { staff } = await handedIn();
    staff.file('long.json', ' '.repeat(33 * 1024 * 1024));
    expect(await staff.run('import submission long.json')).toBe(65);
    expect(staff.err).toContain('long.json:1:1: the file is larger than any submission');
    expect(await staff.run('import submission nowhere.json')).toBe(66);
    if (process.platform !== 'linux') return;
    expect(await staff.run('import submission /dev/zero')).toBe(65);
    expect(staff.err).toContain('the file is larger than any submission');
  });

  test.each<[what: string, change: (text: string) => string, said: string]>([
    ['a file that was changed by accident', (text) => text.replace('"Avery"', '"Every"'), 'the submission was changed after it was written (ask for it again: the member writes it with certify submit)'],
    ['a file that was cut off', (text) => text.slice(0, 400), 'this is not a submission, or it was cut off (ask for it again: the member writes it with certify submit)'],
    ['a file of a newer program', (text) => forged(text, (s) => (s.certify_submission = 2)), 'the submission has version 2, this program understands version 1 (update certify)'],
  ])('%s is refused', async (_what, change, said) => {
    const { staff, file } = await handedIn();
    staff.file(file, change(staff.read(file)));
    expect(await staff.run(`import submission ${file}`)).toBe(65);
    expect(staff.err).toBe(`${file}:1:1: ${said}\ncertify: the submission cannot be imported: ${file}\n  nothing was imported\n`);
  });

  test('of another program is refused', async () => {
    const { staff, file } = await handedIn();
    staff.changeContent({ 'curricula/program.yaml': PROGRAM.replace('program: field', 'program: partners') });
    await staff.run('members add avery --name Avery --role "Account Executive"');
    expect(await staff.run(`import submission ${file}`)).toBe(65);
    expect(staff.err).toContain(`certify: the submission is of another program, field: ${file}\n  this one is partners\n`);
  });

  test('an edition that staff do not have is refused until they do; a later one beside it does not matter', async () => {
    const { staff, file } = await handedIn();
    staff.changeContent({ 'assessments/sales-q3fy27.yaml': edition(SALES_ASSESSMENT, 'Q4FY27', '2026-10-01') });
    expect(await staff.run(`import submission ${file}`)).toBe(65);
    expect(staff.err).toContain('are not those of the content here');
    staff.changeContent({ 'assessments/sales-q4fy27.yaml': staff.read('assessments/sales-q3fy27.yaml'), ...SMALL_PROGRAM });
    expect(await staff.run(`import submission ${file}`)).toBe(0);
  });

  test('the member is found by id, by address, or with --as', async () => {
    const { laptop, file } = await handedIn();
    const staff = certify({ at: '2026-11-05T18:00Z' });
    staff.file(file, laptop.read(file));
    await staff.run('members add a.field --name "Avery Field" --role "Account Executive"');
    expect(await staff.run(`import submission ${file}`)).toBe(65);
    expect(staff.err).toBe(`certify: no member avery or avery@example.com on the roster: ${file}\n  name the member with --as\n`);
    expect(await staff.run(`import submission ${file} --as zoe`)).toBe(66);
    expect(await staff.run(`import submission ${file} --as a.field --dry-run`)).toBe(0);
    await staff.run('members change a.field --email Avery@example.com');
    expect(await staff.run(`import submission ${file}`)).toBe(0);
    await staff.run('status a.field --json');
    expect(staff.json.status).toBe('certified');
  });

  test('the id of somebody with another address is told: it may be somebody else', async () => {
    const { staff, file } = await handedIn();
    await staff.run('members change avery --email other@example.com');
    expect(await staff.run(`import submission ${file}`)).toBe(0);
    expect(staff.err).toBe(`${file}: it is of avery@example.com, and avery on the roster is other@example.com; --as names another member
3 facts imported, 0 there already
`);
  });

  test('--dry-run and --json', async () => {
    const { staff, file } = await handedIn();
    await staff.run(`import submission ${file} --dry-run`);
    expect(staff.err).toBe('3 facts would be imported, 0 there already\n');
    await staff.run(`import submission ${file} --json`);
    expect(staff.json).toEqual({ imported: 3, unchanged: 0, bad_rows: [], dry_run: false });
  });

  test('several files at once', async () => {
    const { laptop, staff, file } = await handedIn();
    laptop.at('2026-11-03T18:00Z');
    await laptop.run('path done demo');
    await laptop.run('submit --output -');
    staff.file('newer.json', laptop.out);
    expect(await staff.run(`import submission newer.json ${file}`)).toBe(0);
    expect(staff.err).toBe('4 facts imported, 3 there already\n');
  });
});
