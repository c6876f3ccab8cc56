/** The files that docs/imports.md shows can be imported as they stand. */
import { describe, expect, test } from 'vitest';
import { type Certify, certify } from '../commands/harness.js';
import { commandLines } from './command-lines.js';
import { codeBlocks, page, section } from './pages.js';

const imports = page('docs/imports.md');

/** With a path and an assessment for each track of the examples. */
const CONTENT = {
  'curricula/program.yaml': `program: field
title: Field Certification
time_zone: America/Los_Angeles
tracks:
  - { track: sales, title: Sales, roles: [Account Executive], path: sales, assessment: sales }
  - { track: customer-success, title: Customer Success, roles: [Customer Success Manager], path: customer-success, assessment: customer-success }
`,
  ...Object.fromEntries(
    ['sales', 'customer-success'].flatMap((id) => [
      [`curricula/${id}.yaml`, pathOf(id)],
      [`assessments/${id}.yaml`, assessmentOf(id)],
    ]),
  ),
};

function pathOf(id: string): string {
  return `path: ${id}
title: Path
edition: Q3FY23
effective: 2022-11-01
objectives: [{ objective: O-1, statement: Know it }]
stages:
  - stage: all
    title: All
    modules:
      - { module: value-drivers, title: Value drivers, objectives: [O-1] }
      - { module: tiers, title: Tiers }
`;
}

function assessmentOf(id: string): string {
  return `assessment: ${id}
title: Assessment
edition: Q3FY23
effective: 2022-11-01
questions:
  - { question: q, objective: O-1, type: true-false, prompt: Is it so?, answer: true }
`;
}

/** Imports what stands under a heading, by the command that stands there. */
async function imported(c: Certify, heading: string): Promise<number> {
  const text = section(imports, heading);
  const [line] = commandLines(codeBlocks(text, 'sh')[0]!).filter((each) => !each.includes('--dry-run'));
  c.file(line!.split(' ').at(-1)!, codeBlocks(text, 'csv')[0]!);
  return c.run(`${line!.replace(/^certify /, '')} --json`);
}

describe('the examples', () => {
  test('a roster, completions and results', async () => {
    const c = certify({ content: CONTENT, at: '2026-11-22T12:00Z' });
    expect(await imported(c, '## Members'), c.err).toBe(0);
    expect(c.json.changes.map(({ kind }: { kind: string }) => kind)).toEqual(['joiner', 'joiner']);
    expect(await imported(c, '## Completions'), c.err).toBe(0);
    expect(c.json).toMatchObject({ imported: 3, bad_rows: [] });
    expect(await imported(c, '## Results'), c.err).toBe(0);
    expect(c.json).toMatchObject({ imported: 2, bad_rows: [] });
    expect(await imported(c, '## Google Forms'), c.err).toBe(0);
    expect(c.json).toMatchObject({ imported: 1, bad_rows: [] });
    expect(c.err).not.toContain('warning');
  });

  test('the same files again change nothing', async () => {
    const c = certify({ content: CONTENT, at: '2026-11-22T12:00Z' });
    for (const heading of ['## Members', '## Completions', '## Results', '## Google Forms']) await imported(c, heading);
    for (const heading of ['## Members', '## Completions', '## Results', '## Google Forms']) {
      expect(await imported(c, heading)).toBe(0);
      expect(c.json.applied ?? c.json.imported).toBeFalsy();
    }
  });
});
