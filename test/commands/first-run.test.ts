/** A fresh machine: enrolling, and who the program takes somebody for. */
import { describe, expect, test } from 'vitest';
import { chooses, types } from '../fake-prompter.js';
import { type Certify, certify } from './harness.js';
import { EVERYTHING, takes, ticksThePath } from './taking.js';

const enrols = [types('Your name', 'Avery Field'), chooses('Your role', 'Account Executive')];

async function addsAvery(c: Certify, email = 'avery@example.com'): Promise<void> {
  await c.run(`members add avery --name "Avery Field" --email ${email} --role "Account Executive"`);
}

describe('the first run', () => {
  test('from nothing to certified in one command', async () => {
    const c = certify({ at: '2026-11-02T18:00Z' });
    expect(await c.run('quiz sales', ...enrols, ticksThePath, ...takes(EVERYTHING))).toBe(0);
    expect(c.err).toContain('Welcome to Field Certification. Who are you?\n');
    expect(c.err).toContain('You are enrolled as avery-field.\n');
    expect(c.err).toContain('The learning path comes before the assessment: 2 modules still to do.\n');
    expect(c.out).toContain('✓ Passed: 100.00 % (10 of 10 points)');
    expect(c.out).toContain('Certified through 17 Mar 2027. Nothing to do until the Q1FY28 window opens');

    expect(await c.run('')).toBe(0);
    expect(c.out).toContain('Avery Field · Account Executive\n');
    expect(c.out).toContain('certified through 17 Mar 2027');
  });

  test('`certify` alone enrols a newcomer too, and says what comes first', async () => {
    const c = certify();
    expect(await c.run('', ...enrols)).toBe(0);
    expect(c.out).toBe(`Avery Field · Account Executive

Sales
! in training: 0 of 2 modules done, 90 days left

  Next: Complete: Value drivers, Product tiers.

Learning path, edition Q3FY27: 0 of 2 modules done
  Getting started  ░░░░░░░░░░░░░░░░░░░░  0 of 1
  The product      ░░░░░░░░░░░░░░░░░░░░  0 of 1
`);
  });

  test('only the roles of the assessment that is named are offered', async () => {
    const c = certify();
    await expect(c.run('quiz cs', types('Your name', 'Kim'), chooses('Your role', 'Account Executive'))).rejects.toThrow('no choice');
    expect(await c.run('quiz cs', types('Your name', 'Kim'), chooses('Your role', 'Customer Success'), { ...ticksThePath, act: () => [] })).toBe(77);
  });

  test('a name is asked for until there is one; the id is made of it, and told apart from those taken', async () => {
    const c = certify();
    await c.run('', types('Your name', '   ', 'Zoë  Müller'), chooses('Your role', 'Account Executive'));
    expect(c.err).toContain('You are enrolled as zoe-muller.\n');
    await c.run('members list --json');
    expect(c.json).toMatchObject([{ member: 'zoe-muller', name: 'Zoë  Müller', start_date: '2026-11-02' }]);
  });

  test('without a terminal nobody is asked, and told what to do', async () => {
    const c = certify();
    expect(await c.run('status')).toBe(2);
    expect(c.err).toBe(`certify: who are you? nobody is named, and there is no terminal to ask in
  add yourself with \`certify members add\`, then name yourself with --member
`);
    await addsAvery(c);
    expect(await c.run('status')).toBe(2);
    expect(c.err).toContain('name a member with --member or CERTIFY_MEMBER\n');
  });
});

describe('on a roster kept by staff', () => {
  test('somebody says who they are once, by id or address', async () => {
    const c = certify();
    await addsAvery(c);
    expect(await c.run('', types('Your member id or e-mail address', 'AVERY@example.com'))).toBe(0);
    expect(c.out).toContain('Avery Field · Account Executive');
    expect(await c.run('')).toBe(0);
    expect(c.out).toContain('Avery Field · Account Executive');
  });

  test('a stranger is told whom to ask', async () => {
    const c = certify();
    await addsAvery(c);
    expect(await c.run('', types('Your member id or e-mail address', 'zoe'))).toBe(66);
    expect(c.err).toBe(`certify: no member zoe on the roster
  see \`certify members list\`, or ask whoever keeps the roster to add you
`);
    expect(await c.run('status zoe')).toBe(66);
  });

  test('somebody who enrolled does not make it a roster of staff', async () => {
    const c = certify();
    await c.run('', ...enrols);
    expect(await c.run('status --member robin')).toBe(66);
    expect(c.err).toContain('or add somebody with `certify members add`\n');
  });
});

describe('who I am: the first of these that says something', () => {
  async function roster(): Promise<Certify> {
    const c = certify();
    for (const member of ['option', 'setting', 'told', 'git']) {
      await c.run(`members add ${member} --name "By ${member}" --email ${member}@example.com --role "Account Executive"`);
    }
    return c;
  }

  test('--member, CERTIFY_MEMBER, what was said before, the address in git, the question', async () => {
    const c = await roster();
    expect(await c.run('', types('Your member id', 'told'))).toBe(0);
    c.git['user.email'] = 'Git@example.com';
    c.env['CERTIFY_MEMBER'] = 'setting';
    await c.run('status --member option');
    expect(c.out).toContain('By option');
    await c.run('--member option status');
    expect(c.out).toContain('By option');
    await c.run('status');
    expect(c.out).toContain('By setting');
    c.env = {};
    await c.run('status');
    expect(c.out).toContain('By told');
  });

  test('the address in git is taken when it is one member\'s and nothing was said', async () => {
    const c = await roster();
    c.git['user.email'] = 'Git@example.com';
    await c.run('status');
    expect(c.out).toContain('By git');
    await c.run('members add twin --name Twin --email git@example.com --role "Account Executive"');
    expect(await c.run('status')).toBe(2);
  });

  test('a member is named by address too, unless it is that of several', async () => {
    const c = await roster();
    await c.run('status --member TOLD@example.com');
    expect(c.out).toContain('By told');
    await c.run('members add twin --name Twin --email told@example.com --role "Account Executive"');
    expect(await c.run('status told@example.com')).toBe(2);
    expect(c.err).toBe(`certify: several members have the address told@example.com
  name one of them: told, twin
`);
  });
});
