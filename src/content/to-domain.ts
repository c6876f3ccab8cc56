/** Checked content → domain values: the few places where the file is friendlier to write than the program wants to read. */
import type { Assessment, NumericKey, Option, Question } from '../domain/assessment.js';
import { unreachable } from '../domain/fact.js';
import { ZERO, compare, parsePoints } from '../domain/points.js';
import type { CheckedAssessment, CheckedQuestion } from './assessment-schema.js';
import { minutesOf } from './schema-parts.js';

export function assessmentOf(checked: CheckedAssessment): Assessment {
  return {
    ...checked,
    time_limit: checked.time_limit === undefined ? undefined : minutesOf(checked.time_limit),
    questions: checked.questions.map(questionOf),
  };
}

export function questionOf(checked: CheckedQuestion): Question {
  const points = exactText(checked.points);
  switch (checked.type) {
    case 'single':
    case 'order':
    case 'match':
      return { ...checked, points };
    case 'true-false':
      // Contract, section 3: never shuffled.
      return { ...checked, points, shuffle: false };
    case 'multiple':
      return { ...checked, points, options: checked.options.map(weightedOption) };
    case 'short':
      return {
        ...checked,
        points,
        answers: checked.answers.map((answer) =>
          typeof answer === 'string'
            ? { text: answer }
            : { text: answer.text, weight: answer.weight === undefined ? undefined : exactText(answer.weight) },
        ),
      };
    case 'numeric': {
      const { answer: _, tolerance: __, range: ___, ...rest } = checked;
      return { ...rest, points, key: numericKey(checked) };
    }
    default:
      return unreachable(checked);
  }
}

type CheckedOption = Extract<CheckedQuestion, { type: 'multiple' }>['options'][number];

/** With weights, what earns something is right, unless the file says otherwise. */
function weightedOption({ text, correct, weight, feedback }: CheckedOption): Option {
  if (weight === undefined) return { text, correct: correct ?? false, feedback };
  const exact = exactText(weight);
  return { text, correct: correct ?? compare(parsePoints(exact) ?? ZERO, ZERO) > 0, weight: exact, feedback };
}

/** Whether there is one key, and only one, is for the rules on questions to say. */
function numericKey({ answer, tolerance, range }: Extract<CheckedQuestion, { type: 'numeric' }>): NumericKey {
  if (range) return { kind: 'range', low: decimalText(range[0] ?? '0'), high: decimalText(range[1] ?? '0') };
  const exact = { kind: 'exact' as const, answer: decimalText(answer ?? '0') };
  if (tolerance === undefined) return exact;
  const share = /^(.*?)\s*%$/.exec(exactText(tolerance));
  return { ...exact, tolerance: share ? `${decimalText(share[1]!)}%` : decimalText(tolerance) };
}

function exactText(value: string | number): string {
  return String(value).trim();
}

/** `+7` is 7. */
function decimalText(value: string | number): string {
  return exactText(value).replace(/^\+/, '');
}
