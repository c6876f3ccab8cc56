/** The outcome of a finished attempt: what is shown and printed after the quiz. */
import type { Attempt, FactId, MemberId } from '../domain/fact.js';
import type { Verdict } from '../domain/fold.js';
import { editionInForce, modulesOf } from '../domain/learning-path.js';
import { add, compare, passes, percent, ZERO } from '../domain/points.js';
import { memberHistory, statusOn, type Status } from '../domain/status.js';
import { dated } from '../domain/seen.js';
import { Failure } from '../errors.js';
import type { AttemptQuestion } from '../store/store.js';
import { jsonPoints } from '../output/json-points.js';
import { type ObjectiveLine, outcomeLines } from '../output/quiz-screens.js';
import { notCountedWords } from '../output/words.js';
import type { Paper } from '../domain/drawing.js';
import type { Context, Program } from './context.js';
import { storedPaper } from './papers.js';

export interface Outcome {
  attempt: Attempt;
  passed: boolean;
  verdict: Verdict;
  status: Status;
  objectives: ObjectiveLine[];
  program: Program;
  json: Record<string, unknown>;
}

export async function outcomeOf(context: Context, member: MemberId, fact: FactId): Promise<Outcome> {
  const store = await context.store();
  const facts = (await store.member(member))?.facts ?? [];
  const attempt = facts.find((each): each is Attempt => each.kind === 'attempt' && each.fact === fact);
  if (!attempt) throw new Failure('not-found', `no attempt ${fact}`, 'see `certify history`');

  const program = await context.program();
  const rules = program.book.tracks.find((track) => track.assessment === attempt.assessment);
  if (!rules) throw new Failure('data', `no track has the assessment ${attempt.assessment} any more`, 'see `certify history`');
  const day = program.book.zone.dayOf(context.deps.now());
  let verdict: Verdict = { kind: 'other-track' };
  const status = statusOn(rules, memberHistory(dated(facts, program.book.zone), day), day, (walked, given) => {
    if (walked.fact === fact) verdict = given;
  });
  const questions = await store.attemptQuestions(fact);
  const paper = attempt.content === undefined ? undefined : await storedPaper(context, attempt.content);
  const objectives = paper ? byObjective(questions, paper, program, rules.track) : [];
  const passed = passes(attempt.points, attempt.max_points, attempt.pass_mark);
  return {
    attempt,
    passed,
    verdict,
    status,
    objectives,
    program,
    json: outcomeJson(attempt, passed, verdict, objectives, questions),
  };
}

function outcomeJson(
  attempt: Attempt,
  passed: boolean,
  verdict: Verdict,
  objectives: readonly ObjectiveLine[],
  questions: readonly AttemptQuestion[],
): Record<string, unknown> {
  return {
    attempt: attempt.fact,
    assessment: attempt.assessment,
    edition: attempt.edition,
    member: attempt.member,
    points: jsonPoints(attempt.points),
    max_points: jsonPoints(attempt.max_points),
    percent: Number(percent(attempt.points, attempt.max_points)),
    passed,
    counts: verdict.kind !== 'not-counted',
    reason: verdict.kind === 'not-counted' ? notCountedWords(verdict.reason) : null,
    objectives: objectives.map(({ objective, points, max_points }) => ({
      objective,
      points: jsonPoints(points),
      max_points: jsonPoints(max_points),
    })),
    // Below the mark nothing is told about single questions, so that the bank is not burnt.
    ...(passed
      ? {
          questions: questions.map(({ question, points, max_points }) => ({
            question,
            points: jsonPoints(points),
            max_points: jsonPoints(max_points),
          })),
        }
      : {}),
  };
}

/** Points by objective, in the paper's order, with what to study where points were lost. */
export function byObjective(questions: readonly AttemptQuestion[], paper: Paper, program: Program, track: string): ObjectiveLine[] {
  const objectiveOf = new Map(paper.assessment.questions.map(({ question, objective }) => [question, objective]));
  const path = editionInForce(program.book.tracks.find((each) => each.track === track)?.paths ?? [], program.today);
  const lines = new Map<string, ObjectiveLine>();
  for (const { question, points, max_points } of questions) {
    const objective = objectiveOf.get(question) ?? '';
    const before = lines.get(objective) ?? {
      objective,
      statement: paper.objectives.find((each) => each.objective === objective)?.statement ?? '',
      points: ZERO,
      max_points: ZERO,
      study: path ? modulesOf(path).filter((module) => module.objectives.includes(objective)) : [],
    };
    lines.set(objective, { ...before, points: add(before.points, points), max_points: add(before.max_points, max_points) });
  }
  const rank = new Map(paper.objectives.map(({ objective }, place) => [objective, place]));
  return [...lines.values()].sort((a, b) => (rank.get(a.objective) ?? rank.size) - (rank.get(b.objective) ?? rank.size));
}

export async function showOutcome(context: Context, outcome: Outcome): Promise<void> {
  const { out } = context.deps;
  const lost = outcome.objectives.filter(({ points, max_points }) => compare(points, max_points) < 0);
  await out.write(`${outcomeLines({ ...outcome, lost, book: outcome.program.book }, out.columns(), out.style).join('\n')}\n`);
}
