/** The small program with a Sales assessment of 28 questions, four of each type: long enough to be interrupted many times. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePaper } from '../../src/content/snapshots.js';
import type { Answer, Shown } from '../../src/domain/answer.js';
import type { Question } from '../../src/domain/assessment.js';
import { letterOf } from '../../src/domain/choice-letters.js';
import { readEntry } from '../../src/domain/typed-entry.js';
import type { Store } from '../../src/store/store.js';
import type { Machine } from '../built-program.js';
import { SALES_ASSESSMENT } from '../commands/small-program.js';

export const QUESTIONS = 28;

export function longAssessment(): string {
  const [head = '', ...questions] = SALES_ASSESSMENT.split(/^(?= {2}- question: )/m);
  const exam = questions.filter((text) => !text.includes('use: practice'));
  const copies = [1, 2, 3, 4].flatMap((copy) =>
    exam.map((text) => text.replace(/question: (\S+)/, `question: $1-${copy}`).replace(/prompt: /, `prompt: ${copy}. `)),
  );
  return head + copies.join('');
}

export async function setUp(machine: Machine, members: readonly string[]): Promise<void> {
  writeFileSync(join(machine.folder, 'assessments', 'sales-q3fy27.yaml'), longAssessment());
  const rows = members.map((member) => `${member},Name of ${member},Account Executive\r\n`).join('');
  writeFileSync(join(machine.folder, 'people.csv'), `member,name,role\r\n${rows}`);
  const done = members.flatMap((member) => ['value', 'tiers'].map((module) => `${member},${module},2026-10-01\r\n`)).join('');
  writeFileSync(join(machine.folder, 'done.csv'), `member,module,completed_at\r\n${done}`);
  for (const args of [['import', 'members', 'people.csv', '--yes'], ['import', 'completions', 'done.csv']]) {
    const { code, err } = await machine.run(args);
    if (code !== 0) throw new Error(err);
  }
}

/** The questions of an attempt that is being taken, by id. */
export async function bankOf(store: Store, content: string): Promise<ReadonlyMap<string, Question>> {
  const paper = parsePaper((await store.snapshot(content))!);
  return new Map(paper.assessment.questions.map((question) => [question.question, question]));
}

/** Something that could be typed at a question, right or wrong, and the answer that it is. */
export function somethingToType(question: Question, shown: Shown, chance: () => number): { text: string; answer: Answer } {
  const letters = shown.choices.map((_, place) => letterOf(place));
  const pick = <T>(items: readonly T[]) => items[Math.floor(chance() * items.length)]!;
  const text = {
    single: () => pick(letters),
    multiple: () => letters.filter(() => chance() < 0.5).join('') || letters[0]!,
    'true-false': () => pick(['t', 'f']),
    short: () => pick(['verify', 'Verification', 'no idea', 'ünïcode 漢字']),
    numeric: () => pick(['80', '7', '79.5']),
    order: () => [...letters].sort(() => chance() - 0.5).join(''),
    match: () => (shown.lefts ?? []).map((_, place) => `${place + 1}${pick(letters)}`).join(' '),
  }[question.type]();
  const entry = readEntry(question, shown, text);
  if (entry.kind !== 'answer') throw new Error(`${text} is no answer to ${question.question}`);
  return { text, answer: entry.answer };
}
