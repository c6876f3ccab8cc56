/** Plain lines instead of drawn prompts: for screen readers and simple terminals, in whatever asks. */
import { describe, expect, test } from 'vitest';
import { chooses, confirms, types } from '../fake-prompter.js';
import { type Step, certify } from './harness.js';
import { avery } from './people.js';

const ASKING: [line: string, step: Step][] = [
  ['quiz', confirms('Start now?', false)],
  ['grant avery --reason x', confirms('Record this?', false)],
  ['import members roster.csv', confirms('Apply these changes', false)],
  ['forget avery --reason x', confirms('Erase this?', false)],
];

describe('plain lines', () => {
  test.each(ASKING)('certify %s: by CERTIFY_PLAIN and TERM=dumb', async (line, step) => {
    const c = await avery();
    c.file('roster.csv', 'member,name,role\nkim,Kim,Account Executive\n');
    for (const [env, plain] of [[{}, false], [{ CERTIFY_PLAIN: '1' }, true], [{ CERTIFY_PLAIN: '0' }, false], [{ CERTIFY_PLAIN: '' }, false], [{ TERM: 'dumb' }, true]] as const) {
      c.env = { CERTIFY_MEMBER: 'avery', ...env };
      await c.run(line, step);
      expect(c.askedPlainly).toBe(plain);
    }
  });

  test('by --plain, from the first question on', async () => {
    const c = certify();
    await c.run('quiz sales --plain', types('Your name', 'Avery'), chooses('Your role', 'Account Executive'), { ...confirms('', true), kind: 'tick', act: () => [] }, confirms('Practise', false));
    expect(c.askedPlainly).toBe(true);
  });

  test('enrolling', async () => {
    const c = certify();
    c.env = { TERM: 'dumb' };
    await c.run('', types('Your name', 'Avery'), chooses('Your role', 'Account Executive'));
    expect(c.askedPlainly).toBe(true);
  });

  test('how an assessment was taken is kept with it', async () => {
    const c = await avery();
    await c.run('quiz --plain', confirms('Start now?', true)).catch(() => undefined);
    await c.run('quiz --hand-in');
    await c.run('history --json');
    expect(c.json.at(-1)).toMatchObject({ kind: 'attempt', taken_with: 'plain' });
  });
});
