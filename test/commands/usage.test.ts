/** Wrong usage, everywhere the same: one sentence, the way out, exit code 2, nothing on stdout. */
import { describe, expect, test } from 'vitest';
import { DECLARATIONS } from '../../src/commands/declarations.js';
import { certify } from './harness.js';

const NAMES = DECLARATIONS.map(({ usage }) => usage);
const nameOf = (usage: string) => usage.replace(/ [[<].*/, '');

describe('wrong usage', () => {
  test.each(NAMES)('an option that %s does not have', async (usage) => {
    const c = certify({ content: {} });
    expect(await c.run(`${nameOf(usage)} --colour-of-shoes`)).toBe(2);
    expect(c.out).toBe('');
    expect(c.err).toMatch(/^certify: (unknown option '--colour-of-shoes'|missing required argument '\w+')\n {2}see `certify help`/);
  });

  test.each(NAMES.filter((usage) => usage.includes('<')))('%s without its argument', async (usage) => {
    const c = certify({ content: {} });
    expect(await c.run(nameOf(usage))).toBe(2);
    expect(c.err).toMatch(/^certify: missing required argument '\w+'\n {2}see `certify help`/);
  });

  test.each(NAMES.filter((usage) => !usage.includes('...')))('%s with an argument too many', async (usage) => {
    const c = certify({ content: {} });
    expect(await c.run(`${nameOf(usage)} one two three`)).toBe(2);
    expect(c.err).toMatch(/^certify: too many arguments.*\n {2}see `certify help`/);
  });

  test('an option without its value', async () => {
    const c = certify({ content: {} });
    expect(await c.run('report --format')).toBe(2);
    expect(c.err).toMatch(/^certify: option '--format <format>' argument missing\n {2}see `certify help`/);
  });

  test.each(['--db', '--content', '--member', '--output'])('%s with an empty text, as of a variable that is not set', async (option) => {
    const c = certify();
    expect(await c.run(['report', option, ''])).toBe(2);
    expect(c.err).toBe(`certify: ${option} is empty\n  name something, or leave the option out\n`);
  });

  test.each([
    ['stats', /no command stats \(did you mean status\?\)/],
    ['raport --json', /no command raport \(did you mean report\?\)/],
    ['frobnicate', /no command frobnicate\n/],
    ['members remove', /unknown command 'remove'/],
    ['--chek', /unknown option '--chek'\n?.*--check/],
    ['--as-of 2026-11-01 report', /^certify: --as-of stands before the command: write it after it\n/],
    ['report --as-off 2026-01-01', /unknown option '--as-off'\n?.*as-of/],
  ])('certify %s', async (line, said) => {
    const c = certify({ content: {} });
    expect(await c.run(line)).toBe(2);
    expect(c.out).toBe('');
    expect(c.err).toMatch(said);
  });

  test('a group without a verb shows what there is', async () => {
    const c = certify({ content: {} });
    expect(await c.run('members')).toBe(2);
    expect(c.err + c.out).toContain('members list');
  });
});

describe('certify without a command is certify status', () => {
  test.each(['--json', '--check', '--member avery --json', '--db data/records.db --as-of 2026-11-01 --json', '--member=avery --check'])('certify %s', async (options) => {
    const c = certify();
    await c.run('members add avery --name Avery --role "Account Executive"');
    c.env['CERTIFY_MEMBER'] = 'avery';
    const code = await c.run(options);
    const { out } = c;
    expect(await c.run(`status ${options}`)).toBe(code);
    expect(c.out).toBe(out);
    expect(code).toBe(options.includes('--check') ? 3 : 0);
  });
});

describe('every line of talk fits the terminal', () => {
  test('errors, hints and notes are wrapped where stderr is a terminal, and are single lines in a pipe', async () => {
    const c = certify();
    await c.run('status');
    expect(c.err.split('\n')).toHaveLength(3);
    c.terminal = { out: true, err: true, columns: 40 };
    await c.run('status');
    expect(c.err).toBe(`certify: who are you? nobody is named,
and there is no terminal to ask in
  add yourself with \`certify members
  add\`, then name yourself with --member
`);
    await c.run('members add pat --name Pat --role Reseller');
    expect(c.err).toContain('no track names the role Reseller: these\nmembers have no status\n');
  });
});
