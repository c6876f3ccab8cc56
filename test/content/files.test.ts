/** Folders and files: what is read, in which order, and what is refused. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContentFiles } from '../../src/content/content-files.js';
import { findContentFolder } from '../../src/content/find-folder.js';
import { formatProblem } from '../../src/content/format-problem.js';
import { loadContent } from '../../src/content/load.js';
import { readPolicyFile } from '../../src/content/policy-file.js';
import { RIGHT, emptyFolder, folderWith } from './folder.js';
import { PATH, PROGRAM } from './small-content.js';

async function errorsIn(folder: string): Promise<string[]> {
  return (await loadContent(folder)).problems.map(formatProblem);
}

describe('the content folder', () => {
  const holdsContent = () => folderWith({ 'curricula/.keep': '', 'assessments/.keep': '' });
  const find = (named: { option?: string; variable?: string; cwd?: string }) =>
    findContentFolder({
      option: named.option,
      env: named.variable === undefined ? {} : { CERTIFY_CONTENT: named.variable },
      cwd: named.cwd ?? '/',
      shipped: '/shipped',
    });

  test('is the one that --content names, before all others', () => {
    const [option, variable, cwd] = [holdsContent(), holdsContent(), holdsContent()];
    expect(find({ option, variable, cwd })).toBe(option);
  });

  test('else the one that CERTIFY_CONTENT names', () => {
    const [variable, cwd] = [holdsContent(), holdsContent()];
    expect(find({ variable, cwd })).toBe(variable);
    expect(find({ variable: '', cwd })).toBe(cwd);
  });

  test('else the nearest at or above the current one', () => {
    const folder = holdsContent();
    mkdirSync(join(folder, 'curricula/deep/er'), { recursive: true });
    expect(find({ cwd: join(folder, 'curricula/deep/er') })).toBe(folder);
  });

  test('else what ships', () => {
    expect(find({ cwd: emptyFolder() })).toBe('/shipped');
  });

  test('may be named from where one is', () => {
    const folder = holdsContent();
    expect(find({ option: '..', cwd: join(folder, 'curricula') })).toBe(folder);
  });

  test.each([
    ['--content', (folder: string) => ({ option: folder })],
    ['CERTIFY_CONTENT', (folder: string) => ({ variable: folder })],
  ])('%s that names a folder without content is said so', (by, name) => {
    const folder = folderWith({ 'curricula/.keep': '' });
    expect(() => find(name(folder))).toThrow(
      expect.objectContaining({
        kind: 'not-found',
        message: `${folder} does not hold assessments/`,
        hint: `${by} names a folder with curricula/ and assessments/ in it`,
      }),
    );
    expect(() => find(name(join(folder, 'nowhere')))).toThrow(
      expect.objectContaining({ message: `there is no folder ${join(folder, 'nowhere')}` }),
    );
  });
});

describe('the files', () => {
  test('are read from all folders below, in the order of their names by code point', async () => {
    const folder = folderWith({
      ...RIGHT,
      'curricula/b/deep.yml': '',
      'curricula/\u{1f600}.yaml': '',
      'curricula/\uffee.yaml': '',
      'curricula/a.YAML': '',
      'assessments/x/y.yaml': '',
      'curricula/notes.md': 'not read',
      'curricula/.hidden.yaml': 'not read',
      'curricula/.git/x.yaml': 'not read',
    });
    expect((await readContentFiles(folder)).map(({ file, kind }) => `${kind} ${file}`)).toEqual([
      'assessment assessments/a.yaml',
      'assessment assessments/x/y.yaml',
      'path curricula/a.YAML',
      'path curricula/b/deep.yml',
      'path curricula/p.yaml',
      'program curricula/program.yaml',
      'path curricula/\uffee.yaml',
      'path curricula/\u{1f600}.yaml',
    ]);
  });

  test('make up content, which knows where each edition came from', async () => {
    const folder = folderWith(RIGHT);
    const content = await loadContent(folder);
    expect(content).toMatchObject({
      folder,
      problems: [],
      faulty: [],
      policy: { program: 'test' },
      files: { 'path sales E1': 'curricula/p.yaml', 'assessment sales E1': 'assessments/a.yaml' },
    });
  });

  test('without program.yaml there is no program', async () => {
    const { 'curricula/program.yaml': _, ...rest } = RIGHT;
    const content = await loadContent(folderWith(rest));
    expect(content.problems.map(formatProblem)).toEqual([
      'curricula/program.yaml:1:1: error: there is no curricula/program.yaml\n  hint: it names the program, its time zone and its tracks',
    ]);
    expect(content.faulty).toEqual([{ file: 'curricula/program.yaml', kind: 'program', id: undefined }]);
  });

  test('there is one program', async () => {
    expect(await errorsIn(folderWith({ ...RIGHT, 'curricula/program.yml': PROGRAM }))).toEqual([
      'curricula/program.yml:1:1: error: there are both program.yaml and program.yml\n  hint: keep one of them',
    ]);
  });

  test('a folder that is not there is a problem, not a crash', async () => {
    expect(await errorsIn('/nowhere/at/all')).toEqual([
      'curricula:1:1: error: cannot be read: it does not exist',
      'curricula/program.yaml:1:1: error: there is no curricula/program.yaml\n  hint: it names the program, its time zone and its tracks',
    ]);
  });
});

describe('links', () => {
  const refused = (file: string) =>
    `${file}:1:1: error: is a link that leads out of the content folder\n  hint: put the file itself there: what counts must be under review`;

  test('to a file outside are refused', async () => {
    const outside = folderWith({ 'secret.yaml': PATH });
    const folder = folderWith(RIGHT);
    symlinkSync(join(outside, 'secret.yaml'), join(folder, 'curricula/link.yaml'));
    expect(await errorsIn(folder)).toEqual([refused('curricula/link.yaml')]);
  });

  test('to a folder outside are refused, even to one whose name begins like the content folder', async () => {
    const folder = folderWith(RIGHT);
    const outside = `${folder}-other`;
    mkdirSync(outside);
    symlinkSync(outside, join(folder, 'assessments/more'));
    expect(await errorsIn(folder)).toEqual([refused('assessments/more')]);
    execFileSync('rm', ['-r', outside]);
  });

  test('inside the folder are followed, and circles left', async () => {
    const folder = folderWith({ ...RIGHT, 'drafts/next.yaml': PATH.replace('E1', 'E2') });
    symlinkSync('../drafts/next.yaml', join(folder, 'curricula/next.yaml'));
    symlinkSync('..', join(folder, 'curricula/circle'));
    const content = await loadContent(folder);
    expect(Object.keys(content.files)).toContain('path sales E2');
  });

  test('that lead nowhere are said', async () => {
    const folder = folderWith(RIGHT);
    symlinkSync('nowhere.yaml', join(folder, 'curricula/broken.yaml'));
    expect(await errorsIn(folder)).toEqual(['curricula/broken.yaml:1:1: error: cannot be read: it does not exist']);
  });
});

describe('what is no file to read', () => {
  test('a pipe does not hang the program', async () => {
    const folder = folderWith(RIGHT);
    execFileSync('mkfifo', [join(folder, 'curricula/pipe.yaml')]);
    expect(await errorsIn(folder)).toEqual(['curricula/pipe.yaml:1:1: error: is not a plain file']);
  });

  test('a file larger than memory is not read', async () => {
    const folder = folderWith(RIGHT);
    writeFileSync(join(folder, 'curricula/huge.yaml'), '');
    truncateSync(join(folder, 'curricula/huge.yaml'), 64 * 1024 ** 3);
    expect(await errorsIn(folder)).toEqual([
      'curricula/huge.yaml:1:1: error: is larger than 2 MiB\n  hint: split it: an assessment has one file an edition',
    ]);
  });

  test.skipIf(process.getuid?.() === 0)('a file one may not read is said', async () => {
    const folder = folderWith(RIGHT);
    chmodSync(join(folder, 'curricula/p.yaml'), 0);
    expect(await errorsIn(folder)).toEqual(['curricula/p.yaml:1:1: error: cannot be read: permission denied']);
  });
});

describe('another program file, tried on the content that is there', () => {
  const tried = async (text: string) => {
    const folder = folderWith({ ...RIGHT, 'proposal.yaml': text });
    const { policy, problems } = await readPolicyFile(folder, join(folder, 'proposal.yaml'));
    return { policy, problems: problems.map(formatProblem) };
  };

  test('is a policy', async () => {
    const { policy, problems } = await tried(`${PROGRAM}recertification: { window_days: 60 }\n`);
    expect(problems).toEqual([]);
    expect(policy?.recertification.window_days).toBe(60);
  });

  test('has its faults told under its own name', async () => {
    expect(await tried(`${PROGRAM.replace('path: sales', 'path: other')}leave: 30\n`)).toEqual({
      policy: undefined,
      problems: [
        'proposal.yaml:5:58: error: there is no path "other"\n  hint: no file under curricula/ says "path: other"',
        'proposal.yaml:6:8: error: leave: must be a group of keys, but is the number 30',
      ],
    });
  });

  test('may be missing', async () => {
    const folder = folderWith(RIGHT);
    const { policy, problems } = await readPolicyFile(folder, join(folder, 'nowhere.yaml'));
    expect(policy).toBeUndefined();
    expect(problems.map(formatProblem)).toEqual(['nowhere.yaml:1:1: error: cannot be read: it does not exist']);
  });
});
