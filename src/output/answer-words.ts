/** An answer that somebody gave, in words. */
import type { Answer } from '../domain/answer.js';
import { unreachable } from '../domain/fact.js';

export function answerWords(answer: Answer): string {
  switch (answer.type) {
    case 'single':
      return answer.option;
    case 'multiple':
      return answer.options.join('; ');
    case 'true-false':
      return answer.value ? 'true' : 'false';
    case 'short':
      return answer.text;
    case 'numeric':
      return answer.number;
    case 'order':
      return answer.items.join(' → ');
    case 'match':
      return answer.pairs.map(({ left, right }) => `${left} – ${right}`).join('; ');
    default:
      return unreachable(answer);
  }
}
