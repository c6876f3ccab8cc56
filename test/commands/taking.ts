/** Somebody who takes an assessment of the small program: what they know, and the steps that type it. */
import { letterOf } from '../../src/domain/choice-letters.js';
import type { QuestionView } from '../../src/terminal/prompter.js';
import { answersEach, confirms, ticks, types } from '../fake-prompter.js';

/** What is answered to which question, in the texts of the question. */
export type Knowledge = Record<string, string | string[] | Record<string, string>>;

export const EVERYTHING: Knowledge = {
  tier: 'Ultimate',
  drivers: ['Efficiency', 'Speed'],
  year: 'true',
  stage: 'Verify',
  mark: '80',
  steps: ['Plan', 'Create', 'Verify'],
  features: { Plan: 'Boards', Verify: 'Pipelines' },
  ...Object.fromEntries(Array.from({ length: 8 }, (_, place) => [`plan-${place + 1}`, 'yes'])),
};

/** 7 of 10 points at the Sales assessment. */
export const TOO_LITTLE: Knowledge = { ...EVERYTHING, tier: 'Free', steps: ['Verify', 'Create', 'Plan'] };

/** None of 4 points at the Customer Success assessment. */
export const NOTHING_OF_CS: Knowledge = Object.fromEntries(Array.from({ length: 8 }, (_, place) => [`plan-${place + 1}`, 'no']));

/** As it is typed at the question as it is laid out. */
export function typed({ question, shown }: Pick<QuestionView, 'question' | 'shown'>, known: Knowledge): string {
  const answer = known[question.question]!;
  const letter = (text: string) => letterOf(shown.choices.indexOf(text));
  if (Array.isArray(answer)) return answer.map(letter).join(' ');
  if (typeof answer === 'object') return shown.lefts!.map((left, place) => `${place + 1}${letter(answer[left]!)}`).join(' ');
  return question.type === 'single' ? letter(answer) : answer;
}

/** The next questions, as many as there are in the Sales assessment if nothing is said. */
export function answersTo(known: Knowledge, count = 7) {
  return answersEach(count, (view) => typed(view, known));
}

export const handsIn = types('hand in', 'hand in');

/** From the opening screen to the end. */
export function takes(known: Knowledge, count = 7) {
  return [confirms('Start now?', true), ...answersTo(known, count), handsIn];
}

/** Somebody who says that the whole path is done. */
export const ticksThePath = ticks('have you completed', ['Value drivers', 'Product tiers']);
