/** The learning path: the checklist, ticking off, opening a module. */
import { describe, expect, test } from 'vitest';
import { certify } from './harness.js';
import { avery } from './people.js';
import { SALES_PATH, edition } from './small-program.js';

describe('certify path', () => {
  test('is a checklist with stages, minutes and module names', async () => {
    const c = await avery({ path: 'to do' });
    await c.run('path done value');
    expect(await c.run('path')).toBe(0);
    expect(c.out).toBe(`Sales learning path
edition Q3FY27, in force since 2026-08-01

Getting started
[x] Value drivers (30 min)

The product (after Getting started)
[ ] Product tiers (45 min)
    tiers
[ ] A demo to watch (20 min, optional)
    demo

About 45 minutes still to do. \`certify path done MODULE\` ticks a module off.
`);
  });

  test('of another track, for anybody: nobody has to say who they are', async () => {
    const c = certify();
    expect(await c.run('path cs', [])).toBe(0);
    expect(c.out).toContain('Customer Success learning path\n');
    expect(await c.run('path marketing')).toBe(66);
    expect(c.err).toBe('certify: no track marketing\n  there are: sales, cs\n');
  });

  test('a member named wrongly is told so, though a path is named', async () => {
    const c = certify();
    expect(await c.run('path cs --member nobody')).toBe(66);
  });

  test('as data', async () => {
    const c = await avery({ path: 'to do' });
    await c.run('path done value');
    await c.run('path --json');
    expect(c.json).toMatchObject({
      path: 'sales',
      edition: 'Q3FY27',
      effective: '2026-08-01',
      stages: [
        { stage: 'start', modules: [{ module: 'value', title: 'Value drivers', minutes: 30, required: true, done: true }] },
        { stage: 'product', after: ['start'], modules: [{ module: 'tiers', done: false }, { module: 'demo', required: false, done: false }] },
      ],
    });
  });

  test('the edition in force is shown; what was done stays done in a later one', async () => {
    const more = edition(SALES_PATH, 'Q1FY28', '2027-02-01').replace(
      '      - { module: demo,',
      '      - { module: pricing, title: Pricing, objectives: [TIR-1] }\n      - { module: demo,',
    );
    const c = await avery({ at: '2027-01-31T18:00Z' });
    c.changeContent({ 'curricula/sales-q1fy28.yaml': more });
    await c.run('path');
    expect(c.out).not.toContain('Pricing');
    c.at('2027-02-01T18:00Z');
    await c.run('path');
    expect(c.out).toContain('[x] Product tiers (45 min)\n[ ] Pricing\n    pricing\n');
    // Complete is complete: the newcomer of yesterday may take the assessment.
    await c.run('status');
    expect(c.out).toContain('ready to take the assessment');
  });
});

describe('certify path done', () => {
  test('records modules and says what comes next', async () => {
    const c = await avery({ path: 'to do' });
    expect(await c.run('path done value tiers')).toBe(0);
    expect(c.err).toBe('2 modules recorded as completed\n');
    expect(c.out).toBe('Take the assessment.\n');
  });

  test('--all is whatever is still to do', async () => {
    const c = await avery({ path: 'to do' });
    await c.run('path done demo value');
    expect(await c.run('path done --all --json')).toBe(0);
    expect(c.json).toEqual({ member: 'avery', recorded: ['tiers'], modules_missing: [] });
    await c.run('path done --all');
    expect(c.err).toBe('nothing was left to do\n');
  });

  test.each([
    ['path done', 2, 'certify: no module is named\n  name modules of `certify path`, or add --all\n'],
    ['path done tires', 66, 'certify: no path has a module tires\n  see `certify path` for their names\n'],
    ['path done value tires', 66, 'certify: no path has a module tires\n  see `certify path` for their names\n'],
  ])('%s: nothing is recorded', async (line, code, said) => {
    const c = await avery({ path: 'to do' });
    expect(await c.run(line)).toBe(code);
    expect(c.err).toBe(said);
    expect(await c.facts('avery')).toHaveLength(1);
  });

  test('somebody whose role belongs to no track names one', async () => {
    const c = certify();
    await c.run('members add sam --name Sam --role Engineer');
    expect(await c.run('path done value --member sam')).toBe(2);
    expect(c.err).toBe('certify: sam has a role that no track names: Engineer\n  name a track: sales, cs\n');
  });
});

describe('certify path open', () => {
  test('prints the address; on a terminal the browser shows it', async () => {
    const c = certify();
    expect(await c.run('path open tiers')).toBe(0);
    expect(c.out).toBe('https://learn.example/tiers\n');
    expect(c.opened).toEqual([]);
    c.terminal.out = true;
    await c.run('path open tiers');
    expect(c.opened).toEqual(['https://learn.example/tiers']);
    c.deps = { openAddress: async () => false };
    await c.run('path open tiers');
    expect(c.err).toBe('no browser could be opened; the address is above\n');
  });

  test('the address is that of the edition in force', async () => {
    const c = certify({ at: '2026-11-02T18:00Z' });
    c.changeContent({ 'curricula/sales-q1fy28.yaml': edition(SALES_PATH, 'Q1FY28', '2027-02-01').replace('/tiers', '/new-tiers') });
    await c.run('path open tiers');
    expect(c.out).toBe('https://learn.example/tiers\n');
    c.at('2027-02-01T18:00Z');
    await c.run('path open tiers');
    expect(c.out).toBe('https://learn.example/new-tiers\n');
  });

  test.each([
    ['path open nothing', 'certify: no path has a module nothing\n  see `certify path` for their names\n'],
    ['path open demo', 'certify: module demo has no address\n  ask the owners of the path\n'],
  ])('%s', async (line, said) => {
    const c = certify();
    expect(await c.run(line)).toBe(66);
    expect(c.err).toBe(said);
  });
});
