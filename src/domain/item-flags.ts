/**
 * What a question is flagged for. The thresholds are those of the books, with two additions: nothing is said on too few answers,
 * and where a number has a standard error, the question has the benefit of it.
 */
import type { FlaggedItem, Item, OptionUse, Scores } from './item-analysis.js';
import { codePointOrder } from './order.js';

export type Flag =
  /** Those who chose this wrong option did better on the rest than those who chose the key. */
  | { flag: 'preferred-distractor'; option: string; mean: number; against: number }
  /** Those who left out this right option did better on the rest than those who chose it. */
  | { flag: 'avoided-key'; option: string; mean: number; against: number }
  | { flag: 'negative-discrimination' }
  | { flag: 'too-hard' }
  | { flag: 'poor-discrimination' }
  | { flag: 'too-easy' }
  | { flag: 'unused-distractors'; options: string[] }
  | { flag: 'too-few-answers' };

/** Worst first: what is wrong with the key, then with the question, then with an option. */
export const FLAGS: readonly Flag['flag'][] = [
  'preferred-distractor',
  'avoided-key',
  'negative-discrimination',
  'too-hard',
  'poor-discrimination',
  'too-easy',
  'unused-distractors',
  'too-few-answers',
];

/** Of fewer answers the facility is uncertain by more than ten percentage points either way, and a correlation by 0.2. */
export const LEAST_ANSWERS = 20;

/** Where nearly everybody knows it, an assessment learns nothing ("extremely easy" from 95 % on, says Moodle's documentation). */
export const TOO_EASY = 0.95;

/** Allen & Yen, Introduction to Measurement Theory (1979), chapter 6: facilities from 0.3 to 0.7 tell most. With a pass mark of 80 % an easier bank is wanted, and a harder question is not. */
export const TOO_HARD = 0.3;

/** Ebel & Frisbie, Essentials of Educational Measurement, chapter 13: below 0.2 a question is poor, to be rejected or improved. */
export const POOR_DISCRIMINATION = 0.2;

/** Haladyna & Downing, Educational and Psychological Measurement 53 (1993): an option that fewer choose does not work as a distractor. */
export const UNUSED_SHARE = 0.05;

/** An option that five in a hundred would choose is chosen by nobody among 59 in one case of twenty (0.95⁵⁹ < 0.05); of fewer that says nothing. */
export const LEAST_ANSWERS_FOR_UNUSED = 59;

/**
 * In standard errors. A key is doubted on a difference that chance alone gives in one case of forty, for it is tried on every option
 * of every question; that a question discriminates poorly is said sooner, for nobody was failed by it.
 */
export const DOUBT_OF_KEY = 2;
export const DOUBT = 1;

/** Two or three people who chose the same thing by chance are no group to compare. */
export const LEAST_CHOOSERS = 5;

export function flagsOf(item: Item): Flag[] {
  if (item.asked < LEAST_ANSWERS) return [{ flag: 'too-few-answers' }];
  const flags = [...keyFlags(item), ...itemFlags(item), ...unusedFlags(item)];
  return flags.sort((a, b) => rankOf(a) - rankOf(b));
}

function itemFlags({ facility = 0, discrimination, asked }: Item): Flag[] {
  // Where nearly all earn the same there is little left to correlate.
  if (facility >= TOO_EASY) return [{ flag: 'too-easy' }];
  const flags: Flag[] = facility <= TOO_HARD ? [{ flag: 'too-hard' }] : [];
  if (discrimination === undefined) return flags;
  // Of a correlation.
  const error = (1 - discrimination ** 2) / Math.sqrt(asked - 1);
  if (discrimination + DOUBT_OF_KEY * error < 0) flags.push({ flag: 'negative-discrimination' });
  else if (discrimination + DOUBT * error < POOR_DISCRIMINATION) flags.push({ flag: 'poor-discrimination' });
  return flags;
}

/**
 * Of a `single`, a distractor against the key and not against everybody else: that is what tells a wrong key from a hard question
 * (Attali & Fraenkel, Journal of Educational Measurement 37, 2000). Of a `multiple`, who chose an option against who did not. The
 * two options of a `true-false` say no more than its discrimination does.
 */
function keyFlags({ question, options }: Item): Flag[] {
  if (question.type === 'single') {
    const key = options.find(({ correct }) => correct);
    return options.flatMap((use) => (use.correct || !key ? [] : better(use.choosers, key.choosers, 'preferred-distractor', use)));
  }
  if (question.type !== 'multiple') return [];
  return options.flatMap((use) =>
    use.correct ? better(use.others, use.choosers, 'avoided-key', use) : better(use.choosers, use.others, 'preferred-distractor', use),
  );
}

/** Better by more than the difference of two means is in doubt. */
function better(these: Scores, those: Scores, flag: 'preferred-distractor' | 'avoided-key', { option }: OptionUse): Flag[] {
  if (these.count < LEAST_CHOOSERS || those.count < LEAST_CHOOSERS) return [];
  const [mean, against] = [these.mean!, those.mean!];
  const error = Math.sqrt(these.variance! / these.count + those.variance! / those.count);
  return mean - against > DOUBT_OF_KEY * error ? [{ flag, option, mean, against }] : [];
}

function unusedFlags({ question, options, asked, facility = 0 }: Item): Flag[] {
  if (question.type === 'true-false' || asked < LEAST_ANSWERS_FOR_UNUSED || facility >= TOO_EASY) return [];
  const unused = options.filter(({ correct, chosen }) => !correct && chosen / asked < UNUSED_SHARE).map(({ option }) => option);
  return unused.length > 0 ? [{ flag: 'unused-distractors', options: unused }] : [];
}

function rankOf({ flag }: Flag): number {
  return FLAGS.indexOf(flag);
}

/** By the worst flag, then the least discrimination; what is in order comes before what cannot be judged, and what nobody was asked last. */
export function worstFirst(a: FlaggedItem, b: FlaggedItem): number {
  return (
    place(a) - place(b) ||
    (a.discrimination ?? MORE_THAN_ANY) - (b.discrimination ?? MORE_THAN_ANY) ||
    codePointOrder(a.question.question, b.question.question)
  );
}

/** Correlations end at 1. */
const MORE_THAN_ANY = 2;
/** Between the last fault and too few answers. */
const IN_ORDER = FLAGS.length - 1.5;

function place({ flags, asked }: FlaggedItem): number {
  if (asked === 0) return FLAGS.length;
  return flags.length > 0 ? rankOf(flags[0]!) : IN_ORDER;
}
