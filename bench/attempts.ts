/**
 * Attempts at random, the same for the same seed, question by question as the quiz records them: drawn from the content of
 * `content.ts`, answered by people who know more or less of questions that are easier or harder, and graded.
 *
 *     npx tsx bench/attempts.ts FOLDER ATTEMPTS [QUESTIONS]
 *
 * writes FOLDER/content and FOLDER/records.db, for `certify items sales --content FOLDER/content --db FOLDER/records.db`.
 */
import { join, resolve } from 'node:path';
import { loadContent } from '../src/content/load.js';
import { paperOf, paperText, rulesText } from '../src/content/snapshots.js';
import type { Answer } from '../src/domain/answer.js';
import type { Question } from '../src/domain/assessment.js';
import { type Chance, chanceOf } from '../src/domain/chance.js';
import type { Day, Instant } from '../src/domain/day.js';
import { type Paper, bankOf, draw } from '../src/domain/drawing.js';
import { grade, maxPoints } from '../src/domain/grading.js';
import { parsePoints, sum } from '../src/domain/points.js';
import { derivedFactId } from '../src/store/fact-id.js';
import { openStore } from '../src/store/open-store.js';
import type { AttemptQuestion, NewFact } from '../src/store/store.js';
import { EDITIONS, ROLES, writeContent } from './content.js';

const ROOT = resolve(import.meta.dirname, '..');
const ASSESSMENT = 'sales';
/** One entry each, as an import of submissions would be. */
const ATTEMPTS_AN_ENTRY = 500;
/** As many attempts as the same person makes, at the most. */
const MOST_EACH = 3;
const MINUTE = 60_000;
const FIRST = Date.UTC(2025, 7, 4, 9);

/** Writes `attempts` attempts at one assessment into the records, by people who are put on the roster with them. */
export async function writeAttempts(file: string, contentFolder: string, attempts: number, seed = '1'): Promise<void> {
  const content = await loadContent(contentFolder);
  const assessment = content.assessments.find((each) => each.assessment === ASSESSMENT && each.edition === EDITIONS.at(-1)!.edition)!;
  const paper = paperOf(content, assessment);
  const store = openStore(file, content.policy!.program, ROOT);
  const hash = await store.keepSnapshot(paperText(paper));
  const rules = rulesText(content);
  const chance = chanceOf(seed);
  const taker = testTaker(paper, chance);

  let written = 0;
  let at = FIRST;
  while (written < attempts) {
    const facts: NewFact[] = [];
    const questions = new Map<string, AttemptQuestion[]>();
    while (questions.size < ATTEMPTS_AN_ENTRY && written < attempts) {
      const member = `m${String(written).padStart(7, '0')}`;
      const person = taker.person();
      facts.push(onRoster(member, at));
      for (let left = Math.min(1 + chance.next(MOST_EACH), attempts - written); left > 0; left--) {
        const { attempt, answered } = person.sits(member, hash, (at += MINUTE) as Instant);
        facts.push(attempt);
        questions.set(attempt.fact, answered);
        written++;
      }
    }
    await store.recordWithQuestions({ recorded_at: at as Instant, recorded_by: 'bench', source: 'terminal', clock_is_set: false, rules, facts }, questions);
  }
  await store.close();
}

function onRoster(member: string, at: number): NewFact {
  const row = { name: `Name ${member}`, email: '', role: ROLES[ASSESSMENT][0], team: 'Team', manager: '', member_kind: 'employee' as const };
  return { kind: 'roster', fact: derivedFactId(['roster', member]), member, happened: { on: Math.floor(at / 86_400_000) as Day }, assurance: 'staff', row };
}

/** People by what they know, from 0 to 1, and questions by how hard they are; a few questions are as questions should not be. */
function testTaker(paper: Paper, chance: Chance) {
  const any = () => chance.next(10_000) / 10_000;
  const drawnFrom = bankOf(paper);
  const bank = new Map(paper.assessment.questions.map((question) => [question.question, { question, hard: 0.2 + 0.5 * any(), bad: badness(chance.next(20)) }]));

  function answerOf(id: string, knows: number): Answer {
    const { question, hard, bad } = bank.get(id)!;
    if (question.type !== 'single') throw new Error(`only single questions are made: ${id}`);
    const odds = bad === 'wrong key' ? 0.9 - knows : bad === 'too easy' ? 0.99 : bad === 'too hard' ? 0.1 : 1 / (1 + Math.exp(-6 * (knows - hard)));
    const [right, wrong] = [question.options.filter(({ correct }) => correct), question.options.filter(({ correct }) => !correct)];
    const taken = any() < odds ? right[0]! : bad === 'unused distractor' ? wrong[0]! : wrong[chance.next(wrong.length)]!;
    return { type: 'single', option: taken.text };
  }

  function person() {
    const knows = 0.3 + 0.7 * any();
    let seen: string[] = [];

    function sits(member: string, content: string, at: Instant): { attempt: NewFact; answered: AttemptQuestion[] } {
      const [own, seen_before] = [String(chance.next(2 ** 32)), seen];
      const answered = draw(drawnFrom, own, seen_before).map(({ shown }): AttemptQuestion => {
        const question: Question = bank.get(shown.question)!.question;
        const answer = chance.next(50) === 0 ? undefined : answerOf(shown.question, knows);
        return { ...shown, answer, flagged: false, points: grade(question, answer), max_points: maxPoints(question) };
      });
      const now = answered.map(({ question }) => question).sort();
      seen = [...seen.filter((id) => !now.includes(id)), ...now];
      const attempt: NewFact = {
        kind: 'attempt',
        fact: derivedFactId(['attempt', member, String(at)]),
        member,
        happened: { at },
        assurance: 'self',
        assessment: paper.assessment.assessment,
        edition: paper.assessment.edition,
        content,
        points: sum(answered.map(({ points }) => points)),
        max_points: sum(answered.map(({ max_points }) => max_points)),
        pass_mark: parsePoints('80')!,
        pass_mark_of: 'program',
        started_at: (at - 20 * MINUTE) as Instant,
        taken: { seed: own, with: 'prompts', seen_before },
      };
      return { attempt, answered };
    }
    return { sits };
  }
  return { person };
}

const BAD = ['wrong key', 'too easy', 'too hard', 'unused distractor'] as const;

function badness(number: number): (typeof BAD)[number] | undefined {
  return BAD[number];
}

function main([folder, attempts, questions = '200']: readonly string[]): Promise<void> {
  if (folder === undefined || attempts === undefined) throw new Error('npx tsx bench/attempts.ts FOLDER ATTEMPTS [QUESTIONS]');
  writeContent(join(folder, 'content'), Number(questions));
  return writeAttempts(join(folder, 'records.db'), join(folder, 'content'), Number(attempts));
}

if (process.argv[1] === import.meta.filename) void main(process.argv.slice(2));
