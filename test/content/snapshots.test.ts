/** Snapshots: the same content is the same text, and the text gives the content back. */
import { describe, expect, test } from 'vitest';
import { checkedContent } from '../../src/content/check-cache.js';
import { cachedContent } from '../../src/content/content-cache.js';
import { type Instant, parseInstant } from '../../src/domain/day.js';
import { clockChanges } from '../../src/domain/clock.js';
import type { CachedContent } from '../../src/content/content.js';
import { loadContent } from '../../src/content/load.js';
import { canonicalJson, paperOf, paperText, parsePaper, parseRules, rulesText } from '../../src/content/snapshots.js';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RIGHT, emptyFolder, folderWith } from './folder.js';
import { HEAD, PATH, QUESTIONS, content } from './small-content.js';

describe('canonical JSON', () => {
  test.each<[unknown, string]>([
    [{ b: 1, a: { d: [2, { f: 1, e: 2 }], c: 'é' } }, '{"a":{"c":"é","d":[2,{"e":2,"f":1}]},"b":1}'],
    [{ a: undefined, b: null }, '{"b":null}'],
    [[], '[]'],
  ])('%j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
});

describe('rules', () => {
  test('come back as they were', () => {
    const { policy, paths } = content({});
    expect(parseRules(rulesText({ policy, paths }))).toEqual({ policy, paths });
  });

  test('are the same text whatever the order of files and keys', () => {
    const second = PATH.replace('E1', 'E2').replace('2026-08-01', '2027-02-01');
    const one = content({ more: { 'curricula/z.yaml': second } });
    const other = content({ path: second, more: { 'curricula/a.yaml': `title: Path\n${PATH.replace('title: Path\n', '')}` } });
    expect(rulesText(other)).toBe(rulesText(one));
  });

  test('are another text when a window changes', () => {
    const { policy, paths } = content({});
    const changed = { ...policy!, leave: { return_days: 31 } };
    expect(rulesText({ policy: changed, paths })).not.toBe(rulesText({ policy, paths }));
  });

  test.each(['', '[]', '{}', '{"policy":{},"paths":[]}', '{"policy":{"tracks":[]},"paths":[1]}'])('%s is no snapshot', (text) => {
    expect(() => parseRules(text)).toThrow(expect.objectContaining({ kind: 'data' }));
  });
});

describe('papers', () => {
  test('hold the assessment and the objectives it asks, in the edition of its name', () => {
    const later = PATH.replace('E1', 'E2').replace('2026-08-01', '2027-02-01').replaceAll('know', 'know more');
    const assessment = HEAD + QUESTIONS.slice(0, QUESTIONS.indexOf('  - question: two'));
    const loaded = content({ assessment, more: { 'curricula/later.yaml': later } });
    const paper = paperOf(loaded, loaded.assessments[0]!);
    expect(paper.objectives).toEqual([{ objective: 'A-1', statement: 'know', priority: 'P1' }]);
    expect(parsePaper(paperText(paper))).toEqual(paper);
  });

  test('take objectives from the latest edition where none has the name', () => {
    const later = PATH.replace('E1', 'E2').replace('2026-08-01', '2027-02-01').replaceAll('know', 'know more');
    const loaded = content({ assessment: (HEAD + QUESTIONS).replace('E1', 'E9'), more: { 'curricula/later.yaml': later } });
    expect(paperOf(loaded, loaded.assessments[0]!).objectives.map(({ statement }) => statement)).toEqual([
      'know more',
      'know more',
    ]);
  });

  test.each(['', '{}', '{"assessment":{"questions":[1]},"objectives":[]}'])('%s is no snapshot', (text) => {
    expect(() => parsePaper(text)).toThrow(expect.objectContaining({ kind: 'data' }));
  });
});

describe('the cache', () => {
  const cache = () => ({ folder: join(emptyFolder(), 'cache'), version: '1' });

  test('gives what loading gives', async () => {
    const [folder, kept] = [folderWith({ ...RIGHT, 'curricula/wrong.yaml': 'path: [' }), cache()];
    const { loaded: _, ...fresh } = await loadContent(folder);
    const plain = JSON.parse(JSON.stringify(fresh)) as unknown;
    const clock = clockChanges('UTC');
    expect(await cachedContent(folder, kept)).toEqual({ ...fresh, clock });
    expect(JSON.parse(JSON.stringify(await cachedContent(folder, kept)))).toEqual({ ...(plain as object), clock });
    expect(readdirSync(kept.folder)).toHaveLength(1);
  });

  test('is asked the second time', async () => {
    const [folder, kept] = [folderWith(RIGHT), cache()];
    await cachedContent(folder, kept);
    const file = join(kept.folder, readdirSync(kept.folder)[0]!);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"title":"Test"', '"title":"Kept"'));
    expect((await cachedContent(folder, kept)).policy?.title).toBe('Kept');
  });

  test.each<[string, (folder: string) => void]>([
    ['a text changes', (folder) => writeFileSync(join(folder, 'curricula/p.yaml'), PATH.replace('title: Path', 'title: Other'))],
    ['a file comes', (folder) => writeFileSync(join(folder, 'curricula/q.yaml'), PATH.replace('E1', 'E2'))],
    ['a file is called otherwise', (folder) => renameSync(join(folder, 'curricula/p.yaml'), join(folder, 'curricula/q.yaml'))],
  ])('is not asked when %s', async (_, change) => {
    const [folder, kept] = [folderWith(RIGHT), cache()];
    await cachedContent(folder, kept);
    change(folder);
    const { loaded: __, ...fresh } = await loadContent(folder);
    expect(await cachedContent(folder, kept)).toEqual({ ...fresh, clock: clockChanges('UTC') });
  });

  test('is not asked by another version of the program', async () => {
    const [folder, kept] = [folderWith(RIGHT), cache()];
    await cachedContent(folder, kept);
    await cachedContent(folder, { ...kept, version: '2' });
    expect(readdirSync(kept.folder)).toHaveLength(2);
  });

  test('is done without where it is damaged or cannot be written', async () => {
    const [folder, kept] = [folderWith(RIGHT), cache()];
    await cachedContent(folder, kept);
    const file = join(kept.folder, readdirSync(kept.folder)[0]!);
    writeFileSync(file, '{"half');
    expect((await cachedContent(folder, kept)).policy?.title).toBe('Test');
    writeFileSync(join(folder, 'a-file'), '');
    expect((await cachedContent(folder, { folder: join(folder, 'a-file'), version: '1' })).policy?.title).toBe('Test');
  });

  test.each(['"title":"Test"', '"module":', '"problems":'])('is made anew where a byte of it has changed: %s', async (text) => {
    const [folder, kept] = [folderWith(RIGHT), cache()];
    const first = JSON.stringify(await cachedContent(folder, kept));
    const file = join(kept.folder, readdirSync(kept.folder)[0]!);
    writeFileSync(file, readFileSync(file, 'utf8').replace(text, text.replace('e', 'f')));
    expect(JSON.stringify(await cachedContent(folder, kept))).toBe(first);
  });

  test.skipIf(process.platform === 'win32')('is not waited for where it is a pipe', async () => {
    const [folder, kept] = [folderWith(RIGHT), cache()];
    await cachedContent(folder, kept);
    const file = join(kept.folder, readdirSync(kept.folder)[0]!);
    rmSync(file);
    execFileSync('mkfifo', [file]);
    expect((await cachedContent(folder, kept)).policy?.title).toBe('Test');
  });

  test.each<[string, string, (content: CachedContent) => unknown]>([
    ['the questions', '"prompt":', ({ assessments }) => assessments[0]!.questions],
    ['the paper', '"prompt":', ({ assessments, paperOf }) => paperOf!(assessments[0]!)],
    ['the places in the paper', '"from":', ({ assessments, paperOf }) => paperOf!(assessments[0]!)],
  ])('says so where %s in it are damaged', async (_, damaged, look) => {
    const [folder, kept] = [folderWith(RIGHT), cache()];
    await cachedContent(folder, kept);
    const file = join(kept.folder, readdirSync(kept.folder)[0]!);
    writeFileSync(file, readFileSync(file, 'utf8').replace(damaged, damaged.toUpperCase()));
    const content = await cachedContent(folder, kept);
    expect(() => look(content)).toThrow(expect.objectContaining({ kind: 'io', hint: 'delete it; it is made anew' }));
  });

  test('has no paper of an assessment that is not its own', async () => {
    const [folder, kept] = [folderWith(RIGHT), cache()];
    const [stranger] = (await cachedContent(folder, kept)).assessments;
    const content = await cachedContent(folder, kept);
    expect(content.paperOf!(stranger!)).toBeUndefined();
    expect(content.paperOf!(content.assessments[0]!)).toBeDefined();
  });

  test('keeps the latest only', async () => {
    const [folder, kept] = [folderWith(RIGHT), cache()];
    mkdirSync(kept.folder);
    for (let at = 0; at < 20; at++) await cachedContent(folder, { ...kept, version: String(at) });
    expect(readdirSync(kept.folder)).toHaveLength(8);
  });
});

describe('the cache of what check says', () => {
  const cache = () => ({ folder: join(emptyFolder(), 'cache'), version: '1' });
  const noon = parseInstant('2026-11-28T12:00:00Z')!;

  test('says what checking says, and is asked the second time of that day', async () => {
    const [folder, kept] = [folderWith({ ...RIGHT, 'curricula/wrong.yaml': 'path: [' }), cache()];
    const fresh = await checkedContent(folder, noon, undefined);
    expect(fresh.problems.length).toBeGreaterThan(0);
    expect(await checkedContent(folder, noon, kept)).toMatchObject(fresh);
    const file = join(kept.folder, readdirSync(kept.folder)[0]!);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"files":\d+,"from"/g, '"files":9,"from"'));
    expect((await checkedContent(folder, (noon + 43_199_999) as Instant, kept)).files).toBe(9);
    expect((await checkedContent(folder, (noon + 43_200_000) as Instant, kept)).files).toBe(fresh.files);
  });

  test('is not asked when a text changes, and done without where it is damaged', async () => {
    const [folder, kept] = [folderWith(RIGHT), cache()];
    expect((await checkedContent(folder, noon, kept)).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    writeFileSync(join(folder, 'curricula/p.yaml'), PATH.replace('title:', 'titel:'));
    const changed = await checkedContent(folder, noon, kept);
    expect(changed.problems.some(({ severity }) => severity === 'error')).toBe(true);
    writeFileSync(join(kept.folder, readdirSync(kept.folder)[0]!), '{"half');
    expect(await checkedContent(folder, noon, kept)).toEqual(changed);
  });
});
