/** The help, as people see it: every command with its arguments, options and examples. */
import { describe, expect, test } from 'vitest';
import { DECLARATIONS } from '../../src/commands/declarations.js';
import { certify } from './harness.js';

const NAMES = DECLARATIONS.map(({ usage }) => usage.replace(/ [[<].*/, ''));
const GROUPS = [...new Set(NAMES.filter((name) => name.includes(' ')).map((name) => name.split(' ')[0]!))];

describe('help', () => {
  test('of everything, in one file', async () => {
    const c = certify({ content: {} });
    const pages: string[] = [];
    for (const name of ['', ...new Set([...GROUPS, ...NAMES])].sort()) {
      expect(await c.run(`${name} --help`)).toBe(0);
      expect(c.err).toBe('');
      pages.push(`$ certify ${name} --help\n\n${c.out}`);
    }
    await expect(pages.join('\n')).toMatchFileSnapshot('helps.txt');
  });

  test.each(NAMES)('certify %s: says what it does and shows examples that begin with it', async (name) => {
    const { summary, examples, options } = DECLARATIONS[NAMES.indexOf(name)]!;
    const c = certify({ content: {} });
    await c.run(`help ${name}`);
    const [head, shown = ''] = c.out.split('\nExamples:\n');
    expect(head!.startsWith(`Usage: certify ${name}`)).toBe(true);
    expect(summary).toMatch(/^[a-z].*[^.]$/);
    expect(examples.length).toBeGreaterThan(0);
    for (const [command] of examples) {
      expect(command.startsWith(`certify ${name}`)).toBe(true);
      expect(shown).toContain(`  $ ${command}\n`);
    }
    for (const [flags] of options) expect(head!.replace(/\s+/g, ' ')).toContain(flags.replace(/\s+/g, ' '));
  });

  test('examples name only options that there are', () => {
    for (const { usage, examples, options } of DECLARATIONS) {
      const known = options.flatMap(([flags]) => flags.match(/--[a-z-]+/g) ?? []);
      const everywhere = ['--content', '--db', '--member', '--no-color'];
      for (const [command] of examples) {
        for (const used of command.match(/ --[a-z-]+/g) ?? []) expect([...known, ...everywhere], `${usage}: ${command}`).toContain(used.trim());
      }
    }
  });

  test('a narrow terminal gets narrow lines', async () => {
    const c = certify({ content: {} });
    c.terminal = { out: true, err: true, columns: 60 };
    await c.run('help report');
    const prose = c.out.split('\nExamples:\n')[0]!;
    expect(Math.max(...prose.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  test('the version', async () => {
    const c = certify({ content: {} });
    expect(await c.run('--version')).toBe(0);
    expect(c.out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
