/** The right answer to a question, in words. Only for practice and after a pass. */
import type { Question } from '../domain/assessment.js';
import { unreachable } from '../domain/fact.js';

export function rightAnswerWords(question: Question): string {
  switch (question.type) {
    case 'single':
      return question.options.find(({ correct }) => correct)?.text ?? '';
    case 'multiple': {
      const right = question.options.filter(({ correct, weight }) => (weight === undefined ? correct : !weight.startsWith('-') && weight !== '0'));
      return right.map(({ text }) => text).join('; ');
    }
    case 'true-false':
      return question.answer ? 'true' : 'false';
    case 'short':
      return question.answers.filter(({ weight }) => weight === undefined || weight === '1').map(({ text }) => text.replace(/\\\*/g, '*')).join(' or ');
    case 'numeric':
      return question.key.kind === 'range'
        ? `${question.key.low} to ${question.key.high}`
        : `${question.key.answer}${question.key.tolerance ? `, give or take ${question.key.tolerance}` : ''}`;
    case 'order':
      return question.items.join(' → ');
    case 'match':
      return question.pairs.map(({ left, right }) => `${left} – ${right}`).join('; ');
    default:
      return unreachable(question);
  }
}
