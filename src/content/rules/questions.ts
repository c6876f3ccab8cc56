/** Questions that nobody, or everybody, could answer. Only questions whose shape is right are looked at. */
import type {
  MatchQuestion,
  MultipleQuestion,
  OrderQuestion,
  Question,
  ShortQuestion,
  SingleQuestion,
} from '../../domain/assessment.js';
import { ZERO, compare, parsePoints } from '../../domain/points.js';
import type { Problem } from '../content.js';
import { type AssessmentFile, type Loaded, type Placed, problemAt } from '../loaded.js';
import { child } from '../node.js';
import { repeats, sameText } from '../same-text.js';
import { type Words, say } from '../wording.js';

/** A fault in a question, at a key of it (at the question where it lacks the key) and, where that is a list, at an item. */
interface Fault {
  key: string;
  item?: number;
  words: Words;
}

/** No or several right options, weights that earn nothing. */
export function faultyOptions({ assessments }: Loaded): Problem[] {
  return eachQuestion(assessments, ({ value }) => {
    if (value.type === 'single') return faultsOfSingle(value);
    return value.type === 'multiple' ? faultsOfMultiple(value) : [];
  });
}

/** Keys of the other types that contradict themselves. */
export function faultyKeys({ assessments }: Loaded): Problem[] {
  return eachQuestion(assessments, (question) => {
    switch (question.value.type) {
      case 'short':
        return faultsOfShort(question.value);
      case 'numeric':
        return faultsOfNumeric(question);
      case 'order':
        return faultsOfOrder(question.value);
      case 'match':
        return faultsOfMatch(question.value);
      default:
        return [];
    }
  });
}

function eachQuestion(files: readonly AssessmentFile[], faultsOf: (question: Placed<Question>) => Fault[]): Problem[] {
  return files.flatMap((file) =>
    file.questions.flatMap((question) =>
      faultsOf(question).map(({ key, item, words }) => {
        const value = child(question.node, key);
        return problemAt(file, (item === undefined ? value : child(value, item)) ?? question.node, words);
      }),
    ),
  );
}

function faultsOfSingle({ options }: SingleQuestion): Fault[] {
  const right = options.filter((option) => option.correct).length;
  if (right === 1) return [];
  return [{ key: 'options', words: right === 0 ? say.noRightOption : say.severalRightOptions(right) }];
}

function faultsOfMultiple({ options }: MultipleQuestion): Fault[] {
  if (options.every((option) => option.weight === undefined)) {
    return options.some((option) => option.correct) ? [] : [{ key: 'options', words: say.noRightOption }];
  }
  if (!options.some((option) => gains(option.weight))) return [{ key: 'options', words: say.noGain }];
  return options.flatMap((option, item) => {
    if (!option.correct || gains(option.weight)) return [];
    const words = option.weight === undefined ? say.rightWithoutWeight(option.text) : say.rightWithoutGain(option.text);
    return [{ key: 'options', item, words }];
  });
}

function gains(weight: string | undefined): boolean {
  return weight !== undefined && compare(parsePoints(weight) ?? ZERO, ZERO) > 0;
}

/** A person needs a few; matching takes longer with each. */
const MOST_STARS = 8;

function faultsOfShort({ answers }: ShortQuestion): Fault[] {
  const faults = answers.flatMap(({ text }, item): Fault[] => {
    const stars = text.replaceAll('\\*', '').match(/\*/g)?.length ?? 0;
    if (/^[*\s]+$/.test(text)) return [{ key: 'answers', item, words: say.catchAllAnswer }];
    return stars > MOST_STARS ? [{ key: 'answers', item, words: say.manyStars(MOST_STARS) }] : [];
  });
  const counts = answers.some(({ weight }) => weight === undefined || gains(weight));
  return counts ? faults : [...faults, { key: 'answers', words: say.noAnswerCounts }];
}

function faultsOfNumeric({ value, node }: Placed<Question>): Fault[] {
  if (value.type !== 'numeric') return [];
  const [answer, tolerance, range] = ['answer', 'tolerance', 'range'].map((key) => child(node, key));
  if (range && (answer || tolerance)) return [{ key: 'range', words: say.twoNumericKeys }];
  if (!range && !answer) return [{ key: 'answer', words: say.noNumericKey }];
  if (value.key.kind !== 'range') return [];
  const { low, high } = value.key;
  return compare(parsePoints(low) ?? ZERO, parsePoints(high) ?? ZERO) > 0
    ? [{ key: 'range', words: say.reversedRange(low, high) }]
    : [];
}

function faultsOfOrder({ items }: OrderQuestion): Fault[] {
  return repeats(items.map(sameText)).map(({ at }) => ({ key: 'items', item: at, words: say.equalItems(items[at]!) }));
}

function faultsOfMatch({ pairs, decoys }: MatchQuestion): Fault[] {
  const rights = new Set(pairs.map((pair) => sameText(pair.right)));
  const lefts = repeats(pairs.map((pair) => sameText(pair.left))).map(({ at }): Fault => ({
    key: 'pairs',
    item: at,
    words: say.equalLefts(pairs[at]!.left),
  }));
  const wrongDecoys = decoys.flatMap((decoy, item): Fault[] =>
    rights.has(sameText(decoy)) ? [{ key: 'decoys', item, words: say.decoyIsRight(decoy) }] : [],
  );
  const choices = new Set([...rights, ...decoys.map(sameText)]).size;
  return [...lefts, ...wrongDecoys, ...(choices < 2 ? [{ key: 'pairs', words: say.oneChoice }] : [])];
}
