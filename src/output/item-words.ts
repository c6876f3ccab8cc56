/** The words for what a question is flagged for: a name, the reason with its numbers, and what to do. */
import { unreachable } from '../domain/fact.js';
import type { Item } from '../domain/item-analysis.js';
import { type Flag, LEAST_ANSWERS, POOR_DISCRIMINATION, TOO_EASY, TOO_HARD, UNUSED_SHARE } from '../domain/item-flags.js';
import { plural } from './words.js';

/** A share as a percentage, cut: 99.6 % of the points are not all of them. */
export function shareWords(share: number | undefined, digits = 0): string {
  if (share === undefined) return '–';
  const scale = 10 ** digits;
  // What is a whole number of parts may come out of floats a trifle below it.
  return `${(Math.floor(share * 100 * scale + 1e-6) / scale).toFixed(digits)} %`;
}

/** A coefficient with two places; a minus only where something is left of it. */
export function coefficientWords(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(2).replace(/^-(?=0\.00$)/, '');
}

export function flagName(flag: Flag['flag']): string {
  switch (flag) {
    case 'preferred-distractor':
    case 'avoided-key':
      return 'check the key';
    case 'negative-discrimination':
      return 'discriminates negatively';
    case 'poor-discrimination':
      return 'discriminates poorly';
    case 'too-hard':
      return 'too hard';
    case 'too-easy':
      return 'too easy';
    case 'unused-distractors':
      return 'unused distractors';
    case 'too-few-answers':
      return 'too few answers';
    default:
      return unreachable(flag);
  }
}

/** What is the matter, as a clause. */
export function flagReason(flag: Flag, item: Pick<Item, 'question' | 'asked' | 'facility' | 'discrimination'>): string {
  switch (flag.flag) {
    case 'preferred-distractor':
      return `those who chose “${flag.option}”, which is wrong, did better on the rest (${shareWords(flag.mean)}) than those who ${item.question.type === 'single' ? 'chose the key' : 'did not'} (${shareWords(flag.against)})`;
    case 'avoided-key':
      return `those who left out “${flag.option}”, which is right, did better on the rest (${shareWords(flag.mean)}) than those who chose it (${shareWords(flag.against)})`;
    case 'negative-discrimination':
      return `those who did well on the rest did worse here: discrimination ${coefficientWords(item.discrimination)}`;
    case 'poor-discrimination':
      return `it hardly tells who knows from who does not: discrimination ${coefficientWords(item.discrimination)}, below ${POOR_DISCRIMINATION}`;
    case 'too-hard':
      return `${shareWords(item.facility)} of its points were earned; ${shareWords(TOO_HARD)} or less is too hard`;
    case 'too-easy':
      return `${shareWords(item.facility)} of its points were earned; ${shareWords(TOO_EASY)} or more is too easy`;
    case 'unused-distractors':
      return `fewer than ${shareWords(UNUSED_SHARE)} chose ${flag.options.map((option) => `“${option}”`).join(' or ')}`;
    case 'too-few-answers':
      return `${plural(item.asked, 'member was', 'members were')} asked it; fewer than ${LEAST_ANSWERS} do not tell`;
    default:
      return unreachable(flag);
  }
}

/** What to do, as a sentence. */
export function flagRemedy(flag: Flag['flag']): string {
  switch (flag) {
    case 'preferred-distractor':
    case 'avoided-key':
      return 'Look the answer up anew: the key may be wrong, or the option right in another reading.';
    case 'negative-discrimination':
      return 'Check the key first, then whether the prompt misleads those who know most.';
    case 'poor-discrimination':
      return 'Read prompt and options for what can be guessed or misread; reword the question or replace it.';
    case 'too-hard':
      return 'Check the key and the wording, and that a module teaches it.';
    case 'too-easy':
      return 'Keep it if everybody must know it; otherwise ask for more, or see whether the right answer gives itself away.';
    case 'unused-distractors':
      return 'Write distractors that somebody who has not learnt it would take, or leave them out: three options are enough.';
    case 'too-few-answers':
      return 'Wait for more attempts before you change anything.';
    default:
      return unreachable(flag);
  }
}
