/** One question of each type, and how it is laid out, for the tests of this folder. */
import type { Shown } from '../../src/domain/answer.js';
import type { Question } from '../../src/domain/assessment.js';
import type { QuestionView } from '../../src/terminal/prompter.js';

const common = { objective: 'SAL-TIR-05', points: '1', shuffle: true, use: 'exam' as const, sources: [] };

type OfType<T extends Question['type']> = Extract<Question, { type: T }>;
type Laid<T extends Question['type']> = { question: OfType<T>; shown: Shown };

export function single(texts: string[], prompt = 'Which tier first includes multi-level epics?'): Laid<'single'> {
  const options = texts.map((text, place) => ({ text, correct: place === 0 }));
  return {
    question: { ...common, question: 'epics', type: 'single', prompt, options },
    shown: { question: 'epics', choices: texts },
  };
}

export function multiple(texts: string[]): Laid<'multiple'> {
  const options = texts.map((text, place) => ({ text, correct: place < 2 }));
  return {
    question: { ...common, question: 'stages', type: 'multiple', prompt: 'Which are stages?', options, scoring: 'partial' },
    shown: { question: 'stages', choices: texts },
  };
}

export const tiers = single(['Ultimate', 'Premium', 'Free']);
export const stages = multiple(['Plan', 'Verify', 'Wiki', 'Secure']);

export const trueFalse: Laid<'true-false'> = {
  question: { ...common, question: 'year', type: 'true-false', prompt: 'The fiscal year starts in February.', answer: true },
  shown: { question: 'year', choices: ['True', 'False'] },
};

export const short: Laid<'short'> = {
  question: {
    ...common,
    question: 'ci',
    type: 'short',
    prompt: 'Which stage holds CI?',
    answers: [{ text: 'verify' }],
    case_sensitive: false,
  },
  shown: { question: 'ci', choices: [] },
};

export const numeric: Laid<'numeric'> = {
  question: {
    ...common,
    question: 'mark',
    type: 'numeric',
    prompt: 'What is the pass mark?',
    key: { kind: 'exact', answer: '80' },
  },
  shown: { question: 'mark', choices: [] },
};

export const order: Laid<'order'> = {
  question: {
    ...common,
    question: 'steps',
    type: 'order',
    prompt: 'Put in order.',
    items: ['Plan', 'Create', 'Verify'],
    scoring: 'partial',
  },
  shown: { question: 'steps', choices: ['Verify', 'Plan', 'Create'] },
};

export const match: Laid<'match'> = {
  question: {
    ...common,
    question: 'pairs',
    type: 'match',
    prompt: 'Match stage and feature.',
    pairs: [
      { left: 'Plan', right: 'Epics' },
      { left: 'Verify', right: 'Pipelines' },
      { left: 'Secure', right: 'SAST' },
    ],
    decoys: ['Wiki'],
    scoring: 'partial',
  },
  shown: { question: 'pairs', choices: ['SAST', 'Wiki', 'Epics', 'Pipelines'], lefts: ['Plan', 'Verify', 'Secure'] },
};

export function viewOf(laid: { question: Question; shown: Shown }, more: Partial<QuestionView> = {}): QuestionView {
  const progress = { number: 7, of: 25, answered: 6, flagged: 1, ends_at: undefined };
  return { ...laid, answer: undefined, flagged: false, progress, ...more };
}
